import type { KubeObject } from '../api/meta/v1';
import { type Collect, fields, inDestination, inSecretKey, inServiceAccount, specOf, within } from './reference-fields';

/**
 * Kinds that are not modelled here. One whose `spec.sink` is a destination is a source of one's own: Knative's custom
 * says where its events go, and how its account and its Secrets are named.
 */
export function inUnmodelled(object: KubeObject, collect: Collect): void {
  const spec = specOf(object);
  const sink = within(spec, 'sink');
  if (fields(sink.value).ref === undefined) return;
  inDestination(sink, 'sink', collect);
  inServiceAccount(spec, collect);
  for (const name of Object.keys(fields(spec.value))) inSecretKey(within(spec, name), collect);
}
