import { type ConfigTable, camelCase } from './key';
import { type ConfigProblem, type ConfigRelation, configMapOf } from './problems';

const METRICS = ['none', 'prometheus', 'http/protobuf', 'grpc'] as const;
const TRACES = ['none', 'http/protobuf', 'grpc', 'stdout'] as const;
/** The protocols that need to know whom to send to. */
const PUSHED: readonly string[] = ['http/protobuf', 'grpc'];

const metrics = (what: string, by: (typeof METRICS)[number]) =>
  ({
    protocol: { type: 'enum', values: METRICS, default: by, doc: `How ${what} are given out; prometheus is scraped.` },
    endpoint: { type: 'text', default: '', doc: `URL that ${what} are sent to.` },
    interval: { type: 'duration', default: 0, minimum: 0, doc: `Time from one sending of ${what} to the next.` },
  }) as const;

/** The keys that all components have since they speak OpenTelemetry. */
const common = (protocol: (typeof METRICS)[number]) => {
  const own = metrics('metrics', protocol);
  return {
    'metrics-protocol': own.protocol,
    'metrics-endpoint': own.endpoint,
    'metrics-export-interval': own.interval,
    'tracing-protocol': { type: 'enum', values: TRACES, default: 'none', doc: 'How traces are given out.' },
    'tracing-endpoint': {
      type: 'text',
      default: '',
      doc: 'URL that traces are sent to: port 4318 with http/protobuf, 4317 with grpc.',
    },
    'tracing-sampling-rate': {
      type: 'number',
      default: 0,
      minimum: 0,
      maximum: 1,
      doc: 'Part of the requests that are traced.',
    },
    'runtime-profiling': {
      type: 'enum',
      values: ['disabled', 'enabled'],
      default: 'disabled',
      doc: 'Whether profiles can be had on port 8008.',
    },
    'runtime-export-interval': {
      type: 'duration',
      default: 15,
      minimum: 0,
      doc: 'Time from one reading of the metrics of the runtime to the next.',
    },
  } as const satisfies ConfigTable;
};

const request = metrics('the metrics of requests', 'none');

const servingKeys = {
  ...common('none'),
  'request-metrics-protocol': request.protocol,
  'request-metrics-endpoint': request.endpoint,
  'request-metrics-export-interval': request.interval,
  'logging.enable-var-log-collection': {
    type: 'boolean',
    default: false,
    doc: 'Whether containers get a volume at /var/log for a collector to read.',
  },
  'logging.revision-url-template': {
    type: 'text',
    default: '',
    doc: 'Where the logs of a revision are found; REVISION_UID in braces after a dollar sign is replaced.',
  },
  'logging.enable-request-log': {
    type: 'boolean',
    default: false,
    doc: 'Whether the queue proxy writes a line for each request.',
  },
  'logging.request-log-template': { type: 'template', default: '', doc: 'The line of a request: a Go template.' },
  'logging.enable-probe-request-log': {
    type: 'boolean',
    default: false,
    doc: 'Whether it writes one for each probe too.',
  },
} as const satisfies ConfigTable;

/** A protocol that sends needs an endpoint, and one that does not send has none. */
const endpointOf =
  (what: 'metrics' | 'request-metrics' | 'tracing'): ConfigRelation<ConfigTable> =>
  (values): ConfigProblem | undefined => {
    const keys = { protocol: `${what}-protocol`, endpoint: `${what}-endpoint` };
    const { [camelCase(keys.protocol)]: protocol, [camelCase(keys.endpoint)]: endpoint } = values as Readonly<
      Record<string, unknown>
    >;
    if (endpoint === '' && PUSHED.includes(String(protocol))) {
      return { key: keys.protocol, found: `${protocol} needs ${keys.endpoint}`, hint: `set ${keys.endpoint} to a URL` };
    }
    if (endpoint !== '' && ['none', 'stdout'].includes(String(protocol))) {
      const found = `nobody sends to it while ${keys.protocol} is ${protocol}`;
      return { key: keys.endpoint, found, hint: `set ${keys.protocol}, or remove it` };
    }
    return undefined;
  };

