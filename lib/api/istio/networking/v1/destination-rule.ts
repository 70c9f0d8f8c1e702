import { defineKind } from '../../../kind';
import type { IstioLabelSelector } from '../../common/selector';
import type { IstioStatus } from '../../common/status';
import type { TrafficPolicy } from './traffic-policy';

/** A part of a service's endpoints. */
export interface DestinationSubset {
  /** Name by which routes choose it. */
  readonly name: string;
  /** Labels of its endpoints. @default - all endpoints of the service */
  readonly labels?: Readonly<Record<string, string>>;
  /** How clients talk to it. @default - as to the whole service */
  readonly trafficPolicy?: TrafficPolicy;
}

/** Says how clients talk to a service, after routes have chosen it. */
export interface DestinationRuleSpec {
  /** Name of the service, or a wildcard as `*.example.com`; a short name is taken to be of the rule's namespace. */
  readonly host: string;
  /** How clients talk to the whole service. */
  readonly trafficPolicy?: TrafficPolicy;
  /** Parts of its endpoints. */
  readonly subsets?: readonly DestinationSubset[];
  /** Namespaces that the rule holds for: `.` is its own, `*` all. @default - all, if the mesh says nothing else */
  readonly exportTo?: readonly string[];
  /** Clients that the rule holds for. @default - all clients that see it */
  readonly workloadSelector?: IstioLabelSelector;
}

/**
 * What Istio says of a destination rule.
 * @preserveUnknownFields
 */
export interface DestinationRuleStatus extends IstioStatus {}

export const DestinationRule = defineKind<DestinationRuleSpec, DestinationRuleStatus>({
  group: 'networking.istio.io',
  version: 'v1',
  alsoServed: ['v1beta1', 'v1alpha3'],
  kind: 'DestinationRule',
  plural: 'destinationrules',
  scope: 'Namespaced',
  shortNames: ['dr'],
  categories: ['istio-io', 'networking-istio-io'],
  columns: { Host: '.spec.host', Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' } },
});
