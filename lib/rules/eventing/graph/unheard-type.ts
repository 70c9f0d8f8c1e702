import type { GraphRule } from '../../rule';
import { wantedTypes } from '../filter-match';
import type { Filtered } from '../filter-walk';
import { broker, pingTo, triggerOf } from './examples';
import { eventFlowOf } from './flow';
import { isBroker, nameOf } from './kinds';
import type { Station } from './stations';

/**
 * What is sent to a broker and no trigger asks for. Told only of whole programs, where the broker has triggers but
 * none for anything that the source sends: of one type of several few care, and a broker without any trigger is
 * there for other programs.
 */
export const unheardType: GraphRule = {
  code: 'KE2955',
  severity: 'warning',
  title: 'somebody asks for what is sent to a broker',
  why: 'The broker takes the events and drops them: the sender is content, and nobody hears of it.',
  source: 'eventing, cmd/broker/filter; the types that each source sends',
  check(graph, report) {
    const flow = eventFlowOf(graph);
    for (const station of flow.stations) {
      const { node, deliveries, senders, hasUnknownSenders } = station;
      if (!isBroker(node) || node.origin.file !== undefined || deliveries.length === 0) continue;
      // Where a trigger asks for what nobody sends, the two are most likely meant for each other: that is told there.
      if (!hasUnknownSenders && deliveries.some(({ filter = {} }) => asksInVain(filter, station))) continue;
      const isHeard = (type: string) => flow.takers(station, type).length > 0;
      for (const sender of senders) {
        const { types = [] } = sender;
        if (sender.as !== 'source' || types.length === 0 || types.some(isHeard)) continue;
        const sent = types.length === 1 ? `"${types[0]}"` : `any of ${types.map((type) => `"${type}"`).join(', ')}`;
        report(
          sender.node,
          ['spec', 'sink'],
          `no trigger of ${nameOf(node)} takes ${sent}`,
          'add a trigger for it, or correct the filter of the one that is meant to take it',
        );
      }
      for (const type of node.facts.expects ?? []) {
        if (isHeard(type)) continue;
        const found = `no trigger of ${nameOf(node)} takes "${type}", which is declared to come to it`;
        report(node, ['metadata', 'name'], found, 'add a trigger for it, or do not declare it');
      }
    }
  },
  good: [broker('orders'), pingTo('orders'), triggerOf('orders')],
  bad: [broker('orders'), pingTo('orders'), triggerOf('orders', { filters: [{ exact: { type: 'order.created' } }] })],
  facts: { orders: { expects: ['order.created'] } },
};

function asksInVain(filter: Filtered, { types }: Station): boolean {
  return wantedTypes(filter).some(({ type }) => !types.has(type));
}
