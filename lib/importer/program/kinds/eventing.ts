import { type Fields, fieldsAt, listAt, textAt } from '../../draft';
import { call, type Expression, given, list, literal, map, mapOrNone, ours } from '../expression';
import type { KindWriter, Scope } from '../scope';
import { sink } from '../sink';
import { isoDuration } from '../values';
import { delivery } from './delivery';
import { filter, filters } from './event-filters';

const BROKER = { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker' };

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
  return {
    of: 'Trigger',
    props: {
      broker: brokerNamed(name, namespace, scope),
      filter: filter(spec),
      subscriber,
      delivery: delivery(spec.delivery, scope),
    },
  };
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

function brokerNamed(name: string, namespace: string | undefined, scope: Scope): Expression {
  const known = scope.constructOf({ ...BROKER, name, namespace });
  return known ?? call(ours('Broker.fromName'), literal(name), mapOrNone({ namespace: given(namespace) }));
}

/** An object that events come to or from, as a construct; a broker also by its name. */
function place(ref: Fields, scope: Scope): Expression | undefined {
  const { apiVersion, kind, name } = ref;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string') return undefined;
  const namespace = textAt(ref, 'namespace');
  if (kind === BROKER.kind && apiVersion === BROKER.apiVersion) return brokerNamed(name, namespace, scope);
  return scope.constructOf({ apiVersion, kind, name, namespace });
}

const eventPolicy: KindWriter = (spec, scope) => {
  const from = listAt(spec, 'from').map((sender) => eventSender(sender, scope));
  const to = listAt(spec, 'to').map((receiver) => eventReceiver(receiver, scope));
  if ([...from, ...to].some((part) => part === undefined)) return undefined;
  const props = {
    from: spec.from === undefined ? undefined : list(from as Expression[]),
    to: spec.to === undefined ? undefined : list(to as Expression[]),
    filter: Array.isArray(spec.filters) ? filters(spec.filters) : undefined,
  };
  return { of: 'EventPolicy', props };
};

function eventSender(sender: Fields, scope: Scope): Expression | undefined {
  const subject = textAt(sender, 'sub');
  if (subject === undefined) return place(fieldsAt(sender, 'ref') ?? {}, scope);
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:*]+)$/.exec(subject) ?? [];
  const account =
    name !== undefined && namespace === scope.namespace
      ? scope.constructOf({ apiVersion: 'v1', kind: 'ServiceAccount', name })
      : undefined;
  return map(account === undefined ? { subject: literal(subject) } : { account });
}

function eventReceiver(receiver: Fields, scope: Scope): Expression | undefined {
  const ref = fieldsAt(receiver, 'ref');
  if (ref !== undefined) return place(ref, scope);
  return given(fieldsAt(receiver, 'selector'));
}

const requestReply: KindWriter = (spec, scope) => {
  const broker = fieldsAt(spec, 'brokerRef');
  const at = broker && place(broker, scope);
  if (at === undefined || broker?.kind !== BROKER.kind) return undefined;
  const props = {
    broker: at,
    timeout: isoDuration(spec.timeout),
    correlationAttribute: given(spec.correlationAttribute),
    replyAttribute: given(spec.replyAttribute),
    delivery: delivery(spec.delivery, scope),
  };
  return { of: 'RequestReply', props };
};

const eventTransform: KindWriter = (spec, scope) => {
  const expression = fieldsAt(spec, 'jsonata')?.expression;
  if (typeof expression !== 'string') return undefined;
  const reply = fieldsAt(spec, 'reply');
  const answer = fieldsAt(reply, 'jsonata')?.expression;
  const to = sink(spec.sink, scope);
  const props = {
    jsonata: literal(expression),
    sink: to,
    reply:
      to === undefined || reply === undefined
        ? undefined
        : reply.discard === true
          ? literal('discard')
          : map({ jsonata: given(answer) }),
  };
  return { of: 'EventTransform', props };
};

const rabbitmqBrokerConfig: KindWriter = (spec) => {
  const cluster = fieldsAt(spec, 'rabbitmqClusterReference');
  const props = {
    cluster: given(cluster?.name),
    connectionSecret: given(fieldsAt(cluster, 'connectionSecret')?.name),
    clusterNamespace: given(cluster?.namespace),
    queueType: given(spec.queueType),
    vhost: given(spec.vhost),
  };
  return { of: 'RabbitmqBrokerConfig', props };
};

export const eventingWriters: Readonly<Record<string, KindWriter>> = {
  'eventing.knative.dev/Broker': broker,
  'eventing.knative.dev/Trigger': trigger,
  'eventing.knative.dev/EventType': eventType,
  'eventing.knative.dev/EventPolicy': eventPolicy,
  'eventing.knative.dev/RequestReply': requestReply,
  'eventing.knative.dev/EventTransform': eventTransform,
  'eventing.knative.dev/RabbitmqBrokerConfig': rabbitmqBrokerConfig,
};
