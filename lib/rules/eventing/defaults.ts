import { Broker, type BrokerSpec } from '../../api/eventing/v1/broker';
import { Trigger, type TriggerSpec } from '../../api/eventing/v1/trigger';
import { EventPolicy, type EventPolicySpec } from '../../api/eventing/v1alpha1/event-policy';
import { RequestReply, type RequestReplySpec } from '../../api/eventing/v1alpha1/request-reply';
import { EventType, type EventTypeSpec } from '../../api/eventing/v1beta3/event-type';
import { ApiServerSource, type ApiServerSourceSpec } from '../../api/sources/v1/api-server-source';
import { PingSource, type PingSourceSpec } from '../../api/sources/v1/ping-source';
import type { Defaulter, Defaulters } from '../defaults';
import { BROKER_CLASS } from './broker-classes';
import { defaultBrokerClass, defaultBrokerConfig, defaultBrokerDelivery } from './default-brokers';
import { afterNulls, defaultDelivery, defaultDestination, keyOf, withNamespace } from './default-references';

/** Label by which the triggers of a broker are found. */
const BROKER_LABEL = 'eventing.knative.dev/broker';

/** The schedule of a PingSource that has none: each minute. */
export const DEFAULT_SCHEDULE = '* * * * *';

/** A broker's class, config and delivery are filled in from `config-br-defaults`, each if it is absent. */
const broker: Defaulter = (object, { brokerDefaults }) => {
  const spec = (object.spec ?? {}) as BrokerSpec;
  const { namespace, annotations } = object.metadata;
  const named = annotations?.[BROKER_CLASS];
  const brokerClass = named ?? defaultBrokerClass(brokerDefaults, namespace);
  const config = spec.config ?? defaultBrokerConfig(brokerDefaults, namespace, brokerClass);
  // Where the broker has a config, upstream looks the delivery up by that one's kind.
  const key = spec.config?.kind ?? brokerClass;
  const delivery = spec.delivery ?? defaultBrokerDelivery(brokerDefaults, namespace, key);
  return {
    ...object,
    metadata:
      named === undefined
        ? { ...object.metadata, annotations: { ...annotations, [BROKER_CLASS]: brokerClass } }
        : object.metadata,
    spec: {
      ...spec,
      ...(config === undefined ? {} : { config: withNamespace(config, namespace) }),
      ...(delivery === undefined ? {} : { delivery: defaultDelivery(delivery, namespace) }),
    },
  };
};

/** References of a trigger get its namespace, and the label tells its broker. The broker's name is not filled in. */
const trigger: Defaulter = (object, platform) => {
  const spec = (object.spec ?? {}) as Partial<TriggerSpec>;
  const { namespace, labels } = object.metadata;
  const linked = platform.isEnabled('cross-namespace-event-links') ? spec.brokerRef?.name : undefined;
  const name = linked ?? spec.broker;
  return {
    ...object,
    metadata: name ? { ...object.metadata, labels: { ...labels, [BROKER_LABEL]: name } } : object.metadata,
    spec: {
      ...spec,
      filter: spec.filter ?? {},
      subscriber: defaultDestination(spec.subscriber ?? {}, namespace),
      ...(spec.delivery === undefined ? {} : { delivery: defaultDelivery(spec.delivery, namespace) }),
    },
  };
};

/** The sink of a source keeps its reference as it is: the controller looks in the source's namespace by itself. */
const pingSource: Defaulter = (object) => {
  const spec = (object.spec ?? {}) as PingSourceSpec;
  return { ...object, spec: { ...spec, sink: spec.sink ?? {}, schedule: spec.schedule || DEFAULT_SCHEDULE } };
};

const apiServerSource: Defaulter = (object) => {
  const spec = (object.spec ?? {}) as ApiServerSourceSpec;
  const { mode, serviceAccountName, sink } = spec;
  return {
    ...object,
    spec: {
      ...spec,
      sink: sink ?? {},
      mode: mode || 'Reference',
      serviceAccountName: serviceAccountName || 'default',
    },
  };
};

const eventType: Defaulter = (object) => {
  const spec = (object.spec ?? {}) as Partial<EventTypeSpec>;
  const { reference } = spec;
  if (reference === undefined) return object;
  return { ...object, spec: { ...spec, reference: withNamespace(reference, object.metadata.namespace) } };
};

const eventPolicy: Defaulter = (object) => {
  const spec = (object.spec ?? {}) as EventPolicySpec;
  const { namespace } = object.metadata;
  const from = spec.from?.map((sender) =>
    sender?.ref === undefined ? sender : { ...sender, ref: withNamespace(sender.ref, namespace) },
  );
  return { ...object, spec: from === undefined ? spec : { ...spec, from } };
};

/** What is empty is filled in too. The label tells the broker, as that of a trigger does. */
const requestReply: Defaulter = (object, { requestReplyTimeout }) => {
  const spec = (object.spec ?? {}) as Partial<RequestReplySpec>;
  const { brokerRef, correlationAttribute, replyAttribute, timeout } = spec;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...object.metadata.labels, [BROKER_LABEL]: brokerRef?.name ?? '' },
    },
    spec: {
      ...spec,
      correlationAttribute: correlationAttribute || 'correlationid',
      replyAttribute: replyAttribute || 'replyid',
      timeout: timeout || requestReplyTimeout,
    },
  };
};

export const eventingDefaulters: Defaulters = {
  [keyOf(EventType)]: afterNulls(eventType),
  [keyOf(EventPolicy)]: afterNulls(eventPolicy),
  [keyOf(RequestReply)]: afterNulls(requestReply),
  [keyOf(Broker)]: afterNulls(broker),
  [keyOf(Trigger)]: afterNulls(trigger),
  [keyOf(PingSource)]: afterNulls(pingSource),
  [keyOf(ApiServerSource)]: afterNulls(apiServerSource),
};
