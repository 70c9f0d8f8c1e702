import type { Delivery } from '../../../api/duck/v1/delivery';
import type { GraphNode } from '../../../graph/graph';
import type { FieldPath } from '../../diagnostic';
import { type Passes, passes, wantedTypes } from '../filter-match';
import type { Filtered } from '../filter-walk';
import { nameOf } from './kinds';

/** A place that events come to and go on from: a broker, a channel, a sequence or parallel, or a part of one. */
export interface Station {
  /** Its number among all stations. */
  readonly index: number;
  readonly node: GraphNode;
  /** The step or branch that the station is before, from 0; absent where events come in from outside. */
  readonly part?: number;
  /** Types that come to it, as far as they are known. */
  readonly types: ReadonlySet<string>;
  /** Whether there are senders whose types are not known. */
  readonly hasUnknownSenders: boolean;
  /** Whether there is a source among the senders. */
  readonly hasSource: boolean;
  /** What goes on from it: the triggers of a broker, the subscriptions of a channel, the step of a sequence. */
  readonly deliveries: readonly EventDelivery[];
  /** Objects that send to it, with the types of each as far as they are known. */
  readonly senders: readonly EventSender[];
  /** Where what could not be delivered goes, for deliveries that say nothing of it themselves. */
  readonly deadLetterSink?: GraphNode;
}

/** Who sends to a station of itself. */
export interface EventSender {
  readonly node: GraphNode;
  /** A source, an object that names the address, or a subscriber that answers. */
  readonly as: 'source' | 'client' | 'answer';
  readonly types?: readonly string[];
}

/** One way of events: from a station to a subscriber, whose answer goes on from there. */
export interface EventDelivery {
  /** The trigger, subscription, sequence or parallel that asks for it. */
  readonly owner: GraphNode;
  /** Where the owner names the subscriber. */
  readonly at: FieldPath;
  readonly from: Station;
  /** What decides which events are delivered; absent where all are. */
  readonly filter?: Filtered;
  /** Where events go, if that is an object of the graph. */
  readonly subscriber?: GraphNode;
  /** Where events go on as they are: the subscriber, if it is a station. */
  readonly to?: Station;
  /** Types that the subscriber answers with, if the program says so. */
  readonly replies?: readonly string[];
  /** Whether the owner names a place for answers itself, so that it counts on there being some. */
  readonly asksForReply: boolean;
  /** Where answers go, if that is a station. */
  readonly reply?: Station;
  /** Where answers go, if that is an object of the graph. */
  readonly replyTo?: GraphNode;
  /** Where what could not be delivered goes, if that is an object of the graph. */
  readonly deadLetterSink?: GraphNode;
  /** Where dead letters go on, if that is a station. */
  readonly deadLetters?: Station;
  /** Retries and the like that hold, those of the broker or channel included. */
  readonly delivery?: Delivery;
  /** Where the owner says so itself; absent where it leaves that to the broker or channel. */
  readonly deliveryAt?: FieldPath;
}

/** Whether events of a type pass the filter of a delivery. */
export function lets({ filter }: Pick<EventDelivery, 'filter'>, type: string): Passes {
  return filter === undefined ? 'yes' : passes(filter, { type });
}

/** Whether every event passes, whatever it is. */
export function letsAll({ filter }: EventDelivery): boolean {
  return filter === undefined || passes(filter, {}) === 'yes';
}

/** How a message names a station: `broker orders`, `step 2 of sequence checkout`. */
export function stationName({ node, part }: Station): string {
  if (part === undefined) return nameOf(node);
  return `${node.ref.kind === 'Sequence' ? 'step' : 'branch'} ${part + 1} of ${nameOf(node)}`;
}

/** Finds the deliveries of a station that take a type: those that ask for it by name, and those that leave it open. */
export class Takers {
  readonly #byType = new Map<string, EventDelivery[]>();
  readonly #open: EventDelivery[] = [];

  public constructor(deliveries: Iterable<EventDelivery>) {
    for (const delivery of deliveries) {
      const types = new Set(wantedTypes(delivery.filter ?? {}).map(({ type }) => type));
      if (types.size === 0) this.#open.push(delivery);
      for (const type of types) {
        const of = this.#byType.get(type);
        if (of === undefined) this.#byType.set(type, [delivery]);
        else of.push(delivery);
      }
    }
  }

  /** The deliveries that let the type pass, or may do so. */
  public of(type: string): EventDelivery[] {
    const named = this.#byType.get(type) ?? [];
    return [...named, ...this.#open].filter((delivery) => lets(delivery, type) !== 'no');
  }
}
