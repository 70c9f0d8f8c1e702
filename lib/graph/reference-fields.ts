import type { KubeObject } from '../api/meta/v1';
import type { EdgeType } from './graph';
import { groupOf, type ObjectRef } from './object-ref';
import { addressedObjects } from './url';

export type Fields = Readonly<Record<string, unknown>>;

/** Takes one reference: what it names, what it means, and the field that holds it. */
export type Collect = (to: ObjectRef, type: EdgeType, path: string, optional?: boolean) => void;

/** Finds the references in an object's fields. */
export type Finder = (object: KubeObject, collect: Collect) => void;

/** A field in which one object names others: its value, its path, and the namespace that holds if it says none. */
export interface Field {
  readonly value: unknown;
  readonly path: string;
  readonly namespace: string | undefined;
}

/** The spec of an object. */
export function specOf(object: KubeObject): Field {
  return { value: object.spec, path: 'spec', namespace: namespaceOf(object) };
}

/** A field within another, by its path: `net.sasl.user`. */
export function within({ value, path, namespace }: Field, inner: string): Field {
  const found = inner.split('.').reduce((holder: unknown, name) => fields(holder)[name], value);
  return { value: found, path: `${path}.${inner}`, namespace };
}

/** The items of a list within a field. */
export function itemsWithin(field: Field, inner: string): Field[] {
  const list = within(field, inner);
  return items(list.value).map((value, i) => ({ ...list, value, path: `${list.path}[${i}]` }));
}

/** A reference by kind and name. */
export function inReference({ value, path, namespace }: Field, type: EdgeType, collect: Collect, optional?: boolean) {
  const ref = fields(value);
  const group = text(ref.group) || groupOf(text(ref.apiVersion));
  const to = { group, kind: text(ref.kind), name: text(ref.name), namespace: text(ref.namespace) || namespace };
  collect(to, type, path, optional);
}

/** A destination: an object, or a URL that may lead to one. */
export function inDestination(field: Field, type: EdgeType, collect: Collect): void {
  const { ref, uri } = fields(field.value);
  if (ref === undefined) inUrl(uri, `${field.path}.uri`, collect, type);
  else inReference(within(field, 'ref'), type, collect);
}

/** The dead letter sink of a `delivery` beside the other fields of this one. */
export function inDelivery(field: Field, collect: Collect): void {
  inDestination(within(field, 'delivery.deadLetterSink'), 'deadLetterSink', collect);
}

/** A Secret by its name alone. */
export function inSecretName({ value, path, namespace }: Field, collect: Collect): void {
  collect({ group: '', kind: 'Secret', name: text(value), namespace }, 'secret', path);
}

/** A key of a Secret, as `secretKeyRef`. */
export function inSecretKey(field: Field, collect: Collect): void {
  const key = within(field, 'secretKeyRef');
  inSecretName({ ...within(key, 'name'), path: key.path }, collect);
}

/** The service account beside the other fields of this one. */
export function inServiceAccount(field: Field, collect: Collect): void {
  const { value, path, namespace } = within(field, 'serviceAccountName');
  collect({ group: '', kind: 'ServiceAccount', name: text(value), namespace }, 'serviceAccount', path);
}

/** The objects that URLs in a text lead to. */
export function inUrl(value: unknown, path: string, collect: Collect, type: EdgeType = 'uses'): void {
  for (const ref of addressedObjects(text(value))) collect(ref, type, path, true);
}

export function namespaceOf(object: KubeObject): string | undefined {
  return object.metadata.namespace;
}

export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

export function items(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
