import { defineKind } from '../../../kind';
import type { IstioLabelSelector, PolicyTargetReference } from '../../common/selector';
import type { IstioStatus } from '../../common/status';

/**
 * A ServiceAccount as `namespace/name`, or a name of the policy's namespace.
 * @maxLength 320
 */
export type ServiceAccountName = string;

/** Who sends a request. All fields that are given must hold. */
export interface AuthorizationSource {
  /** Identities that the mesh's certificates prove, `cluster.local/ns/NAMESPACE/sa/NAME`. */
  readonly principals?: readonly string[];
  /** Identities that it must not be. */
  readonly notPrincipals?: readonly string[];
  /** Identities that a token proves, `ISSUER/SUBJECT`. */
  readonly requestPrincipals?: readonly string[];
  /** Identities of tokens that it must not be. */
  readonly notRequestPrincipals?: readonly string[];
  /** Namespaces that it comes from, as the mesh's certificates prove. */
  readonly namespaces?: readonly string[];
  /** Namespaces that it must not come from. */
  readonly notNamespaces?: readonly string[];
  /**
   * ServiceAccounts that it runs as, as the mesh's certificates prove. Not together with principals or namespaces.
   * @maxItems 16
   */
  readonly serviceAccounts?: readonly ServiceAccountName[];
  /**
   * ServiceAccounts that it must not run as.
   * @maxItems 16
   */
  readonly notServiceAccounts?: readonly ServiceAccountName[];
  /** Trust domains that it belongs to. */
  readonly trustDomains?: readonly string[];
  /** Trust domains that it must not belong to. */
  readonly notTrustDomains?: readonly string[];
  /** Addresses of the connection, each an IP or a CIDR. */
  readonly ipBlocks?: readonly string[];
  /** Addresses that the connection must not come from. */
  readonly notIpBlocks?: readonly string[];
  /** Addresses of the client, by X-Forwarded-For or the PROXY protocol. */
  readonly remoteIpBlocks?: readonly string[];
  /** Addresses that the client must not have. */
  readonly notRemoteIpBlocks?: readonly string[];
}

/** Where a request comes from. */
export interface AuthorizationFrom {
  /** Who sends it. */
  readonly source?: AuthorizationSource;
}

/** What a request asks for. All fields that are given must hold. */
export interface AuthorizationOperation {
  /** Hosts, without regard to case; `*.example.com` and `*` stand for many. */
  readonly hosts?: readonly string[];
  /** Hosts that it must not be. */
  readonly notHosts?: readonly string[];
  /** Ports. */
  readonly ports?: readonly string[];
  /** Ports that it must not be. */
  readonly notPorts?: readonly string[];
  /** Methods. */
  readonly methods?: readonly string[];
  /** Methods that it must not be. */
  readonly notMethods?: readonly string[];
  /** Paths: to the letter, `/a/*`, or templates such as `/a/{*}/b`. */
  readonly paths?: readonly string[];
  /** Paths that it must not be. */
  readonly notPaths?: readonly string[];
}

/** Where a request goes. */
export interface AuthorizationTo {
  /** What it asks for. */
  readonly operation?: AuthorizationOperation;
}

/** A further condition. */
export interface AuthorizationCondition {
  /** What is looked at, such as `request.headers[x-key]` or `source.ip`. */
  readonly key: string;
  /** Values of which it must be one. */
  readonly values?: readonly string[];
  /** Values that it must not be. */
  readonly notValues?: readonly string[];
}

/** A sort of request. It must come from one of `from`, go to one of `to`, and meet all of `when`. */
export interface AuthorizationRule {
  /**
   * Where it comes from. @default - anywhere
   * @maxItems 512
   */
  readonly from?: readonly AuthorizationFrom[];
  /** Where it goes. @default - anywhere */
  readonly to?: readonly AuthorizationTo[];
  /** Further conditions. */
  readonly when?: readonly AuthorizationCondition[];
}

/** Who decides in place of the rules, with action `CUSTOM`. */
export interface AuthorizationProvider {
  /** Name of the provider in the mesh's configuration. */
  readonly name?: string;
}

/** Says which requests some Pods take. */
export interface AuthorizationPolicySpec {
  /** The Pods. @default - all of the namespace; of the mesh, in the root namespace */
  readonly selector?: IstioLabelSelector;
  /** An object that the policy is attached to; deprecated, use `targetRefs`. */
  readonly targetRef?: PolicyTargetReference;
  /**
   * Objects that the policy is attached to, such as gateways of the Gateway API. Not together with `selector`.
   * @maxItems 16
   */
  readonly targetRefs?: readonly PolicyTargetReference[];
  /**
   * Requests that the policy is about. Without any, `ALLOW` lets none pass, and the others have no effect.
   * @maxItems 512
   */
  readonly rules?: readonly AuthorizationRule[];
  /**
   * What becomes of them.
   * @default 'ALLOW'
   * @enforcedBySchema
   */
  readonly action?: 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';
  /** Who decides, with action `CUSTOM`. */
  readonly provider?: AuthorizationProvider;
}

/**
 * What Istio says of an authorization policy.
 * @preserveUnknownFields
 */
export interface AuthorizationPolicyStatus extends IstioStatus {}

export const AuthorizationPolicy = defineKind<AuthorizationPolicySpec, AuthorizationPolicyStatus>({
  group: 'security.istio.io',
  version: 'v1',
  alsoServed: ['v1beta1'],
  kind: 'AuthorizationPolicy',
  plural: 'authorizationpolicies',
  scope: 'Namespaced',
  shortNames: ['ap'],
  categories: ['istio-io', 'security-istio-io'],
  columns: { Action: '.spec.action', Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' } },
});
