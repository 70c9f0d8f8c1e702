import type { Construct } from 'constructs';
import type { RabbitmqClusterReference } from '../../../lib/api/common/rabbitmq';
import { RabbitmqSource as kind, type RabbitmqSourceSpec } from '../../../lib/api/sources/v1alpha1/rabbitmq-source';
import { type Lowering, Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { type INamed, namedRef, nameOf } from '../../kubernetes/named';
import { type DeliveryProps, lowerDelivery } from '../delivery';
import { lowerSink } from '../sink';
import type { DeclaringProps, SenderProps } from './source';

/** Which messages to send, and how to reach them. */
export interface RabbitmqSourceProps extends SenderProps, DeclaringProps {
  /** The RabbitmqCluster, which the cluster operator runs. @default - the one that `connectionSecret` leads to */
  readonly cluster?: string | INamed;
  /** Secret with `uri`, `username`, `password` and `port` of any RabbitMQ, in place of `cluster`. @default - none */
  readonly connectionSecret?: string | INamed;
  /** Namespace of the cluster or of the Secret. @default - that of the source */
  readonly clusterNamespace?: string;
  /** The exchange. Made, unless it is `predeclared`; needed then. @default - none */
  readonly exchangeName?: string;
  /** The queue. @default - made for the source alone */
  readonly queueName?: string;
  /** Virtual host of RabbitMQ. @default '/' */
  readonly vhost?: string;
  /** Whether queue and exchange are there already. @default false */
  readonly predeclared?: boolean;
  /** How many messages are delivered at a time, 1 to 1000. @default 1 */
  readonly parallelism?: number;
  /** Retries. @default - one attempt */
  readonly delivery?: Pick<DeliveryProps, 'retry' | 'backoff' | 'delay'>;
  /** Account of the pod that takes the messages. @default - the account `default` of the namespace */
  readonly serviceAccount?: string | INamed;
  /** Name of the container that takes the messages. @default - made up */
  readonly adapterContainerName?: string;
}

/**
 * Sends an event for each message of a queue of RabbitMQ. Nothing of it can be changed once it is created.
 *
 * Becomes: one RabbitmqSource. Messages that are events already pass as they are; the others become events of the type
 * `RabbitmqSource.eventType`.
 * @example
 * new RabbitmqSource(chart, 'orders', { cluster: 'rabbit', exchangeName: 'orders', sink: broker });
 */
export class RabbitmqSource extends Resource<RabbitmqSourceSpec> {
  /** Type of the events that messages become which are no events yet. */
  public static readonly eventType = 'dev.knative.rabbitmq.event';

  public constructor(scope: Construct, id: string, given: RabbitmqSourceProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        rabbitmqClusterReference: clusterOf(props, lowering),
        rabbitmqResourcesConfig: resourcesOf(props),
        sink: lowerSink('sink', props.sink, lowering),
        delivery: props.delivery && retriesOf(props.delivery, lowering),
        serviceAccountName: props.serviceAccount && nameOf(props.serviceAccount),
        adapterContainerName: props.adapterContainerName,
      },
      facts: { sends: props.sends },
    }));
  }
}

function clusterOf(props: RabbitmqSourceProps, by: Lowering): RabbitmqClusterReference {
  const { cluster, connectionSecret, clusterNamespace: namespace } = props;
  if (cluster === undefined && connectionSecret === undefined) {
    by.refuse('missing', 'cluster', 'no RabbitMQ is named', 'give the cluster or a connectionSecret');
  }
  if (cluster !== undefined && connectionSecret !== undefined) {
    by.refuse('exclusive', 'connectionSecret', 'both cluster and connectionSecret are given', 'leave out one of them');
  }
  return { name: cluster && nameOf(cluster), namespace, connectionSecret: namedRef(connectionSecret) };
}

function resourcesOf(props: RabbitmqSourceProps): RabbitmqSourceSpec['rabbitmqResourcesConfig'] {
  const { exchangeName, queueName, vhost, predeclared, parallelism } = props;
  return { exchangeName, queueName, vhost, predeclared, parallelism };
}

function retriesOf(
  delivery: NonNullable<RabbitmqSourceProps['delivery']>,
  lowering: Lowering,
): RabbitmqSourceSpec['delivery'] {
  const { retry, backoff, delay } = delivery;
  const { backoffPolicy, backoffDelay } = lowerDelivery({ backoff, delay }, lowering);
  return { retry, backoffPolicy, backoffDelay };
}
