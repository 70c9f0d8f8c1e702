import type { GraphRule } from '../../rule';
import { BROKER_CLASS, DEFAULT_BROKER_CLASS } from '../broker-classes';
import { broker, sequenceOf, serviceRef, shipping, triggerOf } from './examples';
import { eventFlowOf } from './flow';
import { isSequence, isTrigger } from './kinds';

/** A subscriber that answers with something that is no event. */
export const noEvent: GraphRule = {
  code: 'KE2959',
  severity: 'warning',
  title: 'the subscriber of a trigger answers with an event or nothing',
  why: 'An answer with a body that is no event counts as a failure: the event is delivered again, and ends as a dead letter.',
  source: 'eventing, cmd/broker/filter; knative/eventing#6950',
  check(graph, report) {
    for (const { owner, from, at, subscriber } of eventFlowOf(graph).deliveries) {
      if (!isTrigger(owner) || subscriber?.facts.answers !== 'other') continue;
      const brokerClass = from.node.object.metadata.annotations?.[BROKER_CLASS] ?? DEFAULT_BROKER_CLASS;
      const what =
        brokerClass === DEFAULT_BROKER_CLASS
          ? 'the broker makes 502 of it and tries again'
          : 'the broker takes it for a failure';
      const found = `${subscriber.ref.name} answers with something that is no event: ${what}`;
      report(owner, at, found, 'answer with an empty body, or with an event');
    }
  },
  good: [broker('orders'), shipping, triggerOf('orders', { subscriber: serviceRef('display') })],
  bad: [broker('orders'), shipping, triggerOf('orders')],
  facts: { shipping: { answers: 'other' } },
};

/** A step after which nothing comes to the next one. */
export const silentStep: GraphRule = {
  code: 'KE2960',
  severity: 'warning',
  title: 'each step of a sequence but the last answers with an event',
  why: 'The answer is what the next step gets: without one the sequence ends there, without a word.',
  source: 'eventing, pkg/channel/message_dispatcher.go; knative/eventing#3306',
  check(graph, report) {
    for (const { owner, at, subscriber, from, asksForReply, to, replies } of eventFlowOf(graph).deliveries) {
      if (!isSequence(owner) || !asksForReply || subscriber === undefined) continue;
      const { answers } = subscriber.facts;
      const isSilent = answers === 'none' || answers === 'other' || replies?.length === 0;
      if (!isSilent && to === undefined) continue;
      const what = to === undefined ? 'answers with no event' : 'takes events and answers nothing';
      const step = (from.part ?? 0) + 1;
      report(
        owner,
        at,
        `step ${step}, ${subscriber.ref.name}, ${what}: nothing comes after it`,
        'let it answer with the event for the next step, or make it the last one without a reply',
      );
    }
  },
  good: [shipping, sequenceOf([serviceRef('billing'), serviceRef('shipping')])],
  bad: [shipping, sequenceOf([serviceRef('shipping'), serviceRef('billing')])],
  facts: { shipping: { answers: 'none' } },
};
