import { type Fields, fieldsAt, isFields, listAt, textAt } from '../../draft';
import { call, type Entries, type Expression, given, list, literal, map, mapOrNone, ours } from '../expression';
import { containerProps, podVolumes, securityContext } from '../pod';
import type { KindWriter, Scope } from '../scope';
import { sink } from '../sink';
import { isoDuration } from '../values';

const BROKER = { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker' };

export function delivery(value: unknown, scope: Scope): Expression | undefined {
  if (!isFields(value)) return undefined;
  return map({
    retry: given(value.retry),
    backoff: given(value.backoffPolicy),
    delay: isoDuration(value.backoffDelay),
    timeout: isoDuration(value.timeout),
    deadLetterSink: sink(value.deadLetterSink, scope),
    format: given(value.format),
    retryAfterMax: isoDuration(value.retryAfterMax),
  });
}

const broker: KindWriter = (spec, scope) => {
  const config = fieldsAt(spec, 'config');
  const props = {
    class: given(scope.annotations.take('eventing.knative.dev/broker.class')),
    config: given(config),
    delivery: delivery(spec.delivery, scope),
  };
  return { of: 'Broker', props };
};

const trigger: KindWriter = (spec, scope) => {
  const ref = fieldsAt(spec, 'brokerRef');
  const name = textAt(ref, 'name') ?? textAt(spec, 'broker');
  const subscriber = sink(spec.subscriber, scope);
  if (name === undefined || subscriber === undefined) return undefined;
  const namespace = textAt(ref, 'namespace');
  const known = scope.constructOf({ ...BROKER, name, namespace });
  return {
    of: 'Trigger',
    props: {
      broker: known ?? call(ours('Broker.fromName'), literal(name), mapOrNone({ namespace: given(namespace) })),
      filter: filter(spec),
      subscriber,
      delivery: delivery(spec.delivery, scope),
    },
  };
};

function filter(spec: Fields): Expression | undefined {
  if (Array.isArray(spec.filters)) return filters(spec.filters);
  return given(fieldsAt(fieldsAt(spec, 'filter'), 'attributes'));
}

function filters(value: readonly unknown[]): Expression | undefined {
  const expressions = value.map(filterExpression);
  if (expressions.some((expression) => expression === undefined)) return undefined;
  const whole = expressions as Expression[];
  return whole.length === 1 ? whole[0] : list(whole);
}

function filterExpression(value: unknown): Expression | undefined {
  if (!isFields(value) || Object.keys(value).length !== 1) return undefined;
  const [[dialect, inner]] = Object.entries(value) as [[string, unknown]];
  if (dialect === 'all' || dialect === 'any') {
    const parts = (Array.isArray(inner) ? inner : []).map(filterExpression);
    return parts.some((part) => part === undefined) ? undefined : call(ours(`Filter.${dialect}`), ...parts);
  }
  if (dialect === 'not') {
    const negated = filterExpression(inner);
    return negated && call(ours('Filter.not'), negated);
  }
  return ['exact', 'prefix', 'suffix', 'cesql'].includes(dialect)
    ? call(ours(`Filter.${dialect}`), literal(inner))
    : undefined;
}

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

const eventType: KindWriter = (spec, scope) => {
  const attributes = listAt(spec, 'attributes');
  const named = (name: string) => attributes.find((attribute) => attribute.name === name);
  const type = textAt(named('type'), 'value');
  if (type === undefined) return undefined;
  const ref = fieldsAt(spec, 'reference');
  const at = ref && place(ref, scope);
  if (ref !== undefined && at === undefined) return undefined;
  const others = attributes.filter(
    ({ name }) => !['type', 'source', 'specversion', 'id', 'schemadata'].includes(String(name)),
  );
  const props = {
    type: literal(type),
    source: given(named('source')?.value),
    description: given(spec.description),
    schema: given(named('schemadata')?.value),
    at,
    attributes:
      others.length === 0
        ? undefined
        : literal(Object.fromEntries(others.map(({ name, value, required }) => [name, { value, required }]))),
  };
  return { of: 'EventType', props };
};

/** An object that events come to, by construct or by name. */
function place(ref: Fields, scope: Scope): Expression | undefined {
  const { apiVersion, kind, name } = ref;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string') return undefined;
  const namespace = textAt(ref, 'namespace');
  const known = scope.constructOf({ apiVersion, kind, name, namespace });
  if (known !== undefined) return known;
  if (kind !== 'Broker' || apiVersion !== BROKER.apiVersion) return undefined;
  return call(ours('Broker.fromName'), literal(name), mapOrNone({ namespace: given(namespace) }));
}

/** What all sources have. */
function source(spec: Fields, scope: Scope): Entries | undefined {
  const to = sink(spec.sink, scope);
  return to && { sink: to, extensions: given(fieldsAt(fieldsAt(spec, 'ceOverrides'), 'extensions')) };
}

function sourceWriter(of: string, props: (spec: Fields, scope: Scope) => Entries | undefined): KindWriter {
  return (spec, scope) => {
    const common = source(spec, scope);
    const own = common && props(spec, scope);
    return own && { of, props: { ...own, ...common } };
  };
}

const pingSource = sourceWriter('PingSource', (spec) => {
  const data = jsonData(spec);
  const isSixFields =
    String(spec.schedule ?? '')
      .trim()
      .split(/\s+/)
      .filter((field) => !/^(?:CRON_)?TZ=/.test(field)).length === 6;
  return {
    schedule: given(spec.schedule),
    seconds: isSixFields ? literal(true) : undefined,
    timezone: given(spec.timezone),
    data: data ?? given(spec.data),
    dataBase64: given(spec.dataBase64),
    contentType: data === undefined ? given(spec.contentType) : undefined,
  };
});

/** JSON as an object, if it is written back as the same text. */
function jsonData({ data, contentType }: Fields): Expression | undefined {
  if (typeof data !== 'string' || contentType !== 'application/json') return undefined;
  try {
    const value: unknown = JSON.parse(data);
    return isFields(value) && JSON.stringify(value) === data ? literal(value) : undefined;
  } catch {
    return undefined;
  }
}

const apiServerSource = sourceWriter('ApiServerSource', (spec, scope) => {
  const account = textAt(spec, 'serviceAccountName');
  // Without one, the construct would make an account of its own.
  if (account === undefined || !Array.isArray(spec.resources)) return undefined;
  const known = scope.constructOf({ apiVersion: 'v1', kind: 'ServiceAccount', name: account });
  const watched = Array.isArray(spec.filters) ? spec.filters.map(filterExpression) : undefined;
  return {
    resources: literal(spec.resources),
    mode: given(spec.mode),
    owner: given(spec.owner),
    namespaceSelector: given(spec.namespaceSelector),
    filters: watched?.every((expression) => expression !== undefined) ? list(watched as Expression[]) : undefined,
    serviceAccount: known ?? literal({ name: account }),
  };
});

const containerSource = sourceWriter('ContainerSource', (spec, scope) => {
  const template = fieldsAt(spec, 'template');
  const pod = fieldsAt(template, 'spec') ?? {};
  const [container, ...others] = listAt(pod, 'containers');
  if (container === undefined) return undefined;
  const volumes = podVolumes(pod, [container], scope);
  const { containers: _, volumes: all, serviceAccountName, ...rest } = pod;
  const unmounted = (Array.isArray(all) ? all : []).filter(
    (volume) => isFields(volume) && !volumes.has(String(volume.name)),
  );
  const restOfPod = {
    ...rest,
    ...(others.length > 0 && { containers: others }),
    ...(unmounted.length > 0 && { volumes: unmounted }),
  };
  const more = {
    ...(template?.metadata !== undefined && { metadata: template.metadata }),
    ...(Object.keys(restOfPod).length > 0 && { spec: restOfPod }),
  };
  return {
    containerName: given(container.name),
    ...containerProps(container, volumes, scope),
    terminationMessagePath: undefined,
    terminationMessagePolicy: undefined,
    resources: given(container.resources),
    securityContext: securityContext(container.securityContext, fieldsAt(pod, 'securityContext')),
    serviceAccount:
      typeof serviceAccountName === 'string'
        ? (scope.constructOf({ apiVersion: 'v1', kind: 'ServiceAccount', name: serviceAccountName }) ??
          literal(serviceAccountName))
        : undefined,
    template: Object.keys(more).length === 0 ? undefined : literal(more),
  };
});

const sinkBinding = sourceWriter('SinkBinding', (spec) => {
  const subject = fieldsAt(spec, 'subject');
  return subject && { subject: literal(subject) };
});

function secretRef(value: unknown): Expression | undefined {
  const ref = fieldsAt(isFields(value) ? value : undefined, 'secretKeyRef');
  return ref && call(ours('SecretRef.of'), given(ref.name), given(ref.key));
}

const kafkaSource = sourceWriter('KafkaSource', (spec, scope) => {
  if (!Array.isArray(spec.bootstrapServers) || !Array.isArray(spec.topics)) return undefined;
  const net = fieldsAt(spec, 'net');
  const part = (name: 'sasl' | 'tls') => {
    const settings = fieldsAt(net, name);
    return (
      settings &&
      map(
        Object.fromEntries(
          Object.entries(settings).map(([key, value]) => [
            key,
            key === 'enable' ? (value === true ? undefined : given(value)) : secretRef(value),
          ]),
        ),
      )
    );
  };
  return {
    bootstrapServers: literal(spec.bootstrapServers),
    topics: literal(spec.topics),
    consumerGroup: given(spec.consumerGroup),
    consumers: given(spec.consumers),
    initialOffset: given(spec.initialOffset),
    ordering: given(spec.ordering),
    keyType: given(scope.labels.take('kafkasources.sources.knative.dev/key-type')),
    delivery: delivery(spec.delivery, scope),
    net: net && map({ sasl: part('sasl'), tls: part('tls') }),
  };
});

const gitHubSource = sourceWriter('GitHubSource', (spec) => {
  const [accessToken, secretToken] = [secretRef(spec.accessToken), secretRef(spec.secretToken)];
  if (accessToken === undefined || secretToken === undefined || spec.ownerAndRepository === undefined) return undefined;
  return {
    ownerAndRepository: given(spec.ownerAndRepository),
    eventTypes: literal(spec.eventTypes ?? []),
    accessToken,
    secretToken,
    githubAPIURL: given(spec.githubAPIURL),
    secure: given(spec.secure),
    serviceAccount: given(spec.serviceAccountName),
  };
});

const gitLabSource = sourceWriter('GitLabSource', (spec) => {
  const [accessToken, secretToken] = [secretRef(spec.accessToken), secretRef(spec.secretToken)];
  if (accessToken === undefined || secretToken === undefined || spec.projectUrl === undefined) return undefined;
  return {
    projectUrl: given(spec.projectUrl),
    eventTypes: literal(spec.eventTypes ?? []),
    accessToken,
    secretToken,
    sslverify: spec.sslverify === true ? undefined : given(spec.sslverify),
    serviceAccount: given(spec.serviceAccountName),
  };
});

const rabbitmqSource = sourceWriter('RabbitmqSource', (spec, scope) => {
  const cluster = fieldsAt(spec, 'rabbitmqClusterReference');
  const resources = fieldsAt(spec, 'rabbitmqResourcesConfig') ?? {};
  const { exchangeName, queueName, vhost, predeclared, parallelism } = resources;
  const secret = fieldsAt(cluster, 'connectionSecret')?.name;
  if (cluster === undefined || (cluster.name === undefined) === (secret === undefined)) return undefined;
  const retries = fieldsAt(spec, 'delivery');
  return {
    cluster: given(cluster.name),
    connectionSecret: given(secret),
    clusterNamespace: given(cluster.namespace),
    exchangeName: given(exchangeName),
    queueName: given(queueName),
    vhost: given(vhost),
    predeclared: given(predeclared),
    parallelism: given(parallelism),
    delivery:
      retries &&
      map({
        retry: given(retries.retry),
        backoff: given(retries.backoffPolicy),
        delay: isoDuration(retries.backoffDelay),
      }),
    serviceAccount: given(spec.serviceAccountName),
    adapterContainerName: given(spec.adapterContainerName),
    extensions: undefined,
    sink: sink(spec.sink, scope),
  };
});

const kafkaSink: KindWriter = (spec) => ({
  of: 'KafkaSink',
  props: {
    topic: given(spec.topic),
    bootstrapServers: literal(spec.bootstrapServers ?? []),
    numPartitions: given(spec.numPartitions),
    replicationFactor: given(spec.replicationFactor),
    contentMode: given(spec.contentMode),
    auth: given(fieldsAt(fieldsAt(fieldsAt(spec, 'auth'), 'secret'), 'ref')?.name),
  },
});

export const eventingWriters: Readonly<Record<string, KindWriter>> = {
  'eventing.knative.dev/Broker': broker,
  'eventing.knative.dev/Trigger': trigger,
  'eventing.knative.dev/EventType': eventType,
  'eventing.knative.dev/KafkaSink': kafkaSink,
  'messaging.knative.dev/Channel': channel,
  'messaging.knative.dev/InMemoryChannel': inMemoryChannel,
  'messaging.knative.dev/KafkaChannel': kafkaChannel,
  'messaging.knative.dev/NatsJetStreamChannel': natsChannel,
  'messaging.knative.dev/Subscription': subscription,
  'flows.knative.dev/Sequence': sequence,
  'flows.knative.dev/Parallel': parallel,
  'sources.knative.dev/PingSource': pingSource,
  'sources.knative.dev/ApiServerSource': apiServerSource,
  'sources.knative.dev/ContainerSource': containerSource,
  'sources.knative.dev/SinkBinding': sinkBinding,
  'sources.knative.dev/KafkaSource': kafkaSource,
  'sources.knative.dev/GitHubSource': gitHubSource,
  'sources.knative.dev/GitLabSource': gitLabSource,
  'sources.knative.dev/RabbitmqSource': rabbitmqSource,
};
