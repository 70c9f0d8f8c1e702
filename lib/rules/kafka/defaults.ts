import type { Delivery } from '../../api/duck/v1/delivery';
import { KafkaSink } from '../../api/eventing/v1alpha1/kafka-sink';
import { KafkaChannel, type KafkaChannelSpec } from '../../api/messaging/v1/kafka-channel';
import type { KubeObject } from '../../api/meta/v1';
import { KafkaSource, type KafkaSourceSpec } from '../../api/sources/v1/kafka-source';
import type { Defaulter, Defaulters } from '../defaults';
import { defaultDelivery, defaultDestination, keyOf } from '../eventing/default-references';

/** Annotation that says by which version of the duck type a channel's subscribers are written. */
const SUBSCRIBABLE = 'messaging.knative.dev/subscribable';

/** Marks a channel with the version of its subscribers. */
export function withSubscribable(object: KubeObject): KubeObject {
  const { annotations } = object.metadata;
  if (annotations?.[SUBSCRIBABLE] !== undefined) return object;
  return { ...object, metadata: { ...object.metadata, annotations: { ...annotations, [SUBSCRIBABLE]: 'v1' } } };
}

interface Delivered {
  readonly delivery?: Delivery;
}

/** References of a dead letter sink get the namespace of the object. */
function withDelivery<Spec extends Delivered>(spec: Spec, { metadata }: KubeObject): Spec {
  return spec.delivery === undefined ? spec : { ...spec, delivery: defaultDelivery(spec.delivery, metadata.namespace) };
}

/**
 * The name of the consumer group, which upstream makes up by chance, is left out. An update that names none keeps
 * the one that was made up.
 */
const source: Defaulter = (object, _platform, before) => {
  const spec = (object.spec ?? {}) as Partial<KafkaSourceSpec>;
  const group = spec.consumerGroup || (before?.spec as Partial<KafkaSourceSpec> | undefined)?.consumerGroup;
  return {
    ...object,
    spec: {
      ...withDelivery(spec, object),
      ...(group && { consumerGroup: group }),
      consumers: spec.consumers ?? 1,
      initialOffset: spec.initialOffset || 'latest',
      ordering: spec.ordering ?? 'ordered',
      sink: defaultDestination(spec.sink ?? {}, object.metadata.namespace),
    },
  };
};

const sink: Defaulter = (object) => ({ ...object, spec: { contentMode: 'binary', ...(object.spec as object) } });

const channel: Defaulter = (object) => {
  const spec = (object.spec ?? {}) as KafkaChannelSpec;
  return {
    ...withSubscribable(object),
    spec: {
      ...withDelivery(spec, object),
      numPartitions: spec.numPartitions || 1,
      replicationFactor: spec.replicationFactor || 1,
      retentionDuration: spec.retentionDuration || 'PT168H',
    },
  };
};

export const kafkaDefaulters: Defaulters = {
  [keyOf(KafkaSource)]: source,
  [keyOf(KafkaSink)]: sink,
  [keyOf(KafkaChannel)]: channel,
};
