import type { ChannelTemplate } from '../../duck/v1/channel-template';
import type { Delivery } from '../../duck/v1/delivery';
import type { Destination } from '../../duck/v1/destination';
import { conditionColumn, defineKind } from '../../kind';
import type { FlowChannelStatus, FlowStatus, FlowSubscriptionStatus } from './flow-status';

/**
 * One branch: every event goes to it, and past its filter to its subscriber.
 * @preserveUnknownFields
 */
export interface ParallelBranch {
  /**
   * Decides whether an event goes on: what it answers with does. @default - every event goes on
   * @explicitPresence
   */
  readonly filter?: Destination;
  /**
   * Where the branch's events go.
   * @schemaOptional
   */
  readonly subscriber: Destination;
  /**
   * Where the subscriber's answers go. @default - the reply of the whole
   * @explicitPresence
   */
  readonly reply?: Destination;
  /**
   * Retries and dead letters of the subscriber. @default - the channel's
   * @explicitPresence
   */
  readonly delivery?: Delivery;
}

/** Sends each event to several branches at once. */
export interface ParallelSpec {
  /**
   * The branches, one or more.
   * @schemaOptional
   */
  readonly branches: readonly ParallelBranch[];
  /**
   * The channel before the branches and in each. @default - as default-ch-webhook says for the whole cluster
   * @explicitPresence
   */
  readonly channelTemplate?: ChannelTemplate;
  /**
   * Where the answers of branches go that have no reply of their own. @default - they are dropped
   * @explicitPresence
   */
  readonly reply?: Destination;
}

/** What became of a branch. */
export interface ParallelBranchStatus {
  /** The subscription of the filter. */
  readonly filterSubscriptionStatus?: FlowSubscriptionStatus;
  /** The channel behind the filter. */
  readonly filterChannelStatus?: FlowChannelStatus;
  /** The subscription of the subscriber. */
  readonly subscriberSubscriptionStatus?: FlowSubscriptionStatus;
}

/** What became of a parallel. */
export interface ParallelStatus extends FlowStatus {
  /** The channel that all events come in by. */
  readonly ingressChannelStatus?: FlowChannelStatus;
  /** The branches, in their order. */
  readonly branchStatuses?: readonly ParallelBranchStatus[];
}

export const Parallel = defineKind<ParallelSpec, ParallelStatus>({
  group: 'flows.knative.dev',
  version: 'v1',
  kind: 'Parallel',
  plural: 'parallels',
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
