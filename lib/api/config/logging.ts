import type { ConfigTable } from './key';
import { configMapOf, type EntryFamily } from './problems';

const zap = {
  'zap-logger-config': {
    type: 'json',
    holds: 'map',
    shape: 'AnyMap',
    default: '',
    doc: 'How lines of logs are written, as the logger zap takes it.',
  },
} as const satisfies ConfigTable;

const levels: readonly EntryFamily[] = [
  {
    prefix: 'loglevel.',
    prop: 'levels',
    key: {
      type: 'enum',
      values: ['debug', 'info', 'warn', 'error', 'dpanic', 'panic', 'fatal'],
      folded: true,
      default: 'info',
      doc: 'From which severity on a component writes, by its name, such as controller.',
    },
  },
];

const logging = <Table extends ConfigTable>(namespace: string, name: string, settings: string, keys: Table) =>
  configMapOf({ namespace, name, settings, doc: 'What components write to their logs.', keys, entries: levels });

/** `config-logging` of Serving. */
export const servingLogging = logging('knative-serving', 'config-logging', 'LoggingSettings', zap);

/** `config-logging` of Eventing. */
export const eventingLogging = logging('knative-eventing', 'config-logging', 'EventingLoggingSettings', {
  ...zap,
  'klog-verbosity': {
    type: 'integer',
    bits: 32,
    default: 0,
    minimum: 0,
    doc: 'How much the client of Kubernetes writes.',
  },
});

/** `config-logging` of Tekton Pipelines. */
export const tektonLogging = logging('tekton-pipelines', 'config-logging', 'LoggingSettings', zap);

/** `config-logging` of Tekton's resolvers. */
export const resolversLogging = logging('tekton-pipelines-resolvers', 'config-logging', 'LoggingSettings', zap);

/** `config-logging-triggers`. */
export const triggersLogging = logging('tekton-pipelines', 'config-logging-triggers', 'LoggingSettings', zap);
