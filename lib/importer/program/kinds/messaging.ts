import { fieldsAt, isFields, listAt, textAt } from '../../draft';
import { call, type Expression, given, list, literal, map, mapOrNone, ours } from '../expression';
import type { KindWriter } from '../scope';
import { sink } from '../sink';
import { isoDuration } from '../values';
import { delivery } from './delivery';

function channelTemplate(value: unknown): Expression | undefined {
  if (!isFields(value)) return undefined;
  const { apiVersion, kind, spec, ...rest } = value;
  if (Object.keys(rest).length === 0 && spec === undefined) {
    if (`${apiVersion}/${kind}` === 'messaging.knative.dev/v1/InMemoryChannel') return call(ours('Channel.inMemory'));
    if (`${apiVersion}/${kind}` === 'messaging.knative.dev/v1/KafkaChannel') return call(ours('Channel.kafka'));
  }
  if (`${apiVersion}/${kind}` === 'messaging.knative.dev/v1/KafkaChannel' && isFields(spec)) {
    const { numPartitions, replicationFactor, ...others } = spec;
    if (Object.keys(others).length === 0) {
      return call(
        ours('Channel.kafka'),
        map({ partitions: given(numPartitions), replication: given(replicationFactor) }),
      );
    }
  }
  return call(ours('Channel.of'), literal(value));
}

const channel: KindWriter = (spec, scope) => ({
  of: 'Channel',
  props: { template: channelTemplate(spec.channelTemplate), delivery: delivery(spec.delivery, scope) },
});

const inMemoryChannel: KindWriter = (spec, scope) => ({
  of: 'InMemoryChannel',
  props: {
    async: scope.annotations.property('messaging.knative.dev/async-handler', (text) =>
      text === 'true' ? literal(true) : undefined,
    ),
    delivery: delivery(spec.delivery, scope),
  },
});

const kafkaChannel: KindWriter = (spec, scope) => ({
  of: 'KafkaChannel',
  props: {
    partitions: given(spec.numPartitions),
    replication: given(spec.replicationFactor),
    retention: isoDuration(spec.retentionDuration),
    delivery: delivery(spec.delivery, scope),
  },
});

const natsChannel: KindWriter = (spec, scope) => ({
  of: 'NatsJetStreamChannel',
  props: {
    stream: given(spec.stream),
    consumer: given(spec.consumerConfigTemplate),
    deployment: given(spec.deploymentSpecTemplate),
    delivery: delivery(spec.delivery, scope),
  },
});

const subscription: KindWriter = (spec, scope) => {
  const ref = fieldsAt(spec, 'channel');
  const { apiVersion, kind, name } = ref ?? {};
  const subscriber = sink(spec.subscriber, scope);
  if (
    typeof apiVersion !== 'string' ||
    typeof kind !== 'string' ||
    typeof name !== 'string' ||
    subscriber === undefined
  ) {
    return undefined;
  }
  const namespace = textAt(ref, 'namespace');
  const isUsual = apiVersion === 'messaging.knative.dev/v1' && kind === 'Channel';
  const options = mapOrNone({
    apiVersion: isUsual || apiVersion === 'messaging.knative.dev/v1' ? undefined : literal(apiVersion),
    kind: isUsual ? undefined : literal(kind),
    namespace: given(namespace),
  });
  const known = scope.constructOf({ apiVersion, kind, name, namespace });
  return {
    of: 'Subscription',
    props: {
      channel: known ?? call(ours('Channel.fromName'), literal(name), options),
      subscriber,
      reply: sink(spec.reply, scope),
      delivery: delivery(spec.delivery, scope),
    },
  };
};

const sequence: KindWriter = (spec, scope) => {
  const steps = listAt(spec, 'steps').map((step) => {
    const to = sink(step, scope);
    return step.delivery === undefined ? to : to && map({ sink: to, delivery: delivery(step.delivery, scope) });
  });
  if (steps.some((step) => step === undefined)) return undefined;
  const props = {
    steps: list(steps as Expression[]),
    reply: sink(spec.reply, scope),
    channel: channelTemplate(spec.channelTemplate),
  };
  return { of: 'Sequence', props };
};

const parallel: KindWriter = (spec, scope) => {
  const branches = listAt(spec, 'branches').map((branch) => {
    const subscriber = sink(branch.subscriber, scope);
    return (
      subscriber &&
      map({
        filter: sink(branch.filter, scope),
        subscriber,
        reply: sink(branch.reply, scope),
        delivery: delivery(branch.delivery, scope),
      })
    );
  });
  if (branches.some((branch) => branch === undefined)) return undefined;
  const props = {
    branches: list(branches as Expression[]),
    reply: sink(spec.reply, scope),
    channel: channelTemplate(spec.channelTemplate),
  };
  return { of: 'Parallel', props };
};

export const messagingWriters: Readonly<Record<string, KindWriter>> = {
  'messaging.knative.dev/Channel': channel,
  'messaging.knative.dev/InMemoryChannel': inMemoryChannel,
  'messaging.knative.dev/KafkaChannel': kafkaChannel,
  'messaging.knative.dev/NatsJetStreamChannel': natsChannel,
  'messaging.knative.dev/Subscription': subscription,
  'flows.knative.dev/Sequence': sequence,
  'flows.knative.dev/Parallel': parallel,
};
