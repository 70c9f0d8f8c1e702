import { type Command, Option } from 'commander';
import { minimumKubernetesOf, PlatformRelease } from '../../platform';
import { EXIT_CODE_HELP, type ExitCode, type Io, paintFor } from '../io';
import { releaseOption, tellingFaults } from './options';

interface Options {
  readonly release?: PlatformRelease;
  readonly format: 'text' | 'json';
}

const HELP = `
Examples:
  $ cdk8s-knative platform list
  $ cdk8s-knative platform list --release 1.22 --format json
${EXIT_CODE_HELP}`;

/** `platform list`: which releases there are, and what is in them. */
export function addList(platform: Command, io: Io, exit: (code: ExitCode) => void): void {
  platform
    .command('list')
    .summary('list the releases and their components')
    .description('Lists releases, whose components fit together, with the versions and what they need.')
    .option('--release <name>', 'only this one, such as 1.23', releaseOption)
    .addOption(new Option('--format <format>', 'how to tell it').choices(['text', 'json']).default('text'))
    .addHelpText('after', HELP)
    .action(async (options: Options) => exit(await tellingFaults(io, () => list(options, io))));
}

function list({ release, format }: Options, io: Io): void {
  const releases = release === undefined ? PlatformRelease.all : [release];
  io.stdout.write(format === 'json' ? asJson(releases) : releases.map((each) => asText(each, io)).join('\n'));
}

function asText(release: PlatformRelease, io: Io): string {
  const paint = paintFor(io.stdout, io.env);
  const rows = release.components.map(({ name, version, minimumKubernetes = '', byDefault, title }) => {
    return [byDefault ? name : `${name} *`, version, minimumKubernetes, title];
  });
  const heading = ['component', 'version', 'Kubernetes', ''];
  const widths = heading.map((text, i) => Math.max(text.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd();
  const minimum = minimumKubernetesOf(release.components.filter(({ byDefault }) => byDefault));
  return [
    paint('bold', `Release ${release.name}: for Kubernetes ${minimum} and later`),
    paint('dim', line(heading)),
    ...rows.map(line),
    paint('dim', '  * vendored when it is named'),
    '',
  ].join('\n');
}

function asJson(releases: readonly PlatformRelease[]): string {
  const told = releases.map(({ name, components }) => ({
    release: name,
    components: components.map((component) => ({
      name: component.name,
      title: component.title,
      version: component.version,
      default: component.byDefault,
      minimumKubernetes: component.minimumKubernetes,
      requires: component.requires,
      namespaces: { creates: component.creates, uses: component.uses },
      readiness: component.readiness,
      files: component.files,
    })),
  }));
  return `${JSON.stringify({ version: 1, releases: told }, null, 2)}\n`;
}
