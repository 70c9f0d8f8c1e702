import type { GraphNode } from '../../../graph/graph';
import type { GraphRule } from '../../rule';
import { passes } from '../filter-match';
import { broker, brokerRef, serviceRef, shipping, triggerOf } from './examples';
import { type BrokerFlow, eventFlow, forwardsOf, isBroker, type TriggerFlow } from './flow';

/** What every dead letter of a trigger bears, so that a filter can tell it. */
const DEAD_LETTER = { knativeerrordest: 'http://subscriber', knativeerrorcode: '500' };

/** A dead letter sink that leads back to where the event could not be delivered. */
export const deadLetterLoop: GraphRule = {
  code: 'KE2954',
  severity: 'warning',
  title: 'dead letters do not come back',
  why: 'What could not be delivered is delivered to the same place again, and fails again.',
  source: 'eventing, pkg/channel/message_dispatcher.go',
  check(graph, report) {
    const flows = eventFlow(graph);
    for (const flow of flows.values()) {
      for (const trigger of flow.triggers) {
        const own = trigger.spec.delivery !== undefined;
        const sink = own ? trigger.deadLetterSink : flow.deadLetterSink;
        if (sink === undefined) continue;
        const at = own ? ['spec', 'delivery', 'deadLetterSink'] : ['spec', 'subscriber'];
        const owner = own ? 'its dead letter sink' : `the dead letter sink of broker ${flow.node.ref.name}`;
        if (!own && sink === trigger.subscriber) {
          report(
            trigger.node,
            at,
            `the subscriber ${sink.ref.name} is ${owner} too`,
            'give the trigger a delivery of its own, or the broker another sink',
          );
        }
        const way = wayBack(trigger, sink, flow, flows);
        if (way !== undefined)
          report(
            trigger.node,
            at,
            `${owner} leads back to it: ${way}`,
            'send dead letters where no trigger takes them up',
          );
      }
    }
  },
  good: [broker('orders'), shipping, triggerOf('orders', { delivery: { deadLetterSink: serviceRef('graveyard') } })],
  bad: [broker('orders'), shipping, triggerOf('orders', { delivery: { deadLetterSink: brokerRef('orders') } })],
};

/** The brokers over which a dead letter comes back to its trigger; undefined if it does not. */
function wayBack(
  trigger: TriggerFlow,
  sink: GraphNode,
  flow: BrokerFlow,
  flows: ReadonlyMap<GraphNode, BrokerFlow>,
): string | undefined {
  if (!isBroker(sink) || passes(trigger.spec, DEAD_LETTER) === 'no') return undefined;
  const cameFrom = new Map<GraphNode, GraphNode | undefined>([[sink, undefined]]);
  for (const [at] of cameFrom) {
    if (at === flow.node) break;
    const next = flows.get(at);
    for (const { to } of next === undefined ? [] : forwardsOf(next)) if (!cameFrom.has(to)) cameFrom.set(to, at);
  }
  if (!cameFrom.has(flow.node)) return undefined;
  const names: string[] = [`trigger ${trigger.node.ref.name}`];
  for (let at: GraphNode | undefined = flow.node; at !== undefined; at = cameFrom.get(at))
    names.unshift(`broker ${at.ref.name}`);
  return names.join(' → ');
}
