import type { Construct } from 'constructs';
import {
  type DestinationRuleSpec,
  type DestinationSubset,
  DestinationRule as kind,
} from '../../lib/api/istio/networking/v1/destination-rule';
import type { TrafficPolicy } from '../../lib/api/istio/networking/v1/traffic-policy';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import { type Authored, lowerAuthored } from './authored';
import { hostOf, type MeshHost } from './hosts';

/** How clients talk to a service. */
export interface DestinationRuleProps extends ResourceProps {
  /** The service, its host, or a wildcard for several. */
  readonly host: MeshHost;
  /** How clients talk to the whole service: load balancing, limits, encryption. @default - as the mesh has it */
  readonly trafficPolicy?: Authored<TrafficPolicy>;
  /** Parts of the service's endpoints, by labels. @default - none */
  readonly subsets?: readonly Authored<DestinationSubset>[];
  /** Namespaces that the rule holds for: `.` is its own, `*` all. @default - as the mesh has it: all */
  readonly exportTo?: readonly string[];
  /** Labels of the clients that the rule holds for. @default - all clients */
  readonly selector?: Readonly<Record<string, string>>;
}

/**
 * Says how clients talk to a service, after a route has chosen it: load balancing, limits, encryption, and which
 * endpoints are left out when they fail.
 *
 * Becomes: one DestinationRule.
 * Throws: SynthError KG0005 for a service without a namespace.
 * @example
 * new DestinationRule(chart, 'shop', { host: shop, trafficPolicy: { connectionPool: { tcp: { maxConnections: 100 } } } });
 */
export class DestinationRule extends Resource<DestinationRuleSpec> {
  public constructor(scope: Construct, id: string, given: DestinationRuleProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => {
      const { host, trafficPolicy, subsets, exportTo, selector } = props;
      return {
        spec: {
          host: hostOf(host, lowering, 'host'),
          trafficPolicy: trafficPolicy && lowerAuthored<TrafficPolicy>(trafficPolicy, lowering, 'trafficPolicy'),
          subsets: subsets && lowerAuthored<readonly DestinationSubset[]>(subsets, lowering, 'subsets'),
          exportTo,
          workloadSelector: selector && { matchLabels: selector },
        },
      };
    });
  }
}
