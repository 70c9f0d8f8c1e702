import type { ObjectReference } from '../../core/v1/reference';
import type { AddressStatus } from '../../duck/v1/addressable';
import type { AppliedEventPoliciesStatus, AuthStatus, EventingStatus } from '../../duck/v1/eventing-status';
import type { Condition } from '../../duck/v1/status';

/** An object that a flow made. */
export interface FlowObjectReference extends ObjectReference {}

/** A channel that a flow made. */
export interface FlowChannelStatus {
  /** The channel. */
  readonly channel?: FlowObjectReference;
  /** Whether it is ready. */
  readonly ready?: Condition;
}

/** A subscription that a flow made. */
export interface FlowSubscriptionStatus {
  /** The subscription. */
  readonly subscription?: FlowObjectReference;
  /** Whether it is ready. */
  readonly ready?: Condition;
}

/** What the status of every flow has. */
export interface FlowStatus extends EventingStatus, AddressStatus, AppliedEventPoliciesStatus {
  /** Who events are sent as. */
  readonly auth?: AuthStatus;
}
