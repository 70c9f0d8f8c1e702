import { interleaved } from './measure';
import type { Row } from './table';

/** How the time of a piece of work grows when it is doubled three times. */
export function benchGrowth(
  largest: number,
  rounds: number,
  work: (size: number) => void,
  nameOf: (size: number) => string,
): Row[] {
  const sizes = [largest / 8, largest / 4, largest / 2, largest];
  const contestants = Object.fromEntries(sizes.map((size) => [String(size), () => work(size)]));
  const times = interleaved(contestants, { rounds, warmups: 1 });
  return sizes.map((size, i) => {
    const time = times[String(size)]!;
    const before = sizes[i - 1];
    const factor = before === undefined ? '' : `, ${(time / times[String(before)]!).toFixed(1)} times the line before`;
    return {
      what: nameOf(size),
      result: `${(time / 1000).toFixed(2)} s${factor}`,
      goal: i === sizes.length - 1 ? 'about 2 times' : '',
    };
  });
}
