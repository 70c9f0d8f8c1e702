import type { RabbitmqClusterReference } from '../../common/rabbitmq';
import type { RetryPolicy } from '../../duck/v1/delivery';
import type { CloudEventAttributes } from '../../duck/v1/source';
import type { Status } from '../../duck/v1/status';
import { defineKind } from '../../kind';
import type { Integer } from '../../meta/v1';

/** Names an object that messages go to. */
export interface RabbitmqSinkReference {
  /** The object's `group/version`. @default - looked up, if `group` is given */
  readonly apiVersion?: string;
  /** API group, in place of `apiVersion`: the version is looked up. */
  readonly group?: string;
  /** The object's kind. */
  readonly kind: string;
  /** The object's name. */
  readonly name: string;
  /** The object's namespace. @default - that of the source */
  readonly namespace?: string;
}

/** Where messages go. */
export interface RabbitmqSink {
  /**
   * An addressable object.
   * @explicitPresence
   */
  readonly ref?: RabbitmqSinkReference;
  /**
   * An absolute URL; with `ref`, a path that is resolved against the object's address.
   * @explicitPresence
   */
  readonly uri?: string;
}

/** What messages are taken from. */
export interface RabbitmqResourcesConfig {
  /** The exchange. Made, if it is not `predeclared`. */
  readonly exchangeName?: string;
  /** The queue. @default - made for the source alone */
  readonly queueName?: string;
  /** Virtual host of RabbitMQ. @default '/' */
  readonly vhost?: string;
  /** Whether queue and exchange are there already. @default false */
  readonly predeclared?: boolean;
  /**
   * How many messages are delivered at a time.
   * @minimum 1
   * @maximum 1000
   * @schemaDefault 1
   * @explicitPresence
   */
  readonly parallelism?: Integer;
}

/** Sends an event for each message of a queue of RabbitMQ. Fixed once created. */
export interface RabbitmqSourceSpec {
  /**
   * The RabbitMQ that is meant.
   * @explicitPresence
   */
  readonly rabbitmqClusterReference: RabbitmqClusterReference;
  /**
   * The queue and what is before it.
   * @explicitPresence
   */
  readonly rabbitmqResourcesConfig?: RabbitmqResourcesConfig;
  /**
   * Where the events go.
   * @explicitPresence
   */
  readonly sink: RabbitmqSink;
  /**
   * Retries. @default - one attempt
   * @explicitPresence
   */
  readonly delivery?: RetryPolicy;
  /** Account of the pod that takes the messages. @default 'default' */
  readonly serviceAccountName?: string;
  /** Name of the container that takes the messages. */
  readonly adapterContainerName?: string;
}

/** What became of a source of RabbitMQ. */
export interface RabbitmqSourceStatus extends Status {
  /** URL of the sink. */
  readonly sinkUri?: string;
  /** What the events look like. */
  readonly ceAttributes?: readonly CloudEventAttributes[];
}

export const RabbitmqSource = defineKind<RabbitmqSourceSpec, RabbitmqSourceStatus>({
  group: 'sources.knative.dev',
  version: 'v1alpha1',
  kind: 'RabbitmqSource',
  plural: 'rabbitmqsources',
  scope: 'Namespaced',
  shortNames: ['rmqsource'],
  categories: ['all', 'knative', 'eventing', 'sources', 'importers'],
  decoding: 'strict',
});
