import type { KReference } from '../../../api/duck/v1/destination';
import type { Edge, GraphNode, ResourceGraph } from '../../../graph/graph';
import { groupOf } from '../../../graph/object-ref';
import { eventTypesOf } from '../event-types';
import { declaredTypes } from './declared-types';
import { deliveriesOf, type StationDraft } from './deliveries';
import { type EventTypeFlow, eventTypeFlows } from './event-type-flow';
import { isBroker, isChannel, isParallel, isRequestReply, isSequence } from './kinds';
import { type EventDelivery, type EventSender, type Station, Takers } from './stations';

/** How events flow between the objects of a graph. */
export interface EventFlow {
  /** Brokers, channels, sequences and parallels in the order of the graph, then what is before their steps and branches. */
  readonly stations: readonly Station[];
  /** All deliveries, station by station. */
  readonly deliveries: readonly EventDelivery[];
  /** The station that an object's address is of; undefined for objects that events don't go on from. */
  at(node: GraphNode): Station | undefined;
  /** The deliveries of a station that a type passes, or may pass. */
  takers(station: Station, type: string): readonly EventDelivery[];
  /** Every type of event that is known of: who sends it, which brokers it comes to, who gets it. */
  readonly types: ReadonlyMap<string, EventTypeFlow>;
}

/** What was found of a graph, as long as nothing is added to it. */
const known = new WeakMap<ResourceGraph, { readonly size: number; readonly flow: EventFlow }>();

/**
 * How events flow between the objects of a graph, as far as the objects and what the program says of them tell.
 *
 * Linear in objects, references and the types that each station passes on; the same graph is read once.
 */
export function eventFlowOf(graph: ResourceGraph): EventFlow {
  const size = graph.nodes.length + graph.edges.length;
  const before = known.get(graph);
  if (before?.size === size) return before.flow;
  const flow = new FlowOfGraph(graph);
  known.set(graph, { size, flow });
  return flow;
}

class FlowOfGraph implements EventFlow {
  public readonly stations: StationDraft[] = [];
  public readonly deliveries: readonly EventDelivery[];
  readonly #graph: ResourceGraph;
  readonly #byNode = new Map<GraphNode, StationDraft>();
  readonly #byPart = new Map<string, StationDraft>();
  readonly #takers = new Map<Station, Takers>();
  /** Types that EventTypes say are found at an object: somebody sends them. */
  readonly #declared: ReadonlyMap<GraphNode, readonly string[]>;
  /** Objects whose deliveries are known. */
  readonly #read = new Set<GraphNode>();
  #types: ReadonlyMap<string, EventTypeFlow> | undefined;

