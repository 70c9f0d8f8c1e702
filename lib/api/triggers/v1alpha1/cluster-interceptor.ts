import type { AddressStatus } from '../../duck/v1/addressable';
import type { Status } from '../../duck/v1/status';
import { defineKind } from '../../kind';
import type { InterceptorClientConfig } from './interceptor-address';

/**
 * An interceptor that the listeners of all namespaces can use.
 * @opaque
 */
export interface ClusterInterceptorSpec {
  /** How it is reached. */
  readonly clientConfig: InterceptorClientConfig;
}

/**
 * What became of an interceptor.
 * @opaque
 */
export interface ClusterInterceptorStatus extends Status, AddressStatus {}

export const ClusterInterceptor = defineKind<ClusterInterceptorSpec, ClusterInterceptorStatus>({
  group: 'triggers.tekton.dev',
  version: 'v1alpha1',
  kind: 'ClusterInterceptor',
  plural: 'clusterinterceptors',
  scope: 'Cluster',
  shortNames: ['ci'],
  categories: ['tekton', 'tekton-triggers'],
  decoding: 'strict',
});
