import type { Command } from 'commander';
import { toYaml } from '../render/yaml';
import { nearest } from '../rules/nearest';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io, type Paint, paintFor } from './io';
import { type Example, type ExplainedRule, explainedRules } from './rule-texts';

const HELP = `
Examples:
  $ cdk8s-knative rules               every rule in a line
  $ cdk8s-knative rules KG0105        one rule with its reason and examples
${EXIT_CODE_HELP}`;

/** `rules`: lists the rules, or explains one. */
export function addRules(program: Command, io: Io, exit: (code: ExitCode) => void): void {
  program
    .command('rules')
    .summary('list the rules, or explain one')
    .description('Lists the rules that manifests are checked by, or explains one of them.')
    .argument('[code]', 'the code that a finding names')
    .addHelpText('after', HELP)
    .action((code: string | undefined) => exit(rules(code, io)));
}

function rules(code: string | undefined, io: Io): ExitCode {
  const paint = paintFor(io.stdout, io.env);
  const known = explainedRules();
  if (code === undefined) {
    io.stdout.write(listed([...known.values()], paint));
    return exitCodes.good;
  }
  const rule = known.get(code.toUpperCase());
  if (rule === undefined) {
    const meant = nearest(code, known.keys());
    const hint = meant === undefined ? '"cdk8s-knative rules" lists them' : `did you mean ${meant}?`;
    io.stderr.write(`error: there is no rule "${code}": ${hint}\n`);
    return exitCodes.input;
  }
  io.stdout.write(explained(rule, paint));
  return exitCodes.good;
}

function listed(rules: readonly ExplainedRule[], paint: Paint): string {
  const lines: string[] = [];
  let heading: string | undefined;
  for (const { rule, heading: own } of rules) {
    if (own !== heading) lines.push(...(heading === undefined ? [] : ['']), paint('bold', own));
    heading = own;
    lines.push(`  ${rule.code}  ${paint(...severity(rule.severity))}  ${rule.title}`);
  }
  return `${lines.join('\n')}\n`;
}

function severity(given: 'error' | 'warning' = 'error'): ['red' | 'yellow', string] {
  return given === 'error' ? ['red', 'error  '] : ['yellow', 'warning'];
}

function explained({ rule, heading, good, bad }: ExplainedRule, paint: Paint): string {
  const [colour, name] = severity(rule.severity);
  const parts = [
    `${paint('bold', rule.code)} ${paint(colour, name.trim())}: ${rule.title}`,
    rule.why,
    ...shown('Wrong', bad(), paint),
    ...shown('Right', good(), paint),
    paint('dim', `About: ${heading}\nSource: ${rule.source}`),
  ];
  return `${parts.join('\n\n')}\n`;
}

function shown(title: string, examples: readonly Example[], paint: Paint): string[] {
  return examples
    .filter(({ objects }) => objects.length > 0)
    .map(({ note, objects }) => {
      const heading = `${paint('bold', title)}${note === '' ? '' : `, ${note}`}:`;
      return `${heading}\n\n${toYaml(objects)
        .trimEnd()
        .replaceAll(/^(?=.)/gm, '  ')}`;
    });
}
