import type { DestinationRuleSpec } from '../../../api/istio/networking/v1/destination-rule';
import type { PortTrafficPolicy, TrafficPolicy } from '../../../api/istio/networking/v1/traffic-policy';
import { each, maybe, type Placed } from '../placed';

/** The policies of a rule and of its subsets, without those of single ports. */
export function mainPoliciesOf({ trafficPolicy, subsets }: DestinationRuleSpec): Placed<TrafficPolicy>[] {
  return [
    ...maybe(trafficPolicy, ['trafficPolicy']),
    ...each(subsets, ['subsets']).flatMap(({ at, value }) => maybe(value.trafficPolicy, [...at, 'trafficPolicy'])),
  ];
}

/** Every policy of a rule: its own, those of its subsets, and those of single ports in them. */
export function policiesOf(spec: DestinationRuleSpec): Placed<PortTrafficPolicy>[] {
  return mainPoliciesOf(spec).flatMap(({ at, value }) => [
    { at, value },
    ...each(value.portLevelSettings, [...at, 'portLevelSettings']),
  ]);
}
