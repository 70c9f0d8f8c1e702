import type { GraphNode, ResourceGraph } from '../../../graph/graph';
import { displayRef } from '../../../graph/object-ref';
import { fields, items, text } from '../../../graph/reference-fields';
import { nearest } from '../../nearest';
import type { GraphReport, GraphRule } from '../../rule';
import { hostsOverlap } from '../syntax/hosts';
import { gatewayFor, nodesOf, routeFor, specOf, textsOf } from './kinds';

const MESH = 'mesh';

/** A gateway that is elsewhere, or is called otherwise. */
const missingGateway: GraphRule = {
  code: 'KI5851',
  severity: 'warning',
  title: 'a virtual service names its gateways as they are called',
  why: 'A gateway without a namespace is looked for beside the virtual service. Where it is not, no request gets in (IST0101).',
  source: 'istio, pkg/config/analysis/analyzers/virtualservice/gateways.go',
  check(graph, report) {
    const gateways = nodesOf(graph, 'Gateway');
    for (const { from, to, type, path } of graph.danglings()) {
      if (type !== 'gateway' || from.ref.kind !== 'VirtualService') continue;
      const hint = hintFor(to.name, to.namespace, gateways);
      if (hint !== undefined) report(from, pathOf(path), `there is no ${displayRef(to)}`, hint);
    }
  },
  good: [gatewayFor('front', 'shop.example.com', 'web'), routeFor('shop.example.com', { gateways: ['web/front'] })],
  bad: [gatewayFor('front', 'shop.example.com', 'web'), routeFor('shop.example.com', { gateways: ['front'] })],
};

function hintFor(name: string, namespace: string | undefined, gateways: readonly GraphNode[]): string | undefined {
  const elsewhere = gateways.find(({ ref }) => ref.name === name);
  if (elsewhere !== undefined) return `write ${elsewhere.ref.namespace ?? 'NAMESPACE'}/${name}`;
  const beside = gateways.filter(({ ref }) => ref.namespace === namespace).map(({ ref }) => ref.name);
  const meant = nearest(name, beside);
  return meant === undefined ? undefined : `did you mean "${meant}"?`;
}

/** The steps of a path such as `spec.http[0].match[1].gateways[0]`. */
function pathOf(path: string): (string | number)[] {
  return [...path.matchAll(/([^.[\]]+)/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** A host that no gateway lets in. */
const hostOutside: GraphRule = {
  code: 'KI5852',
  severity: 'warning',
  title: 'each host of a virtual service is let in by its gateways',
  why: 'A request for a host that no server of the gateway has is answered before any route is looked at (IST0132).',
  source: 'istio, pkg/config/analysis/analyzers/virtualservice/gateways.go',
  check(graph, report) {
    const outgoing = graph.outgoing();
    for (const node of nodesOf(graph, 'VirtualService')) {
      const spec = specOf(node);
      const named = textsOf(spec.gateways).filter((name) => name !== MESH);
      const edges = (outgoing[node.index] ?? []).filter(({ type, path }) => {
        return type === 'gateway' && path.startsWith('spec.gateways');
      });
      // Of a gateway that is not in the program nothing is known.
      if (named.length === 0 || edges.length < named.length) continue;
      const letIn = edges.flatMap(({ to }) => hostsFor(to, node.ref.namespace));
      textsOf(spec.hosts).forEach((host, i) => {
        if (letIn.some((known) => hostsOverlap(known, host))) return;
        report(
          node,
          ['spec', 'hosts', i],
          `no gateway of it lets "${host}" in`,
          `they let in ${letIn.join(', ') || 'none'}`,
        );
      });
    }
  },
  good: [gatewayFor('front', '*.example.com'), routeFor('shop.example.com', { gateways: ['front'] })],
  bad: [gatewayFor('front', 'web.example.com'), routeFor('shop.example.com', { gateways: ['front'] })],
};

/** The hosts that a gateway lets in for virtual services of a namespace. */
function hostsFor(gateway: GraphNode, namespace: string | undefined): string[] {
  return items(specOf(gateway).servers).flatMap((server) =>
    textsOf(server.hosts).flatMap((written) => {
      const [host = '', of = '*'] = written.split('/').reverse();
      const isFor = of === '*' || of === namespace || (of === '.' && gateway.ref.namespace === namespace);
      return isFor ? [host] : [];
    }),
  );
}

/** Two gateways that listen for the same. */
const conflictingGateways: GraphRule = {
  code: 'KI5854',
  severity: 'warning',
  title: 'no two gateways let in the same host at the same port of the same Pods',
  why: 'Istio takes the older one and ignores the other (IST0145).',
  source: 'istio, pkg/config/analysis/analyzers/gateway/conflictinggateway.go',
  check(graph, report) {
    const servers = serversOf(graph);
    servers.forEach((server, i) => {
      const rival = servers.slice(0, i).find((other) => areRivals(server, other));
      if (rival !== undefined) tell(server, rival, report);
    });
  },
  good: [gatewayFor('front', 'shop.example.com'), gatewayFor('back', 'web.example.com')],
  bad: [gatewayFor('front', 'shop.example.com'), gatewayFor('back', 'shop.example.com')],
};

interface Server {
  readonly node: GraphNode;
  readonly index: number;
  /** Pods, port and address that it listens at. */
  readonly place: string;
  readonly hosts: readonly string[];
}

function serversOf(graph: ResourceGraph): Server[] {
  return nodesOf(graph, 'Gateway').flatMap((node) => {
    const { selector, servers } = specOf(node);
    const labels = Object.entries(fields(selector)).sort(([a], [b]) => (a < b ? -1 : 1));
    return items(servers).map((server, index) => ({
      node,
      index,
      place: JSON.stringify([labels, fields(server.port).number, text(server.bind)]),
      hosts: textsOf(server.hosts),
    }));
  });
}

function areRivals(a: Server, b: Server): boolean {
  return a.node !== b.node && a.place === b.place && a.hosts.some((host) => b.hosts.includes(host));
}

function tell({ node, index, hosts }: Server, rival: Server, report: GraphReport): void {
  const host = hosts.find((one) => rival.hosts.includes(one));
  report(
    node,
    ['spec', 'servers', index],
    `${displayRef(rival.node.ref)} lets "${host}" in there too`,
    'leave out one of them',
  );
}

export const gatewayGraphRules: readonly GraphRule[] = [missingGateway, hostOutside, conflictingGateways];
