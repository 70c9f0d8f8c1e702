import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { kinds } from '../api/registry';
import { crdYaml } from '../api/schema';
import { FileError, writeWhole } from '../files';
import { nearest } from '../rules/nearest';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io } from './io';

interface Options {
  readonly group?: string;
  readonly out?: string;
}

const HELP = `
Examples:
  $ cdk8s-knative crds | kubectl apply --server-side -f -
  $ cdk8s-knative crds --group eventing.knative.dev --out crds/
${EXIT_CODE_HELP}`;

/** `crds`: writes the CustomResourceDefinitions of the kinds that are modelled here. */
export function addCrds(program: Command, io: Io, exit: (code: ExitCode) => void): void {
  program
    .command('crds')
    .summary('write the CustomResourceDefinitions')
    .description('Writes the CustomResourceDefinitions of the kinds that this package knows, generated from its types.')
    .option('--group <group>', 'only the kinds of this API group')
    .option('--out <folder>', 'write a file for each kind into this folder')
    .addHelpText('after', HELP)
    .action((options: Options) => exit(crds(options, io)));
}

function crds({ group, out }: Options, io: Io): ExitCode {
  const chosen = kinds.filter((kind) => group === undefined || kind.group === group);
  if (chosen.length === 0) {
    const groups = [...new Set(kinds.map((kind) => kind.group))].sort();
    const meant = nearest(group ?? '', groups);
    const hint = meant === undefined ? `there are ${groups.join(', ')}` : `did you mean "${meant}"?`;
    io.stderr.write(`error: there is no kind in the group "${group}": ${hint}\n`);
    return exitCodes.input;
  }
  if (out === undefined) {
    io.stdout.write(chosen.map((kind) => `---\n${crdYaml(kind).trimEnd()}\n`).join(''));
    return exitCodes.good;
  }
  const folder = resolve(io.cwd, out);
  const files = chosen.map((kind) => ({
    path: join(folder, `${kind.group}_${kind.plural}.yaml`),
    text: crdYaml(kind),
  }));
  for (const { path, text } of files) refuseForeign(path, text);
  for (const { path, text } of files) writeWhole(path, text);
  return exitCodes.good;
}

/** Files of an earlier run, of this version or another, begin with the same comment as those of this one. */
function refuseForeign(path: string, text: string): void {
  const [heading = ''] = text.split('\n', 1);
  if (!existsSync(path) || readFileSync(path, 'utf8').startsWith(heading)) return;
  throw new FileError('taken', path, `${path} is there already, and not ours`, 'move it, or give another folder');
}
