import { Circles, type Way } from '../../../graph/circles';
import type { GraphRule } from '../../rule';
import { broker, brokerRef, channel, channelRef, subscriptionOf } from './examples';
import { eventFlowOf } from './flow';
import { isTrigger, nameOf } from './kinds';
import { type EventDelivery, letsAll, type Station, stationName } from './stations';

/** A delivery by which something goes on from one station to another, whatever it is. */
export interface Hop extends Way<Station> {
  readonly by: EventDelivery;
  /** Whether the answer goes on, not the event itself. */
  readonly isAnswer: boolean;
}

/**
 * The hops that every event takes: it passes on as it is, or its answer goes where somebody asks for answers, of
 * which nothing more is known.
 */
export function surelyOnward(delivery: EventDelivery): Hop[] {
  const { from, to, reply, replies, asksForReply } = delivery;
  if (!letsAll(delivery)) return [];
  if (to !== undefined) return [{ from, to, by: delivery, isAnswer: false }];
  const answers = asksForReply && replies === undefined && delivery.subscriber?.facts.answers !== 'none';
  return reply !== undefined && answers ? [{ from, to: reply, by: delivery, isAnswer: true }] : [];
}

/** The way of a round in words: the stations and who answers between them. */
export function roundText(hops: readonly Hop[]): string {
  const words = hops.flatMap(({ from, by, isAnswer }) => {
    const owner = isTrigger(by.owner) || by.owner.ref.kind === 'Subscription' ? [nameOf(by.owner)] : [];
    return [stationName(from), ...owner, ...(isAnswer ? [by.subscriber?.ref.name ?? 'its subscriber'] : [])];
  });
  return [...words, words[0]].join(' → ');
}

/** Events that go round whatever they are. */
export const circle: GraphRule = {
  code: 'KE2957',
  severity: 'warning',
  title: 'events do not go round in a circle',
  why: 'Each event comes back to where it was: a broker drops it after 255 rounds, channels and sequences never do.',
  source: 'eventing, pkg/channel/fanout; knative/docs#2897',
  check(graph, report) {
    const { stations, deliveries } = eventFlowOf(graph);
    const circles = new Circles(stations, deliveries.flatMap(surelyOnward));
    for (const round of circles.rounds()) {
      const owners = new Set(round.map(({ by }) => by.owner));
      const last = round.at(-1)?.by;
      // What a subscription, sequence or parallel does to itself, a rule about the object tells.
      if (last === undefined || (owners.size === 1 && !isTrigger(last.owner))) continue;
      const hint = round.some(({ isAnswer }) => isAnswer)
        ? 'answer with another type and filter by type, or reply elsewhere'
        : 'let the events end somewhere, or filter by type';
      report(last.owner, last.at, `every event comes back: ${roundText(round)}`, hint);
    }
  },
  good: [
    channel('orders'),
    channel('bills'),
    broker('all'),
    subscriptionOf('orders', { subscriber: channelRef('bills') }),
    subscriptionOf('bills', { subscriber: brokerRef('all') }),
  ],
  bad: [
    channel('orders'),
    channel('bills'),
    subscriptionOf('orders', { subscriber: channelRef('bills') }),
    subscriptionOf('bills', { subscriber: channelRef('orders') }),
  ],
};
