import type { FieldPath } from '../diagnostic';
import { isRecord } from '../eventing/filter-walk';

/** The value at a path of fields; undefined where the path leads nowhere. */
export function valueIn(object: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), object);
}
