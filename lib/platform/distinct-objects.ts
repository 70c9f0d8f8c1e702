import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../api/meta/v1';
import { displayRef, idOf, refOf } from '../graph/object-ref';
import { PlatformError } from './errors';

/** An object, and where it was read. */
export interface PlacedObject {
  readonly object: KubeObject;
  readonly file: string;
  /** Which document of the file, from 0. */
  readonly document: number;
}

/**
 * Each object once: of equal copies the first, as of the definitions that upstream ships in two files. Objects that have
 * only a prefix of a name are all kept.
 *
 * @throws PlatformError that names both places, for copies that differ
 */
export function distinctObjects<Placed extends PlacedObject>(objects: readonly Placed[]): Placed[] {
  const kept = new Map<string, Placed>();
  for (const [index, placed] of objects.entries()) {
    const ref = refOf(placed.object);
    const id = ref.name === '' ? `nameless ${index}` : idOf(ref);
    const earlier = kept.get(id);
    if (earlier === undefined) kept.set(id, placed);
    else if (!isDeepStrictEqual(earlier.object, placed.object)) {
      throw new PlatformError(
        'collision',
        `${displayRef(ref)} is in ${placeOf(earlier)} and, different, in ${placeOf(placed)}`,
        'leave one of the two out',
      );
    }
  }
  return [...kept.values()];
}

function placeOf({ file, document }: PlacedObject): string {
  return `${file} (document ${document + 1})`;
}
