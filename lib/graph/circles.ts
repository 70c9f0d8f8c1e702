import { cyclesOf } from './order';

/** A vertex of a graph, such as a place that events come to or a task of a pipeline. */
export interface Place {
  readonly index: number;
}

/** A way from one place to another. */
export interface Way<P extends Place> {
  readonly from: P;
  readonly to: P;
}

/** Finds the ways by which one comes round to where one was. Linear in places and ways. */
export class Circles<P extends Place, W extends Way<P>> {
  readonly #circleOf = new Map<P, number>();
  readonly #within = new Map<P, W[]>();
  readonly #circles: readonly P[][];

  public constructor(places: readonly P[], ways: readonly W[]) {
    this.#circles = cyclesOf(places, ways);
    for (const [i, circle] of this.#circles.entries()) for (const place of circle) this.#circleOf.set(place, i);
    for (const way of ways) {
      if (!this.joins(way.from, way.to)) continue;
      const from = this.#within.get(way.from);
      if (from === undefined) this.#within.set(way.from, [way]);
      else from.push(way);
    }
  }

  /** Whether each of two places can be reached from the other. */
  public joins(a: P, b: P): boolean {
    const circle = this.#circleOf.get(a);
    return circle !== undefined && circle === this.#circleOf.get(b);
  }

  /** For each group of places that reach each other, one short round through it. */
  public rounds(): W[][] {
    return this.#circles.map(([first]) => this.way(first!, first!));
  }

  /** The shortest way between two places of one circle, of one step at least. */
  public way(from: P, to: P): W[] {
    const cameBy = new Map<P, W>();
    const seen = new Set([from]);
    for (const place of seen) {
      for (const way of this.#within.get(place) ?? []) {
        if (!cameBy.has(way.to)) cameBy.set(way.to, way);
        if (way.to === to) return traced(cameBy, from, to);
        seen.add(way.to);
      }
    }
    return [];
  }
}

function traced<P extends Place, W extends Way<P>>(cameBy: ReadonlyMap<P, W>, from: P, to: P): W[] {
  const ways: W[] = [];
  for (let way = cameBy.get(to); way !== undefined; way = cameBy.get(way.from)) {
    ways.unshift(way);
    if (way.from === from) break;
  }
  return ways;
}
