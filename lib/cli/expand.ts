import { type Command, InvalidArgumentError, Option } from 'commander';
import type { KubeObject } from '../api/meta/v1';
import { UnrestError } from '../controller/engine/unrest';
import {
  differences,
  differencesText,
  type Expansion,
  expand,
  expandChange,
  type Step,
  toOwnerDiagram,
  toTree,
  type Update,
} from '../expand';
import {
  type Finding,
  findingAt,
  findingsOf,
  loadManifests,
  type ManifestObject,
  type Manifests,
  problemFinding,
} from '../manifests';
import { toYaml } from '../render/yaml';
import { validate } from '../rules/validate';
import { behaving, type Way, ways } from '../world/conduct';
import { AppError, appOfProject, synthesized } from './app';
import { durationOption } from './duration';
import { toText } from './format/text';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io, paintFor, readAll } from './io';

const FORMATS = ['tree', 'yaml', 'json', 'mermaid'] as const;
type Format = (typeof FORMATS)[number];
type Conduct = Readonly<Record<string, Way>>;

/** An update in a file, or a time that passes, in milliseconds. */
type Later = { readonly file: string } | { readonly passes: number };

interface Options {
  readonly app?: string;
  readonly with?: Conduct;
  readonly diff?: string;
  readonly format: Format;
}

const HELP = `
Without paths and --app, the program that cdk8s.yaml names is run. Nothing is asked of any cluster.

Examples:
  $ cdk8s-knative expand k8s/                                a tree of owners, each with its condition
  $ cdk8s-knative expand k8s/ --then new-image.yaml          and what the next revision brings
  $ cdk8s-knative expand k8s/ --diff ../main/k8s/            what a change of the program changes in the cluster
  $ cdk8s-knative expand k8s/ --with 'deployment/*=unavailable'
  $ cdk8s-knative expand k8s/ --with 'pod/*=pending' --after 1h    and what times out
  $ cdk8s-knative expand k8s/ --format yaml > expanded.yaml
${EXIT_CODE_HELP}`;

/** `expand`: shows every object that the controllers derive. */
export function addExpand(program: Command, io: Io, exit: (code: ExitCode) => void): void {
  // Both options write here, so that what they say stays in the order in which it was said.
  const later: Later[] = [];
  program
    .command('expand')
    .summary('show every object that the controllers will derive')
    .description('Shows what Knative and Tekton make of these manifests: all objects at rest, with their conditions.')
    .argument('[paths...]', 'files, folders, or -')
    .addOption(new Option('--app <command>', 'run this cdk8s program, and take what it writes'))
    .option('--then <file>', 'an update once all is at rest, whole or in part; may be given again', (file) => {
      later.push({ file });
    })
    .option(
      '--after <duration>',
      'time that passes once all is at rest, such as 90s, 10m or 1h30m; with --then, in the order given',
      (text) => {
        later.push({ passes: durationOption(text) });
      },
    )
    .option(
      '--with <kind/name=state>',
      `how something outside behaves: ${statesOf(Object.values(ways))}; * stands for any letters; may be given again`,
      conduct,
    )
    .option('--diff <old>', 'show what changes when these take the place of older manifests, or of an older expansion')
    .addOption(new Option('--format <format>', 'how to show it').choices(FORMATS).default('tree'))
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Options) => exit(await run(paths, options, later, io)));
}

async function run(paths: readonly string[], options: Options, later: readonly Later[], io: Io): Promise<ExitCode> {
  try {
    const given = await givenObjects(paths, options, io);
    const steps = await Promise.all(later.map((each) => givenStep(each, io)));
    const old = options.diff === undefined ? undefined : await oldObjects(options.diff, io);
    if (given === undefined || !steps.every(isDefined) || (options.diff !== undefined && old === undefined)) {
      return exitCodes.input;
    }
    const updates = steps.flatMap((step) => ('update' in step ? step.update : []));
    const written = new Map([...given, ...updates].map((manifest) => [manifest.object, manifest]));
    const refused: Finding[] = [];
    const settings = {
      conduct: options.with,
      steps: steps.map((step): Step => ('update' in step ? { update: objectsOf(step.update) } : step)),
      review: (update: Update) => refused.push(...refusals(update, written.get(update.given))),
    };
    if (old !== undefined && options.format !== 'tree' && options.format !== 'json') {
      throw new AppError('--diff is shown as a tree or as json');
    }
    const change = old && expandChange(old.objects, objectsOf(given), { ...settings, isFilledIn: old.isExpansion });
    const expansion = change?.after ?? expand(objectsOf(given), settings);
    if (refused.length > 0) {
      tell(refused, io);
      return exitCodes.input;
    }
    io.stdout.write(change === undefined ? shown(expansion, options.format, io) : shownChange(change, options.format));
    for (const subject of expansion.unmet) io.stderr.write(unmetNote(subject));
    return exitCodes.good;
  } catch (error) {
    if (error instanceof UnrestError) throw new AppError(error.message);
    throw error;
  }
}

/** Objects as they are written. */
type Given = readonly ManifestObject[];

const objectsOf = (given: Given): readonly KubeObject[] => given.map(({ object }) => object);

