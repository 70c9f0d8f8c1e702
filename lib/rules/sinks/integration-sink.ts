import type { KubeObject } from '../../api/meta/v1';
import {
  IntegrationSink,
  type IntegrationSinkSpec,
  type IntegrationSinkStatus,
} from '../../api/sinks/v1alpha1/integration-sink';
import { nearest } from '../nearest';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';
import { integrationRules } from '../sources/integration';

type SinkRule = Rule<KubeObject<IntegrationSinkSpec, IntegrationSinkStatus>>;

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'];

const logRules: readonly SinkRule[] = [
  {
    code: 'KE3561',
    severity: 'warning',
    title: 'the level of a log is one that Camel has',
    why: 'The webhook takes any text; the connector does not start with a level that it does not know.',
    source: 'Camel, log component',
    check({ spec }, report) {
      const level: string | undefined = spec?.log?.level;
      if (!level || LEVELS.includes(level.toUpperCase())) return;
      const meant = nearest(level, LEVELS);
      report(
        ['spec', 'log', 'level'],
        `"${level}" is no level`,
        meant === undefined ? `write one of ${LEVELS.join(', ')}` : `did you mean ${meant}?`,
      );
    },
    good: { spec: { log: { level: 'DEBUG' } } },
    bad: { spec: { log: { level: 'VERBOSE' } } },
  },
];

export const integrationSinkRules = rulesFor<IntegrationSinkSpec, IntegrationSinkStatus>(IntegrationSink, [
  ...integrationRules({
    kind: 'IntegrationSink',
    codes: 'KE351',
    ignored: 'KE3560',
    other: 'log',
    services: ['s3', 'sqs', 'sns'],
    service: 'sns',
    source: 'eventing, sinks v1alpha1, integration_sink_validation.go',
  }),
  ...logRules,
]);
