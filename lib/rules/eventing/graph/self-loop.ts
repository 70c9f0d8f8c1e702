import type { GraphRule } from '../../rule';
import { passes } from '../filter-match';
import { broker, shipping, triggerOf } from './examples';
import { eventFlow } from './flow';

/** A subscriber whose answer comes back to it. */
export const selfLoop: GraphRule = {
  code: 'KE2952',
  severity: 'warning',
  title: 'the answer of a subscriber does not pass its own trigger',
  why: 'The answer goes to the broker, passes the filter and is delivered again, up to 255 times for each event.',
  source: 'eventing, cmd/broker/filter; knative/eventing#7356',
  check(graph, report) {
    for (const flow of eventFlow(graph).values()) {
      for (const { node, spec, subscriber, replies = [] } of flow.triggers) {
        const name = subscriber?.ref.name ?? 'the subscriber';
        for (const type of replies) {
          if (passes(spec, { type }) !== 'yes') continue;
          const path = `${name} → broker ${flow.node.ref.name} → trigger ${node.ref.name} → ${name}`;
          const found = `${name} answers with "${type}", which comes back to it: ${path}`;
          report(
            node,
            ['spec', 'subscriber'],
            found,
            "answer with another type, or filter by one that is not the answer's",
          );
        }
      }
    }
  },
  good: [broker('orders'), shipping, triggerOf('orders', { filters: [{ exact: { type: 'order.created' } }] })],
  bad: [broker('orders'), shipping, triggerOf('orders')],
  facts: { shipping: { replies: ['order.shipped'] }, orders: { expects: ['order.created'] } },
};
