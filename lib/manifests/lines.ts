import type { Position } from './problems';

/** Tells line and column of an offset. The lines are counted when first asked for: most files have no problem. */
export class Lines {
  readonly #text: string;
  #starts: number[] | undefined;

  public constructor(text: string) {
    this.#text = text;
  }

  public at(offset: number): Position {
    const starts = this.#lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  }

  #lineStarts(): number[] {
    if (this.#starts !== undefined) return this.#starts;
    const starts = [0];
    for (let end = this.#text.indexOf('\n'); end >= 0; end = this.#text.indexOf('\n', end + 1)) starts.push(end + 1);
    this.#starts = starts;
    return starts;
  }
}
