import { Broker, type BrokerSpec, type BrokerStatus } from '../../api/eventing/v1/broker';
import { Trigger, type TriggerSpec, type TriggerStatus } from '../../api/eventing/v1/trigger';
import type { KubeObject } from '../../api/meta/v1';
import { isSemanticallyEqual } from '../../api/schema';
import { RabbitmqSource } from '../../api/sources/v1alpha1/rabbitmq-source';
import { BROKER_CLASS, brokerClasses } from '../eventing/broker-classes';
import type { Rule } from '../rule';
import { rulesFor, rulesOf } from '../rule';
import { parseQuantity } from '../syntax/quantity';

const BROKER = 'eventing-rabbitmq, eventing v1, broker_validation.go';
const TRIGGER = 'eventing-rabbitmq, eventing v1, trigger_validation.go';
const NOT_JUDGED = 'the referee has no webhook of RabbitMQ';

const CLASS = 'RabbitMQBroker';
const GROUP = 'rabbitmq.eventing.knative.dev/';
const PARALLELISM = `${GROUP}parallelism`;

type BrokerObject = KubeObject<BrokerSpec, BrokerStatus>;
type TriggerObject = KubeObject<TriggerSpec, TriggerStatus>;

const isOurs = ({ metadata }: KubeObject) => metadata.annotations?.[BROKER_CLASS] === CLASS;

const metadata = { annotations: { [BROKER_CLASS]: CLASS } };
const config = { apiVersion: 'eventing.knative.dev/v1alpha1', kind: 'RabbitmqBrokerConfig', name: 'settings' };
const annotated = (annotations: object) => ({ metadata: { annotations }, notJudged: NOT_JUDGED });

const brokerRules: readonly Rule<BrokerObject>[] = [
  {
    code: 'KE3231',
    title: 'the config of a broker of RabbitMQ is a RabbitmqBrokerConfig or a RabbitmqCluster',
    why: "It says which RabbitMQ carries the events; the config that is filled in by default is Eventing's, which does not.",
    source: BROKER,
    check(broker, report, { given }) {
      const { apiVersion, kind } = broker.spec?.config ?? {};
      if (!isOurs(broker) || !apiVersion || !kind || brokerClasses[CLASS]?.config[kind] === apiVersion) return;
      const isGiven = (given as BrokerObject).spec?.config !== undefined;
      report(
        ['spec', 'config'],
        isGiven ? `the config is ${kind} of ${apiVersion}` : 'there is no config',
        'name a RabbitmqBrokerConfig of eventing.knative.dev/v1alpha1',
      );
    },
    good: { metadata, spec: { config } },
    bad: [
      { metadata, spec: { config: { ...config, apiVersion: 'v1', kind: 'ConfigMap' } }, notJudged: NOT_JUDGED },
      { metadata, notJudged: NOT_JUDGED },
    ],
  },
  {
    code: 'KE3232',
    title: 'a broker of RabbitMQ that exists does not change at all',
    why: 'Its webhook refuses even another delivery, which brokers of other classes may change.',
    source: BROKER,
    check(broker, report, { before }) {
      if (before === undefined || !isOurs(broker)) return;
      const { delivery, ...rest } = broker.spec ?? {};
      const { delivery: oldDelivery, ...oldRest } = (before as BrokerObject).spec ?? {};
      if (isSemanticallyEqual(Broker, ['spec', 'delivery'], delivery, oldDelivery)) return;
      if (!isSemanticallyEqual(Broker, ['spec'], rest, oldRest)) return;
      report(
        ['spec', 'delivery'],
        'the delivery of an existing broker of RabbitMQ is changed',
        'set delivery on its triggers, or make another broker',
      );
    },
    good: {
      metadata: { ...metadata, labels: { team: 'shop' } },
      spec: { config },
      before: { metadata, spec: { config } },
    },
    bad: {
      metadata,
      spec: { config, delivery: { retry: 5 } },
      before: { metadata, spec: { config } },
      notJudged: NOT_JUDGED,
    },
  },
];

/** Triggers that RabbitMQ serves, as far as that shows in the trigger itself. */
const isServed = (trigger: KubeObject) =>
  Object.keys(trigger.metadata.annotations ?? {}).some((name) => name.startsWith(GROUP));

