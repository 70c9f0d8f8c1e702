import { configMapOf } from './problems';

const NAMESPACE = 'tekton-pipelines';
const text = (doc: string, value = '') => ({ type: 'text', default: value, doc }) as const;

/** What `feature-flags` holds besides flags. */
export const tektonFeaturesConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'feature-flags',
  settings: 'TektonFeatureSettings',
  doc: 'What features of Pipelines need to know.',
  keys: {
    'max-result-size': {
      type: 'integer',
      bits: 64,
      default: 4096,
      minimum: 0,
      maximum: 1572863,
      unit: 'bytes',
      doc: 'Size of all results of a task at most; needs results from sidecar-logs.',
    },
  },
});

/** `config-events`. */
export const tektonEventsConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-events',
  settings: 'TektonEventsSettings',
  doc: 'The events that runs send.',
  keys: {
    formats: { type: 'list', default: ['tektonv1'], doc: 'Formats of the events; there is tektonv1.' },
    sink: text('URL that the events go to; empty for nobody.'),
  },
});

/** `config-tracing`. */
export const tektonTracingConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-tracing',
  settings: 'TektonTracingSettings',
  doc: 'Traces of runs.',
  keys: {
    enabled: { type: 'boolean', default: false, doc: 'Whether traces are sent.' },
    endpoint: text(
      'URL that traces are sent to, by http/protobuf.',
      'http://jaeger-collector.jaeger.svc.cluster.local:4318/v1/traces',
    ),
    credentialsSecret: text('Secret with user and password for that URL.'),
  },
});

/** `config-registry-cert`. */
export const registryCertConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-registry-cert',
  settings: 'RegistryCertSettings',
  doc: 'A registry with a certificate of its own.',
  keys: { cert: text('Certificates that are trusted where images are looked up, as PEM.') },
});

/** `config-spire`. */
export const spireConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-spire',
  settings: 'SpireSettings',
  doc: 'SPIRE, for results that nobody can forge.',
  keys: {
    'spire-trust-domain': text('The trust domain.', 'example.org'),
    'spire-socket-path': text('Socket of the agent.', 'unix:///spiffe-workload-api/spire-agent.sock'),
    'spire-server-addr': text('Address of the server.', 'spire-server.spire.svc.cluster.local:8081'),
    'spire-node-alias-prefix': text('What the aliases of nodes begin with.', '/tekton-node/'),
  },
});

/** `config-wait-exponential-backoff`. */
export const backoffConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-wait-exponential-backoff',
  settings: 'BackoffSettings',
  doc: 'How often creating an object of a run is tried again; needs enable-wait-exponential-backoff.',
  keys: {
    duration: { type: 'duration', default: 1, above: 0, doc: 'Time to the first try again.' },
    factor: { type: 'number', default: 2, minimum: 0, doc: 'How many times as long the time to the next one is.' },
    jitter: { type: 'number', default: 0, minimum: 0, doc: 'Part of the time that is added by chance.' },
    steps: { type: 'integer', bits: 64, default: 10, minimum: 0, doc: 'How often it is tried.' },
    cap: { type: 'duration', default: 60, minimum: 0, doc: 'The longest time to the next try.' },
  },
});

/** `config-defaults-triggers`. */
export const triggersDefaultsConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-defaults-triggers',
  settings: 'TriggersDefaultsSettings',
  doc: 'What event listeners are filled with that do not say it themselves.',
  keys: {
    'default-service-account': text('The account of listeners that name none.', 'default'),
    'default-run-as-user': text('The user of their pods; empty for that of the image.', '65532'),
    'default-run-as-group': text('The group of their pods; empty for that of the image.', '65532'),
    'default-fs-group': text('The group of the files in their volumes.', '65532'),
    'default-run-as-non-root': { type: 'boolean', default: true, doc: 'Whether their pods may not run as root.' },
  },
});

/** `feature-flags-triggers`. */
export const triggersFeaturesConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'feature-flags-triggers',
  settings: 'TriggersFeatureSettings',
  doc: 'Features of Triggers.',
  keys: {
    'enable-api-fields': {
      type: 'enum',
      values: ['stable', 'alpha'],
      default: 'stable',
      doc: 'Whether fields are open that are not stable yet.',
    },
    'labels-exclusion-pattern': text('Labels that listeners do not hand on to their objects, as a regular expression.'),
  },
});
