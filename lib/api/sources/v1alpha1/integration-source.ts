import type { AwsAuth, AwsS3, AwsService, AwsSqs } from '../../common/aws';
import type { PodTemplateSpec } from '../../core/v1/kube-pod';
import type { SourceSpec, SourceStatus } from '../../duck/v1/source';
import { conditionColumn, defineKind } from '../../kind';
import type { Integer } from '../../meta/v1';

/** Sends the same message again and again. */
export interface IntegrationTimer {
  /**
   * Milliseconds from one message to the next.
   * @schemaDefault 1000
   */
  readonly period?: Integer;
  /** The message. */
  readonly message?: string;
  /**
   * Media type of the message.
   * @schemaDefault "text/plain"
   */
  readonly contentType?: string;
  /** How many messages are sent. @default - without end */
  readonly repeatCount?: Integer;
}

/** Changes of a table of DynamoDB. */
export interface AwsDDBStreams extends AwsService {
  /** The table's name. */
  readonly table?: string;
  /**
   * Where to begin in the stream of changes.
   * @schemaDefault "FROM_LATEST"
   */
  readonly streamIteratorType?: 'FROM_LATEST' | 'FROM_START';
  /**
   * Milliseconds from one look at the table to the next.
   * @schemaDefault 500
   */
  readonly delay?: Integer;
}

/** A service of AWS that events come from: exactly one, and how one logs in. */
export interface IntegrationSourceAws {
  /**
   * Objects of a bucket.
   * @explicitPresence
   */
  readonly s3?: AwsS3;
  /**
   * Messages of a queue.
   * @explicitPresence
   */
  readonly sqs?: AwsSqs;
  /**
   * Changes of a table.
   * @explicitPresence
   */
  readonly ddbStreams?: AwsDDBStreams;
  /**
   * How one logs in.
   * @explicitPresence
   */
  readonly auth?: AwsAuth;
}

/** Brings events from outside of the cluster by a connector of Camel: exactly one of `timer` and `aws`. */
export interface IntegrationSourceSpec extends SourceSpec {
  /**
   * A message at fixed times.
   * @explicitPresence
   */
  readonly timer?: IntegrationTimer;
  /**
   * A service of AWS.
   * @explicitPresence
   */
  readonly aws?: IntegrationSourceAws;
  /**
   * What the connector's pod has besides. @default - nothing
   * @opaque
   * @explicitPresence
   */
  readonly template?: PodTemplateSpec;
}

/** What became of a connector. */
export interface IntegrationSourceStatus extends SourceStatus {}

export const IntegrationSource = defineKind<IntegrationSourceSpec, IntegrationSourceStatus>({
  group: 'sources.knative.dev',
  version: 'v1alpha1',
  kind: 'IntegrationSource',
  plural: 'integrationsources',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'sources'],
  columns: {
    Sink: '.status.sinkUri',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: { 'duck.knative.dev/source': 'true', 'eventing.knative.dev/source': 'true' },
  decoding: 'strict',
});
