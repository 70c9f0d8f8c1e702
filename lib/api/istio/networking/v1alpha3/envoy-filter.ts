import { defineKind } from '../../../kind';
import type { Int32 } from '../../../meta/v1';
import type { IstioWorkloadSelector, PolicyTargetReference } from '../../common/selector';
import type { IstioStatus } from '../../common/status';
import type { EnvoyConfigObjectMatch } from './envoy-filter-match';

/** A change of Envoy's configuration. */
export interface EnvoyPatch {
  /**
   * What is done.
   * @enforcedBySchema
   */
  readonly operation?:
    | 'INVALID'
    | 'MERGE'
    | 'ADD'
    | 'REMOVE'
    | 'INSERT_BEFORE'
    | 'INSERT_AFTER'
    | 'INSERT_FIRST'
    | 'REPLACE';
  /** The configuration, as Envoy's own API has it. */
  readonly value?: Readonly<Record<string, unknown>>;
  /**
   * Which filters of Istio's own a new filter stands beside.
   * @enforcedBySchema
   */
  readonly filterClass?: 'UNSPECIFIED' | 'AUTHN' | 'AUTHZ' | 'STATS';
}

/** A change, and where it is made. */
export interface EnvoyConfigObjectPatch {
  /**
   * Which sort of part of the configuration is changed.
   * @enforcedBySchema
   */
  readonly applyTo?:
    | 'INVALID'
    | 'LISTENER'
    | 'FILTER_CHAIN'
    | 'NETWORK_FILTER'
    | 'HTTP_FILTER'
    | 'ROUTE_CONFIGURATION'
    | 'VIRTUAL_HOST'
    | 'HTTP_ROUTE'
    | 'CLUSTER'
    | 'EXTENSION_CONFIG'
    | 'BOOTSTRAP'
    | 'LISTENER_FILTER';
  /** Which parts of that sort. @default - all */
  readonly match?: EnvoyConfigObjectMatch;
  /** The change. */
  readonly patch?: EnvoyPatch;
}

/** Changes the configuration that Istio makes for Envoy. A last resort: it depends on Istio's inside. */
export interface EnvoyFilterSpec {
  /** The Pods whose proxies are changed. @default - all of the namespace; of the mesh, in the root namespace */
  readonly workloadSelector?: IstioWorkloadSelector;
  /**
   * Objects of the Gateway API whose proxies are changed. Not together with `workloadSelector`.
   * @maxItems 16
   */
  readonly targetRefs?: readonly PolicyTargetReference[];
  /** The changes, made in this order. */
  readonly configPatches?: readonly EnvoyConfigObjectPatch[];
  /** Order among several objects, lower first. @default 0 */
  readonly priority?: Int32;
}

/**
 * What Istio says of an Envoy filter.
 * @preserveUnknownFields
 */
export interface EnvoyFilterStatus extends IstioStatus {}

export const EnvoyFilter = defineKind<EnvoyFilterSpec, EnvoyFilterStatus>({
  group: 'networking.istio.io',
  version: 'v1alpha3',
  kind: 'EnvoyFilter',
  plural: 'envoyfilters',
  scope: 'Namespaced',
  categories: ['istio-io', 'networking-istio-io'],
});
