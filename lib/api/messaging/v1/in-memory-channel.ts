import type { AddressStatus } from '../../duck/v1/addressable';
import type { KReference } from '../../duck/v1/destination';
import type { AppliedEventPoliciesStatus, DeliveryStatus, EventingStatus } from '../../duck/v1/eventing-status';
import type { SubscribableSpec, SubscribableStatus, SubscriberSpec } from '../../duck/v1/subscribable';
import { conditionColumn, defineKind } from '../../kind';

/** One subscription, as an in-memory channel is told of it. */
export interface InMemorySubscriber extends SubscriberSpec {
  /** Namespace of the subscription. */
  readonly namespace?: string;
}

/** A channel that keeps its events in memory: they are lost with its pod. */
export interface InMemoryChannelSpec extends SubscribableSpec {
  /** The subscriptions; controllers write them, nobody else does. */
  readonly subscribers?: readonly InMemorySubscriber[];
}

/** What became of an in-memory channel. */
export interface InMemoryChannelStatus
  extends EventingStatus,
    AddressStatus,
    DeliveryStatus,
    AppliedEventPoliciesStatus,
    SubscribableStatus {
  /** Channel for events that could not be delivered, as old releases had it. */
  readonly deadLetterChannel?: KReference;
}

export const InMemoryChannel = defineKind<InMemoryChannelSpec, InMemoryChannelStatus>({
  group: 'messaging.knative.dev',
  version: 'v1',
  kind: 'InMemoryChannel',
  plural: 'inmemorychannels',
  scope: 'Namespaced',
  shortNames: ['imc'],
  categories: ['all', 'knative', 'messaging', 'channel'],
  columns: {
    URL: '.status.address.url',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: { 'messaging.knative.dev/subscribable': 'true', 'duck.knative.dev/addressable': 'true' },
  decoding: 'strict',
});
