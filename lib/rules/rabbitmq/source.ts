import {
  RabbitmqBrokerConfig,
  type RabbitmqBrokerConfigSpec,
} from '../../api/eventing/v1alpha1/rabbitmq-broker-config';
import type { KubeObject } from '../../api/meta/v1';
import { isSemanticallyEqual } from '../../api/schema';
import {
  RabbitmqSource,
  type RabbitmqSourceSpec,
  type RabbitmqSourceStatus,
} from '../../api/sources/v1alpha1/rabbitmq-source';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';

const VALIDATION = 'eventing-rabbitmq, sources v1alpha1, rabbitmq_validation.go';
const ADAPTER = 'eventing-rabbitmq, pkg/adapter';
const CONFIG_VALIDATION = 'eventing-rabbitmq, eventing v1alpha1, rabbitmq_validation.go';

type SourceObject = KubeObject<RabbitmqSourceSpec, RabbitmqSourceStatus>;

const sourceRules: readonly Rule<SourceObject>[] = [
  {
    code: 'KE3211',
    title: 'a RabbitmqSource names its exchange, or has its queue already',
    why: 'The source makes the queue and what is before it, unless they are predeclared.',
    source: VALIDATION,
    check({ spec }, report) {
      const config = spec?.rabbitmqResourcesConfig;
      if (config === undefined)
        report(['spec', 'rabbitmqResourcesConfig'], 'nothing is said of exchange and queue', 'add exchangeName');
      else if (!config.predeclared && !config.exchangeName)
        report(
          ['spec', 'rabbitmqResourcesConfig', 'exchangeName'],
          'no exchange is named',
          'name it, or write predeclared: true for a queue that exists',
        );
    },
    good: { spec: { rabbitmqResourcesConfig: { exchangeName: null, predeclared: true, queueName: 'orders' } } },
    bad: [{ spec: { rabbitmqResourcesConfig: null } }, { spec: { rabbitmqResourcesConfig: { exchangeName: null } } }],
  },
  {
    code: 'KE3212',
    title: 'a RabbitmqSource that exists does not change',
    why: 'Its queue was made of its spec: the webhook refuses another one.',
    source: VALIDATION,
    check({ spec }, report, { before }) {
      if (before !== undefined && !isSemanticallyEqual(RabbitmqSource, ['spec'], before.spec, spec))
        report(['spec'], 'the spec of an existing source is changed', 'delete the source and make it anew');
    },
    good: { metadata: { labels: { team: 'shop' } }, before: {} },
    bad: { spec: { delivery: { retry: 10 } }, before: {} },
  },
  {
    code: 'KE3251',
    severity: 'warning',
    title: 'a RabbitmqSource of a predeclared queue names the queue',
    why: 'The source makes none, so there is nothing that messages could be taken from.',
    source: ADAPTER,
    check({ spec }, report) {
      const { predeclared, queueName } = spec?.rabbitmqResourcesConfig ?? {};
      if (predeclared && !queueName)
        report(['spec', 'rabbitmqResourcesConfig', 'queueName'], 'the predeclared queue has no name', 'name the queue');
    },
    good: { spec: { rabbitmqResourcesConfig: { predeclared: true, queueName: 'orders' } } },
    bad: { spec: { rabbitmqResourcesConfig: { predeclared: true } } },
  },
  {
    code: 'KE3252',
    severity: 'warning',
    title: 'a RabbitmqSource tries again',
    why: 'A message that the sink does not take is not put back into the queue: without retries the first failure loses it.',
    source: ADAPTER,
    check({ spec }, report) {
      if (!spec?.delivery?.retry)
        report(['spec', 'delivery'], 'there are no retries', 'add retry: 5, with backoffPolicy and backoffDelay');
    },
    good: { spec: { delivery: { retry: 5, backoffPolicy: 'exponential', backoffDelay: 'PT1S' } } },
    bad: [{ spec: { delivery: null } }, { spec: { delivery: { retry: 0 } } }],
  },
];

const configRules: readonly Rule<KubeObject<RabbitmqBrokerConfigSpec>>[] = [
  {
    code: 'KE3221',
    title: 'a RabbitmqBrokerConfig says which RabbitMQ is meant',
    why: 'The schema does not ask for it, the webhook does.',
    source: CONFIG_VALIDATION,
    check({ spec }, report) {
      if (spec?.rabbitmqClusterReference === undefined)
        report(['spec', 'rabbitmqClusterReference'], 'no RabbitMQ is named', 'write the name of the RabbitmqCluster');
    },
    good: { spec: { queueType: 'quorum' } },
    bad: { spec: { rabbitmqClusterReference: null } },
  },
  {
    code: 'KE3222',
    title: 'a RabbitmqBrokerConfig that exists does not change',
    why: 'Queues and exchanges were made of it: the webhook refuses another spec.',
    source: CONFIG_VALIDATION,
    check({ spec }, report, { before }) {
      if (before !== undefined && !isSemanticallyEqual(RabbitmqBrokerConfig, ['spec'], before.spec, spec))
        report(['spec'], 'the spec of an existing config is changed', 'make another config, and a broker with it');
    },
    good: { metadata: { labels: { team: 'shop' } }, before: {} },
    bad: { spec: { vhost: '/shop' }, before: {} },
  },
];

export const rabbitmqSourceRules = rulesFor(RabbitmqSource, sourceRules);

export const rabbitmqBrokerConfigRules = rulesFor(RabbitmqBrokerConfig, configRules);
