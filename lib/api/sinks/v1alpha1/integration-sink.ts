import type { AwsAuth, AwsS3, AwsService, AwsSqs } from '../../common/aws';
import type { AddressStatus } from '../../duck/v1/addressable';
import type { AppliedEventPoliciesStatus, EventingStatus } from '../../duck/v1/eventing-status';
import { conditionColumn, defineKind } from '../../kind';

/** Writes each event to the log of the sink's pod. */
export interface IntegrationLog {
  /**
   * Name that the lines are logged under.
   * @schemaDefault "log-sink"
   */
  readonly loggerName?: string;
  /**
   * How important the lines are.
   * @schemaDefault "INFO"
   */
  readonly level?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF';
  /**
   * Whether passwords and the like are blotted out.
   * @schemaDefault false
   */
  readonly logMask?: boolean;
  /** Marker that the lines carry. @default - none */
  readonly marker?: string;
  /**
   * Whether each part of an event has a line of its own.
   * @schemaDefault false
   */
  readonly multiline?: boolean;
  /**
   * Whether all properties of the exchange are shown, Camel's own among them.
   * @schemaDefault false
   */
  readonly showAllProperties?: boolean;
  /**
   * Whether the event's data is shown.
   * @schemaDefault true
   */
  readonly showBody?: boolean;
  /**
   * Whether the Java type of the data is shown.
   * @schemaDefault true
   */
  readonly showBodyType?: boolean;
  /**
   * Whether the exchange's pattern is shown.
   * @schemaDefault true
   */
  readonly showExchangePattern?: boolean;
  /**
   * Whether headers are shown, and with them the event's attributes.
   * @schemaDefault false
   */
  readonly showHeaders?: boolean;
  /**
   * Whether properties of the exchange are shown.
   * @schemaDefault false
   */
  readonly showProperties?: boolean;
  /**
   * Whether data is shown that can be read only once.
   * @schemaDefault false
   */
  readonly showStreams?: boolean;
  /**
   * Whether streams are shown that were kept and can be read again.
   * @schemaDefault true
   */
  readonly showCachedStreams?: boolean;
}

/** A topic of SNS. */
export interface AwsSns extends AwsService {
  /** The topic's name or ARN. */
  readonly arn?: string;
  /**
   * Whether the topic is made if it is absent.
   * @schemaDefault false
   */
  readonly autoCreateTopic?: boolean;
}

/** A service of AWS that events go to: exactly one, and how one logs in. */
export interface IntegrationSinkAws {
  /**
   * A bucket; each event becomes an object.
   * @explicitPresence
   */
  readonly s3?: AwsS3;
  /**
   * A queue.
   * @explicitPresence
   */
  readonly sqs?: AwsSqs;
  /**
   * A topic.
   * @explicitPresence
   */
  readonly sns?: AwsSns;
  /**
   * How one logs in.
   * @explicitPresence
   */
  readonly auth?: AwsAuth;
}

/** Takes events out of the cluster by a connector of Camel: exactly one of `log` and `aws`. */
export interface IntegrationSinkSpec {
  /**
   * The log of the sink's pod.
   * @explicitPresence
   */
  readonly log?: IntegrationLog;
  /**
   * A service of AWS.
   * @explicitPresence
   */
  readonly aws?: IntegrationSinkAws;
}

/** What became of a connector. */
export interface IntegrationSinkStatus extends EventingStatus, AddressStatus, AppliedEventPoliciesStatus {}

export const IntegrationSink = defineKind<IntegrationSinkSpec, IntegrationSinkStatus>({
  group: 'sinks.knative.dev',
  version: 'v1alpha1',
  kind: 'IntegrationSink',
  plural: 'integrationsinks',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'eventing', 'sink'],
  columns: {
    URL: '.status.address.url',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: { 'duck.knative.dev/addressable': 'true' },
  decoding: 'strict',
});
