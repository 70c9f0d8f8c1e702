import { resolve } from 'node:path';
import type { Command } from 'commander';
import { DEFAULT_FOLDER, PlatformRelease } from '../../platform';
import { folderSource } from '../../platform/vendored/folder-source';
import { LOCK_FILE } from '../../platform/vendored/lock';
import type { ManifestSource } from '../../platform/vendored/source';
import { type VendorResult, vendor } from '../../platform/vendored/vendor';
import { mirrorSource, publishedSource } from '../../platform/vendored/web-source';
import { EXIT_CODE_HELP, type ExitCode, type Io } from '../io';
import { namesOption, releaseOption, tellingFaults } from './options';

interface Options {
  readonly release: PlatformRelease;
  readonly component?: readonly string[];
  readonly dir: string;
  readonly from?: string;
  readonly acceptChanged?: boolean;
}

const HELP = `
The folder gets the components that you name besides those that it has; without names, those that it has; and if it is
new, the release's default components. "platform list" tells their names. Commit the folder: synthesis reads it, and
nothing else.

--from takes
  a folder    with the files laid out as this command writes them, by their URLs, or in any folders that name the
              component and its version
  a URL       of a server that has the files in the first or the second of these layouts

Every file must be what the lock file says, or what the release says where it knows that.

Examples:
  $ cdk8s-knative platform vendor --component serving,kourier,eventing
  $ cdk8s-knative platform vendor --release 1.22
  $ cdk8s-knative platform vendor --from ../manifests
  $ cdk8s-knative platform vendor --from https://mirror.example.com/platform
${EXIT_CODE_HELP}`;

/** `platform vendor`: puts upstream's files into the user's repository. */
export function addVendor(platform: Command, io: Io, exit: (code: ExitCode) => void): void {
  platform
    .command('vendor')
    .summary("put a release's files into your repository")
    .description(`Fetches the manifests of a release into a folder, with a ${LOCK_FILE} that says what they are.`)
    .option('--release <name>', 'the release', releaseOption, PlatformRelease.all[0])
    .option('--component <names>', 'components, with commas between; may be given again', namesOption)
    .option('--dir <folder>', 'the folder to fill', DEFAULT_FOLDER)
    .option('--from <folder or URL>', 'where to take the files from, in place of where upstream publishes them')
    .option('--accept-changed', 'take files that are not what the lock file or the release says')
    .addHelpText('after', HELP)
    .action(async (options: Options) => exit(await tellingFaults(io, () => vendorFiles(options, io))));
}

async function vendorFiles({ release, component, dir, from, acceptChanged }: Options, io: Io): Promise<void> {
  const source = sourceOf(from, io.cwd);
  const folder = resolve(io.cwd, dir);
  const result = await vendor(release, { dir: folder, source, components: component, acceptChanged });
  io.stdout.write(summary(release, result, dir));
  for (const note of notes(result)) io.stderr.write(`${note}\n`);
}

function sourceOf(from: string | undefined, cwd: string): ManifestSource {
  if (from === undefined) return publishedSource();
  if (/^https?:\/\//.test(from)) return mirrorSource(from);
  return { ...folderSource(resolve(cwd, from)), name: from };
}

function summary({ name }: PlatformRelease, { components, lock, removed }: VendorResult, dir: string): string {
  const lines = components.map((component) => {
    const files = Object.values(lock.components[component.name]!.files);
    return `  ${component.name} ${component.version}, ${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  });
  const images = new Set(
    Object.values(lock.components).flatMap(({ files }) => Object.values(files).flatMap((file) => file.images)),
  );
  const gone = removed.map((path) => `  removed ${path}\n`).join('');
  return `Release ${name} in ${dir}:\n${lines.join('\n')}\n${gone}${images.size} images; "platform images" lists them.\n`;
}

function notes({ components, unknown }: VendorResult): string[] {
  const there = new Set(components.map(({ name }) => name));
  const lacking = components.flatMap(({ name, requires }) => {
    const absent = requires.filter((required) => !there.has(required));
    return absent.length === 0 ? [] : [`note: ${name} requires ${absent.join(' and ')}, which the folder has not`];
  });
  if (unknown.length === 0) return lacking;
  const list = unknown.map((path) => `  ${path}`).join('\n');
  return [...lacking, `note: taken as they came, because nobody has told their digest before:\n${list}`];
}
