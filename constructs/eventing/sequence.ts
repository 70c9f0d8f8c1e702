import type { Construct } from 'constructs';
import { Sequence as kind, type SequenceSpec, type SequenceStep } from '../../lib/api/flows/v1/sequence';
import type { Lowering, ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import { Addressable } from './addressable';
import type { ChannelTemplate } from './channel-template';
import { type DeliveryProps, lowerDelivery } from './delivery';
import { type ISink, lowerSink } from './sink';

/** A step with settings of its own. */
export interface StepProps {
  /** Where events go; its answer is what the next step gets. */
  readonly sink: ISink;
  /** Retries and dead letters of the step. @default - the sequence's */
  readonly delivery?: DeliveryProps;
}

/** Which steps events go through. */
export interface SequenceProps extends ResourceProps {
  /** The steps in their order, one or more. */
  readonly steps: readonly (ISink | StepProps)[];
  /** Where the last step's answer goes. @default - it is dropped */
  readonly reply?: ISink;
  /** The channel before each step. @default - the cluster's default */
  readonly channel?: ChannelTemplate;
  /** Retries and dead letters of steps without their own; becomes part of each step. @default - the channel's */
  readonly delivery?: DeliveryProps;
  /** Types of the events that the last step may answer with. @default - those that it declares itself */
  readonly replies?: readonly string[];
}

/**
 * Sends an event through one step after another: each step's answer is what the next one gets. A step that does not
 * answer ends the way of its event.
 *
 * Becomes: one Sequence.
 * @example
 * new Sequence(chart, 'checkout', { steps: [validate, enrich], reply: shipping });
 */
export class Sequence extends Addressable<SequenceSpec> {
  public constructor(scope: Construct, id: string, given: SequenceProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        steps: lowering
          .list('steps', props.steps)
          .map((step, i) => lowerStep(step, `steps[${i}]`, props.delivery, lowering)),
        channelTemplate: props.channel?.template,
        reply: props.reply && lowerSink('reply', props.reply, lowering),
      },
      facts: { replies: props.replies },
    }));
  }
}

/** The step whether it is given with settings or without. */
export function stepOf(step: ISink | StepProps): StepProps {
  return 'toDestination' in step ? { sink: step } : step;
}

function lowerStep(
  given: ISink | StepProps,
  path: string,
  common: DeliveryProps | undefined,
  lowering: Lowering,
): SequenceStep {
  const step = stepOf(lowering.map(path, given));
  const delivery = step.delivery ?? common;
  return { ...lowerSink(path, step.sink, lowering), delivery: delivery && lowerDelivery(delivery, lowering) };
}
