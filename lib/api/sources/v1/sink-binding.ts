import type { BindingSubject } from '../../duck/v1/binding';
import type { SourceSpec, SourceStatus } from '../../duck/v1/source';
import { conditionColumn, defineKind } from '../../kind';

/** Tells the containers of other objects where to send their events, by `K_SINK` and its companions. */
export interface SinkBindingSpec extends SourceSpec {
  /**
   * The objects whose pods are told.
   * @schemaOptional
   */
  readonly subject: BindingSubject;
}

/** What became of a binding. */
export interface SinkBindingStatus extends SourceStatus {
  /** Secret that holds the OIDC token which the pods send along. */
  readonly oidcTokenSecretName?: string;
}

export const SinkBinding = defineKind<SinkBindingSpec, SinkBindingStatus>({
  group: 'sources.knative.dev',
  version: 'v1',
  kind: 'SinkBinding',
  plural: 'sinkbindings',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'sources', 'bindings'],
  columns: {
    Sink: '.status.sinkUri',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: {
    'duck.knative.dev/source': 'true',
    'eventing.knative.dev/source': 'true',
    'duck.knative.dev/binding': 'true',
  },
  decoding: 'strict',
});
