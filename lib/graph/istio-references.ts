import type { ObjectRef } from './object-ref';
import {
  type Collect,
  type Field,
  type Finder,
  fields,
  inSecretName,
  itemsWithin,
  specOf,
  text,
  within,
} from './reference-fields';

const NETWORKING = 'networking.istio.io';
const SECURITY = 'security.istio.io';

/** For each kind of Istio, where its objects refer to others. Pods that are picked by labels are no references. */
export const istioFinders: Readonly<Record<string, Finder>> = {
  [`${NETWORKING}/VirtualService`]: inSpec((spec, collect) => {
    inGateways(spec, collect);
    for (const protocol of ['http', 'tls', 'tcp'])
      for (const route of itemsWithin(spec, protocol)) inRoute(route, collect);
  }),
  [`${NETWORKING}/Gateway`]: inSpec((spec, collect) => {
    for (const server of itemsWithin(spec, 'servers')) inCredential(within(server, 'tls'), collect);
  }),
  [`${NETWORKING}/DestinationRule`]: inSpec((spec, collect) => {
    inHost(within(spec, 'host'), collect);
    inTrafficPolicy(within(spec, 'trafficPolicy'), collect);
    for (const subset of itemsWithin(spec, 'subsets')) inTrafficPolicy(within(subset, 'trafficPolicy'), collect);
  }),
  [`${NETWORKING}/Sidecar`]: inSpec((spec, collect) => {
    inHost(within(spec, 'outboundTrafficPolicy.egressProxy.host'), collect);
  }),
  [`${NETWORKING}/EnvoyFilter`]: inSpec(inTargets),
  [`${SECURITY}/AuthorizationPolicy`]: inSpec(inTargets),
  [`${SECURITY}/RequestAuthentication`]: inSpec(inTargets),
  'telemetry.istio.io/Telemetry': inSpec(inTargets),
};

const MESH = 'mesh';
/** Headers that hold the host; a gateway in front of Knative finds the service by it. */
const AUTHORITY = ['host', 'Host', ':authority'];

/** The Services, of Knative or of Kubernetes, that a host within the cluster may lead to. */
export function servicesOfHost(host: string, ownNamespace: string | undefined): ObjectRef[] {
  const [name = '', namespace = ownNamespace, svc, ...domain] = host.split('.');
  const isShort = !host.includes('.');
  const isInCluster = svc === 'svc' && domain.length > 0;
  if (name === '' || name === '*' || !(isShort || isInCluster)) return [];
  return ['serving.knative.dev', ''].map((group) => ({ group, kind: 'Service', name, namespace }));
}

function inSpec(find: (spec: Field, collect: Collect) => void): Finder {
  return (object, collect) => find(specOf(object), collect);
}

function inGateways(field: Field, collect: Collect): void {
  const { value, path, namespace } = within(field, 'gateways');
  (Array.isArray(value) ? value : []).map(text).forEach((written, i) => {
    if (written === MESH) return;
    const [name = '', of = namespace] = written.split('/').reverse();
    collect({ group: NETWORKING, kind: 'Gateway', name, namespace: of }, 'gateway', `${path}[${i}]`);
  });
}

function inRoute(route: Field, collect: Collect): void {
  for (const match of itemsWithin(route, 'match')) inGateways(match, collect);
  for (const to of itemsWithin(route, 'route')) {
    inHost(within(to, 'destination.host'), collect);
    for (const header of AUTHORITY) inHost(within(to, `headers.request.set.${header}`), collect);
  }
  inHost(within(route, 'mirror.host'), collect);
  for (const mirror of itemsWithin(route, 'mirrors')) inHost(within(mirror, 'destination.host'), collect);
  inHost(within(route, 'rewrite.authority'), collect);
  const { value, path, namespace } = within(route, 'delegate');
  const { name, namespace: of } = fields(value);
  const to = { group: NETWORKING, kind: 'VirtualService', name: text(name), namespace: text(of) || namespace };
  collect(to, 'delegate', path);
}

/** A host may as well be one outside of the program, or of a ServiceEntry. */
function inHost({ value, path, namespace }: Field, collect: Collect): void {
  for (const service of servicesOfHost(text(value), namespace)) collect(service, 'destination', path, true);
}

function inTrafficPolicy(policy: Field, collect: Collect): void {
  for (const part of [policy, ...itemsWithin(policy, 'portLevelSettings')]) inCredential(within(part, 'tls'), collect);
}

/** The Secrets of certificates live beside the Pods of the gateway, which may be in another namespace. */
function inCredential(tls: Field, collect: Collect): void {
  const optional: Collect = (to, type, path) => collect(to, type, path, true);
  for (const name of ['credentialName', 'caCertCredentialName']) inSecretName(within(tls, name), optional);
  const { value, path } = within(tls, 'credentialNames');
  (Array.isArray(value) ? value : []).forEach((name, i) => {
    inSecretName({ ...tls, value: name, path: `${path}[${i}]` }, optional);
  });
}

function inTargets(spec: Field, collect: Collect): void {
  const { namespace } = spec;
  for (const { value, path } of [within(spec, 'targetRef'), ...itemsWithin(spec, 'targetRefs')]) {
    const { group, kind, name } = fields(value);
    collect({ group: text(group), kind: text(kind), name: text(name), namespace }, 'target', path);
  }
}
