import type { PodTemplateSpec } from '../../core/v1/kube-pod';
import type { SourceSpec, SourceStatus } from '../../duck/v1/source';
import { conditionColumn, defineKind } from '../../kind';

/** Runs containers of one's own that make events and send them to `K_SINK`. */
export interface ContainerSourceSpec extends SourceSpec {
  /**
   * The pod that makes the events. Its containers get `K_SINK`, `K_CE_OVERRIDES` and, with TLS, `K_CA_CERTS`.
   * @opaque
   * @schemaOptional
   */
  readonly template: PodTemplateSpec;
}

/** What became of a source of containers. */
export interface ContainerSourceStatus extends SourceStatus {}

export const ContainerSource = defineKind<ContainerSourceSpec, ContainerSourceStatus>({
  group: 'sources.knative.dev',
  version: 'v1',
  kind: 'ContainerSource',
  plural: 'containersources',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'sources'],
  columns: {
    Sink: '.status.sinkUri',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: { 'duck.knative.dev/source': 'true', 'eventing.knative.dev/source': 'true' },
  decoding: 'strict',
});
