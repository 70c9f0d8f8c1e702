import type { RabbitmqClusterReference } from '../../common/rabbitmq';
import { defineKind } from '../../kind';

/** Settings of brokers of the class `RabbitMQBroker`. Fixed once created. */
export interface RabbitmqBrokerConfigSpec {
  /**
   * The RabbitMQ that carries the events.
   * @schemaOptional
   * @explicitPresence
   */
  readonly rabbitmqClusterReference: RabbitmqClusterReference;
  /**
   * Kind of the queues: replicated ones, or those on one node.
   * @enforcedBySchema
   * @schemaDefault "quorum"
   */
  readonly queueType?: 'quorum' | 'classic';
  /** Virtual host of RabbitMQ. @default '/' */
  readonly vhost?: string;
}

export const RabbitmqBrokerConfig = defineKind<RabbitmqBrokerConfigSpec>({
  group: 'eventing.knative.dev',
  version: 'v1alpha1',
  kind: 'RabbitmqBrokerConfig',
  plural: 'rabbitmqbrokerconfigs',
  scope: 'Namespaced',
  shortNames: ['rmqbrokerconfig'],
  categories: ['all', 'knative', 'eventing'],
  statusSubresource: false,
  decoding: 'strict',
});
