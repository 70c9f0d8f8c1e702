import { Circles, type Way } from '../../../graph/circles';
import type { GraphRule } from '../../rule';
import { type Hop, roundText, surelyOnward } from './circle';
import { broker, brokerRef, sequenceOf, sequenceRef, serviceRef, shipping, triggerOf } from './examples';
import { type EventFlow, eventFlowOf } from './flow';
import { isTrigger } from './kinds';
import { type EventDelivery, lets, type Station } from './stations';

/** A type of event at a station. */
interface Arrival {
  readonly index: number;
  readonly station: Station;
  readonly type: string;
}

/** How one arrival leads to the next. */
interface Step extends Way<Arrival> {
  readonly hop: Hop;
}

/** Every arrival of a known type at a station, and the hops that surely follow it. */
function arrivalsOf(flow: EventFlow): { arrivals: Arrival[]; steps: Step[] } {
  const arrivals: Arrival[] = [];
  const at = new Map<Station, Map<string, Arrival>>();
  for (const station of flow.stations) {
    const byType = new Map<string, Arrival>();
    for (const type of station.types) {
      const arrival = { index: arrivals.length, station, type };
      arrivals.push(arrival);
      byType.set(type, arrival);
    }
    at.set(station, byType);
  }
  const steps = arrivals.flatMap((from) =>
    flow.takers(from.station, from.type).flatMap((delivery) =>
      lets(delivery, from.type) === 'yes'
        ? onward(delivery, from.type).flatMap(({ hop, type }) => {
            const to = at.get(hop.to)?.get(type);
            return to === undefined ? [] : [{ from, to, hop }];
          })
        : [],
    ),
  );
  return { arrivals, steps };
}

/** Where an event of a type goes on from a delivery, and as which types. */
function onward(delivery: EventDelivery, type: string): { hop: Hop; type: string }[] {
  const { from, to, reply, replies } = delivery;
  if (to !== undefined && (replies === undefined || to !== reply))
    return [{ hop: { from, to, by: delivery, isAnswer: false }, type }];
  if (reply === undefined) return [];
  const hop = { from, to: reply, by: delivery, isAnswer: true };
  return (replies ?? []).filter((answer) => !isOwnLoop(delivery, answer)).map((answer) => ({ hop, type: answer }));
}

/** A trigger whose answer passes itself: that is told by a rule of its own. */
function isOwnLoop(delivery: EventDelivery, answer: string): boolean {
  return isTrigger(delivery.owner) && delivery.reply === delivery.from && lets(delivery, answer) === 'yes';
}

/** Subscribers whose answers lead back to them over others. */
export const replyLoop: GraphRule = {
  code: 'KE2956',
  severity: 'warning',
  title: 'the answers of subscribers do not lead back to them over others',
  why: 'Each event makes another one without end: a broker drops them after 255 rounds, channels and sequences never do.',
  source: 'eventing, cmd/broker/filter; knative/eventing#7356, knative/docs#2897',
  check(graph, report) {
    const flow = eventFlowOf(graph);
    const { arrivals, steps } = arrivalsOf(flow);
    const always = new Circles(flow.stations, flow.deliveries.flatMap(surelyOnward));
    // What goes round whatever its type is told already.
    const others = steps.filter(({ hop }) => hop.isAnswer || !always.joins(hop.from, hop.to));
    for (const round of new Circles(arrivals, others).rounds()) {
      const last = round.at(-1)?.hop.by;
      if (last === undefined) continue;
      const types = [...new Set(round.map(({ to }) => `"${to.type}"`))].join(' and ');
      report(
        last.owner,
        last.at,
        `${types} ${round.length > 1 && types.includes(' and ') ? 'lead' : 'leads'} back to where it began: ${roundText(round.map(({ hop }) => hop))}`,
        'answer with a type that none of them takes, or filter so that one of them does not take it',
      );
    }
  },
  good: [
    broker('orders'),
    shipping,
    sequenceOf([serviceRef('shipping')], { reply: brokerRef('orders') }),
    triggerOf('orders', { subscriber: sequenceRef('checkout'), filters: [{ exact: { type: 'order.created' } }] }),
  ],
  bad: [
    broker('orders'),
    shipping,
    sequenceOf([serviceRef('shipping')], { reply: brokerRef('orders') }),
    triggerOf('orders', { subscriber: sequenceRef('checkout'), filters: [{ prefix: { type: 'order.' } }] }),
  ],
  facts: { shipping: { replies: ['order.shipped'] }, orders: { expects: ['order.created'] } },
};
