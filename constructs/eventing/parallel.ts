import type { Construct } from 'constructs';
import type { Delivery } from '../../lib/api/duck/v1/delivery';
import { Parallel as kind, type ParallelBranch, type ParallelSpec } from '../../lib/api/flows/v1/parallel';
import type { Lowering, ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import { Addressable } from './addressable';
import type { ChannelTemplate } from './channel-template';
import { type DeliveryProps, lowerDelivery } from './delivery';
import { type ISink, lowerSink } from './sink';

/** One of the ways that each event goes. */
export interface BranchProps {
  /** A service that decides: what it answers with goes on, without an answer nothing does. @default - every event goes on */
  readonly filter?: ISink;
  /** Where the branch's events go. */
  readonly subscriber: ISink;
  /** Where the subscriber's answers go. @default - the reply of the whole */
  readonly reply?: ISink;
  /** Retries and dead letters of the subscriber. @default - those of the whole */
  readonly delivery?: DeliveryProps;
}

/** Which ways events go. */
export interface ParallelProps extends ResourceProps {
  /** The branches, one or more: an event goes all those ways whose filter lets it. */
  readonly branches: readonly BranchProps[];
  /** Where the answers of branches go that have no reply of their own. @default - they are dropped */
  readonly reply?: ISink;
  /** The channel before the branches and in each. @default - the cluster's default */
  readonly channel?: ChannelTemplate;
  /** Retries and dead letters of branches without their own; becomes part of each branch. @default - the channel's */
  readonly delivery?: DeliveryProps;
  /** Types of the events that branches may answer with. @default - those that the subscribers declare */
  readonly replies?: readonly string[];
}

/**
 * Sends each event down several branches at once, each with a filter of its own.
 *
 * Becomes: one Parallel.
 * @example
 * new Parallel(chart, 'odd-even', {
 *   branches: [{ filter: isEven, subscriber: even }, { filter: isOdd, subscriber: odd }],
 *   reply: display,
 * });
 */
export class Parallel extends Addressable<ParallelSpec> {
  public constructor(scope: Construct, id: string, given: ParallelProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        branches: lowering
          .list('branches', props.branches)
          .map((branch, i) => lowerBranch(branch, `branches[${i}]`, props.delivery, lowering)),
        channelTemplate: props.channel?.template,
        reply: props.reply && lowerSink('reply', props.reply, lowering),
      },
      facts: { replies: props.replies },
    }));
  }
}

function lowerBranch(
  given: BranchProps,
  path: string,
  common: DeliveryProps | undefined,
  lowering: Lowering,
): ParallelBranch {
  const { namespace } = lowering;
  const branch = lowering.map(path, given);
  const delivery = branch.delivery ?? common;
  return {
    filter: branch.filter && lowerSink(`${path}.filter`, branch.filter, lowering),
    subscriber: lowerSink(`${path}.subscriber`, branch.subscriber, lowering),
    reply: branch.reply && lowerSink(`${path}.reply`, branch.reply, lowering),
    delivery: delivery && placed(lowerDelivery(delivery, lowering), namespace),
  };
}

/**
 * Names the namespace of the dead letter sink. Nothing fills it in here; upstream's controller then finds its
 * Subscription changed, whose webhook does fill it in, and fails for good.
 */
function placed(delivery: Delivery, namespace: string | undefined): Delivery {
  const { ref } = delivery.deadLetterSink ?? {};
  if (ref === undefined || namespace === undefined) return delivery;
  return {
    ...delivery,
    deadLetterSink: { ...delivery.deadLetterSink, ref: { ...ref, namespace: ref.namespace ?? namespace } },
  };
}