const triggerRules: readonly Rule<TriggerObject>[] = [
  {
    code: 'KE3241',
    title: 'the parallelism of a trigger of RabbitMQ is 1 to 1000',
    why: 'It is how many messages the dispatcher takes at a time; the webhook refuses anything else.',
    source: TRIGGER,
    check(trigger, report) {
      const text = trigger.metadata.annotations?.[PARALLELISM];
      if (text === undefined || (/^\+?\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 1000)) return;
      report(['metadata', 'annotations', PARALLELISM], `the parallelism is "${text}"`, 'write a number from 1 to 1000');
    },
    good: { metadata: { annotations: { [PARALLELISM]: '10' } } },
    bad: [annotated({ [PARALLELISM]: '0' }), annotated({ [PARALLELISM]: 'ten' }), annotated({ [PARALLELISM]: '1001' })],
  },
  {
    code: 'KE3242',
    title: 'a trigger of RabbitMQ that exists keeps its filter',
    why: 'Its queue is bound by the filter: the webhook refuses another one.',
    source: TRIGGER,
    check(trigger, report, { before }) {
      if (before === undefined || !isServed(trigger)) return;
      const old = (before as TriggerObject).spec?.filter;
      if (!isSemanticallyEqual(Trigger, ['spec', 'filter'], old, trigger.spec?.filter))
        report(
          ['spec', 'filter'],
          'the filter of an existing trigger of RabbitMQ is changed',
          'delete the trigger and make it anew, or make another one',
        );
    },
    good: { metadata: { annotations: { [PARALLELISM]: '10' } }, before: {} },
    bad: {
      metadata: { annotations: { [PARALLELISM]: '10' } },
      spec: { filter: { attributes: { type: 'a' } } },
      before: {},
      notJudged: NOT_JUDGED,
    },
  },
  {
    code: 'KE3260',
    severity: 'warning',
    title: 'a trigger of RabbitMQ filters by attributes alone',
    why: 'Its queue is bound by the attributes of filter: it does not look at filters, so every event passes them.',
    source: 'eventing-rabbitmq, pkg/reconciler/trigger; eventing-rabbitmq#624',
    check(trigger, report) {
      if (isServed(trigger) && (trigger.spec?.filters?.length ?? 0) > 0)
        report(['spec', 'filters'], 'a broker of RabbitMQ does not look at filters', 'write filter.attributes');
    },
    good: { metadata: { annotations: { [PARALLELISM]: '10' } }, spec: { filter: { attributes: { type: 'a' } } } },
    bad: { metadata: { annotations: { [PARALLELISM]: '10' } }, spec: { filters: [{ prefix: { type: 'a' } }] } },
  },
];

const resources: Rule<KubeObject> = {
  code: 'KE3243',
  title: 'annotations with the resources of RabbitMQ are quantities, no request above its limit',
  why: 'They become requests and limits of the pod that moves the events.',
  source: 'eventing-rabbitmq, pkg/utils, ValidateResourceRequestsAndLimits',
  check({ metadata: { annotations = {} } }, report) {
    for (const resource of ['cpu', 'memory']) {
      const [request, limit] = ['request', 'limit'].map((bound) => {
        const name = `${GROUP}${resource}-${bound}`;
        const text = annotations[name];
        const value = text === undefined ? undefined : parseQuantity(text);
        if (text !== undefined && value === undefined)
          report(['metadata', 'annotations', name], `"${text}" is no quantity`, 'write it such as 500m or 128Mi');
        return value;
      });
      if (request !== undefined && limit !== undefined && request > limit)
        report(['metadata', 'annotations', `${GROUP}${resource}-request`], 'the request is above the limit');
    }
  },
  good: { metadata: { annotations: { [`${GROUP}cpu-request`]: '100m', [`${GROUP}cpu-limit`]: '1' } } },
  bad: [
    annotated({ [`${GROUP}memory-limit`]: 'lots' }),
    annotated({ [`${GROUP}cpu-request`]: '2', [`${GROUP}cpu-limit`]: '1' }),
  ],
};

export const rabbitmqBrokerRules = rulesFor(Broker, brokerRules);

export const rabbitmqTriggerRules = rulesFor(Trigger, triggerRules);

export const rabbitmqResourceRules = rulesOf<KubeObject>(
  'Resources of RabbitMQ',
  [Broker, Trigger, RabbitmqSource].map((kind) => ({ kind, at: [] })),
  [resources],
);
