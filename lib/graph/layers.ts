import { controlPlaneOf } from './control-plane';
import type { Edge, GraphNode, ResourceGraph } from './graph';
import { type LayerName, layerNames, layerOfKind, layerTitles } from './layer-kinds';
import { foldedUp, grouped } from './order';

/** Objects that are applied together, once those of the layers before are ready. */
export interface Layer {
  readonly name: LayerName;
  /** Place among all layers, from 0, whether there are objects of those before it or not. */
  readonly number: number;
  /** What it holds, in a few words. */
  readonly title: string;
  /** The objects, in the order they were added to the graph. */
  readonly nodes: readonly GraphNode[];
  /** The same, each after all in this layer that it refers to. */
  readonly waves: readonly (readonly GraphNode[])[];
}

/** Where an object goes: the number of its layer, and how many steps of references lie below it there. */
interface Place {
  readonly layer: number;
  readonly wave: number;
}

const BINDING_GROUPS: readonly string[] = ['sources.knative.dev', 'bindings.knative.dev'];

const LOWEST: Place = { layer: 0, wave: 0 };

/**
 * The layers of a graph that hold an object, lowest first. A layer is told by an object's kind, and by what it refers
 * to: a reference leads to the same layer or a lower one, and there to a lower wave. Together in one wave are objects
 * on a circle, a binding with the subject whose pods it changes, and a claim to storage with the first of its users:
 * neither of the two would become ready without the other.
 *
 * Takes time linear in objects and references.
 */
export function layersOf(graph: ResourceGraph): Layer[] {
  const { nodes } = graph;
  const places = placesOf(graph);
  const layers = grouped(nodes, ({ index }) => places[index]!.layer);
  return layers.flatMap((members, number) => {
    if (members.length === 0) return [];
    const name = layerNames[number]!;
    const waves = grouped(members, ({ index }) => places[index]!.wave);
    return [{ name, number, title: layerTitles[name], nodes: members, waves }];
  });
}

function placesOf(graph: ResourceGraph): Place[] {
  const { nodes, edges } = graph;
  const lowest = lowestLayers(graph);
  const links = edges.flatMap((edge) => (isMutual(edge) ? [edge, { from: edge.to, to: edge.from }] : [edge]));
  const places = foldedUp(nodes, links, (members, targets: readonly Place[]) => {
    const least = Math.max(...members.map(({ index }) => lowest[index]!));
    const below = targets.reduce(later, LOWEST);
    return below.layer < least || targets.length === 0
      ? { layer: least, wave: 0 }
      : { layer: below.layer, wave: below.wave + 1 };
  });
  for (const [claim, users] of usersOfClaims(edges)) {
    places[claim.index] = later(places[claim.index]!, users.map(({ index }) => places[index]!).reduce(earlier));
  }
  return places;
}

/** The layer of each node if it referred to nothing. */
function lowestLayers(graph: ResourceGraph): number[] {
  const controlPlane = controlPlaneOf(graph);
  const operators = layerNames.indexOf('operators');
  return graph.nodes.map((node) => {
    const layer = layerNames.indexOf(layerOfKind(node.object));
    return controlPlane.has(node) ? Math.min(layer, operators) : layer;
  });
}

/** Whether neither end is ready without the other: the pods of a subject wait for what the binding gives them. */
function isMutual({ from: { ref }, type }: Edge): boolean {
  const isBinding = ref.kind.endsWith('Binding') && BINDING_GROUPS.includes(ref.group);
  return isBinding && type === 'subject';
}

/** The claims to storage, which may be bound only once a pod uses them, with what refers to them. */
function usersOfClaims(edges: readonly Edge[]): Map<GraphNode, GraphNode[]> {
  const users = new Map<GraphNode, GraphNode[]>();
  for (const { from, to } of edges) {
    if (to.ref.kind !== 'PersistentVolumeClaim' || to.ref.group !== '') continue;
    const known = users.get(to);
    if (known === undefined) users.set(to, [from]);
    else known.push(from);
  }
  return users;
}

function later(a: Place, b: Place): Place {
  return isBefore(a, b) ? b : a;
}

function earlier(a: Place, b: Place): Place {
  return isBefore(b, a) ? b : a;
}

function isBefore(a: Place, b: Place): boolean {
  return a.layer < b.layer || (a.layer === b.layer && a.wave < b.wave);
}
