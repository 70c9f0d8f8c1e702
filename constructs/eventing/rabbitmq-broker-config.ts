import type { Construct } from 'constructs';
import {
  RabbitmqBrokerConfig as kind,
  type RabbitmqBrokerConfigSpec,
} from '../../lib/api/eventing/v1alpha1/rabbitmq-broker-config';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';

/** Settings of brokers of RabbitMQ. All of them are fixed once the object exists. */
export interface RabbitmqBrokerConfigProps extends ResourceProps {
  /** Name of the RabbitmqCluster. @default - the RabbitMQ that `connectionSecret` leads to */
  readonly cluster?: string;
  /** Secret with `uri`, `username`, `password` and `port`, in place of `cluster`. @default - none */
  readonly connectionSecret?: string;
  /** Namespace of the cluster or of the Secret. @default - that of the object */
  readonly clusterNamespace?: string;
  /** Kind of the queues: replicated ones, or those on one node. @default 'quorum' */
  readonly queueType?: RabbitmqBrokerConfigSpec['queueType'];
  /** Virtual host of RabbitMQ. @default '/' */
  readonly vhost?: string;
}

/**
 * Settings that brokers of RabbitMQ share. `BrokerClass.rabbitmq` makes one for a single broker.
 *
 * Becomes: one RabbitmqBrokerConfig.
 * @example
 * const config = new RabbitmqBrokerConfig(chart, 'rabbit', { cluster: 'rabbit', queueType: 'quorum' });
 * new Broker(chart, 'orders', { class: 'RabbitMQBroker', config: config.referenceFrom(undefined) });
 */
export class RabbitmqBrokerConfig extends Resource<RabbitmqBrokerConfigSpec> {
  public constructor(scope: Construct, id: string, given: RabbitmqBrokerConfigProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, () => ({
      spec: {
        rabbitmqClusterReference: {
          name: props.cluster,
          namespace: props.clusterNamespace,
          connectionSecret: props.connectionSecret === undefined ? undefined : { name: props.connectionSecret },
        },
        queueType: props.queueType,
        vhost: props.vhost,
      },
    }));
  }
}