const endpoints = [endpointOf('metrics'), endpointOf('tracing')];

/** Keys of the time before OpenTelemetry. */
const removed = {
  'metrics.backend-destination': 'metrics-protocol',
  'metrics.request-metrics-backend-destination': 'request-metrics-protocol',
  'metrics.opencensus-address': 'metrics-endpoint',
  'metrics.reporting-period-seconds': 'metrics-export-interval',
  'metrics.stackdriver-project-id': undefined,
  'metrics.allow-stackdriver-custom-metrics': undefined,
  'profiling.enable': 'runtime-profiling',
} as const;

/** `config-observability` of Serving. */
export const servingObservability = configMapOf({
  namespace: 'knative-serving',
  name: 'config-observability',
  settings: 'ServingObservabilitySettings',
  doc: 'Metrics, traces and logs of Serving and of revisions.',
  keys: servingKeys,
  relations: [
    ...endpoints,
    endpointOf('request-metrics'),
    ({ loggingEnableRequestLog: isOn, loggingRequestLogTemplate: template }) =>
      isOn && template.trim() === ''
        ? {
            key: 'logging.enable-request-log',
            found: 'there is no template of the line',
            hint: 'set logging.request-log-template',
          }
        : undefined,
  ],
  removed,
});

/** `config-observability` of Eventing. */
export const eventingObservability = configMapOf({
  namespace: 'knative-eventing',
  name: 'config-observability',
  settings: 'EventingObservabilitySettings',
  doc: 'Metrics and traces of Eventing.',
  keys: {
    ...common('none'),
    'sink-event-error-reporting.enable': {
      type: 'boolean',
      default: false,
      doc: 'Whether a source tells of events that its sink does not take, as events of Kubernetes.',
    },
  },
  relations: endpoints,
  removed,
});

const level = (what: string, values: readonly string[], value: string) =>
  ({ type: 'enum', values, default: value, doc: `How finely ${what} are told apart.` }) as const;
const durations = (what: string) =>
  ({
    type: 'enum',
    values: ['histogram', 'lastvalue'],
    default: 'histogram',
    doc: `How durations of ${what} are kept.`,
  }) as const;

/** `config-observability` of Tekton Pipelines. */
export const tektonObservability = configMapOf({
  namespace: 'tekton-pipelines',
  name: 'config-observability',
  settings: 'TektonObservabilitySettings',
  doc: 'Metrics and traces of Pipelines.',
  keys: {
    ...common('prometheus'),
    'metrics.taskrun.level': level('task runs', ['namespace', 'task', 'taskrun'], 'task'),
    'metrics.taskrun.duration-type': durations('task runs'),
    'metrics.pipelinerun.level': level('pipeline runs', ['namespace', 'pipeline', 'pipelinerun'], 'pipeline'),
    'metrics.pipelinerun.duration-type': durations('pipeline runs'),
    'metrics.running-pipelinerun.level': level(
      'running pipeline runs',
      ['', 'namespace', 'pipeline', 'pipelinerun'],
      '',
    ),
    'metrics.count.enable-reason': {
      type: 'boolean',
      default: false,
      doc: 'Whether counts of runs are told apart by the reason of their end.',
    },
  },
  relations: endpoints,
  removed,
});

/** `config-observability` of Tekton's resolvers. */
export const resolversObservability = configMapOf({
  namespace: 'tekton-pipelines-resolvers',
  name: 'config-observability',
  settings: 'ResolversObservabilitySettings',
  doc: 'Metrics and traces of the resolvers.',
  keys: common('prometheus'),
  relations: endpoints,
  removed,
});

/** `config-observability-triggers`. */
export const triggersObservability = configMapOf({
  namespace: 'tekton-pipelines',
  name: 'config-observability-triggers',
  settings: 'TriggersObservabilitySettings',
  doc: 'Metrics and traces of Triggers.',
  keys: common('prometheus'),
  relations: endpoints,
  removed,
});
