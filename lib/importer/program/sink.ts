import { type Fields, fieldsAt, isFields, textAt } from '../draft';
import { call, type Expression, given, literal, mapOrNone, ours } from './expression';
import type { Scope } from './scope';

/** Kinds whose constructs are sinks. */
const SINKS = [
  'serving.knative.dev/Service',
  'serving.knative.dev/Route',
  'eventing.knative.dev/Broker',
  'eventing.knative.dev/KafkaSink',
  'eventing.knative.dev/EventTransform',
  'eventing.knative.dev/RequestReply',
  'messaging.knative.dev/Channel',
  'messaging.knative.dev/InMemoryChannel',
  'messaging.knative.dev/KafkaChannel',
  'messaging.knative.dev/NatsJetStreamChannel',
  'flows.knative.dev/Sequence',
  'flows.knative.dev/Parallel',
  'sinks.knative.dev/JobSink',
  'sinks.knative.dev/IntegrationSink',
];

/** Where events go, as the object itself or by its name. What a sink cannot say is left to a patch. */
export function sink(destination: unknown, scope: Scope): Expression | undefined {
  if (!isFields(destination)) return undefined;
  const ref = fieldsAt(destination, 'ref');
  const uri = textAt(destination, 'uri');
  if (ref === undefined) return uri === undefined ? undefined : call(ours('Sink.uri'), literal(uri));
  const object = objectSink(ref, scope);
  return uri === undefined || object === undefined ? object : call(ours('Sink.at'), object, literal(uri));
}

function objectSink(ref: Fields, scope: Scope): Expression | undefined {
  const { apiVersion, kind, name } = ref;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string') return undefined;
  const namespace = textAt(ref, 'namespace');
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  if (SINKS.includes(`${group}/${kind}`)) {
    const known = scope.constructOf({ apiVersion, kind, name, namespace });
    if (known !== undefined) return known;
  }
  const options = mapOrNone({ namespace: given(namespace) });
  const short = SHORT[`${apiVersion}/${kind}`];
  if (short !== undefined) return call(ours(short), literal(name), options);
  return call(ours('Sink.object'), literal({ apiVersion, kind, name }), options);
}

const SHORT: Readonly<Record<string, string>> = {
  'serving.knative.dev/v1/Service': 'Sink.service',
  'v1/Service': 'Sink.kubernetesService',
  'eventing.knative.dev/v1/Broker': 'Sink.broker',
};
