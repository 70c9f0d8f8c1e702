import type { AddressStatus } from '../../duck/v1/addressable';
import type { Delivery } from '../../duck/v1/delivery';
import type { AppliedEventPoliciesStatus, EventingStatus } from '../../duck/v1/eventing-status';
import { conditionColumn, defineKind } from '../../kind';
import type { Integer } from '../../meta/v1';

/** Names a broker of the same namespace. */
export interface RequestReplyBrokerReference {
  /**
   * The broker's `group/version`.
   * @schemaOptional
   */
  readonly apiVersion: string;
  /**
   * The kind, which is `Broker`.
   * @schemaOptional
   */
  readonly kind: string;
  /**
   * The broker's name.
   * @schemaOptional
   */
  readonly name: string;
}

/** Sends each request to a broker as an event, and answers with the event that replies to it. */
export interface RequestReplySpec {
  /**
   * The broker that requests go to and replies come from.
   * @schemaOptional
   */
  readonly brokerRef: RequestReplyBrokerReference;
  /** Attribute that is put on a request to know its reply by. @default 'correlationid' */
  readonly correlationAttribute?: string;
  /** Attribute in which a reply repeats what the request's attribute said. @default 'replyid' */
  readonly replyAttribute?: string;
  /** How long to wait for the reply, an ISO 8601 duration above zero. @default - as config-features says: PT30S */
  readonly timeout?: string;
  /**
   * Retries and dead letters. @default - the broker's
   * @explicitPresence
   */
  readonly delivery?: Delivery;
}

/** What became of a requester. */
export interface RequestReplyStatus extends EventingStatus, AddressStatus, AppliedEventPoliciesStatus {
  /** Pods that should take requests. */
  readonly desiredReplicas?: Integer;
  /** Pods that do. */
  readonly readyReplicas?: Integer;
}

export const RequestReply = defineKind<RequestReplySpec, RequestReplyStatus>({
  group: 'eventing.knative.dev',
  version: 'v1alpha1',
  kind: 'RequestReply',
  plural: 'requestreplies',
  scope: 'Namespaced',
  shortNames: ['rr'],
  categories: ['all', 'knative', 'eventing'],
  columns: {
    URL: '.status.address.url',
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  decoding: 'strict',
});
