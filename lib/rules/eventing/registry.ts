import type { GraphNode, ResourceGraph } from '../../graph/graph';
import { idOf, type ObjectRef } from '../../graph/object-ref';
import type { EventConsumer, EventTypeFlow } from './graph/event-type-flow';
import { eventFlowOf } from './graph/flow';

/** An object that has to do with a type of events. */
export interface RegisteredObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Who gets a type of events. */
export interface RegisteredConsumer {
  /** The service or sink; absent where the events go to a URL or to an object that is not at hand. */
  readonly object?: RegisteredObject;
  /** What sends them there: a trigger, a subscription, a sequence or parallel, or the source itself. */
  readonly by: RegisteredObject;
  /** Whether a filter looks at other attributes than the type too, so that only some such events arrive. */
  readonly onlySome: boolean;
}

/** What is known of one type of events. */
export interface RegisteredEventType {
  readonly type: string;
  /** Objects that send it of themselves. */
  readonly sources: readonly RegisteredObject[];
  /** Subscribers that answer with it. */
  readonly repliers: readonly RegisteredObject[];
  /** Objects to which it comes from outside. */
  readonly expectedBy: readonly RegisteredObject[];
  /** Brokers that it comes to. */
  readonly brokers: readonly RegisteredObject[];
  /** Channels, sequences and parallels that it comes to. */
  readonly flows: readonly RegisteredObject[];
  readonly consumers: readonly RegisteredConsumer[];
  /** EventTypes that tell of it, by hand or derived. */
  readonly eventTypes: readonly RegisteredObject[];
}

/** Every type of events that is known of in a graph, in alphabetical order. */
export function registryOf(graph: ResourceGraph): RegisteredEventType[] {
  return [...eventFlowOf(graph).types.values()].map(registered);
}

/** The types that come to an object, in alphabetical order. */
export function typesComingTo(graph: ResourceGraph, ref: ObjectRef): string[] {
  const node = graph.find(ref);
  const station = node && eventFlowOf(graph).at(node);
  return station === undefined ? [] : [...station.types].sort();
}

/** A table of the types: who sends each, over what it goes, and who gets it. */
export function registryMarkdown(types: readonly RegisteredEventType[]): string {
  const rows = types.map(({ type, sources, repliers, expectedBy, brokers, flows, consumers, eventTypes }) => [
    `\`${type}\``,
    [
      ...sources.map(label),
      ...repliers.map((object) => `${label(object)} (answer)`),
      ...(expectedBy.length > 0 ? ['from outside'] : []),
      ...(sources.length + repliers.length + expectedBy.length === 0 ? eventTypes.map(label) : []),
    ],
    [...brokers, ...flows].map(label),
    consumers.map(consumerLabel),
  ]);
  const lines = [['Type', 'From', 'Over', 'To'], ['---', '---', '---', '---'], ...rows].map(
    (cells) => `| ${cells.map((cell) => (typeof cell === 'string' ? cell : cellOf(cell))).join(' | ')} |`,
  );
  return `${lines.join('\n')}\n`;
}

function registered(flow: EventTypeFlow): RegisteredEventType {
  return {
    type: flow.type,
    sources: flow.sources.map(objectOf),
    repliers: flow.repliers.map(objectOf),
    expectedBy: flow.expectedBy.map(objectOf),
    brokers: flow.brokers.map(objectOf),
    flows: flow.flows.map(objectOf),
    eventTypes: flow.eventTypes.map(objectOf),
    consumers: distinct(flow.consumers).map(({ node, by, certainty }) => ({
      ...(node !== undefined && { object: objectOf(node) }),
      by: objectOf(by),
      onlySome: certainty === 'maybe',
    })),
  };
}

/** A sequence with one service in two steps is one consumer. */
function distinct(consumers: readonly EventConsumer[]): EventConsumer[] {
  const byKey = new Map<string, EventConsumer>();
  for (const consumer of consumers) {
    const key = `${consumer.by.index}/${consumer.node === undefined ? '' : idOf(consumer.node.ref)}`;
    if (!byKey.has(key)) byKey.set(key, consumer);
  }
  return [...byKey.values()];
}

function objectOf({ ref: { kind, name, namespace } }: GraphNode): RegisteredObject {
  return { kind, name, ...(namespace !== undefined && { namespace }) };
}

function consumerLabel({ object, by, onlySome }: RegisteredConsumer): string {
  return `${object === undefined ? 'elsewhere' : label(object)} (${onlySome ? 'some, ' : ''}by ${label(by)})`;
}

function label({ kind, name }: RegisteredObject): string {
  return `${kind} ${name}`;
}

/** Several in one cell; a bar would end it. */
function cellOf(words: readonly string[]): string {
  return words.length === 0 ? '—' : [...new Set(words)].join('<br>').replaceAll('|', '\\|');
}
