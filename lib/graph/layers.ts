import { controlPlaneOf } from './control-plane';
import type { Edge, GraphNode, ResourceGraph } from './graph';
import { type LayerName, layerNames, layerOfKind, layerTitles } from './layer-kinds';
import { foldedUp, grouped } from './order';
import { phaseOf, phasesOf, phaseTitles } from './phases';
import { admittedBy } from './webhooks';

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
  /** The waves again, each with what it holds. */
  readonly steps: readonly LayerStep[];
}

/** A wave of a layer, and what it holds. */
export interface LayerStep {
  /** Such as `operators.roles`, or the layer's name where it has no phases; told apart by numbers where there are several. */
  readonly id: string;
  /** What it holds, in a few words. */
  readonly title: string;
  readonly nodes: readonly GraphNode[];
}

/** Where an object goes: the numbers of its layer and phase, and how many steps of references lie below it there. */
interface Place {
  readonly layer: number;
  readonly phase: number;
  readonly step: number;
}

const BINDING_GROUPS: readonly string[] = ['sources.knative.dev', 'bindings.knative.dev'];

/**
 * The layers of a graph that hold an object, lowest first. A layer is told by an object's kind, and by what it refers
 * to: a reference leads to the same layer or a lower one, and there to a lower wave. Operators go in phases: roles,
 * bindings, settings, webhooks, workloads, ingress; what another one's webhook changes comes after that one. Together in
 * one wave are objects on a circle, a binding with the subject whose pods it changes, and a claim to storage with the first of its users:
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
    const steps = stepsOf(name, members, (node) => places[node.index]!);
    return [{ name, number, title: layerTitles[name], nodes: members, waves: steps.map(({ nodes }) => nodes), steps }];
  });
}

function stepsOf(layer: LayerName, members: readonly GraphNode[], placeOf: (node: GraphNode) => Place): LayerStep[] {
  const phases = grouped(members, (node) => placeOf(node).phase);
  return phases.flatMap((inPhase, number) => {
    const phase = phasesOf(layer)[number];
    const id = phase === undefined || phase === layer ? layer : `${layer}.${phase}`;
    const title = phaseTitles[phase ?? ''] ?? layerTitles[layer];
    const steps = grouped(inPhase, (node) => placeOf(node).step).filter((nodes) => nodes.length > 0);
    return steps.map((nodes, i) => (i === 0 ? { id, title, nodes } : { id: `${id}.${i + 1}`, title, nodes }));
  });
}

function placesOf(graph: ResourceGraph): Place[] {
  const { nodes, edges } = graph;
  const lowest = lowestPlaces(graph);
  const links: { from: GraphNode; to: GraphNode }[] = edges.flatMap((edge) => {
    return isMutual(edge) ? [edge, { from: edge.to, to: edge.from }] : [edge];
  });
  for (const { workload, by } of admittedBy(graph)) links.push({ from: workload, to: by });
  const places = foldedUp(nodes, links, (members, targets: readonly Place[]) => {
    const least = members.map(({ index }) => lowest[index]!).reduce(later);
    if (targets.length === 0) return least;
    const below = targets.reduce(later);
    return isBefore(below, least) ? least : { ...below, step: below.step + 1 };
  });
  for (const [claim, users] of usersOfClaims(edges)) {
    places[claim.index] = later(places[claim.index]!, users.map(({ index }) => places[index]!).reduce(earlier));
  }
  return places;
}

/** The place of each node if it referred to nothing. */
function lowestPlaces(graph: ResourceGraph): Place[] {
  const controlPlane = controlPlaneOf(graph);
  const homes = new Set([...controlPlane].map(({ ref }) => ref.namespace).filter((name) => name !== undefined));
  const operators = layerNames.indexOf('operators');
  return graph.nodes.map((node) => {
    const own = layerNames.indexOf(layerOfKind(node.object));
    const layer = controlPlane.has(node) ? Math.min(own, operators) : own;
    const isAtHome = node.ref.namespace !== undefined && homes.has(node.ref.namespace);
    return { layer, phase: phaseOf(layerNames[layer]!, node.object, isAtHome), step: 0 };
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
  const before = a.layer - b.layer || a.phase - b.phase || a.step - b.step;
  return before < 0;
}
