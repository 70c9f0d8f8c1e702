import { Command, CommanderError } from 'commander';
import { FileError } from '../files';
import { AppError } from './app';
import { addCrds } from './crds';
import { addExpand } from './expand';
import { addGitOps } from './gitops';
import { addGraph } from './graph';
import { addImport } from './import';
import { addInit } from './init';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io } from './io';
import { packageVersion } from './package';
import { addPlatform } from './platform';
import { addRules } from './rules';
import { addValidate } from './validate';

const HELP = `
Examples:
  $ cdk8s-knative validate k8s/                   what is wrong with these manifests
  $ cdk8s-knative rules KG0105                    why that is wrong
  $ cdk8s-knative graph k8s/                      what refers to what
  $ cdk8s-knative gitops k8s/ --flavor flux --out deploy/
  $ cdk8s-knative expand k8s/                     what the controllers make of them
  $ cdk8s-knative crds --out crds/                the kinds, for a cluster
  $ cdk8s-knative platform vendor                 the platform's manifests, for your repository
  $ cdk8s-knative import k8s/ --out program.ts    a program that makes these manifests, old ones too
  $ cdk8s-knative init shop                       a new project
${EXIT_CODE_HELP}`;

/** Runs the command line and gives its exit code. Never throws. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exitCodes.good;
  try {
    await programFor(io, (given) => {
      code = given;
    }).parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.good : exitCodes.input;
    if (error instanceof AppError || error instanceof FileError) {
      io.stderr.write(`error: ${error.message}\n`);
      return exitCodes.input;
    }
    io.stderr.write(apology(error, io));
    return exitCodes.failure;
  }
}

function programFor(io: Io, exit: (code: ExitCode) => void): Command {
  const program = new Command('cdk8s-knative')
    .description('Checks, draws and explains manifests of Knative, Tekton and Istio.')
    .version(packageVersion())
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
    .exitOverride()
    .showHelpAfterError('(--help tells more)')
    .addHelpText('after', HELP);
  addValidate(program, io, exit);
  addGraph(program, io, exit);
  addGitOps(program, io, exit);
  addExpand(program, io, exit);
  addCrds(program, io, exit);
  addImport(program, io, exit);
  addInit(program, io, exit);
  addRules(program, io, exit);
  addPlatform(program, io, exit);
  return program;
}

function apology(error: unknown, { env }: Io): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const details = env.DEBUG ? `\n${stack}\n` : '';
  return `error: cdk8s-knative failed: ${message}
This is our fault and not that of your files. Please report it with the command that you ran and what it prints with
DEBUG=1 in the environment.
${details}`;
}
