import type { Delivery } from '../../api/duck/v1/delivery';
import type { KReference } from '../../api/duck/v1/destination';
import { defineKind } from '../../api/kind';
import { findKind } from '../../api/registry';
import type { Condition, Conditions } from '../../controller/conditions';
import type { AnyKind, View } from '../../controller/reconciler';
import { resolve } from '../resolve';

/** A status while it is being put together. */
export type Draft<Status> = { -readonly [Field in keyof Status]?: Status[Field] };

/** The kind that a reference names, known or not. */
export function kindOf({ apiVersion = '', kind }: Pick<KReference, 'apiVersion' | 'kind'>): AnyKind {
  const known = findKind(apiVersion, kind);
  if (known !== undefined) return known;
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return defineKind({ group, version, kind, plural: `${kind.toLowerCase()}s`, scope: 'Namespaced' });
}

/** Where events go that can't be delivered. */
export interface DeadLetters {
  readonly deadLetterSinkUri?: string;
  readonly deadLetterSinkCACerts?: string;
  readonly deadLetterSinkAudience?: string;
}

export type DeadLettersFound =
  | { readonly ok: true; readonly value: DeadLetters }
  | { readonly ok: false; readonly fault: string };

/** Finds the sink of a delivery's dead letters, and marks whether there is one. */
export function resolveDeadLetters(
  delivery: Delivery | undefined,
  namespace: string,
  view: View,
  conditions?: Conditions,
  reason = "Unable to get the dead letter sink's URI",
): DeadLettersFound {
  if (delivery?.deadLetterSink === undefined) {
    conditions?.markTrue('DeadLetterSinkResolved', {
      reason: 'DeadLetterSinkNotConfigured',
      message: 'No dead letter sink is configured.',
    });
    return { ok: true, value: {} };
  }
  const found = resolve(delivery.deadLetterSink, namespace, view);
  if ('fault' in found) {
    conditions?.markFalse('DeadLetterSinkResolved', reason, found.fault);
    return { ok: false, fault: found.fault };
  }
  conditions?.markTrue('DeadLetterSinkResolved');
  const { url, CACerts, audience } = found;
  return {
    ok: true,
    value: {
      deadLetterSinkUri: url,
      ...(CACerts === undefined ? {} : { deadLetterSinkCACerts: CACerts }),
      ...(audience === undefined ? {} : { deadLetterSinkAudience: audience }),
    },
  };
}

/** A delivery as channels take it: with its sink resolved, and nothing that they don't know. */
export function physicalDelivery(delivery: Delivery | undefined, deadLetters: DeadLetters): object | undefined {
  const { deadLetterSinkUri: uri, deadLetterSinkCACerts: CACerts, deadLetterSinkAudience: audience } = deadLetters;
  const { retry, backoffPolicy, backoffDelay, timeout, retryAfterMax } = delivery ?? {};
  const physical = {
    ...(uri === undefined ? {} : { deadLetterSink: { uri, ...defined({ CACerts, audience }) } }),
    ...defined({ retry, backoffPolicy, backoffDelay, timeout, retryAfterMax }),
  };
  return Object.keys(physical).length === 0 ? undefined : physical;
}

/** The same fields without those that are undefined. */
export function defined<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;
}

/** The conditions of an object without when they changed: some CRDs do not keep it. */
export function timeless(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.map(({ lastTransitionTime: _time, ...condition }) => condition);
}
