import type { KubeObject } from '../api/meta/v1';
import { isPlain, isSame } from '../controller/json';

/** A field that is not the same: a value is undefined where the field is not there. */
export interface FieldChange {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** An object that came, went, or changed. */
export interface ObjectChange {
  readonly change: 'added' | 'removed' | 'changed';
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** What changed in it; empty for an object that came or went. */
  readonly fields: readonly FieldChange[];
}

/** Fields that say nothing of what an object is. */
const NOISE =
  /^(metadata\.(uid|creationTimestamp|generation|resourceVersion)|status\.observedGeneration)$|lastTransitionTime$|lastUpdateTime$|\.startedAt$|\.finishedAt$/;

/** What is different between two expansions, object by object in the order of the second, and then what went. */
export function differences(before: readonly KubeObject[], after: readonly KubeObject[]): readonly ObjectChange[] {
  const old = new Map(before.map((object) => [keyOf(object), object]));
  const current = new Map(after.map((object) => [keyOf(object), object]));
  const changes = [...current].flatMap(([key, object]): ObjectChange[] => {
    const known = old.get(key);
    if (known === undefined) return [{ ...named(object), change: 'added', fields: [] }];
    const fields = known === object ? [] : fieldChanges(known, object);
    return fields.length === 0 ? [] : [{ ...named(object), change: 'changed', fields }];
  });
  const gone = [...old].filter(([key]) => !current.has(key));
  return [...changes, ...gone.map(([, object]): ObjectChange => ({ ...named(object), change: 'removed', fields: [] }))];
}

function keyOf({ apiVersion, kind, metadata }: KubeObject): string {
  return `${apiVersion.split('/')[0]}|${kind}|${metadata.namespace ?? ''}|${metadata.name}`;
}

function named({ apiVersion, kind, metadata }: KubeObject) {
  const { namespace, name = '' } = metadata;
  return { apiVersion, kind, ...(namespace === undefined ? {} : { namespace }), name };
}

function fieldChanges(before: KubeObject, after: KubeObject): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  const compare = (left: unknown, right: unknown, path: string): void => {
    if (NOISE.test(path) || isSame(left, right)) return;
    if (isPlain(left) && isPlain(right)) {
      for (const key of new Set([...Object.keys(left), ...Object.keys(right)]))
        compare(left[key], right[key], joined(path, key));
    } else if (Array.isArray(left) && Array.isArray(right)) {
      for (let i = 0; i < Math.max(left.length, right.length); i++) compare(left[i], right[i], `${path}[${i}]`);
    } else {
      changes.push({
        path,
        ...(left === undefined ? {} : { before: left }),
        ...(right === undefined ? {} : { after: right }),
      });
    }
  };
  compare(before, after, '');
  return changes;
}

function joined(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}["${key}"]`;
  return path === '' ? key : `${path}.${key}`;
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;

/** The differences for people: a line an object, and under it a line a field. */
export function differencesText(changes: readonly ObjectChange[]): string {
  return changes
    .flatMap(({ change, kind, namespace, name, fields }) => [
      `${SIGNS[change]} ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`,
      ...fields.map(({ path, before, after }) => `    ${path}: ${shown(before)} → ${shown(after)}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

function shown(value: unknown): string {
  return value === undefined ? '(none)' : JSON.stringify(value);
}
