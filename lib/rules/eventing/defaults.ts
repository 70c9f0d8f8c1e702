import type { Delivery } from '../../api/duck/v1/delivery';
import type { Destination, KReference } from '../../api/duck/v1/destination';
import { Broker, type BrokerSpec } from '../../api/eventing/v1/broker';
import { Trigger, type TriggerSpec } from '../../api/eventing/v1/trigger';
import type { KubeObject } from '../../api/meta/v1';
import { ApiServerSource, type ApiServerSourceSpec } from '../../api/sources/v1/api-server-source';
import { PingSource, type PingSourceSpec } from '../../api/sources/v1/ping-source';
import type { Defaulter, Defaulters } from '../defaults';
import { withoutNulls } from '../nulls';
import { BROKER_CLASS, DEFAULT_BROKER_CLASS } from './broker-classes';

/** Label by which the triggers of a broker are found. */
const BROKER_LABEL = 'eventing.knative.dev/broker';

/** What config-br-defaults ships: brokers that say nothing get this config and this delivery. */
const SHIPPED_CONFIG: KReference = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  name: 'config-br-default-channel',
  namespace: 'knative-eventing',
};
const SHIPPED_DELIVERY: Delivery = { retry: 10, backoffPolicy: 'exponential', backoffDelay: 'PT0.2S' };

/** The schedule of a PingSource that has none: each minute. */
export const DEFAULT_SCHEDULE = '* * * * *';

function withNamespace(ref: KReference, namespace: string | undefined): KReference {
  return ref.namespace || !namespace ? ref : { ...ref, namespace };
}

function defaultDestination(destination: Destination, namespace: string | undefined): Destination {
  return destination.ref === undefined
    ? destination
    : { ...destination, ref: withNamespace(destination.ref, namespace) };
}

function defaultDelivery(delivery: Delivery, namespace: string | undefined): Delivery {
  const { deadLetterSink } = delivery;
  return deadLetterSink === undefined
    ? delivery
    : { ...delivery, deadLetterSink: defaultDestination(deadLetterSink, namespace) };
}

/**
 * A broker's class, config and delivery are filled in, each if it is absent. What upstream's ConfigMap
 * config-br-defaults changes is taken as it ships.
 */
const broker: Defaulter = (object) => {
  const spec = (object.spec ?? {}) as BrokerSpec;
  const { namespace, annotations } = object.metadata;
  const named = annotations?.[BROKER_CLASS] !== undefined;
  return {
    ...object,
    metadata: named
      ? object.metadata
      : { ...object.metadata, annotations: { ...annotations, [BROKER_CLASS]: DEFAULT_BROKER_CLASS } },
    spec: {
      ...spec,
      config: spec.config === undefined ? SHIPPED_CONFIG : withNamespace(spec.config, namespace),
      delivery: spec.delivery === undefined ? SHIPPED_DELIVERY : defaultDelivery(spec.delivery, namespace),
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

function keyOf({ apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>): string {
  return `${apiVersion}/${kind}`;
}

/** A property that is null counts as absent, for defaults too. */
function afterNulls(defaulter: Defaulter): Defaulter {
  return (object, platform, before) => defaulter(withoutNulls(object), platform, before);
}

export const eventingDefaulters: Defaulters = {
  [keyOf(Broker)]: afterNulls(broker),
  [keyOf(Trigger)]: afterNulls(trigger),
  [keyOf(PingSource)]: afterNulls(pingSource),
  [keyOf(ApiServerSource)]: afterNulls(apiServerSource),
};
