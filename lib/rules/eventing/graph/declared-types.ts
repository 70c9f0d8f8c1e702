import type { EventTypeSpec } from '../../../api/eventing/v1beta3/event-type';
import type { GraphNode, ResourceGraph } from '../../../graph/graph';
import { isEventType } from './kinds';

/** The type that an EventType tells of; undefined for other objects. */
export function declaredType(node: GraphNode): string | undefined {
  if (!isEventType(node)) return undefined;
  const { attributes = [] } = (node.object.spec ?? {}) as Partial<EventTypeSpec>;
  return attributes.find(({ name }) => name === 'type')?.value || undefined;
}

/** For each object, the types that EventTypes by hand say are found there. */
export function declaredTypes(graph: ResourceGraph): ReadonlyMap<GraphNode, readonly string[]> {
  const declared = new Map<GraphNode, string[]>();
  for (const { from, to, type: edge } of graph.edges) {
    const type = edge === 'reference' && !from.facts.isDerived ? declaredType(from) : undefined;
    if (type === undefined) continue;
    const types = declared.get(to);
    if (types === undefined) declared.set(to, [type]);
    else types.push(type);
  }
  return declared;
}
