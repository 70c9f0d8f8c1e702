import { Circles, type Way } from '../../../graph/circles';
import type { GraphRule } from '../../rule';
import { passes } from '../filter-match';
import { broker, brokerRef, serviceRef, shipping, triggerOf } from './examples';
import { eventFlowOf } from './flow';
import { isTrigger, nameOf } from './kinds';
import { type EventDelivery, type Station, stationName } from './stations';

/** What every dead letter bears, so that a filter can tell it. */
const DEAD_LETTER = { knativeerrordest: 'http://subscriber', knativeerrorcode: '500' };

/** A dead letter sink that leads back to where the event could not be delivered. */
export const deadLetterLoop: GraphRule = {
  code: 'KE2954',
  severity: 'warning',
  title: 'dead letters do not come back',
  why: 'What could not be delivered is delivered to the same place again, and fails again.',
  source: 'eventing, pkg/channel/message_dispatcher.go',
  check(graph, report) {
    const { stations, deliveries } = eventFlowOf(graph);
    const circles = new Circles(stations, deliveries.flatMap(waysOf));
    for (const delivery of deliveries) {
      const { owner, from, subscriber, deadLetterSink, deadLetters } = delivery;
      if (deadLetterSink === undefined) continue;
      const at = delivery.deliveryAt === undefined ? delivery.at : [...delivery.deliveryAt, 'deadLetterSink'];
      const whose =
        delivery.deliveryAt === undefined ? `the dead letter sink of ${nameOf(from.node)}` : 'its dead letter sink';
      // What the trigger itself shows, a rule of its own tells.
      if (deadLetterSink === subscriber && !(isTrigger(owner) && delivery.deliveryAt !== undefined)) {
        const found = `the subscriber ${subscriber.ref.name} is ${whose} too`;
        report(owner, at, found, `give ${nameOf(owner)} another sink for what ${subscriber.ref.name} does not take`);
      }
      if (deadLetters === undefined || !takesDeadLetters(delivery) || !circles.joins(deadLetters, from)) continue;
      const way = deadLetters === from ? [] : circles.way(deadLetters, from);
      const places = [stationName(deadLetters), ...way.map(({ to }) => stationName(to))];
      const found = `${whose} leads back to it: ${[...places, nameOf(owner)].join(' → ')}`;
      report(owner, at, found, 'send dead letters where nothing takes them up');
    }
  },
  good: [broker('orders'), shipping, triggerOf('orders', { delivery: { deadLetterSink: serviceRef('graveyard') } })],
  bad: [broker('orders'), shipping, triggerOf('orders', { delivery: { deadLetterSink: brokerRef('orders') } })],
};

/** Whether dead letters come to this delivery too: a filter may keep them out. */
function takesDeadLetters({ filter }: EventDelivery): boolean {
  return filter === undefined || passes(filter, DEAD_LETTER) !== 'no';
}

/** The ways on which a dead letter goes on as it is. */
function waysOf(delivery: EventDelivery): Way<Station>[] {
  const { from, to, deadLetters } = delivery;
  if (!takesDeadLetters(delivery)) return [];
  return [to, deadLetters].filter((next) => next !== undefined).map((next) => ({ from, to: next }));
}
