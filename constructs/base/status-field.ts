import type { ApiObject } from 'cdk8s';
import { brand, hasBrand } from './brand';

/** Finds a value in the status of an object. */
export type ReadStatus = (status: Readonly<Record<string, unknown>>) => unknown;

/** A field that the cluster fills in when it has made what an object asks for. */
export interface StatusField {
  readonly object: ApiObject;
  /** The field, such as `status.url`. */
  readonly path: string;
  readonly read: ReadStatus;
}

const fields = new WeakMap<ApiObject, Map<string, StatusField>>();

/** The one field of that path of an object. */
export function statusField(object: ApiObject, path: string, read: ReadStatus): StatusField {
  const known = fields.get(object) ?? new Map<string, StatusField>();
  fields.set(object, known);
  const field = known.get(path) ?? { object, path, read };
  if (!known.has(path)) brand(field, 'StatusField');
  known.set(path, field);
  return field;
}

export function isStatusField(value: unknown): value is StatusField {
  return hasBrand(value, 'StatusField');
}

/** Where Knative's addressable kinds say their URL. */
export const ADDRESS_FIELD = 'status.address.url';

export function addressIn({ address }: Readonly<Record<string, unknown>>): unknown {
  return (address as { readonly url?: unknown } | undefined)?.url;
}

/** Finds a result of a run of Tekton by its name. */
export function resultIn(name: string): ReadStatus {
  return ({ results }) => {
    const list = Array.isArray(results)
      ? (results as readonly { readonly name?: string; readonly value?: unknown }[])
      : [];
    return list.find((result) => result.name === name)?.value;
  };
}
