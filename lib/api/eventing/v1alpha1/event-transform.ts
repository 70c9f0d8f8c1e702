import type { DeploymentStatus } from '../../apps/v1/deployment-status';
import type { AddressStatus } from '../../duck/v1/addressable';
import type { FullDestination } from '../../duck/v1/destination';
import type { AppliedEventPoliciesStatus, AuthStatus, EventingStatus } from '../../duck/v1/eventing-status';
import { conditionColumn, defineKind } from '../../kind';

/** An expression of JSONata that makes one event of another. */
export interface JsonataTransform {
  /**
   * The expression; it sees the whole event as JSON and must give one.
   * @schemaOptional
   */
  readonly expression: string;
}

/** What becomes of the sink's answer: exactly one of the two. */
export interface EventTransformReply {
  /**
   * Makes another event of it.
   * @explicitPresence
   */
  readonly jsonata?: JsonataTransform;
  /**
   * Whether it is dropped. @default false
   * @explicitPresence
   */
  readonly discard?: boolean;
}

/** Makes another event of each that comes, and sends it on or answers with it. */
export interface EventTransformSpec {
  /**
   * The expression that is applied. The kind of transformation is fixed once created.
   * @explicitPresence
   */
  readonly jsonata?: JsonataTransform;
  /**
   * Where the new events go. @default - back to the sender, as an answer
   * @explicitPresence
   */
  readonly sink?: FullDestination;
  /**
   * What becomes of the sink's answer; only with `sink`. @default - it goes back as it is
   * @explicitPresence
   */
  readonly reply?: EventTransformReply;
}

/** What became of the program that runs the expression. */
export interface JsonataTransformStatus {
  /** Its Deployment. */
  readonly deployment?: DeploymentStatus;
}

/** What became of a transformation. */
export interface EventTransformStatus extends EventingStatus, AddressStatus, AppliedEventPoliciesStatus {
  /** URL of the sink. */
  readonly sinkUri?: string;
  /** PEM certificates of authorities that vouch for the sink. */
  readonly sinkCACerts?: string;
  /** OIDC audience of the sink. */
  readonly sinkAudience?: string;
  /** Who events are sent as. */
  readonly auth?: AuthStatus;
  /** What became of the program that runs the expression. */
  readonly jsonata?: JsonataTransformStatus;
}

export const EventTransform = defineKind<EventTransformSpec, EventTransformStatus>({
  group: 'eventing.knative.dev',
  version: 'v1alpha1',
  kind: 'EventTransform',
  plural: 'eventtransforms',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'eventing'],
  columns: {
    URL: '.status.address.url',
    Sink: '.status.sinkUri',
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: { 'duck.knative.dev/addressable': 'true' },
  decoding: 'strict',
});
