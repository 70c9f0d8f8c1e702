import { setMaxListeners } from 'node:events';
import type { Command } from 'commander';
import { type Connection, connect } from '../../controller/client';
import { type ExitCode, exitCodes, type Io } from '../io';
import { told } from './faults';

/** Which cluster a command speaks to. */
export interface ClusterFlags {
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** What the API server notes as the writer of fields. */
const FIELD_MANAGER = 'cdk8s-knative';

/** Adds the options that name a cluster. */
export function addClusterOptions(command: Command): Command {
  return command
    .option('--kubeconfig <file>', "the kubeconfig (default: KUBECONFIG's files, or ~/.kube/config)")
    .option('--context <name>', 'the context of the kubeconfig (default: its current-context)');
}

/**
 * Runs a command that speaks to a cluster, and tells what keeps it from its end. Ctrl-C ends it between two requests.
 */
export async function withCluster(
  flags: ClusterFlags,
  io: Io,
  command: (connection: Connection, signal: AbortSignal) => Promise<ExitCode>,
): Promise<ExitCode> {
  const broken = new AbortController();
  // Every request that is on its way listens, and there are some at once.
  setMaxListeners(0, broken.signal);
  const breakOff = () => broken.abort(new Error('broken off'));
  process.once('SIGINT', breakOff);
  process.once('SIGTERM', breakOff);
  let connection: Connection | undefined;
  try {
    connection = connect(FIELD_MANAGER, { path: flags.kubeconfig, context: flags.context, env: io.env, cwd: io.cwd });
    return await command(connection, broken.signal);
  } catch (error) {
    if (broken.signal.aborted) {
      io.stderr.write('\nbroken off; the cluster stays as it is by now, and the same command goes on from there\n');
      return exitCodes.input;
    }
    return told(error, io);
  } finally {
    process.off('SIGINT', breakOff);
    process.off('SIGTERM', breakOff);
    connection?.client.close();
  }
}
