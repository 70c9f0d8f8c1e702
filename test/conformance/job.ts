import { findKind } from '../../lib/api/registry';
import { compare } from './compare';
import type { Job, JobResult } from './jobs';
import { type Running, refereesAt } from './referees';

// A process of `jobs.ts`: it compares one kind after the other, and ends with who asks it.
let referees: Running | undefined;

async function done({ apiVersion, kind: name, kubeconfig, ...run }: Job): Promise<JobResult> {
  const kind = findKind(apiVersion, name);
  if (kind === undefined) return { failure: 'there is no such kind' };
  try {
    referees ??= refereesAt(kubeconfig);
    return { comparison: await compare(kind, run, referees) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

process.on('message', async (job: Job) => {
  const result = await done(job);
  // Who asked may be gone by now.
  if (process.connected) process.send!(result);
});
process.on('disconnect', async () => {
  await referees?.stop();
  process.exit();
});
