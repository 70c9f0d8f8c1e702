import { RabbitmqBrokerConfig } from '../../api/eventing/v1alpha1/rabbitmq-broker-config';
import { RabbitmqSource } from '../../api/sources/v1alpha1/rabbitmq-source';
import type { Defaulter, Defaulters } from '../defaults';
import { keyOf } from '../eventing/default-references';
import { isRecord } from '../eventing/filter-walk';
import type { RuleSet } from '../rule';
import { rabbitmqBrokerRules, rabbitmqResourceRules, rabbitmqTriggerRules } from './broker';
import { clusterReferenceRules } from './cluster-reference';
import { rabbitmqBrokerConfigRules, rabbitmqSourceRules } from './source';

/** The rules of RabbitMQ's kinds, and those that RabbitMQ adds to brokers and triggers. */
export const rabbitmqRuleSets: readonly RuleSet[] = [
  rabbitmqSourceRules,
  rabbitmqBrokerConfigRules,
  clusterReferenceRules,
  rabbitmqBrokerRules,
  rabbitmqTriggerRules,
  rabbitmqResourceRules,
];

/** The reference to RabbitMQ gets the namespace of the object that it stands in. */
const withCluster: Defaulter = (object) => {
  const spec = (object.spec ?? {}) as Readonly<Record<string, unknown>>;
  const reference = spec.rabbitmqClusterReference;
  const { namespace } = object.metadata;
  if (!isRecord(reference) || reference.namespace || !namespace) return object;
  return { ...object, spec: { ...spec, rabbitmqClusterReference: { ...reference, namespace } } };
};

export const rabbitmqDefaulters: Defaulters = {
  [keyOf(RabbitmqSource)]: withCluster,
  [keyOf(RabbitmqBrokerConfig)]: withCluster,
};