  public constructor(graph: ResourceGraph) {
    this.#declared = declaredTypes(graph);
    this.#graph = graph;
    const outgoing = graph.outgoing();
    for (const node of graph.nodes) {
      if (isStation(node)) this.#byNode.set(node, this.#make(node, undefined, outgoing[node.index] ?? []));
    }
    for (const node of graph.nodes) {
      const deliveries = deliveriesOf(node, outgoing[node.index] ?? [], {
        of: (at) => (at === undefined ? undefined : this.#byNode.get(at)),
        before: (at, part) => this.#before(at, part),
      });
      for (const delivery of deliveries) (delivery.from as StationDraft).deliveries.push(delivery);
      if (deliveries.length > 0) this.#read.add(node);
    }
    this.deliveries = this.stations.flatMap((station) => station.deliveries);
    const incoming = graph.incoming();
    for (const [node, station] of this.#byNode) this.#addSenders(station, incoming[node.index] ?? []);
    for (const node of graph.nodes) this.#addUnmodelled(node, outgoing[node.index] ?? []);
    for (const delivery of this.deliveries) addAnswers(delivery);
    for (const station of this.stations) this.#takers.set(station, new Takers(station.deliveries));
    forwardUnknown(this.stations);
    this.#forwardTypes();
  }

  public at(node: GraphNode): Station | undefined {
    return this.#byNode.get(node);
  }

  public takers(station: Station, type: string): readonly EventDelivery[] {
    return this.#takers.get(station)?.of(type) ?? [];
  }

  public get types(): ReadonlyMap<string, EventTypeFlow> {
    this.#types ??= eventTypeFlows(this.#graph, this);
    return this.#types;
  }

  #make(node: GraphNode, part: number | undefined, edges: readonly Edge[]): StationDraft {
    const ownsSink = isBroker(node) || isChannel(node);
    const station: StationDraft = {
      index: this.stations.length,
      node,
      part,
      types: new Set(part === undefined ? [...(node.facts.expects ?? []), ...(this.#declared.get(node) ?? [])] : []),
      hasUnknownSenders: false,
      hasSource: false,
      deliveries: [],
      senders: [],
      deadLetterSink: ownsSink ? edges.find(({ type }) => type === 'deadLetterSink')?.to : undefined,
    };
    this.stations.push(station);
    return station;
  }

  #before(node: GraphNode, part: number): StationDraft {
    const key = `${node.index}/${part}`;
    const found = this.#byPart.get(key) ?? this.#make(node, part, []);
    this.#byPart.set(key, found);
    return found;
  }

  /** Adds what is sent to a station directly: by sources, and by those who know its address. */
  #addSenders(station: StationDraft, edges: readonly Edge[]): void {
    for (const { from, type } of edges) {
      if (type === 'sink' || type === 'uses') addSender(station, from, type === 'sink' ? 'source' : 'client');
      // What is posted to a RequestReply goes to its broker.
      if (type === 'broker' && isRequestReply(from)) addUnknown(station, from);
      if (this.#read.has(from) || isStation(from)) continue;
      // The other end is in the cluster: what comes from there is not known.
      if (type === 'reply') addSender(station, from, 'answer');
      if (type === 'subscriber' || type === 'deadLetterSink') addUnknown(station, from);
    }
  }

  /** Kinds that are not modelled have no edges, but by custom their `sink` or `reply` says where their events go. */
  #addUnmodelled(node: GraphNode, edges: readonly Edge[]): void {
    const spec = (node.object.spec ?? {}) as Readonly<
      Record<string, { readonly ref?: Partial<KReference> } | undefined>
    >;
    for (const field of ['sink', 'reply'] as const) {
      const { apiVersion = '', kind, name, namespace = node.ref.namespace } = spec[field]?.ref ?? {};
      if (kind === undefined || name === undefined || edges.some(({ type }) => type === field)) continue;
      const to = this.#graph.find({ group: groupOf(apiVersion), kind, name, namespace });
      const station = to && this.#byNode.get(to);
      if (station !== undefined) addSender(station, node, field === 'sink' ? 'source' : 'answer');
    }
  }

  /** Carries each type once over each delivery that passes it on to another station. */
  #forwardTypes(): void {
    const onward = this.stations.map(({ deliveries }) => new Takers(deliveries.filter(leadsOn)));
    const waiting = this.stations.flatMap((station) => [...station.types].map((type) => ({ station, type })));
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { station, type } = next;
      for (const { to, deadLetters } of onward[station.index]?.of(type) ?? []) {
        for (const target of [to, deadLetters] as (StationDraft | undefined)[]) {
          if (target === undefined || target.types.has(type)) continue;
          target.types.add(type);
          waiting.push({ station: target, type });
        }
      }
    }
  }
}

function isStation(node: GraphNode): boolean {
  return isBroker(node) || isChannel(node) || isSequence(node) || isParallel(node);
}

function leadsOn({ to, deadLetters }: EventDelivery): boolean {
  return to !== undefined || deadLetters !== undefined;
}

function addUnknown(station: StationDraft, node: GraphNode): void {
  station.senders.push({ node, as: 'client' });
  station.hasUnknownSenders = true;
}

function addSender(station: StationDraft, node: GraphNode, as: EventSender['as']): void {
  const types = eventTypesOf(node.object) ?? node.facts.sends ?? node.facts.replies;
  station.senders.push({ node, as, types });
  if (types === undefined) station.hasUnknownSenders = true;
  else for (const type of types) station.types.add(type);
  if (as === 'source') station.hasSource = true;
}

/**
 * Adds what a subscriber answers. One of whom nothing is said is taken to answer nothing, unless somebody names a
 * place for its answers.
 */
function addAnswers({ reply, replies, subscriber, owner, to, asksForReply }: EventDelivery): void {
  const station = reply as StationDraft | undefined;
  if (station === undefined || (to !== undefined && to !== station)) return;
  if (replies === undefined) {
    if (asksForReply) station.hasUnknownSenders = true;
    return;
  }
  station.senders.push({ node: subscriber ?? owner, as: 'answer', types: replies });
  for (const type of replies) station.types.add(type);
}

/** Whoever gets events from a station with unknown senders has unknown senders too. */
function forwardUnknown(stations: readonly StationDraft[]): void {
  const waiting = stations.filter(({ hasUnknownSenders }) => hasUnknownSenders);
  for (let station = waiting.pop(); station !== undefined; station = waiting.pop()) {
    for (const { to, deadLetters } of station.deliveries) {
      for (const target of [to, deadLetters] as (StationDraft | undefined)[]) {
        if (target === undefined || target.hasUnknownSenders) continue;
        target.hasUnknownSenders = true;
        waiting.push(target);
      }
    }
  }
}
