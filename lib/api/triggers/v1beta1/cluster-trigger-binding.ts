import { defineKind } from '../../kind';
import type { TriggerBindingParam } from './trigger-binding';

/**
 * A TriggerBinding that every namespace can use.
 * @opaque
 */
export interface ClusterTriggerBindingSpec {
  /** The params, each name once. */
  readonly params?: readonly TriggerBindingParam[];
}

/** What became of a binding: nothing is told. */
export interface ClusterTriggerBindingStatus {
  readonly [field: string]: never;
}

export const ClusterTriggerBinding = defineKind<ClusterTriggerBindingSpec, ClusterTriggerBindingStatus>({
  group: 'triggers.tekton.dev',
  version: 'v1beta1',
  alsoServed: ['v1alpha1'],
  kind: 'ClusterTriggerBinding',
  plural: 'clustertriggerbindings',
  scope: 'Cluster',
  shortNames: ['ctb'],
  categories: ['tekton', 'tekton-triggers'],
  decoding: 'strict',
});
