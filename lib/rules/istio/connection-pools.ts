import type { ConnectionPoolSettings } from '../../api/istio/networking/v1/connection-pool';
import { DestinationRule, type DestinationRuleSpec } from '../../api/istio/networking/v1/destination-rule';
import { IstioSidecar, type IstioSidecarSpec } from '../../api/istio/networking/v1/sidecar';
import type { Kind } from '../../api/kind';
import type { FieldPath } from '../diagnostic';
import type { Report, Rule, RuleSet } from '../rule';
import { rulesFor } from '../rule';
import { policiesOf } from './destination-rule/policies';
import { each, maybe, type Placed, present } from './placed';

const SOURCE = 'istio, pkg/config/validation/validation.go';

const COUNTS_OF_HTTP = [
  'http1MaxPendingRequests',
  'http2MaxRequests',
  'maxRequestsPerConnection',
  'maxRetries',
  'maxConcurrentStreams',
] as const;

/** The limits of connections in a DestinationRule. */
export function poolsOfPolicies(spec: DestinationRuleSpec): Placed<ConnectionPoolSettings>[] {
  return policiesOf(spec).flatMap(({ at, value }) => maybe(value.connectionPool, [...at, 'connectionPool']));
}

/** The limits of connections in a Sidecar. */
export function poolsOfSidecar({ inboundConnectionPool, ingress }: IstioSidecarSpec): Placed<ConnectionPoolSettings>[] {
  return [
    ...maybe(inboundConnectionPool, ['inboundConnectionPool']),
    ...each(ingress, ['ingress']).flatMap(({ at, value }) => maybe(value.connectionPool, [...at, 'connectionPool'])),
  ];
}

function checkPool(at: FieldPath, { http, tcp, ...rest }: ConnectionPoolSettings, report: Report): void {
  if (http === undefined && tcp === undefined)
    report(at, 'it is empty', Object.keys(rest).length === 0 ? 'leave it out' : undefined);
  for (const field of http === undefined ? [] : present(http, COUNTS_OF_HTTP)) {
    const count = http![field as (typeof COUNTS_OF_HTTP)[number]]!;
    if (count < 0) report([...at, 'http', field], `${field} is ${count}`, 'write 0 or more');
  }
  const { maxConnections = 0 } = tcp ?? {};
  if (maxConnections < 0)
    report([...at, 'tcp', 'maxConnections'], `maxConnections is ${maxConnections}`, 'write 0 or more');
  if (http?.h2UpgradePolicy === 'UPGRADE' && http.useClientProtocol)
    report([...at, 'http', 'useClientProtocol'], 'h2UpgradePolicy is UPGRADE', 'leave out one of them');
}

function poolRules<Spec>(
  kind: Kind<Spec, unknown>,
  find: (spec: Spec) => readonly Placed<ConnectionPoolSettings>[],
  put: (pool: object) => object,
): RuleSet {
  const example = (pool: object) => ({ spec: put(pool) });
  const rule: Rule<{ readonly spec?: Spec }> = {
    code: 'KI5307',
    title: 'limits of connections are 0 or more, and keep the protocol in one way',
    why: 'Upgraded to HTTP/2, a request does not keep the protocol of its client.',
    source: SOURCE,
    check({ spec }, report) {
      for (const { at, value } of spec === undefined ? [] : find(spec)) checkPool(['spec', ...at], value, report);
    },
    good: example({ tcp: { maxConnections: 100 }, http: { maxRequestsPerConnection: 1 } }),
    bad: [
      example({}),
      example({ http: { maxRetries: -1 } }),
      example({ tcp: { maxConnections: -1 } }),
      example({ http: { h2UpgradePolicy: 'UPGRADE', useClientProtocol: true } }),
    ],
  };
  return rulesFor(kind, [rule]);
}

export const connectionPoolRuleSets: readonly RuleSet[] = [
  poolRules<DestinationRuleSpec>(DestinationRule, poolsOfPolicies, (connectionPool) => ({
    trafficPolicy: { connectionPool },
  })),
  poolRules<IstioSidecarSpec>(IstioSidecar, poolsOfSidecar, (inboundConnectionPool) => ({ inboundConnectionPool })),
];
