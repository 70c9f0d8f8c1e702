import type { ConfigSettings, ConfigTable, ConfigValues } from './key';
import type { ConfigMapDefinition } from './problems';
import { readSettings } from './read';

const request = (what: string) =>
  ({
    type: 'quantity',
    default: undefined,
    doc: `${what} that a container asks for if it does not say itself.`,
  }) as const;
const limit = (what: string) =>
  ({
    type: 'quantity',
    default: undefined,
    doc: `${what} that a container gets at most if it does not say itself.`,
  }) as const;
const seconds = (value: number, doc: string) =>
  ({ type: 'integer', bits: 64, default: value, unit: 'seconds', doc }) as const;

/** The keys of `config-defaults`. */
export const defaultsKeys = {
  'revision-timeout-seconds': seconds(300, 'How long a request may take.'),
  'max-revision-timeout-seconds': seconds(600, 'The longest time that a revision may give its requests.'),
  'revision-response-start-timeout-seconds': seconds(300, 'How long the first byte of an answer may take.'),
  'revision-idle-timeout-seconds': seconds(0, 'How long a request may go without a byte; 0 sets no limit.'),
  'revision-cpu-request': request('CPU'),
  'revision-memory-request': request('Memory'),
  'revision-ephemeral-storage-request': request('Storage'),
  'revision-cpu-limit': limit('CPU'),
  'revision-memory-limit': limit('Memory'),
  'revision-ephemeral-storage-limit': limit('Storage'),
  'container-name-template': { type: 'template', default: 'user-container', doc: 'Name of a container without one.' },
  'init-container-name-template': {
    type: 'template',
    default: 'init-container',
    doc: 'Name of an init container without one.',
  },
  'container-concurrency': {
    type: 'integer',
    bits: 64,
    default: 0,
    minimum: 0,
    unit: 'requests',
    doc: 'Requests that a pod is given at a time; 0 sets no limit.',
  },
  'container-concurrency-max-limit': {
    type: 'integer',
    bits: 64,
    default: 1000,
    minimum: 1,
    unit: 'requests',
    doc: 'The greatest containerConcurrency that a revision may ask for.',
  },
  'allow-container-concurrency-zero': {
    type: 'boolean',
    default: true,
    doc: 'Whether a revision may have no limit of requests at a time.',
  },
  'enable-service-links': {
    type: 'choice',
    default: false,
    doc: 'Whether each Service of the namespace becomes environment variables; "default" leaves it to Kubernetes.',
  },
} as const satisfies ConfigTable;

/** `config-defaults`, read. */
export type DefaultsConfig = ConfigValues<typeof defaultsKeys>;

/** `config-defaults`. */
export const defaultsConfigMap: ConfigMapDefinition<typeof defaultsKeys> = {
  namespace: 'knative-serving',
  name: 'config-defaults',
  settings: 'DefaultsSettings',
  doc: 'What revisions are filled with that do not say it themselves.',
  keys: defaultsKeys,
  read: defaultsConfig,
  relations: [
    ({ revisionTimeoutSeconds: timeout, maxRevisionTimeoutSeconds: most }) =>
      timeout > most ? over('revision-timeout-seconds', timeout, 'max-revision-timeout-seconds', most) : undefined,
    ({ revisionTimeoutSeconds: timeout, revisionResponseStartTimeoutSeconds: start }) =>
      start > 0 && start > timeout
        ? over('revision-response-start-timeout-seconds', start, 'revision-timeout-seconds', timeout)
        : undefined,
    ({ revisionTimeoutSeconds: timeout, revisionIdleTimeoutSeconds: idle }) =>
      idle > 0 && idle > timeout
        ? over('revision-idle-timeout-seconds', idle, 'revision-timeout-seconds', timeout)
        : undefined,
    ({ containerConcurrency: concurrency, containerConcurrencyMaxLimit: most }) =>
      concurrency > most
        ? over('container-concurrency', concurrency, 'container-concurrency-max-limit', most)
        : undefined,
  ],
  removed: {},
};

function over(key: string, value: number, other: string, most: number) {
  return { key, found: `${value} is over ${other}, ${most}`, hint: `write at most ${most}, or raise ${other}` };
}

/** Reads `config-defaults`; what is absent or wrong has its default. */
export function defaultsConfig(settings: ConfigSettings): DefaultsConfig {
  const config = readSettings(defaultsKeys, settings);
  // Upstream takes the revision's timeout for the answer's start where nobody says otherwise.
  if (settings['revision-response-start-timeout-seconds'] !== undefined) return config;
  return { ...config, revisionResponseStartTimeoutSeconds: config.revisionTimeoutSeconds };
}
