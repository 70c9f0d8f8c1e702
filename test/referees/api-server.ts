import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from './api-client';
import { eventually } from './eventually';
import { endWithUs } from './programs/guard';

/** A real API server of our own, with its own etcd, in a folder of its own. */
export interface ApiServer {
  readonly client: ApiClient;
  /** The file that tells others how to talk to it. */
  readonly kubeconfig: string;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
  /** Ends the server and copies what it kept to a path, for others to begin with. */
  keepState(path: string): Promise<void>;
}

const LOG_TAIL = 2000;

/** A quarter of the server's time would go into collecting garbage; there is memory for some more of it. */
const GO_MEMORY = { GOGC: '400', GOMEMLIMIT: '1GiB' };

/** Starts `kube-oracle` on a free port and waits until it is ready. It begins with a copy of what another one kept. */
export async function startApiServer(
  program: string,
  kept?: string,
  flags: readonly string[] = [],
): Promise<ApiServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-knative-cluster-'));
  const state = join(folder, 'state');
  const log = join(folder, 'log');
  const kubeconfig = join(state, 'kubeconfig');
  if (kept !== undefined) cpSync(kept, state, { recursive: true });
  // That of the other one would say that this one is ready.
  rmSync(kubeconfig, { force: true });
  const output = openSync(log, 'w');
  const child = spawn(program, ['--dir', state, ...flags], {
    stdio: ['ignore', output, output],
    env: { ...GO_MEMORY, ...process.env },
  });
  const unguard = child.pid === undefined ? () => undefined : endWithUs(child.pid);
  const discard = () => {
    unguard();
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  // Runs also when a test run is broken off by an error.
  process.on('exit', discard);

  try {
    await eventually('the API server writes its kubeconfig', () => {
      if (child.exitCode !== null)
        throw new Error(`the API server ended: ${readFileSync(log, 'utf8').slice(-LOG_TAIL)}`);
      return existsSync(kubeconfig) || undefined;
    });
    const client = new ApiClient(kubeconfig);
    await eventually('the API server is ready', async () => {
      const { status } = await client.request('GET', '/readyz').catch(() => ({ status: 0 }));
      return status === 200 || undefined;
    });
    const endWith = async (last: () => void) => {
      client.close();
      await end(child);
      try {
        last();
      } finally {
        process.off('exit', discard);
        discard();
      }
    };
    return {
      client,
      kubeconfig,
      stop: () => endWith(() => undefined),
      keepState: (path) => endWith(() => cpSync(state, path, { recursive: true })),
    };
  } catch (error) {
    process.off('exit', discard);
    discard();
    throw error;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
