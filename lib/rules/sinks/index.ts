import type { RuleSet } from '../rule';
import { integrationSinkRules } from './integration-sink';
import { jobSinkRules } from './job-sink';

export { sinkDefaulters } from './defaults';

/** The rules of sinks, besides those of Kafka's. */
export const sinkRuleSets: readonly RuleSet[] = [jobSinkRules, integrationSinkRules];
