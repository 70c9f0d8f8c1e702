import type { KubeObject } from '../api/meta/v1';
import { findKind } from '../api/registry';
import { structuralErrors } from '../api/schema';
import type { FieldPath } from './diagnostic';
import { overlap } from './readable';
import { valueAt } from './value-at';

/** What a value that is known later may turn out to be where a text is of the wrong type. */
const SUPPOSED: readonly unknown[] = [1, true, [], {}];

/** How far above a field something can be that is made of it, such as the sum of the shares in a list. */
const REACH = 2;

/**
 * The object with a value of the right type in each field whose value is known later, so that rules can read the rest.
 * What they tell of these values is worth nothing: see `dependsOnLate`.
 */
export function withSupposedValues(object: KubeObject, late: readonly FieldPath[]): KubeObject {
  const kind = findKind(object.apiVersion, object.kind);
  if (kind === undefined || kind.builtIn) return object;
  const wrong = wrongTypes(object, late);
  return wrong.reduce((supposed, path) => {
    const fitting = SUPPOSED.map((value) => withValueAt(supposed, path, value)).find((candidate) => {
      return wrongTypes(candidate, [path]).length === 0;
    });
    return fitting ?? supposed;
  }, object);
}

/** Those of the fields whose value is of a type that the schema doesn't allow. */
function wrongTypes(object: KubeObject, fields: readonly FieldPath[]): readonly FieldPath[] {
  const kind = findKind(object.apiVersion, object.kind)!;
  const errors = structuralErrors(kind, object).filter(({ keyword }) => keyword === 'type');
  return fields.filter((field) => errors.some(({ path }) => path.length === field.length && overlap(path, field)));
}

/** Whether what is told of one field may come from another one whose value is known later. */
export function dependsOnLate(told: FieldPath, late: FieldPath): boolean {
  return overlap(told, late) && late.length - told.length <= REACH;
}

/** Whether a field takes text and nothing else: what becomes of a number there. */
export function takesTextOnly(object: KubeObject, path: FieldPath): boolean {
  const kind = findKind(object.apiVersion, object.kind);
  if (path[0] !== 'metadata' && kind !== undefined && !kind.builtIn) {
    return wrongTypes(withValueAt(object, path, 1), [path]).length > 0;
  }
  const map = String(path.at(-2));
  const variable: unknown = valueAt(object, path.slice(0, -1));
  const isVariable = path.at(-1) === 'value' && typeof variable === 'object' && variable !== null && 'name' in variable;
  return isVariable || TEXT_MAPS.has(map);
}

/** Maps and lists of texts in the kinds of Kubernetes itself. */
const TEXT_MAPS: ReadonlySet<string> = new Set([
  'labels',
  'annotations',
  'matchLabels',
  'nodeSelector',
  'data',
  'binaryData',
  'stringData',
  'args',
  'command',
]);

function withValueAt<T>(object: T, [step, ...rest]: FieldPath, value: unknown): T {
  if (step === undefined) return value as T;
  if (Array.isArray(object)) {
    return object.map((item: unknown, i) => (i === step ? withValueAt(item, rest, value) : item)) as T;
  }
  const fields = object as Readonly<Record<string | number, unknown>>;
  return { ...fields, [step]: withValueAt(fields[step], rest, value) } as T;
}
