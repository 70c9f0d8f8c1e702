import { dump } from 'js-yaml';
import { manifestRules } from '../../lib/manifests/problems';
import { platformFaults } from '../../lib/platform/faults';
import { graphRules, ruleSets } from '../../lib/rules/catalogue';
import { exampleObject, examplesOf } from '../../lib/rules/examples';
import { fileFaults } from '../../lib/rules/file-faults';
import { gitOpsFaults } from '../../lib/rules/gitops-faults';
import { identityRules } from '../../lib/rules/identity';
import type { Rule, RuleText, Target } from '../../lib/rules/rule';
import { structureRules } from '../../lib/rules/structure';
import { synthFaults } from '../../lib/rules/synth-faults';

/** The catalogue of rules, made from the rules themselves. */
export function ruleCatalogue(): string {
  const sections: [title: string, entries: string[]][] = [
    ['Programs', Object.values(synthFaults).map(entry)],
    ['Files', [...Object.values(manifestRules), ...Object.values(fileFaults)].map(entry)],
    ['Repositories', Object.values(gitOpsFaults).map(entry)],
    ['The platform', Object.values(platformFaults).map(entry)],
    ['Any object', [...Object.values(identityRules), ...Object.values(structureRules)].map(entry)],
    ...ruleSets.map(({ title, targets, rules }): [string, string[]] => [
      title,
      rules.map((rule) => entry(rule) + examplesText(rule, targets[0]!)),
    ]),
    ['Several objects together', graphRules.map((rule) => entry(rule) + block('Told of', yamlDocuments(rule.bad)))],
  ];
  const merged = new Map<string, string[]>();
  for (const [title, entries] of sections) merged.set(title, [...(merged.get(title) ?? []), ...entries]);
  return `# The rules

Each rule has a code that never changes its meaning. **Errors** are what the cluster would refuse; **warnings** are
what it would accept and the author regret. \`cdk8s-knative rules CODE\` prints a rule in the terminal.

${[...merged].map(([title, entries]) => `## ${title}\n\n${entries.join('\n')}`).join('\n')}`;
}

function entry({ code, severity = 'error', title, why, source }: RuleText): string {
  return `### ${code}: ${title}\n\n*${severity === 'error' ? 'Error' : 'Warning'}.* ${why} Source: ${source}.\n`;
}

function examplesText(rule: Rule<never>, target: Target): string {
  const first = examplesOf(rule.bad)[0];
  if (first === undefined) return '';
  const { metadata, spec, value, features } = first;
  const flags =
    features === undefined
      ? ''
      : ` (with ${Object.entries(features)
          .map((flag) => flag.join('='))
          .join(', ')})`;
  const shown = value === undefined ? { metadata, spec } : exampleObject(target, first).object;
  return block(`Told of${flags}`, dump(withoutUndefined(shown), { lineWidth: 110, noRefs: true, skipInvalid: true }));
}

function block(title: string, yaml: string): string {
  return `\n<details><summary>${title}</summary>\n\n\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\`\n\n</details>\n`;
}

function yamlDocuments(objects: readonly object[]): string {
  return objects.map((object) => dump(object, { lineWidth: 110, noRefs: true })).join('---\n');
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}
