import type { AddressStatus } from '../../duck/v1/addressable';
import type { ChannelTemplate } from '../../duck/v1/channel-template';
import type { KReference } from '../../duck/v1/destination';
import type { AppliedEventPoliciesStatus, DeliveryStatus, EventingStatus } from '../../duck/v1/eventing-status';
import type { SubscribableSpec, SubscribableStatus } from '../../duck/v1/subscribable';
import { conditionColumn, defineKind } from '../../kind';

/** A channel of whatever kind the template names; subscriptions need not know which. */
export interface ChannelSpec extends SubscribableSpec {
  /**
   * The channel that does the work. Fixed once created. @default - as default-ch-webhook says
   * @explicitPresence
   */
  readonly channelTemplate?: ChannelTemplate;
}

/** What became of a channel. */
export interface ChannelStatus
  extends EventingStatus,
    AddressStatus,
    DeliveryStatus,
    AppliedEventPoliciesStatus,
    SubscribableStatus {
  /** The channel that does the work. */
  readonly channel?: KReference;
  /** Channel for events that could not be delivered, as old releases had it. */
  readonly deadLetterChannel?: KReference;
}

export const Channel = defineKind<ChannelSpec, ChannelStatus>({
  group: 'messaging.knative.dev',
  version: 'v1',
  kind: 'Channel',
  plural: 'channels',
  scope: 'Namespaced',
  shortNames: ['ch'],
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
