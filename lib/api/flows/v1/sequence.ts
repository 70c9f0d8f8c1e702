import type { ChannelTemplate } from '../../duck/v1/channel-template';
import type { Delivery } from '../../duck/v1/delivery';
import type { Destination } from '../../duck/v1/destination';
import { conditionColumn, defineKind } from '../../kind';
import type { FlowChannelStatus, FlowStatus, FlowSubscriptionStatus } from './flow-status';

/** One step of a sequence: where events go, and what if they can't. */
export interface SequenceStep extends Destination {
  /**
   * Retries and dead letters of the step. @default - the channel's
   * @explicitPresence
   */
  readonly delivery?: Delivery;
}

/** Sends an event through one step after another: each step's answer is what the next one gets. */
export interface SequenceSpec {
  /**
   * The steps in their order, one or more.
   * @schemaOptional
   */
  readonly steps: readonly SequenceStep[];
  /**
   * The channel before each step. @default - as default-ch-webhook says for the whole cluster
   * @explicitPresence
   */
  readonly channelTemplate?: ChannelTemplate;
  /**
   * Where the last step's answer goes. @default - it is dropped
   * @explicitPresence
   */
  readonly reply?: Destination;
}

/** What became of a sequence. */
export interface SequenceStatus extends FlowStatus {
  /** The channels, in the order of the steps. */
  readonly channelStatuses?: readonly FlowChannelStatus[];
  /** The subscriptions, in the order of the steps. */
  readonly subscriptionStatuses?: readonly FlowSubscriptionStatus[];
}

export const Sequence = defineKind<SequenceSpec, SequenceStatus>({
  group: 'flows.knative.dev',
  version: 'v1',
  kind: 'Sequence',
  plural: 'sequences',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'flows'],
  columns: {
    URL: '.status.address.url',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: { 'duck.knative.dev/addressable': 'true' },
  decoding: 'strict',
});
