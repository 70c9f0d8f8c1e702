import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { load } from 'js-yaml';
import { DEFAULT_FOLDER, ImageMirror, PlatformError, PlatformRelease } from '../../platform';
import { type CopyTool, copyScript, copyTools } from '../../platform/images/copy-script';
import { copiesFor } from '../../platform/images/mirror';
import { formatImage, parseImage } from '../../platform/images/reference';
import type { PlatformLock } from '../../platform/vendored/lock';
import { lockedRelease } from '../../platform/vendored/read';
import { EXIT_CODE_HELP, type ExitCode, type Io } from '../io';
import { namesOption, tellingFaults } from './options';

type Pairs = Readonly<Record<string, string>>;

interface Options {
  readonly dir: string;
  readonly component?: readonly string[];
  readonly format: 'text' | 'json' | CopyTool;
  readonly prefix?: Pairs;
  readonly host?: string;
  readonly flatten?: string;
  readonly join?: '-' | '_' | '.';
  readonly table?: string;
  readonly keep?: readonly string[];
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
  const mirrors = ['prefix', 'host', 'flatten', 'table'];
  const mirror = (flags: string, description: string) => {
    const option = new Option(flags, description);
    return option.conflicts(mirrors.filter((name) => name !== option.attributeName()));
  };
  platform
    .command('images')
    .summary('list the images, or write a script that copies them')
    .description('Lists the images of the vendored release, with their names in a mirror if you tell of one.')
    .option('--dir <folder>', 'the folder that "platform vendor" filled', DEFAULT_FOLDER)
    .option('--component <names>', 'only of these components; may be given again', namesOption)
    .addOption(
      new Option('--format <format>', 'a list, or a script for a tool that copies')
        .choices(['text', 'json', ...copyTools])
        .default('text'),
    )
    .addOption(
      mirror(
        '--prefix <from=to>',
        'a beginning of references and what it is in the mirror; may be given again',
      ).argParser(pairOption),
    )
    .addOption(mirror('--host <host>', 'a registry that has the images under the same paths'))
    .addOption(mirror('--flatten <place>', 'a place that has all images side by side'))
    .addOption(mirror('--table <file>', 'YAML or JSON that gives images their names in the mirror'))
    .addOption(new Option('--join <sign>', 'with --flatten: keep the path, with this between').choices(['-', '_', '.']))
    .option('--keep <prefixes>', 'registries that are reached and need no mirror', namesOption)
    .addHelpText('after', HELP)
    .action(async (options: Options) => exit(await tellingFaults(io, () => images(options, io))));
}

interface ListedImage {
  readonly image: string;
  readonly components: readonly string[];
  readonly mirrored?: string;
}

function images(options: Options, io: Io): void {
  const { format, dir, component, join, flatten, keep } = options;
  const lock = lockedRelease(resolve(io.cwd, dir));
  const release = PlatformRelease.named(lock.release);
  for (const name of component ?? []) release.component(name);
  const mirror = mirrorOf(options, io.cwd);
  if (mirror === undefined && (keep !== undefined || format === 'crane' || format === 'skopeo')) {
    refuse('no mirror is named', 'add --prefix, --host, --flatten or --table');
  }
  if (join !== undefined && flatten === undefined) refuse('--join is about --flatten', 'give both, or neither');
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

function mirrorOf({ prefix, host, flatten, join, table, keep }: Options, cwd: string): ImageMirror | undefined {
  if (prefix !== undefined) return ImageMirror.prefix(prefix, { keep });
  if (host !== undefined) return ImageMirror.host(host, { keep });
  if (flatten !== undefined) return ImageMirror.flatten(flatten, { join, keep });
  return table === undefined ? undefined : ImageMirror.table(tableIn(table, cwd), { keep });
}

function tableIn(file: string, cwd: string): Pairs {
  let value: unknown;
  try {
    value = load(readFileSync(resolve(cwd, file), 'utf8'));
  } catch (error) {
    refuse(`can't read ${file}: ${(error as Error).message}`);
  }
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  if (entries.length === 0 || entries.some(([, name]) => typeof name !== 'string')) {
    refuse(`${file} is no table of images`, 'write "gcr.io/a/queue: mirror.example.com/queue"');
  }
  return Object.fromEntries(entries);
}

function pairOption(text: string, earlier: Pairs = {}): Pairs {
  const equals = text.indexOf('=');
  if (equals <= 0) throw new InvalidArgumentError('Write it as from=to.');
  return { ...earlier, [text.slice(0, equals)]: text.slice(equals + 1) };
}

function refuse(found: string, hint?: string): never {
  throw new PlatformError('imageOptions', found, hint);
}
