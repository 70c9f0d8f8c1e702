import type { GraphRule } from '../../rule';
import { broker, shipping, triggerOf } from './examples';
import { eventFlowOf } from './flow';
import { isTrigger } from './kinds';
import { lets } from './stations';

/** A subscriber whose answer comes back to it. */
export const selfLoop: GraphRule = {
  code: 'KE2952',
  severity: 'warning',
  title: 'the answer of a subscriber does not pass its own trigger',
  why: 'The answer goes to the broker, passes the filter and is delivered again, up to 255 times for each event.',
  source: 'eventing, cmd/broker/filter; knative/eventing#7356',
  check(graph, report) {
    for (const { owner, from, subscriber, replies = [], ...delivery } of eventFlowOf(graph).deliveries) {
      if (!isTrigger(owner)) continue;
      const name = subscriber?.ref.name ?? 'the subscriber';
      for (const type of replies) {
        if (lets(delivery, type) !== 'yes') continue;
        const path = `${name} → broker ${from.node.ref.name} → trigger ${owner.ref.name} → ${name}`;
        const found = `${name} answers with "${type}", which comes back to it: ${path}`;
        const hint = "answer with another type, or filter by one that is not the answer's";
        report(owner, ['spec', 'subscriber'], found, hint);
      }
    }
  },
  good: [broker('orders'), shipping, triggerOf('orders', { filters: [{ exact: { type: 'order.created' } }] })],
  bad: [broker('orders'), shipping, triggerOf('orders')],
  facts: { shipping: { replies: ['order.shipped'] }, orders: { expects: ['order.created'] } },
};