async function givenObjects(paths: readonly string[], { app }: Options, io: Io): Promise<Given | undefined> {
  if (app !== undefined && paths.length > 0) throw new AppError('give either paths or --app, not both');
  if (paths.length > 0)
    return accepted(await loadManifests(paths, { cwd: io.cwd, stdin: () => readAll(io.stdin) }), io);
  const program = app ?? appOfProject(io);
  if (program === undefined) {
    throw new AppError('there is nothing to expand: name files or folders, or a program by --app');
  }
  return accepted(await synthesized(program, io), io);
}

/** The objects, if a cluster would take them; what it would refuse is told. */
function accepted(manifests: Manifests, io: Io): Given | undefined {
  const findings = findingsOf(manifests).filter(({ severity }) => severity === 'error');
  if (findings.length === 0) {
    if (manifests.objects.length === 0) throw new AppError('there is no object to expand');
    return manifests.objects;
  }
  tell(findings, io);
  return undefined;
}

/** A step with what its file has; undefined where that can't be read, which is told. */
async function givenStep(
  step: Later,
  io: Io,
): Promise<{ readonly update: Given } | { readonly passes: number } | undefined> {
  if ('passes' in step) return step;
  const update = await partsOf(step.file, io);
  return update && { update };
}

function isDefined<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}

/** Updates may be parts of objects, which no rule can judge before they meet what they change. */
async function partsOf(file: string, io: Io): Promise<Given | undefined> {
  const { objects, problems } = await loadManifests([file], { cwd: io.cwd, stdin: () => readAll(io.stdin) });
  if (problems.length === 0) return objects;
  tell(problems.map(problemFinding), io);
  return undefined;
}

/** What the cluster would refuse of an update, knowing what is there. */
function refusals({ object, before, platform }: Update, manifest: ManifestObject | undefined): readonly Finding[] {
  if (manifest === undefined) return [];
  return validate(object, { before, platform })
    .filter(({ severity }) => severity === 'error')
    .map((diagnostic) => findingAt(diagnostic, manifest));
}

function unmetNote(subject: string): string {
  return `note: --with ${subject} changes nothing: there is none that runs\n`;
}

function tell(findings: readonly Finding[], io: Io): void {
  io.stderr.write(toText({ findings }, paintFor(io.stderr, io.env)));
}

interface Old {
  readonly objects: readonly KubeObject[];
  readonly isExpansion: boolean;
}

/** What was there before: manifests, or what an expansion of them wrote, of which only what somebody gave counts. */
async function oldObjects(path: string, io: Io): Promise<Old | undefined> {
  const manifests = await partsOf(path, io);
  if (manifests === undefined) return undefined;
  const objects = objectsOf(manifests);
  const given = objects
    .filter(({ metadata }) => (metadata.ownerReferences ?? []).length === 0)
    .map(({ status: _status, ...object }) => {
      const { uid: _uid, generation: _generation, creationTimestamp: _created, ...metadata } = object.metadata;
      return { ...object, metadata };
    });
  return { objects: given, isExpansion: objects.some(({ metadata }) => metadata.uid !== undefined) };
}

function shown(expansion: Expansion, format: Format, io: Io): string {
  const paint = paintFor(io.stdout, io.env);
  switch (format) {
    case 'tree':
      return toTree(expansion, (state, text) =>
        state === 'bad' ? paint('red', text) : state === 'open' ? paint('yellow', text) : paint('dim', text),
      );
    case 'yaml':
      return toYaml(expansion.objects);
    case 'json':
      return json({ version: 1, objects: expansion.objects, events: expansion.events });
    case 'mermaid':
      return toOwnerDiagram(expansion);
  }
}

function shownChange({ before, after }: ReturnType<typeof expandChange>, format: Format): string {
  const changes = differences(before.objects, after.objects);
  if (format === 'json') return json({ version: 1, changes });
  return differencesText(changes);
}

function json(data: unknown): string {
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

function conduct(text: string, earlier: Conduct = {}): Conduct {
  const equals = text.lastIndexOf('=');
  const subject = text.slice(0, equals);
  const way = ways[text.slice(equals + 1)];
  if (equals < 0 || !/^[\w*-]+\/.+$/.test(subject)) {
    throw new InvalidArgumentError('Write it as kind/name=state, such as deployment/shop-*=unavailable.');
  }
  if (way === undefined) throw new InvalidArgumentError(`The states are ${statesOf(Object.values(ways))}.`);
  const [written = '', ...name] = subject.split('/');
  const kind = written.toLowerCase();
  const possible = Object.hasOwn(behaving, kind) ? behaving[kind] : undefined;
  if (possible === undefined) {
    throw new InvalidArgumentError(`What may behave otherwise is ${Object.keys(behaving).join(', ')}.`);
  }
  if (!possible.includes(way)) throw new InvalidArgumentError(`The states of ${kind} are ${statesOf(possible)}.`);
  return { ...earlier, [`${kind}/${name.join('/')}`]: way };
}

function statesOf(possible: readonly Way[]): string {
  return Object.keys(ways)
    .filter((state) => possible.includes(ways[state]!))
    .join(', ');
}
