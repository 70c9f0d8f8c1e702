import { type Command, Option } from 'commander';
import { type Finding, findingsOf, loadManifests } from '../manifests';
import { toGithub } from './format/github';
import { toJson } from './format/json';
import { toSarif } from './format/sarif';
import { toText } from './format/text';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io, paintFor, readAll } from './io';
import { addPlatformOptions, type PlatformFlags, platformOf } from './platform-options';
import { count, summaryOf, type ValidationReport } from './report';

interface Options extends PlatformFlags {
  readonly format: 'text' | 'json' | 'sarif' | 'github';
  readonly warningsAsErrors?: boolean;
  readonly quiet?: boolean;
}

const HELP = `
Folders are read with the folders in them; "-" is standard input.

Examples:
  $ cdk8s-knative validate k8s/
  $ kustomize build overlays/prod | cdk8s-knative validate -
  $ cdk8s-knative validate k8s/ --feature kubernetes.podspec-affinity=enabled
  $ cdk8s-knative validate k8s/ --format sarif > knative.sarif
${EXIT_CODE_HELP}`;

/** `validate`: tells what is wrong with manifests, and where. */
export function addValidate(program: Command, io: Io, exit: (code: ExitCode) => void): void {
  const command = program
    .command('validate')
    .summary('tell what is wrong with manifests')
    .description('Tells what the cluster would refuse of these manifests, and what it would accept and you regret.')
    .argument('<paths...>', 'files, folders, or -')
    .addOption(
      new Option('--format <format>', 'how to tell it').choices(['text', 'json', 'sarif', 'github']).default('text'),
    );
  addPlatformOptions(command)
    .option('--warnings-as-errors', 'take warnings for errors')
    .option('--quiet', 'tell errors only')
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Options) => exit(await validate(paths, options, io)));
}

async function validate(paths: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  const manifests = await loadManifests(paths, { cwd: io.cwd, stdin: () => readAll(io.stdin) });
  const all = findingsOf(manifests, platformOf(options));
  const findings = judged(all, options);
  const report = { findings, files: manifests.files.length, objects: manifests.objects.length };
  io.stdout.write(written(report, options.format, io));
  const forPeople = options.format === 'text' || options.format === 'github';
  // A pipeline whose first part failed gives nothing, and would pass in silence.
  if (report.objects === 0 && findings.length === 0) io.stderr.write('note: there is no object to check\n');
  if (forPeople && findings.length > 0) io.stderr.write(`\n${summaryOf(report)}\n`);
  return count(report, 'error') > 0 ? exitCodes.input : exitCodes.good;
}

function judged(findings: readonly Finding[], { warningsAsErrors = false, quiet = false }: Options): Finding[] {
  const judged = findings.map((finding) => (warningsAsErrors ? { ...finding, severity: 'error' as const } : finding));
  return quiet ? judged.filter(({ severity }) => severity === 'error') : judged;
}

function written(report: ValidationReport, format: Options['format'], io: Io): string {
  switch (format) {
    case 'text':
      return toText(report, paintFor(io.stdout, io.env));
    case 'json':
      return toJson(report);
    case 'sarif':
      return toSarif(report, io.cwd);
    case 'github':
      return toGithub(report);
  }
}
