import type { ConnectionPoolSettings } from '../../api/istio/networking/v1/connection-pool';
import { DestinationRule, type DestinationRuleSpec } from '../../api/istio/networking/v1/destination-rule';
import { IstioSidecar, type IstioSidecarSpec } from '../../api/istio/networking/v1/sidecar';
import { VirtualService, type VirtualServiceSpec } from '../../api/istio/networking/v1/virtual-service';
import {
  RequestAuthentication,
  type RequestAuthenticationSpec,
} from '../../api/istio/security/v1/request-authentication';
import { Telemetry, type TelemetrySpec } from '../../api/istio/telemetry/v1/telemetry';
import type { Kind } from '../../api/kind';
import type { Rule, RuleExample, RuleSet } from '../rule';
import { rulesFor } from '../rule';
import { parseGoDuration } from '../syntax/duration';
import { BY_SCHEMA } from './by-schema';
import { poolsOfPolicies, poolsOfSidecar } from './connection-pools';
import { policiesOf } from './destination-rule/policies';
import { each, fieldsNamed, maybe, type Placed } from './placed';

const MILLISECOND = 1e6;
const FORM = 'write it as 30s, 1m30s or 250ms';

/** What is wrong with a duration; where Istio's webhook looks at it, it must be whole milliseconds. */
export function durationFault(text: string, isWhole = true): string | undefined {
  const nanoseconds = parseGoDuration(text);
  if (nanoseconds === undefined) return `"${text}" is no duration`;
  if (nanoseconds < MILLISECOND) return `"${text}" is less than a millisecond`;
  return !isWhole || nanoseconds % MILLISECOND === 0 ? undefined : `"${text}" is finer than a millisecond`;
}

/** Whether a duration is zero, in whole milliseconds. */
function isNothing(text: string): boolean {
  const nanoseconds = parseGoDuration(text);
  return nanoseconds !== undefined && Math.abs(nanoseconds) < MILLISECOND;
}

interface DurationsOf<Spec> {
  readonly kind: Kind<Spec, unknown>;
  /** Durations that the webhook looks at, besides the schema. */
  find(spec: Spec): readonly Placed<string>[];
  /** Durations that the schema alone looks at. */
  findCoarse?(spec: Spec): readonly Placed<string>[];
  /** Durations that may be anything. */
  findFree?(spec: Spec): readonly Placed<string>[];
  /** Durations that may be zero. */
  findZero?(spec: Spec): readonly Placed<string>[];
  /** Whether the webhook looks at the example's duration. @default true */
  readonly isLookedAt?: boolean;
  /** An object with this duration in it. */
  example(duration: string): RuleExample;
}

function durationRules<Spec>({
  kind,
  find,
  findCoarse,
  findFree,
  findZero,
  isLookedAt = true,
  example,
}: DurationsOf<Spec>): RuleSet {
  const rule: Rule<{ spec?: Spec }> = {
    code: 'KI5001',
    title: 'a duration is one millisecond or more',
    why: 'Envoy counts in milliseconds: what is less would be nothing, and a number without a unit is no duration.',
    source: 'the CRDs (duration(self)); istio, pkg/config/validation/agent',
    check({ spec }, report) {
      if (spec === undefined) return;
      const mayBeZero = (findZero?.(spec) ?? []).filter(({ value }) => !isNothing(value));
      const whole = [...find(spec), ...mayBeZero].map((one) => ({ ...one, isWhole: true }));
      const coarse = (findCoarse?.(spec) ?? []).map((one) => ({ ...one, isWhole: false }));
      for (const { at, value } of findFree?.(spec) ?? []) {
        if (parseGoDuration(value) === undefined) report(['spec', ...at], `"${value}" is no duration`, FORM);
      }
      for (const { at, value, isWhole } of [...whole, ...coarse]) {
        const fault = durationFault(value, isWhole);
        if (fault !== undefined) report(['spec', ...at], fault, FORM);
      }
    },
    good: [example('1ms'), example('1h2m3.5s')],
    bad: [
      example('30'),
      isLookedAt ? example('0s') : { ...example('0s'), notJudged: BY_SCHEMA },
      ...(isLookedAt ? [example('1.5ms')] : []),
    ],
  };
  return rulesFor(kind, [rule]);
}

