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
 * Each object once: of equal copies the first, as of the definitions that upstream ships in two files. Of copies that
 * differ, the one that `keep` chooses. Objects that have only a prefix of a name are told apart by it.
 *
 * @throws PlatformError that names both places, for copies that differ and of which none is chosen
 */
export function distinctObjects<Placed extends PlacedObject>(
  objects: readonly Placed[],
  keep: (copies: readonly [Placed, Placed]) => Placed | undefined = () => undefined,
): Placed[] {
  const kept = new Map<string, Placed>();
  for (const [index, placed] of objects.entries()) {
    const id = identityOf(placed.object) ?? `nameless ${index}`;
    const earlier = kept.get(id);
    if (earlier === undefined) kept.set(id, placed);
    else if (!isDeepStrictEqual(earlier.object, placed.object)) {
      const chosen = keep([earlier, placed]);
      if (chosen === undefined) refuse(earlier, placed);
      kept.set(id, chosen);
    }
  }
  return [...kept.values()];
}

function identityOf(object: KubeObject): string | undefined {
  const { name, generateName } = object.metadata;
  if (name !== undefined) return idOf(refOf(object));
  return generateName === undefined ? undefined : `${idOf(refOf(object))}${generateName}…`;
}

function refuse(earlier: PlacedObject, later: PlacedObject): never {
  const { metadata } = earlier.object;
  const ref = { ...refOf(earlier.object), name: metadata.name ?? metadata.generateName ?? '' };
  const what = `${displayRef(ref)}${ref.group === '' ? '' : ` of ${ref.group}`}`;
  const found = `${what} is in ${placeOf(earlier)} and, different, in ${placeOf(later)}`;
  throw new PlatformError('collision', found, 'leave one of the two out');
}

function placeOf({ file, document }: PlacedObject): string {
  return `${file} (document ${document + 1})`;
}
