import { defineKind } from '../../../kind';
import type { IstioLabelSelector } from '../../common/selector';
import type { IstioStatus } from '../../common/status';

/** Whether connections must be encrypted by the mesh. */
export interface PeerMutualTLS {
  /**
   * They must (`STRICT`), may (`PERMISSIVE`), must not (`DISABLE`), or as the wider policy has it (`UNSET`).
   * @enforcedBySchema
   */
  readonly mode?: 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT';
}

/** Says which connections the Pods of a namespace take: encrypted by the mesh, plain, or both. */
export interface PeerAuthenticationSpec {
  /** The Pods. @default - all of the namespace; of the mesh, in the root namespace */
  readonly selector?: IstioLabelSelector;
  /** What holds for all ports. @default - as the wider policy has it */
  readonly mtls?: PeerMutualTLS;
  /**
   * What holds for some ports of the Pods, by their number. Needs a selector.
   * @minProperties 1
   */
  readonly portLevelMtls?: Readonly<Record<string, PeerMutualTLS>>;
}

/**
 * What Istio says of a peer authentication.
 * @preserveUnknownFields
 */
export interface PeerAuthenticationStatus extends IstioStatus {}

export const PeerAuthentication = defineKind<PeerAuthenticationSpec, PeerAuthenticationStatus>({
  group: 'security.istio.io',
  version: 'v1',
  alsoServed: ['v1beta1'],
  kind: 'PeerAuthentication',
  plural: 'peerauthentications',
  scope: 'Namespaced',
  shortNames: ['pa'],
  categories: ['istio-io', 'security-istio-io'],
  columns: { Mode: '.spec.mtls.mode', Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' } },
});
