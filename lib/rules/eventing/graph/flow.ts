import type { KReference } from '../../../api/duck/v1/destination';
import type { TriggerSpec } from '../../../api/eventing/v1/trigger';
import type { Edge, GraphNode, ResourceGraph } from '../../../graph/graph';
import { groupOf } from '../../../graph/object-ref';
import { eventTypesOf } from '../event-types';
import { passes } from '../filter-match';

/** A trigger with what it stands between. */
export interface TriggerFlow {
  readonly node: GraphNode;
  readonly spec: TriggerSpec;
  readonly broker: GraphNode;
  /** Where its events go, if that is an object of the graph. */
  readonly subscriber?: GraphNode;
  /** Its own dead letter sink, if that is an object of the graph. */
  readonly deadLetterSink?: GraphNode;
  /** Types that its subscriber answers with, if the program says so. */
  readonly replies?: readonly string[];
}

/** What comes to a broker. */
export interface BrokerFlow {
  readonly node: GraphNode;
  readonly triggers: readonly TriggerFlow[];
  readonly deadLetterSink?: GraphNode;
  /** Types that are sent to it, as far as they are known. */
  readonly types: ReadonlySet<string>;
  /** Whether there are senders whose types are not known. */
  readonly hasUnknownSenders: boolean;
  /** Whether there is a source among the senders. */
  readonly hasSource: boolean;
}

interface Draft extends BrokerFlow {
  readonly triggers: TriggerFlow[];
  readonly types: Set<string>;
  hasUnknownSenders: boolean;
  hasSource: boolean;
}

/** How events flow between the brokers of a graph. Linear in objects, references and forwarded types. */
export function eventFlow(graph: ResourceGraph): ReadonlyMap<GraphNode, BrokerFlow> {
  const outgoing = graph.outgoing();
  const incoming = graph.incoming();
  const flows = new Map<GraphNode, Draft>();
  for (const node of graph.nodes) {
    if (!isBroker(node)) continue;
    const deadLetterSink = targetOf(outgoing[node.index], 'deadLetterSink');
    flows.set(node, {
      node,
      deadLetterSink,
      triggers: [],
      types: new Set(node.facts.expects),
      hasUnknownSenders: false,
      hasSource: false,
    });
  }
  for (const node of graph.nodes) {
    const trigger = isTrigger(node) ? triggerFlow(node, outgoing[node.index] ?? []) : undefined;
    if (trigger !== undefined) flows.get(trigger.broker)?.triggers.push(trigger);
  }
  for (const flow of flows.values()) addSenders(flow, incoming[flow.node.index] ?? []);
  for (const node of graph.nodes) addUnmodelled(graph, node, outgoing[node.index] ?? [], flows);
  forward(flows);
  return flows;
}

export function isBroker({ ref }: GraphNode): boolean {
  return ref.group === 'eventing.knative.dev' && ref.kind === 'Broker';
}

export function isTrigger({ ref }: GraphNode): boolean {
  return ref.group === 'eventing.knative.dev' && ref.kind === 'Trigger';
}

function targetOf(edges: readonly Edge[] | undefined, type: Edge['type']): GraphNode | undefined {
  return edges?.find((edge) => edge.type === type)?.to;
}

function triggerFlow(node: GraphNode, edges: readonly Edge[]): TriggerFlow | undefined {
  const broker = targetOf(edges, 'broker');
  if (broker === undefined) return undefined;
  const subscriber = targetOf(edges, 'subscriber');
  return {
    node,
    spec: (node.object.spec ?? {}) as TriggerSpec,
    broker,
    subscriber,
    deadLetterSink: targetOf(edges, 'deadLetterSink'),
    replies: node.facts.replies ?? subscriber?.facts.replies,
  };
}

/** Adds what is sent to a broker directly: by sources, by those who know its address, and by its subscribers' answers. */
function addSenders(flow: Draft, edges: readonly Edge[]): void {
  for (const { from, type } of edges) {
    if (type === 'sink' || type === 'reply' || type === 'uses') addSender(flow, from, type === 'sink');
  }
  for (const { replies } of flow.triggers) for (const type of replies ?? []) flow.types.add(type);
}

function addSender(flow: Draft, sender: GraphNode, isSource: boolean): void {
  const types = eventTypesOf(sender.object) ?? sender.facts.replies;
  if (types === undefined) flow.hasUnknownSenders = true;
  else for (const sent of types) flow.types.add(sent);
  if (isSource) flow.hasSource = true;
}

/** Kinds that are not modelled have no edges, but by custom their `sink` or `reply` says where their events go. */
function addUnmodelled(
  graph: ResourceGraph,
  node: GraphNode,
  edges: readonly Edge[],
  flows: ReadonlyMap<GraphNode, Draft>,
): void {
  const spec = (node.object.spec ?? {}) as Readonly<Record<string, { readonly ref?: Partial<KReference> } | undefined>>;
  for (const field of ['sink', 'reply'] as const) {
    const { apiVersion = '', kind, name, namespace = node.ref.namespace } = spec[field]?.ref ?? {};
    if (kind !== 'Broker' || name === undefined || edges.some(({ type }) => type === field)) continue;
    const broker = graph.find({ group: groupOf(apiVersion), kind, name, namespace });
    const flow = broker && flows.get(broker);
    if (flow !== undefined) addSender(flow, node, field === 'sink');
  }
}

/** Carries types over triggers whose subscriber, and over deliveries whose dead letter sink, is another broker. */
function forward(flows: ReadonlyMap<GraphNode, Draft>): void {
  const waiting = new Set(flows.values());
  for (const flow of waiting) {
    waiting.delete(flow);
    for (const { to, lets } of forwardsOf(flow)) {
      const target = flows.get(to);
      if (target === undefined) continue;
      const before = target.types.size;
      for (const type of flow.types) if (lets(type)) target.types.add(type);
      const spreads = flow.hasUnknownSenders && !target.hasUnknownSenders;
      if (spreads) target.hasUnknownSenders = true;
      if (spreads || target.types.size > before) waiting.add(target);
    }
  }
}

interface Forward {
  readonly to: GraphNode;
  readonly lets: (type: string) => boolean;
}

/** The brokers that a broker's events go on to. */
export function forwardsOf(flow: BrokerFlow): Forward[] {
  return flow.triggers.flatMap(({ spec, subscriber, deadLetterSink }) => {
    const letters = deadLetterSink ?? (spec.delivery === undefined ? flow.deadLetterSink : undefined);
    const lets = (type: string) => passes(spec, { type }) !== 'no';
    return [subscriber, letters].filter((to) => to !== undefined && isBroker(to)).map((to) => ({ to: to!, lets }));
  });
}
