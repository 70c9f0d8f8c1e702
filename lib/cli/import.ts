import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { FileError, writeWhole } from '../files';
import {
  type Imported,
  type ImportReport,
  importTexts,
  printProgram,
  reportJson,
  reportText,
  writeProgram,
} from '../importer';
import { loadTexts } from '../manifests';
import { toYaml } from '../render/yaml';
import { AppError } from './app';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io, readAll } from './io';

interface Options {
  readonly yaml?: boolean;
  readonly out?: string;
  readonly force?: boolean;
  readonly report?: string;
  readonly format: 'text' | 'json';
}

const HELP = `
Reads YAML and JSON, Lists, and the blocks of Markdown; what copying damaged is mended. Old forms of Knative, Tekton and
Istio are upgraded to those of today. The program becomes the same objects as --yaml writes. The report tells each
change with its reason; it goes to standard error, or to standard output if a file is written.

Examples:
  $ cdk8s-knative import k8s/ --out program.ts            a program for cdk8s
  $ cdk8s-knative import k8s/ --yaml                      the same objects as they are written today
  $ cdk8s-knative import old.md --yaml --out k8s/all.yaml
  $ cat old.yaml | cdk8s-knative import - --yaml --report report.json --format json
${EXIT_CODE_HELP}, or a document could not be read; the rest is written`;

/** `import`: upgrades old manifests, and writes them as a program or as YAML. */
export function addImport(program: Command, io: Io, exit: (code: ExitCode) => void): void {
  program
    .command('import')
    .summary('make a program of manifests, old ones too')
    .description('Makes a TypeScript program of manifests, or YAML of today, whatever their age.')
    .argument('<paths...>', 'files, folders, or -')
    .option('--yaml', 'write YAML in place of a program')
    .option('--out <file>', 'write into this file')
    .option('--force', 'replace the file if it is there')
    .option('--report <file>', 'write the report into this file')
    .addOption(new Option('--format <format>', 'how to write the report').choices(['text', 'json']).default('text'))
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Options) => exit(await importPaths(paths, options, io)));
}

async function importPaths(paths: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  const { out, force = false } = options;
  if (out !== undefined && !force && existsSync(resolve(io.cwd, out))) {
    throw new FileError('taken', out, `${out} is there already`, 'give another file, or --force to replace it');
  }
  if (out !== undefined && options.report !== undefined && resolve(io.cwd, out) === resolve(io.cwd, options.report)) {
    throw new AppError(`--out and --report are both ${out}: give the report a file of its own`);
  }
  const loaded = await loadTexts(paths, { cwd: io.cwd, stdin: () => readAll(io.stdin) });
  const read = importTexts(loaded.texts);
  const imported: Imported = { ...read, problems: [...loaded.problems, ...read.problems] };
  const report = { ...imported, files: loaded.files.length, objects: imported.objects.length };
  if (imported.objects.length === 0) {
    writeReport(report, options, io);
    io.stderr.write('error: there is no object to write\n');
    return exitCodes.input;
  }
  const text = options.yaml
    ? toYaml(imported.objects.map(({ object }) => object))
    : printProgram(await writeProgram(imported, await loadTrial()));
  writeResult(text, options, io);
  writeReport(report, options, io);
  return imported.problems.length > 0 ? exitCodes.input : exitCodes.good;
}

/** Only this command needs the constructs, and cdk8s with them. */
async function loadTrial() {
  const { trial } = await import('../../constructs/trial/index.js');
  return trial;
}

function writeResult(text: string, { out }: Options, io: Io): void {
  if (out === undefined) io.stdout.write(text);
  else writeWhole(resolve(io.cwd, out), text);
}

function writeReport(report: ImportReport, { report: file, format, out }: Options, io: Io): void {
  const text = format === 'json' ? reportJson(report) : reportText(report);
  if (file !== undefined) writeWhole(resolve(io.cwd, file), text);
  else (out === undefined ? io.stderr : io.stdout).write(text);
}
