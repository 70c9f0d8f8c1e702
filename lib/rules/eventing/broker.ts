import { Broker, type BrokerSpec, type BrokerStatus } from '../../api/eventing/v1/broker';
import type { KubeObject } from '../../api/meta/v1';
import { isSemanticallyEqual } from '../../api/schema';
import { nearest } from '../nearest';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';
import { BROKER_CLASS, brokerClass, brokerClasses, DEFAULT_BROKER_CLASS } from './broker-classes';
import { checkObjectName, checkReference, checkReferenceGroup } from './references';

const VALIDATION = 'eventing v1, broker_validation.go';

type BrokerObject = KubeObject<BrokerSpec, BrokerStatus>;

function classOf({ metadata }: KubeObject): string {
  return metadata.annotations?.[BROKER_CLASS] ?? '';
}

/** Whether RabbitMQ's webhook looks at the config as a whole, and refuses what is wrong. */
function isRabbitmq(broker: KubeObject): boolean {
  return classOf(broker) === 'RabbitMQBroker';
}

function withoutDelivery(spec: BrokerSpec | undefined): Partial<BrokerSpec> {
  const { delivery: _, ...rest } = spec ?? {};
  return rest;
}

const config = { apiVersion: 'v1', kind: 'ConfigMap', name: 'kafka-broker-config', namespace: 'knative-eventing' };

