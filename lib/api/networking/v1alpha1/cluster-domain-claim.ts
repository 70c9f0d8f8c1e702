import { defineKind } from '../../kind';

/** Reserves a domain for one namespace; the claim's name is the domain. */
export interface ClusterDomainClaimSpec {
  /** The namespace that may use the domain. */
  readonly namespace: string;
}

export const ClusterDomainClaim = defineKind<ClusterDomainClaimSpec>({
  group: 'networking.internal.knative.dev',
  version: 'v1alpha1',
  kind: 'ClusterDomainClaim',
  plural: 'clusterdomainclaims',
  scope: 'Cluster',
  shortNames: ['cdc'],
  categories: ['knative-internal', 'networking'],
});
