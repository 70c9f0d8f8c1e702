import type { GraphNode, ResourceGraph } from '../../../graph/graph';
import { eventTypesOf } from '../event-types';
import { declaredType } from './declared-types';
import type { EventFlow } from './flow';
import { isBroker } from './kinds';
import { lets } from './stations';

/** Who gets a type of event. */
export interface EventConsumer {
  /** The service or sink that gets it; undefined where that is a URL, or no object of the graph. */
  readonly node?: GraphNode;
  /** What sends it there: a trigger, a subscription, a sequence or parallel, or the source itself. */
  readonly by: GraphNode;
  /** `maybe` where a filter looks at other attributes than the type too. */
  readonly certainty: 'yes' | 'maybe';
}

/** The way of one type of event through a graph. */
export interface EventTypeFlow {
  readonly type: string;
  /** Sources, and other objects that send it of themselves. */
  readonly sources: readonly GraphNode[];
  /** Subscribers that answer with it. */
  readonly repliers: readonly GraphNode[];
  /** Brokers and the like to which it comes from outside, as the program says. */
  readonly expectedBy: readonly GraphNode[];
  /** Brokers that it comes to. */
  readonly brokers: readonly GraphNode[];
  /** Channels, sequences and parallels that it comes to. */
  readonly flows: readonly GraphNode[];
  readonly consumers: readonly EventConsumer[];
  /** EventTypes that tell of it. */
  readonly eventTypes: readonly GraphNode[];
}

/** An EventTypeFlow that is still being filled. */
class TypeDraft {
  public readonly sources = new Set<GraphNode>();
  public readonly repliers = new Set<GraphNode>();
  public readonly expectedBy = new Set<GraphNode>();
  public readonly brokers = new Set<GraphNode>();
  public readonly flows = new Set<GraphNode>();
  public readonly consumers: EventConsumer[] = [];
  public readonly eventTypes = new Set<GraphNode>();

  public constructor(public readonly type: string) {}

  public done(): EventTypeFlow {
    return {
      type: this.type,
      sources: [...this.sources],
      repliers: [...this.repliers],
      expectedBy: [...this.expectedBy],
      brokers: [...this.brokers],
      flows: [...this.flows],
      consumers: this.consumers,
      eventTypes: [...this.eventTypes],
    };
  }
}

/** The way of every type that is known of, in alphabetical order. */
export function eventTypeFlows(graph: ResourceGraph, flow: EventFlow): ReadonlyMap<string, EventTypeFlow> {
  const drafts = new Map<string, TypeDraft>();
  const draft = (type: string): TypeDraft => {
    const found = drafts.get(type) ?? new TypeDraft(type);
    drafts.set(type, found);
    return found;
  };
  addStations(flow, draft);
  addAnswersToObjects(flow, draft);
  addDirect(graph, flow, draft);
  for (const node of graph.nodes) {
    const type = declaredType(node);
    if (type !== undefined) draft(type).eventTypes.add(node);
  }
  const inOrder = [...drafts.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
  return new Map(inOrder.map((found) => [found.type, found.done()]));
}

function addStations(flow: EventFlow, draft: (type: string) => TypeDraft): void {
  for (const station of flow.stations) {
    const { node, part } = station;
    for (const type of station.types) {
      const found = draft(type);
      found[isBroker(node) ? 'brokers' : 'flows'].add(node);
      for (const delivery of flow.takers(station, type)) {
        // Who only passes it on is no consumer: the next station tells who is.
        if (delivery.to !== undefined) continue;
        const certainty = lets(delivery, type) === 'yes' ? 'yes' : 'maybe';
        found.consumers.push({ node: delivery.subscriber, by: delivery.owner, certainty });
      }
    }
    for (const type of part === undefined ? (node.facts.expects ?? []) : []) draft(type).expectedBy.add(node);
    for (const sender of station.senders) {
      for (const type of sender.types ?? [])
        draft(type)[sender.as === 'answer' ? 'repliers' : 'sources'].add(sender.node);
    }
  }
}

/** Answers that go to an object from which nothing goes on, such as a service. */
function addAnswersToObjects(flow: EventFlow, draft: (type: string) => TypeDraft): void {
  for (const { owner, subscriber, replies = [], reply, replyTo } of flow.deliveries) {
    if (reply !== undefined || replyTo === undefined) continue;
    for (const type of replies) {
      const found = draft(type);
      found.repliers.add(subscriber ?? owner);
      found.consumers.push({ node: replyTo, by: owner, certainty: 'yes' });
    }
  }
}

/** Sources that send to a service without anything between. */
function addDirect(graph: ResourceGraph, flow: EventFlow, draft: (type: string) => TypeDraft): void {
  for (const { from, to, type: edge } of graph.edges) {
    if (edge !== 'sink' || flow.at(to) !== undefined) continue;
    for (const type of eventTypesOf(from.object) ?? from.facts.sends ?? from.facts.replies ?? []) {
      const found = draft(type);
      found.sources.add(from);
      found.consumers.push({ node: to, by: from, certainty: 'yes' });
    }
  }
}
