import { type Command, Option } from 'commander';
import type { KubeObject } from '../../api/meta/v1';
import type { Connection } from '../../controller/client';
import { Inventory } from '../../platform/install/inventory';
import { objectName } from '../../platform/install/remove';
import { type ObjectStatus, statusOf } from '../../platform/install/status';
import { componentsIn } from '../../platform/preflight/versions';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io, paintFor } from '../io';
import { addClusterOptions, type ClusterFlags, withCluster } from './cluster';
import { addGivenOptions, GIVEN_HELP, type GivenFlags, givenStages } from './given';
import { nameParts } from './name-parts';

interface Options extends GivenFlags, ClusterFlags {
  readonly format: 'text' | 'json';
  readonly inventory: string;
}

const HELP = `${GIVEN_HELP}

Fields that Knative, Tekton and Istio write at run time are no drift: their certificates, the rules of their webhooks, the
replicas that an autoscaler sets. Obsolete is what an earlier "platform apply" brought and is not among the objects any more.
Exit code 2 tells that something is missing, drifted, not ready or obsolete.

Examples:
  $ cdk8s-knative platform status
  $ cdk8s-knative platform status --release 1.23 --context production
  $ cdk8s-knative platform status dist/ --format json | jq '.objects[] | select(.state == "drifted")'
${EXIT_CODE_HELP}`;

/** `platform status`: how the cluster stands to what is given. */
export function addStatus(platform: Command, io: Io, exit: (code: ExitCode) => void): void {
  const command = platform
    .command('status')
    .summary('compare a cluster with the platform as it should be')
    .description(
      'Tells which objects are missing in a cluster, differ from those given, or are not ready. Writes nothing.',
    );
  addClusterOptions(addGivenOptions(command))
    .addOption(new Option('--format <format>', 'how to tell it').choices(['text', 'json']).default('text'))
    .option('--inventory <name>', 'what "platform apply" remembers it as', 'platform')
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Options) => {
      exit(await withCluster(options, io, (connection, signal) => status(paths, options, io, connection, signal)));
    });
}

async function status(
  paths: readonly string[],
  options: Options,
  io: Io,
  { client }: Connection,
  signal: AbortSignal,
): Promise<ExitCode> {
  const given = await givenStages(paths, options, io);
  if (given === undefined) return exitCodes.input;
  const found = await statusOf(client, given.stages, signal);
  const inventory = await Inventory.read(client, options.inventory, signal);
  // What has nothing in common with these is another installation, and none of its objects are obsolete.
  const obsolete = inventory.isOfOthersThan(given.nodes) ? [] : await inventory.obsoleteBeside(given.nodes, signal);
  io.stdout.write(options.format === 'json' ? asJson(found, obsolete) : asText(found, obsolete, io));
  const isWell = obsolete.length === 0 && found.every(({ state }) => state === 'in place');
  return isWell ? exitCodes.good : exitCodes.input;
}

function asText(found: readonly ObjectStatus[], obsolete: readonly KubeObject[], io: Io): string {
  const paint = paintFor(io.stdout, io.env);
  const components = componentsIn(found.map(({ node }) => node.object));
  const headings = components.map(({ title, version }) => `${paint('bold', title)} ${version}\n`).join('');
  const lines = found.flatMap(({ node, state, reason, differences = [] }) => {
    if (state === 'in place') return [];
    const detail = reason ?? differences.join(', ');
    return [
      `  ${paint(state === 'drifted' ? 'yellow' : 'red', state)}: ${objectName(node.object)}${detail ? `: ${detail}` : ''}\n`,
    ];
  });
  lines.push(...obsolete.map((object) => `  ${paint('yellow', 'obsolete')}: ${objectName(object)}\n`));
  const states = ['in place', 'missing', 'not ready', 'drifted'] as const;
  const counts = states.flatMap((state) => {
    const count = found.filter((each) => each.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  if (obsolete.length > 0) counts.push(`${obsolete.length} obsolete`);
  return `${headings}${lines.join('')}${counts.join(', ') || 'no objects'}\n`;
}

function asJson(found: readonly ObjectStatus[], obsolete: readonly KubeObject[]): string {
  const components = componentsIn(found.map(({ node }) => node.object));
  const told = {
    version: 1,
    components: components.map(({ name, version }) => ({ name, version })),
    objects: found.map(({ node, state, reason, differences }) => ({
      apiVersion: node.object.apiVersion,
      kind: node.ref.kind,
      namespace: node.ref.namespace,
      name: node.ref.name,
      state,
      reason,
      differences,
    })),
    obsolete: obsolete.map(nameParts),
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}