function inHttpRoutes({ http }: VirtualServiceSpec): Placed<string>[] {
  return each(http, ['http']).flatMap((route) => {
    const { at, value } = route;
    const { fault, retries, corsPolicy } = value;
    return [
      ...fieldsNamed(route, ['timeout']),
      ...maybe(retries, [...at, 'retries']).flatMap((part) => fieldsNamed(part, ['perTryTimeout', 'backoff'])),
      ...maybe(fault?.delay, [...at, 'fault', 'delay']).flatMap((part) => fieldsNamed(part, ['fixedDelay'])),
      ...maybe(corsPolicy, [...at, 'corsPolicy']).flatMap((part) => fieldsNamed(part, ['maxAge'])),
    ];
  });
}

function inPool({ at, value: { http, tcp } }: Placed<ConnectionPoolSettings>): Placed<string>[] {
  const ofTcp = maybe(tcp, [...at, 'tcp']);
  return [
    ...maybe(http, [...at, 'http']).flatMap((part) => fieldsNamed(part, ['idleTimeout'])),
    ...ofTcp.flatMap((part) => fieldsNamed(part, ['connectTimeout', 'maxConnectionDuration'])),
    ...maybe(tcp?.tcpKeepalive, [...at, 'tcp', 'tcpKeepalive']).flatMap((part) =>
      fieldsNamed(part, ['time', 'interval']),
    ),
  ];
}

function idleTimeouts({ at, value: { tcp } }: Placed<ConnectionPoolSettings>): Placed<string>[] {
  return maybe(tcp, [...at, 'tcp']).flatMap((part) => fieldsNamed(part, ['idleTimeout']));
}

function inPolicies(spec: DestinationRuleSpec): Placed<string>[] {
  return policiesOf(spec).flatMap(({ at, value: { connectionPool, loadBalancer, outlierDetection } }) => [
    ...maybe(connectionPool, [...at, 'connectionPool']).flatMap(inPool),
    ...maybe(loadBalancer?.warmup, [...at, 'loadBalancer', 'warmup']).flatMap((part) =>
      fieldsNamed(part, ['duration']),
    ),
    ...maybe(outlierDetection, [...at, 'outlierDetection']).flatMap((part) =>
      fieldsNamed(part, ['baseEjectionTime', 'interval']),
    ),
  ]);
}

export const durationRuleSets: readonly RuleSet[] = [
  durationRules<VirtualServiceSpec>({
    kind: VirtualService,
    find: inHttpRoutes,
    example: (timeout) => ({
      spec: { http: [{ timeout, route: [{ destination: { host: 'shop.default.svc.cluster.local' } }] }] },
    }),
  }),
  durationRules<DestinationRuleSpec>({
    kind: DestinationRule,
    find: inPolicies,
    findCoarse: (spec) =>
      policiesOf(spec).flatMap(({ at, value: { loadBalancer } }) =>
        maybe(loadBalancer, [...at, 'loadBalancer']).flatMap((part) => fieldsNamed(part, ['warmupDurationSecs'])),
      ),
    findFree: (spec) =>
      policiesOf(spec).flatMap(({ at, value: { loadBalancer } }) =>
        maybe(loadBalancer?.consistentHash?.httpCookie, [
          ...at,
          'loadBalancer',
          'consistentHash',
          'httpCookie',
        ]).flatMap((cookie) => fieldsNamed(cookie, ['ttl'])),
      ),
    findZero: (spec) => poolsOfPolicies(spec).flatMap(idleTimeouts),
    example: (interval) => ({ spec: { trafficPolicy: { outlierDetection: { interval } } } }),
  }),
  durationRules<IstioSidecarSpec>({
    kind: IstioSidecar,
    find: (spec) => poolsOfSidecar(spec).flatMap(inPool),
    findZero: (spec) => poolsOfSidecar(spec).flatMap(idleTimeouts),
    example: (connectTimeout) => ({ spec: { inboundConnectionPool: { tcp: { connectTimeout } } } }),
  }),
  durationRules<RequestAuthenticationSpec>({
    kind: RequestAuthentication,
    find: ({ jwtRules }) => each(jwtRules, ['jwtRules']).flatMap((rule) => fieldsNamed(rule, ['timeout'])),
    example: (timeout) => ({ spec: { jwtRules: [{ issuer: 'https://accounts.example.com', timeout }] } }),
  }),
  durationRules<TelemetrySpec>({
    kind: Telemetry,
    isLookedAt: false,
    find: () => [],
    findCoarse: ({ metrics }) => each(metrics, ['metrics']).flatMap((part) => fieldsNamed(part, ['reportingInterval'])),
    example: (reportingInterval) => ({ spec: { metrics: [{ reportingInterval }] } }),
  }),
];
