import fc from 'fast-check';

const LIMIT = 2 ** 30;

/** Decisions by chance, as many as are asked for; the same ones for the same seed. */
export class Chance {
  public constructor(private readonly numbers: Iterator<number>) {}

  /** A whole number from 0 on, below the limit. */
  public below(limit: number): number {
    return (this.numbers.next().value as number) % limit;
  }

  /** Whether something happens that happens so often in a hundred times. */
  public is(percent: number): boolean {
    return this.below(100) < percent;
  }

  public of<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
}

/** Chances to make one thing each, from one seed. */
export function chances(seed: number, count: number): Chance[] {
  const numbers = fc.infiniteStream(fc.nat(LIMIT));
  // Without bias: fast-check prefers small numbers, of which each would be the same decision.
  return fc.sample(numbers, { seed, numRuns: count, unbiased: true } as never).map((stream) => new Chance(stream));
}
