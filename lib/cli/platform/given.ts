import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { graphOf } from '../../graph/build';
import type { GraphNode } from '../../graph/graph';
import { type Stage, stagesOf } from '../../graph/stages';
import { loadManifests, type Manifests, problemFinding } from '../../manifests';
import { DEFAULT_FOLDER, type ImageMirror, loadRelease, type PlatformRelease } from '../../platform';
import { distinctObjects, type PlacedObject } from '../../platform/distinct-objects';
import { mirrorImages } from '../../platform/images/mirror';
import { versionedJob } from '../../platform/versioned-job';
import { AppError, appOfProject, synthesized } from '../app';
import { toText } from '../format/text';
import { type Io, paintFor, readAll } from '../io';
import { addMirrorOptions, type MirrorFlags, mirrorOf } from './mirror-options';
import { namesOption, releaseOption } from './options';

/** Where a command's objects come from, and their images. */
export interface GivenFlags extends MirrorFlags {
  readonly app?: string;
  readonly release?: PlatformRelease;
  readonly dir: string;
  readonly component?: readonly string[];
  readonly pullSecret?: string;
}

/** What a command works on. */
export interface Given {
  readonly stages: readonly Stage[];
  readonly nodes: readonly GraphNode[];
}

/** Words of help on where objects come from. */
export const GIVEN_HELP = `
The objects are those of the files and folders that are named, of the program that --app runs, or of a vendored release;
without any of these, those of the program that cdk8s.yaml names. With one of --prefix, --host, --flatten and --table, all
their images are taken from a mirror, and it is an error if one is not.`;

/** Adds the options that say where a command's objects come from. */
export function addGivenOptions(command: Command): Command {
  const named = command
    .argument('[paths...]', 'files, folders, or -')
    .addOption(new Option('--app <command>', 'run this cdk8s program, and take what it writes'))
    .option('--release <name>', "take the release's files as they are vendored, such as 1.23", releaseOption)
    .option('--dir <folder>', 'the folder that "platform vendor" filled', DEFAULT_FOLDER)
    .option('--component <names>', 'components of the release, with commas between; may be given again', namesOption);
  return addMirrorOptions(named).option('--pull-secret <name>', 'the Secret that the mirror is pulled with');
}

/**
 * The objects that a command is given, in stages; undefined if they can't be read, which is told.
 * @throws AppError, PlatformError
 */
export async function givenStages(paths: readonly string[], flags: GivenFlags, io: Io): Promise<Given | undefined> {
  const { app, release } = flags;
  if ([paths.length > 0, app !== undefined, release !== undefined].filter((given) => given).length > 1) {
    throw new AppError('give paths, --app or --release: only one of them');
  }
  const { pullSecret } = flags;
  const mirror = mirrorOf(flags, io.cwd, pullSecret === undefined ? undefined : { name: pullSecret });
  if (release !== undefined) return inStages(releaseObjects(release, flags, io), mirror);
  if (paths.length > 0) {
    return fromManifests(await loadManifests(paths, { cwd: io.cwd, stdin: () => readAll(io.stdin) }), mirror, io);
  }
  const program = app ?? appOfProject(io);
  if (program === undefined) {
    throw new AppError('there is nothing to work on: name files or folders, a program by --app, or a --release');
  }
  return fromManifests(await synthesized(program, io), mirror, io);
}

function fromManifests({ objects, problems }: Manifests, mirror: ImageMirror | undefined, io: Io): Given | undefined {
  if (problems.length === 0) return inStages(objects, mirror);
  io.stderr.write(toText({ findings: problems.map(problemFinding) }, paintFor(io.stderr, io.env)));
  return undefined;
}

function releaseObjects(release: PlatformRelease, { dir, component }: GivenFlags, io: Io): PlacedObject[] {
  const { objects } = loadRelease(release, { dir: resolve(io.cwd, dir), components: component });
  return objects.map(({ object, source }) => ({ object, ...source }));
}

/** All files together are one whole: what one of them has, the objects of every other mean. */
function inStages(placed: readonly PlacedObject[], mirror: ImageMirror | undefined): Given {
  const objects = distinctObjects(placed).map(({ object }) => versionedJob(object));
  const mirrored = mirror === undefined ? objects : mirrorImages(objects, mirror).objects;
  const graph = graphOf(mirrored.map((object) => ({ object })));
  return { stages: stagesOf(graph), nodes: graph.nodes };
}
