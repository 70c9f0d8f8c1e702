import type { GraphNode, ResourceGraph } from './graph';
import { type Field, fields, itemsWithin, specOf, text, within } from './reference-fields';

const NETWORKING = 'networking.istio.io';

/** Connects routes and rules of Istio with the ServiceEntries that have their hosts: an entry's name says nothing of them. */
export function connectEntryHosts(graph: ResourceGraph, nodes: readonly GraphNode[]): void {
  const entries = new Map<string, GraphNode>();
  for (const node of nodes.filter((one) => isKind(one, 'ServiceEntry'))) {
    const { hosts } = fields(node.object.spec);
    for (const host of Array.isArray(hosts) ? hosts : []) if (!entries.has(text(host))) entries.set(text(host), node);
  }
  if (entries.size === 0) return;
  for (const node of nodes) {
    for (const { value, path } of hostsIn(node)) {
      const entry = entries.get(text(value));
      if (entry !== undefined) graph.connect(node, entry, 'destination', path);
    }
  }
}

function hostsIn(node: GraphNode): Field[] {
  const spec = specOf(node.object);
  if (isKind(node, 'DestinationRule')) return [within(spec, 'host')];
  if (!isKind(node, 'VirtualService')) return [];
  return ['http', 'tls', 'tcp'].flatMap((protocol) =>
    itemsWithin(spec, protocol).flatMap((route) => [
      ...itemsWithin(route, 'route').map((to) => within(to, 'destination.host')),
      within(route, 'mirror.host'),
      ...itemsWithin(route, 'mirrors').map((to) => within(to, 'destination.host')),
    ]),
  );
}

function isKind({ ref }: GraphNode, kind: string): boolean {
  return ref.group === NETWORKING && ref.kind === kind;
}
