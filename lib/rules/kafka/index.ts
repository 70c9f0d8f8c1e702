import type { RuleSet } from '../rule';
import { kafkaBrokerRules } from './broker';
import { kafkaChannelRules } from './channel';
import { kafkaSinkRules } from './sink';
import { kafkaSourceRules } from './source';

export { kafkaDefaulters } from './defaults';

/** The rules of Kafka's kinds, and those that Kafka adds to brokers. */
export const kafkaRuleSets: readonly RuleSet[] = [
  kafkaSourceRules,
  kafkaSinkRules,
  kafkaChannelRules,
  kafkaBrokerRules,
];
