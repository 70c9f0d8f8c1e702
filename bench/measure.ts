/** Times of several contestants, each run once a round so that a slow moment of the machine hits all alike. */
export function interleaved<Name extends string>(
  contestants: Readonly<Record<Name, () => void>>,
  { rounds, warmups }: { readonly rounds: number; readonly warmups: number },
): Record<Name, number> {
  const names = Object.keys(contestants) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -warmups; round < rounds; round++) {
    for (const name of names) {
      const time = timed(contestants[name]);
      if (round >= 0) times.get(name)!.push(time);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name)!)])) as Record<Name, number>;
}

/** How long a piece of work takes, in milliseconds. Garbage of others is collected first, where Node lets us. */
export function timed(work: () => void): number {
  globalThis.gc?.();
  const start = performance.now();
  work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
