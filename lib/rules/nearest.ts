/** How many letters must be changed, added, taken or swapped to get from one word to the other. */
function distance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, beforePrevious[j - 2]! + 1);
      }
      current.push(best);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length]!;
}

/** The known word that the given one was most likely meant to be; undefined if none is near, `most` slips at most. */
export function nearest(word: string, known: Iterable<string>, most?: number): string | undefined {
  // What an object should name by a text may be missing, or a number.
  const fold = (text: unknown = '') => String(text).toLowerCase().replace(/[-_.]/g, '');
  const wanted = fold(word);
  let best: string | undefined;
  let bestDistance = (most ?? Math.max(1, Math.floor(wanted.length / 3))) + 1;
  for (const candidate of known) {
    const found = distance(wanted, fold(candidate));
    if (found < bestDistance) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}
