import { type Fields, fieldsAt, isFields, textAt } from '../../draft';
import { call, type Entries, type Expression, given, list, literal, map, mapOrNone, ours } from '../expression';
import { byName } from '../pod';
import type { KindWriter, Scope } from '../scope';
import { sink } from '../sink';
import { isoDuration, millis } from '../values';
import { awsAuth, awsService } from './aws';
import { delivery } from './delivery';
import { filterExpression } from './event-filters';
import { podTemplate } from './pod-template';

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

const containerSource = sourceWriter('ContainerSource', (spec, scope) =>
  podTemplate(fieldsAt(spec, 'template'), scope),
);

const sinkBinding = sourceWriter('SinkBinding', (spec, scope) => {
  const subject = bindingSubject(spec, scope);
  return subject && { subject };
});

const gitHubBinding: KindWriter = (spec, scope) => {
  const [subject, accessToken] = [bindingSubject(spec, scope), secretRef(spec.accessToken)];
  return subject && accessToken && { of: 'GitHubBinding', props: { subject, accessToken } };
};

function bindingSubject(spec: Fields, scope: Scope): Expression | undefined {
  const subject = fieldsAt(spec, 'subject');
  const [apiVersion, kind, name] = [textAt(subject, 'apiVersion'), textAt(subject, 'kind'), textAt(subject, 'name')];
  if (apiVersion === undefined || kind === undefined) return undefined;
  const known =
    name === undefined || subject?.selector !== undefined
      ? undefined
      : scope.constructOf({ apiVersion, kind, name, namespace: textAt(subject, 'namespace') });
  return known ?? given(subject);
}

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

const integrationSource = sourceWriter('IntegrationSource', (spec) => {
  const { timer, aws } = { timer: fieldsAt(spec, 'timer'), aws: fieldsAt(spec, 'aws') };
  const template = fieldsAt(spec, 'template');
  return {
    timer: timer && map({ ...sameFields(timer), period: millis(timer.period) }),
    aws:
      aws &&
      map({
        s3: awsService(aws, 's3'),
        sqs: awsService(aws, 'sqs'),
        ddbStreams: awsService(aws, 'ddbStreams'),
        auth: awsAuth(aws),
      }),
    template: given(template),
  };
});

const redisStreamSource = sourceWriter('RedisStreamSource', (spec) => {
  const dial = fieldsAt(spec, 'dialOptions');
  return {
    address: given(spec.address),
    stream: given(spec.stream),
    group: given(spec.group),
    consumers: given(spec.consumers),
    dialOptions:
      dial &&
      map({
        ...sameFields(dial),
        caCert: secretRef(dial.caCert),
        cert: secretRef(dial.cert),
        key: secretRef(dial.key),
      }),
  };
});

const KAMELET = { apiVersion: 'camel.apache.org/v1', kind: 'Kamelet' };

/** Where data comes from, or a step on its way; undefined if it is no map. */
function camelEndpoint(endpoint: unknown): Expression | undefined {
  if (!isFields(endpoint)) return undefined;
  const ref = fieldsAt(endpoint, 'ref');
  const isKamelet = ref?.apiVersion === KAMELET.apiVersion && ref.kind === KAMELET.kind && ref.namespace === undefined;
  return map({
    kamelet: isKamelet ? given(ref.name) : undefined,
    uri: given(endpoint.uri),
    ref: isKamelet ? undefined : given(ref),
    properties: given(endpoint.properties),
    dataTypes: given(endpoint.dataTypes),
  });
}

const camelSource: KindWriter = (spec, scope) => {
  const [from, to] = [camelEndpoint(spec.source), sink(spec.sink, scope)];
  const steps = Array.isArray(spec.steps) ? spec.steps.map(camelEndpoint) : undefined;
  if (from === undefined || to === undefined || steps?.some((step) => step === undefined)) return undefined;
  const end = fieldsAt(spec, 'sink');
  const { type, ...properties } = fieldsAt(end, 'properties') ?? {};
  const props = {
    source: from,
    steps: steps && list(steps as Expression[]),
    sink: to,
    eventType: given(type),
    sinkOptions: mapOrNone({
      properties: Object.keys(properties).length === 0 ? undefined : literal(properties),
      dataTypes: given(end?.dataTypes),
    }),
    errorHandler: given(spec.errorHandler),
    replicas: given(spec.replicas),
    serviceAccount: byName('v1', 'ServiceAccount', spec.serviceAccountName, scope),
    traits: given(spec.traits),
    dependencies: given(spec.dependencies),
    integration: given(spec.integration),
  };
  return { of: 'CamelSource', props };
};

function sameFields(fields: Fields): Entries {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, literal(value)]));
}

export const sourceWriters: Readonly<Record<string, KindWriter>> = {
  'sources.knative.dev/PingSource': pingSource,
  'sources.knative.dev/ApiServerSource': apiServerSource,
  'sources.knative.dev/ContainerSource': containerSource,
  'sources.knative.dev/SinkBinding': sinkBinding,
  'sources.knative.dev/KafkaSource': kafkaSource,
  'sources.knative.dev/GitHubSource': gitHubSource,
  'sources.knative.dev/GitLabSource': gitLabSource,
  'sources.knative.dev/RabbitmqSource': rabbitmqSource,
  'sources.knative.dev/IntegrationSource': integrationSource,
  'sources.knative.dev/RedisStreamSource': redisStreamSource,
  'bindings.knative.dev/GitHubBinding': gitHubBinding,
  'camel.apache.org/Pipe': camelSource,
};
