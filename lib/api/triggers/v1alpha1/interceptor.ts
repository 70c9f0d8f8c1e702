import type { AddressStatus } from '../../duck/v1/addressable';
import type { Status } from '../../duck/v1/status';
import { defineKind } from '../../kind';
import type { InterceptorClientConfig } from './interceptor-address';

/**
 * An interceptor that the listeners of its own namespace can use.
 * @opaque
 */
export interface InterceptorSpec {
  /** How it is reached. */
  readonly clientConfig: InterceptorClientConfig;
}

/**
 * What became of an interceptor.
 * @opaque
 */
export interface InterceptorStatus extends Status, AddressStatus {}

export const Interceptor = defineKind<InterceptorSpec, InterceptorStatus>({
  group: 'triggers.tekton.dev',
  version: 'v1alpha1',
  kind: 'Interceptor',
  plural: 'interceptors',
  scope: 'Namespaced',
  shortNames: ['ni'],
  categories: ['tekton', 'tekton-triggers'],
  decoding: 'strict',
});
