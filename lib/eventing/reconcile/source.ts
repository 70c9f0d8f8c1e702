import type { SourceSpec, SourceStatus } from '../../api/duck/v1/source';
import type { KubeObject } from '../../api/meta/v1';
import type { Conditions } from '../../controller/conditions';
import type { View } from '../../controller/reconciler';
import { resolveDestination } from '../../controller/resolve';
import { defined } from './common';

type Sunk = Pick<SourceStatus, 'sinkUri' | 'sinkCACerts' | 'sinkAudience'>;

/** Finds the sink of a source, and marks whether there is one. */
export function resolveSink(
  object: KubeObject<SourceSpec>,
  view: View,
  conditions: Conditions,
): Sunk | { readonly fault: string } {
  const { namespace = '' } = object.metadata;
  const found = resolveDestination(object.spec?.sink, namespace, view);
  if ('fault' in found) {
    conditions.markFalse('SinkProvided', 'NotFound', found.fault);
    return { fault: found.fault };
  }
  conditions.markTrue('SinkProvided');
  return defined({ sinkUri: found.url, sinkCACerts: found.CACerts, sinkAudience: found.audience });
}

/** How a source tells its adapter what to add to each event. */
export function overridesText({ ceOverrides }: Pick<SourceSpec, 'ceOverrides'>): string {
  return ceOverrides?.extensions === undefined ? '' : JSON.stringify({ extensions: ceOverrides.extensions });
}
