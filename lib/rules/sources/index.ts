import type { RuleSet } from '../rule';
import { awsRules, awsSourceRules } from './aws';
import { containerSourceRules } from './container-source';
import { gitHostRules } from './git-hosts';
import { integrationSourceRules } from './integration-source';
import { redisStreamSourceRules } from './redis-stream-source';
import { subjectRules } from './subject';

export { sourceDefaulters } from './defaults';

/** The rules of sources and bindings, besides those that stand with Eventing's own and with Kafka and RabbitMQ. */
export const sourceRuleSets: readonly RuleSet[] = [
  containerSourceRules,
  subjectRules,
  integrationSourceRules,
  awsRules,
  awsSourceRules,
  ...gitHostRules,
  redisStreamSourceRules,
];
