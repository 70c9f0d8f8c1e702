import type { KubeObject } from '../api/meta/v1';

/** Names one object, whatever its version. */
export interface ObjectRef {
  /** API group; empty for Kubernetes' core group. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Absent for cluster-scoped objects, and where a program leaves it to the one who applies it. */
  readonly namespace?: string;
}

/** The API group in an `apiVersion`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** What names this object. An object with `generateName` only has an empty name. */
export function refOf(object: KubeObject): ObjectRef {
  const { name = '', namespace } = object.metadata ?? {};
  const ref = { group: groupOf(object.apiVersion), kind: object.kind, name, namespace };
  // A program in plain JavaScript may give a number: its rule tells, and everything else goes by the text.
  return typeof name === 'string' ? ref : { ...ref, name: String(name) };
}

/** One string for each object: `group/Kind/namespace/name`. */
export function idOf({ group, kind, name, namespace }: ObjectRef): string {
  return `${group}/${kind}/${namespace ?? ''}/${name}`;
}

/** How a diagram names an object; the server makes the name up of one that has `generateName` only. */
export function shownName({ name }: Pick<ObjectRef, 'name'>): string {
  return name === '' ? '(generated)' : name;
}

/** How a message names an object: `Service default/hello`. */
export function displayRef({ kind, name, namespace }: Omit<ObjectRef, 'group'>): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
