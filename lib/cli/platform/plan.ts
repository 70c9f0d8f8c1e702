import { type Command, Option } from 'commander';
import type { Stage } from '../../graph/stages';
import { readinessCheck } from '../../platform/install/conditions';
import { objectName } from '../../platform/install/remove';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io, paintFor } from '../io';
import { told } from './faults';
import { addGivenOptions, GIVEN_HELP, type GivenFlags, givenStages } from './given';

interface Options extends GivenFlags {
  readonly objects?: boolean;
  readonly format: 'text' | 'json';
}

const HELP = `${GIVEN_HELP}

Examples:
  $ cdk8s-knative platform plan
  $ cdk8s-knative platform plan dist/ --objects
  $ cdk8s-knative platform plan --release 1.23 --format json
${EXIT_CODE_HELP}`;

/** `platform plan`: what is applied after what, and what is waited for. Asks no cluster. */
export function addPlan(platform: Command, io: Io, exit: (code: ExitCode) => void): void {
  addGivenOptions(
    platform
      .command('plan')
      .summary('show the stages of an installation')
      .description('Tells in which stages objects are applied, and what is waited for after each. Asks no cluster.'),
  )
    .option('--objects', 'name every object')
    .addOption(new Option('--format <format>', 'how to tell it').choices(['text', 'json']).default('text'))
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Options) => exit(await plan(paths, options, io)));
}

async function plan(paths: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  try {
    const given = await givenStages(paths, options, io);
    if (given === undefined) return exitCodes.input;
    io.stdout.write(options.format === 'json' ? asJson(given.stages) : asText(given.stages, options, io));
    return exitCodes.good;
  } catch (error) {
    return told(error, io);
  }
}

function asText(stages: readonly Stage[], { objects = false }: Options, io: Io): string {
  const paint = paintFor(io.stdout, io.env);
  return stages
    .map((stage, i) => {
      const list = objects ? stage.nodes.map(({ object }) => `    ${objectName(object)}\n`).join('') : '';
      const waits = awaited(stage);
      const wait = waits.length === 0 ? '' : paint('dim', `    then waits for ${waits.join(', ')}\n`);
      return `${paint('bold', `${i + 1}. ${stage.title}`)}\n    ${countedKinds(stage)}\n${list}${wait}`;
    })
    .join('');
}

/** `1 ClusterRole, 3 ServiceAccounts` */
function countedKinds({ nodes }: Stage): string {
  const counts = new Map<string, number>();
  for (const { ref } of nodes) counts.set(ref.kind, (counts.get(ref.kind) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}

/** The kinds that are waited for, and the webhooks. */
function awaited({ nodes, webhooks }: Stage): string[] {
  const kinds = new Set(nodes.filter(({ ref }) => readinessCheck(ref.group, ref.kind)).map(({ ref }) => ref.kind));
  const answers =
    webhooks.length === 0
      ? []
      : [`${webhooks.length} webhook configuration${webhooks.length === 1 ? '' : 's'} to answer`];
  return [...[...kinds].sort(), ...answers];
}

function asJson(stages: readonly Stage[]): string {
  const told = stages.map(({ id, layer, title, nodes, webhooks }) => ({
    id,
    layer,
    title,
    objects: nodes.map(({ object: { apiVersion, kind, metadata } }) => {
      return { apiVersion, kind, namespace: metadata.namespace, name: metadata.name };
    }),
    webhooks: webhooks.map(({ ref }) => ref.name),
  }));
  return `${JSON.stringify({ version: 1, stages: told }, null, 2)}\n`;
}
