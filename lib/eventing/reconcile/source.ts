import type { Destination } from '../../api/duck/v1/destination';
import type { SourceSpec, SourceStatus } from '../../api/duck/v1/source';
import type { KubeObject } from '../../api/meta/v1';
import type { Conditions } from '../../controller/conditions';
import { type Effect, tell, warning } from '../../controller/effects';
import { goJson } from '../../controller/json';
import type { View } from '../../controller/reconciler';
import { resolve } from '../resolve';
import { defined } from './common';

type Sunk = Pick<SourceStatus, 'sinkUri' | 'sinkCACerts' | 'sinkAudience'>;

/** Finds the sink of a source, and marks whether there is one; where there is none, an event says which. */
export function resolveSink(
  object: KubeObject<SourceSpec>,
  view: View,
  conditions: Conditions,
): Sunk | { readonly lost: readonly Effect[] } {
  const { namespace = '' } = object.metadata;
  const { sink } = object.spec ?? {};
  const found = resolve(sink, namespace, view);
  if ('fault' in found) {
    conditions.markFalse('SinkProvided', 'NotFound');
    const lost = tell(warning('SinkNotFound', `Sink not found: ${sinkText(sink, namespace)}`));
    return { lost: found.isOnItsWay === true ? [] : [lost] };
  }
  conditions.markTrue('SinkProvided');
  return defined({ sinkUri: found.url, sinkCACerts: found.CACerts, sinkAudience: found.audience });
}

/** A destination as Go writes it: its fields in their order. */
function sinkText({ ref, uri, CACerts, audience }: Destination = {}, namespace: string): string {
  const { kind, name, apiVersion, group, address } = ref ?? {};
  const where = ref?.namespace ?? namespace;
  return goJson(
    defined({
      ref: ref === undefined ? undefined : defined({ kind, namespace: where, name, apiVersion, group, address }),
      uri,
      CACerts,
      audience,
    }),
  );
}

/** How a source tells its adapter what to add to each event. */
export function overridesText({ ceOverrides }: Pick<SourceSpec, 'ceOverrides'>): string {
  return ceOverrides?.extensions === undefined ? '' : goJson({ extensions: sorted(ceOverrides.extensions) });
}

/** Go writes maps in the order of their keys. */
function sorted<Value>(map: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
