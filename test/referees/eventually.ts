import { setTimeout } from 'node:timers/promises';

const INTERVAL_MS = 50;

/** Asks until there is an answer, and throws when there is none within the bound. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  withinMs = 60_000,
): Promise<T> {
  const end = performance.now() + withinMs;
  do {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await setTimeout(INTERVAL_MS);
  } while (performance.now() < end);
  throw new Error(`${what}: not within ${withinMs} ms`);
}
