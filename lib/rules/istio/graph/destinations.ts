import type { GraphNode, ResourceGraph } from '../../../graph/graph';
import { fields, items, text } from '../../../graph/reference-fields';
import { nearest } from '../../nearest';
import type { GraphRule } from '../../rule';
import { isCoveredBy } from '../syntax/hosts';
import { destinationsOf, fullHost, networking, nodesOf, routeFor, specOf, textsOf } from './kinds';

const HOST = 'shop.default.svc.cluster.local';

const rule = (subset: string) => networking('DestinationRule', 'shop', { host: HOST, subsets: [{ name: subset }] });
const toSubset = routeFor('shop.example.com', {
  gateways: ['istio-system/front'],
  http: [{ route: [{ destination: { host: HOST, subset: 'v1' } }] }],
});
const entry = (...ports: readonly number[]) =>
  networking('ServiceEntry', 'api', {
    hosts: ['api.example.com'],
    ports: ports.map((number) => ({ number, name: `tls-${number}`, protocol: 'TLS' })),
    resolution: 'DNS',
  });
const toEntry = (port?: number, host = 'api.example.com') =>
  networking('VirtualService', 'api', {
    hosts: ['api.example.com'],
    http: [{ route: [{ destination: { host, ...(port && { port: { number: port } }) } }] }],
  });

/** A subset that nobody defines. */
const missingSubset: GraphRule = {
  code: 'KI5853',
  severity: 'warning',
  title: 'a subset that a route chooses is defined by a destination rule of its host',
  why: 'Requests to one that is not are answered with 503 (IST0101).',
  source: 'istio, pkg/config/analysis/analyzers/virtualservice/destinationrules.go',
  check(graph, report) {
    const rules = nodesOf(graph, 'DestinationRule').map((node) => {
      const { host, subsets } = specOf(node);
      return { host: fullHost(text(host), node.ref.namespace), subsets: items(subsets).map(({ name }) => text(name)) };
    });
    for (const node of nodesOf(graph, 'VirtualService')) {
      for (const { at, destination } of destinationsOf(specOf(node))) {
        const subset = text(destination.subset);
        const host = fullHost(text(destination.host), node.ref.namespace);
        const ofHost = rules.filter((one) => isCoveredBy(host, one.host));
        const known = ofHost.flatMap(({ subsets }) => subsets);
        if (subset === '' || ofHost.length === 0 || known.includes(subset)) continue;
        const meant = nearest(subset, known);
        const hint =
          meant === undefined ? `the rules define ${known.join(', ') || 'none'}` : `did you mean "${meant}"?`;
        report(node, [...at, 'subset'], `no destination rule of ${host} defines "${subset}"`, hint);
      }
    }
  },
  good: [rule('v1'), toSubset],
  bad: [rule('v2'), toSubset],
};

/** A host that is called otherwise. */
const missingHost: GraphRule = {
  code: 'KI5855',
  severity: 'warning',
  title: 'a route leads to a host as it is called',
  why: 'Requests to a host that the mesh does not know are answered with 503 (IST0101).',
  source: 'istio, pkg/config/analysis/analyzers/virtualservice/destinationhosts.go',
  check(graph, report) {
    const known = hostsOf(graph);
    for (const node of nodesOf(graph, 'VirtualService')) {
      for (const { at, destination } of destinationsOf(specOf(node))) {
        const host = fullHost(text(destination.host), node.ref.namespace);
        if (host === '' || known.some((one) => isCoveredBy(host, one))) continue;
        const meant = nearest(host, known, SLIPS);
        if (meant !== undefined) report(node, [...at, 'host'], `there is no ${host}`, `did you mean ${meant}?`);
      }
    }
  },
  good: [entry(443), toEntry(443)],
  bad: [entry(443), toEntry(443, 'apis.example.com')],
};

/** Hosts are long, and those of different services differ by few letters. */
const SLIPS = 1;

/** The hosts that the services and the entries of the program have. */
function hostsOf(graph: ResourceGraph): string[] {
  const services = graph.nodes.filter(({ ref }) => ref.kind === 'Service' && ref.namespace !== undefined);
  return [
    ...services.map(({ ref }) => fullHost(ref.name, ref.namespace)),
    ...nodesOf(graph, 'ServiceEntry').flatMap((node) => textsOf(specOf(node).hosts)),
  ];
}

/** A port that a service doesn't have, or that is to be said. */
const missingPort: GraphRule = {
  code: 'KI5857',
  severity: 'warning',
  title: 'a route leads to a port that the service has, and says which of several',
  why: 'Without a port there must be one only; to another one there is no way (IST0112).',
  source: 'istio, pkg/config/analysis/analyzers/virtualservice/destinationhosts.go',
  check(graph, report) {
    const ports = portsByHost(graph);
    for (const node of nodesOf(graph, 'VirtualService')) {
      for (const { at, destination } of destinationsOf(specOf(node))) {
        const ofHost = ports.get(fullHost(text(destination.host), node.ref.namespace)) ?? [];
        const number = fields(destination.port).number;
        const list = ofHost.join(', ');
        if (number === undefined && ofHost.length > 1)
          report(node, [...at, 'port'], `no port is given, and there are ${list}`, 'add port: { number: … }');
        else if (number !== undefined && ofHost.length > 0 && !ofHost.includes(number))
          report(node, [...at, 'port', 'number'], `there is no port ${String(number)}`, `its ports are ${list}`);
      }
    }
  },
  good: [entry(443, 8443), toEntry(8443)],
  bad: [entry(443, 8443), toEntry()],
};

/** The ports of each host of Kubernetes' Services and of entries. */
function portsByHost(graph: ResourceGraph): Map<string, unknown[]> {
  const ports = new Map<string, unknown[]>();
  const add = (host: string, node: GraphNode) =>
    ports.set(host, [...(ports.get(host) ?? []), ...items(specOf(node).ports).map((one) => one.number ?? one.port)]);
  for (const node of nodesOf(graph, 'ServiceEntry')) for (const host of textsOf(specOf(node).hosts)) add(host, node);
  for (const node of graph.nodes) {
    const { group, kind, name, namespace } = node.ref;
    if (group === '' && kind === 'Service') add(fullHost(name, namespace), node);
  }
  return ports;
}

export const destinationGraphRules: readonly GraphRule[] = [missingSubset, missingHost, missingPort];
