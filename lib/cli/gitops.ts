import { resolve, sep } from 'node:path';
import { type Command, Option } from 'commander';
import { findingsOf, loadManifests, type Manifests, problemFinding } from '../manifests';
import { changesOf, writeTree } from '../render/gitops/folder';
import { GitOpsError } from '../render/gitops/gitops-error';
import { gitOpsFlavors } from '../render/gitops/options';
import { AppError, appOfProject, synthesized } from './app';
import { toText } from './format/text';
import { reportOf } from './gitops/report';
import { baseOf, byFolder, type Tree, type TreeOptions, together, treeOf } from './gitops/trees';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io, paintFor, readAll } from './io';
import { addPlatformOptions, type PlatformFlags, platformOf } from './platform-options';

interface Options extends PlatformFlags, TreeOptions {
  readonly app?: string;
  readonly check?: boolean;
  readonly perFolder?: boolean;
  readonly validate: boolean;
  readonly format: 'text' | 'json';
}

const HELP = `
Without paths and --app, the program that cdk8s.yaml names is run.

Examples:
  $ cdk8s-knative gitops k8s/ --flavor argocd --out deploy --repo https://git.example.com/shop
  $ cdk8s-knative gitops --app 'npx tsx main.ts' --flavor flux --out deploy
  $ cdk8s-knative gitops k8s/ --flavor flux --out deploy --check      in CI: exit code 2 and a diff on drift
${EXIT_CODE_HELP}`;

/** `gitops`: writes manifests as a tree of files for a repository that a cluster is kept equal to. */
export function addGitOps(program: Command, io: Io, exit: (code: ExitCode) => void): void {
  const command = program
    .command('gitops')
    .summary('lay manifests out for a GitOps repository')
    .description(
      'Writes the objects of manifests, or of a program, as a tree of files: a numbered folder for each layer, a file ' +
        'for each object, and what the tool that applies them has to know. Deletes only what it wrote itself.',
    )
    .argument('[paths...]', 'files, folders, or -')
    .addOption(new Option('--app <command>', 'run this cdk8s program, and take what it writes'))
    .addOption(new Option('--flavor <flavor>', 'who applies the tree').choices(gitOpsFlavors).makeOptionMandatory(true))
    .requiredOption('--out <folder>', 'where to write it')
    .option('--check', 'write nothing, and tell by a diff and exit code 2 if the folder is not as it would be written')
    .option('--name <name>', "name of Argo CD's Application and of Flux' Kustomizations (default: that of the folder)")
    .option('--path <path>', 'where in the repository the folder is (default: as --out says)')
    .option('--repo <url>', 'URL of the repository')
    .option('--revision <revision>', 'branch or commit of the repository, or a tag as refs/tags/v1', 'main')
    .option('--namespace <namespace>', 'namespace of the objects that name none', 'default')
    .option('--sops-keys <secret>', 'Secret with the keys by which Flux decrypts what SOPS encrypted')
    .option('--allow-plain-secrets', 'write Secrets although everyone who may read the repository can read them')
    .option('--per-folder', 'take each folder of manifests for a whole of its own, and write a tree for each')
    .addOption(new Option('--format <format>', 'how to tell what changed').choices(['text', 'json']).default('text'))
    .option('--no-validate', 'do not look for what is wrong with the manifests first');
  addPlatformOptions(command)
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Options) => exit(await gitops(paths, options, io)));
}

async function gitops(paths: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  try {
    const trees = await treesOf(paths, options, io);
    if (trees === undefined) return exitCodes.input;
    const { files, notes } = together(trees);
    const folder = resolve(io.cwd, options.out);
    const changes = options.check === true ? changesOf(files, folder) : writeTree(files, folder);
    const { stdout, stderr } = reportOf({ changes, notes, errors: [] }, options);
    io.stdout.write(stdout);
    io.stderr.write(stderr);
    return options.check === true && changes.length > 0 ? exitCodes.input : exitCodes.good;
  } catch (error) {
    if (error instanceof GitOpsError) {
      const { stdout, stderr } = reportOf({ changes: [], notes: [], errors: error.faults }, options);
      io.stdout.write(stdout);
      io.stderr.write(stderr);
      return exitCodes.input;
    }
    if (error instanceof RangeError) throw new AppError(error.message);
    throw error;
  }
}

/** The trees of all that the command is given; undefined if that is wrong, which is told. */
async function treesOf(paths: readonly string[], options: Options, io: Io): Promise<readonly Tree[] | undefined> {
  const { app } = options;
  if (app !== undefined && paths.length > 0) throw new AppError('give either paths or --app, not both');
  if (paths.length > 0) return treesIn(await loadedFrom(paths, options, io), baseOf(paths, io), options, io);
  const program = app ?? appOfProject(io);
  if (program === undefined)
    throw new AppError('there is nothing to write: name files or folders, or a program by --app');
  return treesIn(await synthesized(program, io), '.', options, io);
}

/** Reads manifests, but not those that an earlier run wrote. */
async function loadedFrom(paths: readonly string[], { out }: Options, { cwd, stdin }: Io): Promise<Manifests> {
  const manifests = await loadManifests(paths, { cwd, stdin: () => readAll(stdin) });
  const written = resolve(cwd, out) + sep;
  const isGiven = ({ file }: { readonly file: string }) => !resolve(cwd, file).startsWith(written);
  return {
    files: manifests.files.filter((file) => isGiven({ file })),
    objects: manifests.objects.filter(isGiven),
    problems: manifests.problems.filter(isGiven),
  };
}

function treesIn(manifests: Manifests, base: string, options: Options, io: Io): readonly Tree[] | undefined {
  const found = options.validate ? findingsOf(manifests, platformOf(options)) : manifests.problems.map(problemFinding);
  const findings = found.filter(({ severity }) => severity === 'error');
  if (findings.length > 0) {
    io.stderr.write(toText({ findings }, paintFor(io.stderr, io.env)));
    return undefined;
  }
  // An empty tree would have whoever applies it delete everything.
  if (manifests.objects.length === 0) throw new AppError(`there is no object to write to ${options.out}`);
  const wholes = options.perFolder === true ? byFolder(manifests.objects, base) : new Map([['', manifests.objects]]);
  return Array.from(wholes, ([folder, objects]) => treeOf(objects, folder, options));
}
