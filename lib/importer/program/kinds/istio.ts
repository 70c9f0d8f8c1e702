import { type Fields, fieldsAt, isFields } from '../../draft';
import { call, type Expression, given, list, literal, map, mapOrNone, ours } from '../expression';
import type { KindWriter, Scope } from '../scope';
import { goDuration } from '../values';

/** Fields of Istio that hold a duration, which our constructs take as a `Duration`. */
const DURATIONS = [
  'timeout',
  'perTryTimeout',
  'backoff',
  'fixedDelay',
  'exponentialDelay',
  'maxAge',
  'idleTimeout',
  'connectTimeout',
  'maxConnectionDuration',
  'time',
  'interval',
  'baseEjectionTime',
  'duration',
  'warmupDurationSecs',
  'ttl',
];

/** A part of a spec as our constructs take it; undefined if a duration in it has no such form. */
function authored(value: unknown): Expression | undefined {
  if (Array.isArray(value)) {
    const items = value.map(authored);
    return items.some((item) => item === undefined) ? undefined : list(items as Expression[]);
  }
  if (!isFields(value)) return given(value);
  const entries = Object.entries(value).map(([name, inner]) => {
    const isDuration = DURATIONS.includes(name) && typeof inner === 'string';
    return [name, isDuration ? goDuration(inner) : authored(inner)] as const;
  });
  return entries.some(([, inner]) => inner === undefined) ? undefined : map(Object.fromEntries(entries));
}

function parts(spec: Fields, names: readonly string[]): Record<string, Expression | undefined> | undefined {
  const given_ = names.filter((name) => spec[name] !== undefined);
  const written = given_.map((name) => [name, authored(spec[name])] as const);
  return written.some(([, part]) => part === undefined) ? undefined : Object.fromEntries(written);
}

const virtualService: KindWriter = (spec, scope) => {
  const routes = parts(spec, ['http', 'tls', 'tcp']);
  if (routes === undefined) return undefined;
  const gateways = Array.isArray(spec.gateways)
    ? spec.gateways.map((gateway) => gatewayOf(String(gateway), scope))
    : undefined;
  return {
    of: 'VirtualService',
    props: {
      hosts: given(spec.hosts),
      gateways: gateways && list(gateways),
      ...routes,
      exportTo: given(spec.exportTo),
    },
  };
};

function gatewayOf(text: string, scope: Scope): Expression {
  if (text === 'mesh') return literal('mesh');
  const [name = '', namespace] = text.split('/').reverse();
  const known = scope.constructOf({ apiVersion: 'networking.istio.io/v1', kind: 'Gateway', name, namespace });
  return known ?? call(ours('Gateway.named'), literal(name), given(namespace));
}

const gateway: KindWriter = (spec) => {
  const servers = parts(spec, ['servers']);
  if (servers?.servers === undefined) return undefined;
  const isUsual = JSON.stringify(spec.selector) === '{"istio":"ingressgateway"}';
  return { of: 'Gateway', props: { selector: isUsual ? undefined : given(spec.selector), ...servers } };
};

const destinationRule: KindWriter = (spec) => {
  const policies = parts(spec, ['trafficPolicy', 'subsets']);
  if (policies === undefined || typeof spec.host !== 'string') return undefined;
  const selector = fieldsAt(fieldsAt(spec, 'workloadSelector'), 'matchLabels');
  return {
    of: 'DestinationRule',
    props: { host: literal(spec.host), ...policies, exportTo: given(spec.exportTo), selector: given(selector) },
  };
};

const serviceEntry: KindWriter = (spec) => ({
  of: 'ServiceEntry',
  props: {
    hosts: literal(spec.hosts ?? []),
    ports: given(spec.ports),
    location: given(spec.location),
    resolution: given(spec.resolution),
    addresses: given(spec.addresses),
    endpoints: given(spec.endpoints),
    selector: given(fieldsAt(fieldsAt(spec, 'workloadSelector'), 'labels')),
    exportTo: given(spec.exportTo),
    subjectAltNames: given(spec.subjectAltNames),
  },
});

const authorizationPolicy: KindWriter = (spec) => ({
  of: 'AuthorizationPolicy',
  props: {
    selector: given(fieldsAt(fieldsAt(spec, 'selector'), 'matchLabels')),
    targets: given(spec.targetRefs),
    action: given(spec.action),
    rules: given(spec.rules),
    provider: given(fieldsAt(spec, 'provider')?.name),
  },
});

const peerAuthentication: KindWriter = (spec) => {
  const ports = Object.entries(fieldsAt(spec, 'portLevelMtls') ?? {}).map(([port, setting]) => {
    return [port, given(isFields(setting) ? setting.mode : undefined)] as const;
  });
  return {
    of: 'PeerAuthentication',
    props: {
      selector: given(fieldsAt(fieldsAt(spec, 'selector'), 'matchLabels')),
      mode: given(fieldsAt(spec, 'mtls')?.mode),
      ports: mapOrNone(Object.fromEntries(ports)),
    },
  };
};

export const istioWriters: Readonly<Record<string, KindWriter>> = {
  'networking.istio.io/VirtualService': virtualService,
  'networking.istio.io/Gateway': gateway,
  'networking.istio.io/DestinationRule': destinationRule,
  'networking.istio.io/ServiceEntry': serviceEntry,
  'security.istio.io/AuthorizationPolicy': authorizationPolicy,
  'security.istio.io/PeerAuthentication': peerAuthentication,
};
