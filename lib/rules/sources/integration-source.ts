import type { KubeObject } from '../../api/meta/v1';
import {
  IntegrationSource,
  type IntegrationSourceSpec,
  type IntegrationSourceStatus,
} from '../../api/sources/v1alpha1/integration-source';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';
import { integrationRules } from './integration';

const timerRules: readonly Rule<KubeObject<IntegrationSourceSpec, IntegrationSourceStatus>>[] = [
  {
    code: 'KE3071',
    severity: 'warning',
    title: 'the period of a timer is above zero',
    why: 'The webhook takes any number; Camel plans nothing with such a one.',
    source: 'Camel, timer component',
    check({ spec }, report) {
      const period = spec?.timer?.period;
      if (period !== undefined && period <= 0)
        report(['spec', 'timer', 'period'], `the period is ${period} ms`, 'write milliseconds, such as 60000');
    },
    good: { spec: { timer: { period: 60_000 } } },
    bad: { spec: { timer: { period: -5 } } },
  },
];

export const integrationSourceRules = rulesFor<IntegrationSourceSpec, IntegrationSourceStatus>(IntegrationSource, [
  ...integrationRules({
    kind: 'IntegrationSource',
    codes: 'KE302',
    ignored: 'KE3070',
    other: 'timer',
    services: ['s3', 'sqs', 'ddbStreams'],
    service: 'sqs',
    source: 'eventing, sources v1alpha1, integration_validation.go',
  }),
  ...timerRules,
]);
