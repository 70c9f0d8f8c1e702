import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Kind } from '../../lib/api/kind';
import type { Cluster } from '../referees/cluster';
import type { Comparison, Run } from './compare';
import { fieldsOf } from './generate/fields';

/** What a process is asked to compare. */
export interface Job extends Run {
  readonly apiVersion: string;
  readonly kind: string;
  /** Of the API server, which is one for all. */
  readonly kubeconfig: string;
}

/** What comes of it. */
export type JobResult = { readonly comparison: Comparison } | { readonly failure: string };

const PROGRAM = resolve(__dirname, 'job.ts');

/** Compares kinds in so many processes, of which each has webhooks of its own; gives what is done first. */
export async function* compareAll(
  kinds: readonly Kind[],
  run: Run,
  jobs: number,
  { kubeconfig }: Pick<Cluster, 'kubeconfig'>,
): AsyncGenerator<Comparison> {
  // Those that take longest first, so that none is waited for at the end.
  const waiting = [...kinds].sort((a, b) => fieldsOf(b).length - fieldsOf(a).length);
  const children = Array.from({ length: Math.min(Math.max(jobs, 1), kinds.length) }, () => fork(PROGRAM));
  const atWork = new Map<ChildProcess, Promise<readonly [ChildProcess, Comparison]>>();
  const next = (child: ChildProcess) => {
    const kind = waiting.shift();
    if (kind === undefined) atWork.delete(child);
    else {
      const done = asked(child, { ...run, kubeconfig, apiVersion: kind.apiVersion, kind: kind.kind });
      atWork.set(
        child,
        done.then((comparison) => [child, comparison] as const),
      );
    }
  };
  try {
    for (const child of children) next(child);
    while (atWork.size > 0) {
      const [child, comparison] = await Promise.race(atWork.values());
      next(child);
      yield comparison;
    }
  } finally {
    for (const child of children) child.disconnect();
  }
}

async function asked(child: ChildProcess, job: Job): Promise<Comparison> {
  // Whichever comes first ends the wait for the other.
  const over = new AbortController();
  const ended = once(child, 'exit', over).then(([code]) => {
    throw new Error(`the process that compared ${job.apiVersion}/${job.kind} ended with exit code ${code}`);
  });
  const answered = once(child, 'message', over).then(([result]) => result as JobResult);
  child.send(job);
  const result = await Promise.race([answered, ended]).finally(() => {
    ended.catch(() => undefined);
    answered.catch(() => undefined);
    over.abort();
  });
  if ('failure' in result) throw new Error(`${job.apiVersion}/${job.kind}: ${result.failure}`);
  return result.comparison;
}
