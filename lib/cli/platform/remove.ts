import type { Command } from 'commander';
import type { Connection } from '../../controller/client';
import { Inventory } from '../../platform/install/inventory';
import { objectName, type RemoveEvent, remove } from '../../platform/install/remove';
import { durationOption } from '../duration';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io } from '../io';
import { addClusterOptions, type ClusterFlags, withCluster } from './cluster';
import { addGivenOptions, GIVEN_HELP, type GivenFlags, givenStages } from './given';

interface Options extends GivenFlags, ClusterFlags {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly crds?: boolean;
  readonly withResources?: boolean;
  readonly timeout: number;
  readonly inventory: string;
}

const HELP = `${GIVEN_HELP}

What is of the platform's kinds goes first, while the controllers that end it still run; then webhook configurations,
workloads, what they used, and namespaces. Definitions stay unless --crds is given: with them goes all that is of their
kinds. Where others have objects of these kinds, such as Services of Knative, nothing is deleted without --with-resources.

Examples:
  $ cdk8s-knative platform remove --dry-run
  $ cdk8s-knative platform remove --release 1.23 --yes
  $ cdk8s-knative platform remove --release 1.23 --with-resources --crds --yes
${EXIT_CODE_HELP}`;

/** `platform remove`: deletes what was applied, in an order that leaves nothing hanging. */
export function addRemove(platform: Command, io: Io, exit: (code: ExitCode) => void): void {
  const command = platform
    .command('remove')
    .summary('delete the platform from a cluster')
    .description('Deletes the objects given from a cluster, in an order that leaves nothing hanging.');
  addClusterOptions(addGivenOptions(command))
    .option('--yes', 'do it: without this or --dry-run, the command tells what it would do and ends')
    .option('--dry-run', 'only tell what would be deleted')
    .option('--crds', 'delete the CustomResourceDefinitions, too')
    .option('--with-resources', "delete all objects of the platform's kinds, whoever made them")
    .option('--timeout <duration>', 'how long one step may take until its objects are gone', durationOption, 300_000)
    .option('--inventory <name>', 'what "platform apply" remembers it as', 'platform')
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Options) => {
      exit(await withCluster(options, io, (connection, signal) => removeGiven(paths, options, io, connection, signal)));
    });
}

async function removeGiven(
  paths: readonly string[],
  options: Options,
  io: Io,
  { client, access }: Connection,
  signal: AbortSignal,
): Promise<ExitCode> {
  const given = await givenStages(paths, options, io);
  if (given === undefined) return exitCodes.input;
  const dryRun = options.dryRun === true || options.yes !== true;
  const onEvent = eventsTo(io, dryRun);
  const deleted = await remove(client, given.stages, {
    dryRun,
    definitions: options.crds === true,
    resources: options.withResources === true,
    timeoutMs: options.timeout,
    signal,
    onEvent,
  });
  if (!dryRun) await (await Inventory.read(client, options.inventory, signal)).forget(deleted, signal);
  const where = `${access.context}, ${access.server.origin}`;
  io.stdout.write(`${deleted.length} objects ${dryRun ? 'would be deleted' : 'deleted'}: ${where}\n`);
  if (options.dryRun === true || options.yes === true || deleted.length === 0) return exitCodes.good;
  io.stderr.write('nothing is deleted yet: give --yes to do it\n');
  return exitCodes.input;
}

function eventsTo({ stdout, stderr }: Io, dryRun: boolean): (event: RemoveEvent) => void {
  let waitedFor = '';
  return (event) => {
    switch (event.type) {
      case 'step':
        stdout.write(`${event.title}: ${event.objects.length}\n`);
        if (dryRun) for (const object of event.objects) stdout.write(`  ${objectName(object)}\n`);
        return;
      case 'deleted':
        return;
      case 'waiting': {
        const text = event.left.map(objectName).join(', ');
        if (text !== waitedFor) stderr.write(`  waiting for the end of ${text}\n`);
        waitedFor = text;
      }
    }
  };
}
