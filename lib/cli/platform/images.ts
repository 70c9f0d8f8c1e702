import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { DEFAULT_FOLDER, PlatformRelease } from '../../platform';
import { type CopyTool, copyScript, copyTools } from '../../platform/images/copy-script';
import { copiesFor } from '../../platform/images/mirror';
import { formatImage, parseImage } from '../../platform/images/reference';
import type { PlatformLock } from '../../platform/vendored/lock';
import { lockedRelease } from '../../platform/vendored/read';
import { EXIT_CODE_HELP, type ExitCode, type Io } from '../io';
import { addMirrorOptions, type MirrorFlags, mirrorOf, refuseNoMirror } from './mirror-options';
import { namesOption, releaseOption, tellingFaults } from './options';

interface Options extends MirrorFlags {
  readonly dir: string;
  readonly component?: readonly string[];
  readonly release?: PlatformRelease;
  readonly format: 'text' | 'json' | CopyTool;
}

const HELP = `
The images are those of the files that "platform vendor" put there, wherever these name them: in containers, variables,
arguments, ConfigMaps and custom resources.

With one of --prefix, --host, --flatten and --table, each image is shown with its name in the mirror. A program gives the
same to ImageMirror. The scripts copy every platform and keep the digests.

Examples:
  $ cdk8s-knative platform images
  $ cdk8s-knative platform images --prefix gcr.io/knative-releases=mirror.example.com/knative --prefix docker.io=mirror.example.com/hub
  $ cdk8s-knative platform images --host mirror.example.com --format crane > copy.sh
  $ cdk8s-knative platform images --flatten mirror.example.com/platform --join - --format skopeo > copy.sh
${EXIT_CODE_HELP}`;

/** `platform images`: which images a release needs, and how to copy them. */
export function addImages(platform: Command, io: Io, exit: (code: ExitCode) => void): void {
  const command = platform
    .command('images')
    .summary('list the images, or write a script that copies them')
    .description('Lists the images of the vendored release, with their names in a mirror if you tell of one.')
    .option('--dir <folder>', 'the folder that "platform vendor" filled', DEFAULT_FOLDER)
    .option('--release <name>', 'the release that must be there', releaseOption)
    .option('--component <names>', 'only of these components; may be given again', namesOption)
    .addOption(
      new Option('--format <format>', 'a list, or a script for a tool that copies')
        .choices(['text', 'json', ...copyTools])
        .default('text'),
    );
  addMirrorOptions(command)
    .addHelpText('after', HELP)
    .action(async (options: Options) => exit(await tellingFaults(io, () => images(options, io))));
}

interface ListedImage {
  readonly image: string;
  readonly components: readonly string[];
  readonly mirrored?: string;
}

function images(options: Options, io: Io): void {
  const { format, dir, component } = options;
  const lock = lockedRelease(resolve(io.cwd, dir), options.release);
  const release = PlatformRelease.named(lock.release);
  for (const name of component ?? []) release.component(name);
  const mirror = mirrorOf(options, io.cwd);
  if (mirror === undefined && (format === 'crane' || format === 'skopeo')) refuseNoMirror();
  const usedBy = imagesOf(lock, component);
  const copies = mirror === undefined ? [] : copiesFor(usedBy.keys(), mirror);
  if (format === 'crane' || format === 'skopeo') {
    const versions = Object.entries(lock.components)
      .filter(([name]) => component?.includes(name) ?? true)
      .map(([name, { version }]) => `${name} ${version}`);
    const about = `Images of release ${lock.release}, for ${versions.join(', ')}.`;
    io.stdout.write(copyScript(copies, format, about));
    return;
  }
  const mirrored = new Map(copies.map(({ from, to }) => [formatImage(from), formatImage(to)]));
  const listed = Array.from(usedBy, ([image, components]): ListedImage => {
    return { image, components, mirrored: mirrored.get(formatImage(parseImage(image)!)) };
  });
  io.stdout.write(format === 'json' ? asJson(lock, listed) : asText(listed));
}

function imagesOf({ components }: PlatformLock, chosen?: readonly string[]): Map<string, string[]> {
  const usedBy = new Map<string, string[]>();
  for (const [name, { files }] of Object.entries(components)) {
    if (chosen !== undefined && !chosen.includes(name)) continue;
    for (const image of new Set(Object.values(files).flatMap(({ images }) => images))) {
      usedBy.set(image, [...(usedBy.get(image) ?? []), name]);
    }
  }
  return new Map([...usedBy].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function asText(listed: readonly ListedImage[]): string {
  return listed.map(({ image, mirrored }) => `${image}${mirrored === undefined ? '' : ` ${mirrored}`}\n`).join('');
}

function asJson({ release }: PlatformLock, images: readonly ListedImage[]): string {
  return `${JSON.stringify({ version: 1, release, images }, null, 2)}\n`;
}
