import type { GraphNode } from '../../../graph/graph';
import { displayRef } from '../../../graph/object-ref';
import { fields, items, text } from '../../../graph/reference-fields';
import type { GraphRule } from '../../rule';
import { fullHost, networking, nodesOf, specOf, textsOf } from './kinds';

const MESH = 'mesh';

const inMesh = (name: string, host: string) =>
  networking('VirtualService', name, {
    hosts: [host],
    http: [{ route: [{ destination: { host: 'shop.default.svc.cluster.local' } }] }],
  });
const sidecar = (name: string, app?: string) =>
  networking('Sidecar', name, {
    ...(app && { workloadSelector: { labels: { app } } }),
    egress: [{ hosts: ['./*'] }],
  });
const entry = (name: string, protocol: string) =>
  networking('ServiceEntry', name, {
    hosts: ['api.example.com'],
    ports: [{ number: 443, name: 'api', protocol }],
    resolution: 'DNS',
  });

/** Tells of each of some nodes that has a key which an earlier one has too. */
function tellTwins(
  nodes: readonly GraphNode[],
  keysOf: (node: GraphNode) => readonly string[],
  tell: (node: GraphNode, first: GraphNode, key: string) => void,
): void {
  const firsts = new Map<string, GraphNode>();
  for (const node of nodes) {
    for (const key of keysOf(node)) {
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, node);
      else if (first !== node) tell(node, first, key);
    }
  }
}

const twoForOneHost: GraphRule = {
  code: 'KI5856',
  severity: 'warning',
  title: 'a host has one virtual service in the sidecars of the mesh',
  why: 'Sidecars do not merge them: one is taken, and the routes of the other are lost (IST0109).',
  source: 'istio, pkg/config/analysis/analyzers/virtualservice/conflictingmeshgatewayhosts.go',
  check(graph, report) {
    const isInMesh = (node: GraphNode) => {
      const { gateways, exportTo } = specOf(node);
      const names = textsOf(gateways);
      // One that is for its own namespace alone may well differ.
      return (names.length === 0 || names.includes(MESH)) && textsOf(exportTo).every((to) => to === '*');
    };
    const nodes = nodesOf(graph, 'VirtualService').filter(isInMesh);
    const hostsOf = (node: GraphNode) => textsOf(specOf(node).hosts).map((host) => fullHost(host, node.ref.namespace));
    tellTwins(nodes, hostsOf, (node, first, host) =>
      report(node, ['spec', 'hosts'], `${displayRef(first.ref)} is for ${host} too`, 'make one of both'),
    );
  },
  good: [inMesh('a', 'a.example.com'), inMesh('b', 'b.example.com')],
  bad: [inMesh('a', 'a.example.com'), inMesh('b', 'a.example.com')],
};

const twoSidecars: GraphRule = {
  code: 'KI5858',
  severity: 'warning',
  title: 'Pods have one Sidecar: one for a namespace, and one for each set of labels',
  why: 'Which of several holds can not be told (IST0110, IST0111).',
  source: 'istio, pkg/config/analysis/analyzers/sidecar',
  check(graph, report) {
    const keyOf = (node: GraphNode) => {
      const labels = fields(fields(specOf(node).workloadSelector).labels);
      return [JSON.stringify([node.ref.namespace, ...Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))])];
    };
    tellTwins(nodesOf(graph, 'Sidecar'), keyOf, (node, first) =>
      report(node, ['spec', 'workloadSelector'], `${displayRef(first.ref)} is for the same Pods`, 'make one of both'),
    );
  },
  good: [sidecar('all'), sidecar('shop', 'shop')],
  bad: [sidecar('all'), sidecar('other')],
};

const twoProtocols: GraphRule = {
  code: 'KI5859',
  severity: 'warning',
  title: 'a port of a host has one protocol in all service entries',
  why: 'Istio takes one of them for all clients.',
  source: 'istio, pkg/config/analysis/analyzers/serviceentry',
  check(graph, report) {
    const protocols = new Map<string, { readonly protocol: string; readonly node: GraphNode }>();
    for (const node of nodesOf(graph, 'ServiceEntry')) {
      const { hosts, ports, exportTo } = specOf(node);
      if (textsOf(exportTo).some((to) => to !== '*')) continue;
      items(ports).forEach((port, i) => {
        const protocol = text(port.protocol).toUpperCase() || 'TCP';
        for (const host of textsOf(hosts)) {
          const key = `${host}:${String(port.number)}`;
          const first = protocols.get(key);
          if (first === undefined) protocols.set(key, { protocol, node });
          else if (first.protocol !== protocol)
            report(
              node,
              ['spec', 'ports', i, 'protocol'],
              `${displayRef(first.node.ref)} says ${first.protocol} for ${key}`,
            );
        }
      });
    }
  },
  good: [entry('a', 'TLS'), entry('b', 'tls')],
  bad: [entry('a', 'TLS'), entry('b', 'HTTP')],
};

export const conflictGraphRules: readonly GraphRule[] = [twoForOneHost, twoSidecars, twoProtocols];