const rules: readonly Rule<BrokerObject>[] = [
  {
    code: 'KE2001',
    title: 'the class of a broker is not empty',
    why: 'The annotation says which controller makes the broker. Where it is absent it is filled in, where it is empty it is not.',
    source: VALIDATION,
    check(broker, report) {
      if (classOf(broker) === '') {
        report(
          ['metadata', 'annotations', BROKER_CLASS],
          'the class is empty',
          `leave the annotation out for ${DEFAULT_BROKER_CLASS}`,
        );
      }
    },
    good: { metadata: { annotations: { [BROKER_CLASS]: DEFAULT_BROKER_CLASS } } },
    bad: { metadata: { annotations: { [BROKER_CLASS]: '' } } },
  },
  {
    code: 'KE2002',
    title: "a broker's config names an object whole",
    why: 'All of apiVersion, kind and name are needed to find it.',
    source: VALIDATION,
    check({ spec }, report) {
      if (spec?.config !== undefined) checkReference(spec.config, ['spec', 'config'], report);
    },
    good: { spec: { config } },
    bad: [
      { spec: { config: { apiVersion: 'v1', kind: 'ConfigMap' } } },
      { spec: { config: { apiVersion: 'v1', name: 'settings' } } },
      { spec: { config: { kind: 'ConfigMap', name: 'settings' } } },
    ],
  },
  {
    code: 'KE2003',
    title: "a broker's config is referred to by apiVersion",
    why: 'A reference by group needs the feature kreference-group; with it the group must be that of the apiVersion.',
    source: 'knative.dev/pkg, apis/duck/v1/knative_reference.go',
    check({ spec }, report, context) {
      if (spec?.config !== undefined) checkReferenceGroup(spec.config, ['spec', 'config'], report, context);
    },
    good: { spec: { config } },
    bad: { spec: { config: { ...config, group: 'v1' } } },
  },
  {
    code: 'KE2004',
    title: 'of a broker that exists only the delivery changes',
    why: 'Its channels are made of its config: another one takes another broker.',
    source: VALIDATION,
    check({ spec }, report, { before }) {
      if (before === undefined) return;
      const old = withoutDelivery((before as BrokerObject).spec);
      if (isSemanticallyEqual(Broker, ['spec'], old, withoutDelivery(spec))) return;
      report(
        ['spec', 'config'],
        'the config of an existing broker is changed',
        'delete the broker and make it anew, or make another one',
      );
    },
    good: { spec: { delivery: { retry: 5 } }, before: {} },
    bad: { spec: { config }, before: {} },
  },
  {
    code: 'KE2005',
    title: 'a broker that exists keeps its class',
    why: 'Another class is another controller, which would not know what the first has made.',
    source: VALIDATION,
    check(broker, report, { before }) {
      if (before === undefined || classOf(before) === classOf(broker)) return;
      const found = `the class changes from ${classOf(before)} to ${classOf(broker)}`;
      report(
        ['metadata', 'annotations', BROKER_CLASS],
        found,
        'delete the broker and make it anew, or make another one',
      );
    },
    good: { metadata: { labels: { team: 'shop' } }, before: {} },
    bad: { metadata: { annotations: { [BROKER_CLASS]: 'example.com/own' } }, before: {} },
  },
  {
    code: 'KE2051',
    severity: 'warning',
    title: 'the class of a broker is spelt as its controller has it',
    why: 'No controller takes a broker of an unknown class: it never becomes ready.',
    source: 'eventing, pkg/reconciler/broker; the extensions',
    check(broker, report) {
      const name = classOf(broker);
      if (name === '' || brokerClass(name) !== undefined) return;
      const meant = nearest(name, Object.keys(brokerClasses));
      if (meant !== undefined)
        report(
          ['metadata', 'annotations', BROKER_CLASS],
          `no known controller has the class "${name}"`,
          `did you mean "${meant}"?`,
        );
    },
    good: { metadata: { annotations: { [BROKER_CLASS]: 'example.com/own' } } },
    bad: { metadata: { annotations: { [BROKER_CLASS]: 'MTChannelBasedBrokers' } } },
  },
  {
    code: 'KE2052',
    severity: 'warning',
    title: "a broker's config is of a kind that its class reads",
    why: 'The webhook takes any object; the controller finds out when it makes the broker.',
    source: 'eventing, pkg/reconciler/broker; the extensions',
    check(broker, report) {
      const { kind, apiVersion } = broker.spec?.config ?? {};
      const { config: known, refuses } = brokerClass(classOf(broker)) ?? {};
      if (known === undefined || !kind || !apiVersion) return;
      const names = Object.keys(known).join(' or ');
      if (!Object.hasOwn(known, kind)) {
        // A kind in another case passes the webhooks that look at it.
        if (isRabbitmq(broker) || (refuses !== undefined && kind.toLowerCase() !== 'configmap')) return;
        report(
          ['spec', 'config', 'kind'],
          `a broker of class ${classOf(broker)} has no config of kind ${kind}`,
          `write ${names}`,
        );
      } else if (known[kind] !== apiVersion && !isRabbitmq(broker)) {
        report(['spec', 'config', 'apiVersion'], `${kind} is not of "${apiVersion}"`, `write ${known[kind]}`);
      }
    },
    good: { spec: { config } },
    bad: [{ spec: { config: { ...config, kind: 'Secret' } } }, { spec: { config: { ...config, apiVersion: 'v2' } } }],
  },
  {
    code: 'KE2053',
    severity: 'warning',
    title: "a broker's config has a name that an object can have",
    why: 'No object has such a name: the broker never becomes ready.',
    source: 'Kubernetes, DNS subdomain names',
    check({ spec }, report) {
      checkObjectName(spec?.config?.name, ['spec', 'config', 'name'], spec?.config?.kind ?? 'object', report);
    },
    good: { spec: { config } },
    bad: { spec: { config: { ...config, name: 'Broker_Config' } } },
  },
  {
    code: 'KE2054',
    severity: 'warning',
    title: 'a broker of another class names its config',
    why: `The config that is filled in by default is that of ${DEFAULT_BROKER_CLASS}: other classes can do nothing with it.`,
    source: 'eventing v1, broker_defaults.go; config-br-defaults',
    check(broker, report, { given }) {
      const name = classOf(broker);
      const known = brokerClass(name);
      if (known?.takesDefaultConfig !== false || (given as BrokerObject).spec?.config !== undefined) return;
      if (known.refuses === 'no config') return;
      report(
        ['spec', 'config'],
        `a broker of class ${name} has no config and gets that of ${DEFAULT_BROKER_CLASS}`,
        'name its own, such as kafka-broker-config',
      );
    },
    good: { metadata: { annotations: { [BROKER_CLASS]: 'Kafka' } }, spec: { config } },
    bad: { metadata: { annotations: { [BROKER_CLASS]: 'Kafka' } } },
  },
];

export const brokerRules = rulesFor(Broker, rules);
