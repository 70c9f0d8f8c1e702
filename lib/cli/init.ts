import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { FileError, makeFolder, unwritable } from '../files';
import { type Flavor, flavors, type ProjectFiles, projectFiles, projectName } from '../init';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io } from './io';
import { packageVersions } from './package';

interface Options {
  readonly flavor: Flavor;
}

const HELP = `
The project has a first program, tests, and a README that tells what to do with it. The folder must be empty, apart from
.git; without one, the working directory is taken.

Examples:
  $ cdk8s-knative init shop && cd shop && npm install && npm test
  $ cdk8s-knative init shop --flavor gitops
${EXIT_CODE_HELP}`;

/** `init`: makes a project. */
export function addInit(program: Command, io: Io, exit: (code: ExitCode) => void): void {
  program
    .command('init')
    .summary('make a new project')
    .description('Makes a project in TypeScript that passes its own tests.')
    .argument('[dir]', 'the folder of the project', '.')
    .addOption(new Option('--flavor <flavor>', 'what the project is for').choices(flavors).default('cdk8s'))
    .addHelpText('after', HELP)
    .action((dir: string, options: Options) => exit(init(dir, options, io)));
}

function init(dir: string, { flavor }: Options, io: Io): ExitCode {
  const folder = resolve(io.cwd, dir);
  try {
    const found = existsSync(folder) ? readdirSync(folder).filter((name) => name !== '.git') : [];
    if (found.length > 0) {
      const names = `${found.slice(0, 3).join(', ')}${found.length > 3 ? ' and more' : ''}`;
      throw new FileError(
        'taken',
        folder,
        `${dir} is not empty: it has ${names}`,
        'give a new folder, or an empty one',
      );
    }
    const files = projectFiles(flavor, { name: projectName(basename(folder)), versions: packageVersions() });
    writeAll(folder, files);
    io.stdout.write(
      `${Object.keys(files)
        .sort()
        .map((name) => `  ${join(dir, name)}\n`)
        .join('')}\n${nextSteps(dir)}`,
    );
    return exitCodes.good;
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Writes all files; if one of them fails, those that are written go again. */
function writeAll(folder: string, files: ProjectFiles): void {
  const existed = existsSync(folder);
  const written: string[] = [];
  try {
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, name);
      makeFolder(dirname(path));
      written.push(path);
      writeFileSync(path, text, { flag: 'wx' });
    }
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    if (!existed) rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function nextSteps(dir: string): string {
  const enter = dir === '.' ? '' : `cd ${dir} && `;
  return `Next: ${enter}npm install && npm test\n`;
}
