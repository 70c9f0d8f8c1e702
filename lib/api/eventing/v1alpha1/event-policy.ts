import type { PlainReference } from '../../duck/v1/destination';
import type { EventingStatus } from '../../duck/v1/eventing-status';
import type { SubscriptionsAPIFilter } from '../../duck/v1/filter';
import { conditionColumn, defineKind } from '../../kind';
import type { LabelSelector } from '../../meta/v1';

/** Who may send: exactly one of the two. */
export interface EventPolicyFrom {
  /**
   * A source, or another object that events come from.
   * @explicitPresence
   */
  readonly ref?: PlainReference;
  /**
   * The subject of an OIDC token, such as `system:serviceaccount:shop:web`; a `*` at its end stands for any rest.
   * @explicitPresence
   */
  readonly sub?: string;
}

/** Names an object of the policy's own namespace. */
export interface EventPolicyTargetReference {
  /**
   * The object's `group/version`.
   * @schemaOptional
   */
  readonly apiVersion: string;
  /**
   * The object's kind.
   * @schemaOptional
   */
  readonly kind: string;
  /**
   * The object's name.
   * @schemaOptional
   */
  readonly name: string;
}

/** Objects of one kind, by their labels. */
export interface EventPolicySelector extends LabelSelector {
  /**
   * The kind's `group/version`.
   * @schemaOptional
   */
  readonly apiVersion: string;
  /**
   * The kind.
   * @schemaOptional
   */
  readonly kind: string;
}

/** What may be sent to: exactly one of the two. */
export interface EventPolicyTo {
  /**
   * One object.
   * @explicitPresence
   */
  readonly ref?: EventPolicyTargetReference;
  /**
   * Several objects.
   * @explicitPresence
   */
  readonly selector?: EventPolicySelector;
}

/** Says who may send events to which objects of its namespace. Needs the feature `authentication-oidc`. */
export interface EventPolicySpec {
  /** Those who may send. @default - nobody */
  readonly from?: readonly EventPolicyFrom[];
  /** Objects that may be sent to. @default - all of the namespace */
  readonly to?: readonly EventPolicyTo[];
  /** Expressions that an event must satisfy, all of them. @default - every event passes */
  readonly filters?: readonly SubscriptionsAPIFilter[];
}

/** What became of a policy. */
export interface EventPolicyStatus extends EventingStatus {
  /** The subjects of tokens that may send, resolved. */
  readonly from?: readonly string[];
}

export const EventPolicy = defineKind<EventPolicySpec, EventPolicyStatus>({
  group: 'eventing.knative.dev',
  version: 'v1alpha1',
  kind: 'EventPolicy',
  plural: 'eventpolicies',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'eventing'],
  columns: {
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  decoding: 'strict',
});
