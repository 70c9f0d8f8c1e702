import type { Construct } from 'constructs';
import { type EventTransformSpec, EventTransform as kind } from '../../lib/api/eventing/v1alpha1/event-transform';
import type { Lowering, ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import { Addressable } from './addressable';
import { type ISink, lowerSink } from './sink';

/** What to make of events. */
export interface EventTransformProps extends ResourceProps {
  /** An expression of JSONata: it sees the whole event as JSON and must give one. */
  readonly jsonata: string;
  /** Where the new events go. @default - back to the sender, as its answer: for triggers, sequences and branches */
  readonly sink?: ISink;
  /** What becomes of the sink's answer: an expression that makes another event of it, or nothing. Only with `sink`. @default - it goes back as it is */
  readonly reply?: { readonly jsonata: string } | 'discard';
  /** Types of the events that it answers with or sends. @default - they are not known */
  readonly replies?: readonly string[];
}

/**
 * Makes another event of each that comes, and answers with it or sends it on.
 *
 * Becomes: one EventTransform, which runs a pod of its own.
 * @example
 * new EventTransform(chart, 'flatten', {
 *   jsonata: '{ "specversion": "1.0", "id": id, "type": "order.flat", "source": source, "data": data.order }',
 * });
 */
export class EventTransform extends Addressable<EventTransformSpec> {
  public constructor(scope: Construct, id: string, given: EventTransformProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        jsonata: { expression: props.jsonata },
        sink: props.sink && lowerSink('sink', props.sink, lowering),
        reply: replyOf(props, lowering),
      },
      facts: { replies: props.replies },
    }));
  }
}

function replyOf({ sink, reply }: EventTransformProps, lowering: Lowering): EventTransformSpec['reply'] {
  if (reply === undefined) return undefined;
  if (sink === undefined) {
    lowering.refuse('missing', 'reply', 'a reply is given, but no sink that answers', 'give sink, or leave reply out');
  }
  return reply === 'discard' ? { discard: true } : { jsonata: { expression: reply.jsonata } };
}
