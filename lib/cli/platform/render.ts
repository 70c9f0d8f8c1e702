import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { FileError, makeFolder, writeWhole } from '../../files';
import type { Stage } from '../../graph/stages';
import { type ManifestFile, toYaml } from '../../render';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io } from '../io';
import { told } from './faults';
import { addGivenOptions, GIVEN_HELP, type GivenFlags, givenStages } from './given';

interface Options extends GivenFlags {
  readonly out?: string;
}

const HELP = `${GIVEN_HELP}

The files are what "platform apply" would apply, stage by stage, for whoever applies in another way: one file for each
stage with --out, numbered in their order, or one stream. Whoever applies them has to wait between the stages:
"platform plan" tells for what. For Argo CD and Flux see "gitops".

Examples:
  $ cdk8s-knative platform render --release 1.23 --out rendered
  $ cdk8s-knative platform render --release 1.23 --host mirror.example.com > platform.yaml
${EXIT_CODE_HELP}`;

/** `platform render`: writes the objects in the order of their stages. Asks no cluster. */
export function addRender(platform: Command, io: Io, exit: (code: ExitCode) => void): void {
  addGivenOptions(
    platform
      .command('render')
      .summary('write the objects of an installation, in its order')
      .description('Writes the objects as they would be applied, in the order of their stages. Asks no cluster.'),
  )
    .option('--out <folder>', 'a file for each stage in this folder, in place of one stream')
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Options) => exit(await render(paths, options, io)));
}

async function render(paths: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  try {
    const given = await givenStages(paths, options, io);
    if (given === undefined) return exitCodes.input;
    const files = given.stages.map((stage, i) => stageFile(stage, i + 1, given.stages.length));
    if (options.out === undefined) {
      io.stdout.write(files.map(({ text }) => text).join('---\n'));
      return exitCodes.good;
    }
    write(files, resolve(io.cwd, options.out));
    io.stdout.write(`${files.length} files in ${options.out}\n`);
    return exitCodes.good;
  } catch (error) {
    return told(error, io);
  }
}

/** Heads each file, and tells those of an earlier run, which are deleted, from others, which stay. */
const HEADING = '# Written by "cdk8s-knative platform render".';

/** `01-namespaces.yaml` */
function stageFile({ title, nodes }: Stage, number: number, count: number): ManifestFile {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return {
    name: `${String(number).padStart(String(count).length, '0')}-${words.join('-')}.yaml`,
    text: `${HEADING} Stage ${number} of ${count}: ${title}\n${toYaml(nodes.map(({ object }) => object))}`,
  };
}

function write(files: readonly ManifestFile[], folder: string): void {
  makeFolder(folder);
  const present = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const isOurs = (name: string) => readFileSync(join(folder, name), 'utf8').startsWith(HEADING);
  const foreign = files.find(({ name }) => present.includes(name) && !isOurs(name));
  if (foreign !== undefined) {
    const path = join(folder, foreign.name);
    throw new FileError('taken', path, `${path} is there already, and not ours`, 'move it, or give another folder');
  }
  const stale = present.filter((name) => !files.some((file) => file.name === name) && isOurs(name));
  for (const { name, text } of files) writeWhole(join(folder, name), text);
  for (const name of stale) rmSync(join(folder, name));
}
