import { configMapOf } from './problems';

const NAMESPACE = 'tekton-pipelines-resolvers';
const text = (doc: string, value = '') => ({ type: 'text', default: value, doc }) as const;
const names = (doc: string) => ({ type: 'list', default: [], doc }) as const;
const kind = {
  type: 'enum',
  values: ['task', 'pipeline', 'stepaction'],
  default: 'task',
  doc: 'Kind of what is looked for.',
} as const;
const timeout = { type: 'duration', default: 60, above: 0, doc: 'How long fetching may take.' } as const;

/** `git-resolver-config`. */
export const gitResolverConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'git-resolver-config',
  settings: 'GitResolverSettings',
  doc: 'Tasks and pipelines from repositories.',
  keys: {
    'fetch-timeout': timeout,
    'default-url': text('The repository where none is named.', 'https://github.com/tektoncd/catalog.git'),
    'default-revision': text('The revision where none is named.', 'main'),
    'scm-type': text('Which host of repositories is asked by its interface, such as github or gitlab.', 'github'),
    'server-url': text('URL of that host.'),
    'default-org': text('Organization where none is named.'),
    'api-token-secret-name': text('Secret with the token for that host.'),
    'api-token-secret-key': text('Key of the token in the Secret.'),
    'api-token-secret-namespace': text('Namespace of the Secret.', 'default'),
  },
});

/** `bundleresolver-config`. */
export const bundleResolverConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'bundleresolver-config',
  settings: 'BundleResolverSettings',
  doc: 'Tasks and pipelines from images.',
  keys: {
    'default-service-account': text('Account whose pull secrets are used where none is named.', 'default'),
    'default-kind': kind,
    'backoff-duration': text('Time to the first try again.', '500ms'),
    'backoff-factor': text('How many times as long the time to the next one is.', '2.5'),
    'backoff-jitter': text('Part of the time that is added by chance.', '0.1'),
    'backoff-steps': text('How often fetching is tried.', '2'),
    'backoff-cap': text('The longest time to the next try.', '10s'),
  },
});

/** `cluster-resolver-config`. */
export const clusterResolverConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'cluster-resolver-config',
  settings: 'ClusterResolverSettings',
  doc: 'Tasks and pipelines of other namespaces.',
  keys: {
    'default-kind': kind,
    'default-namespace': text('Namespace where none is named.'),
    'allowed-namespaces': names('Namespaces that may be used; none for all.'),
    'blocked-namespaces': names('Namespaces that may not be used.'),
  },
});

/** `hubresolver-config`. */
export const hubResolverConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'hubresolver-config',
  settings: 'HubResolverSettings',
  doc: 'Tasks and pipelines from a hub.',
  keys: {
    'default-tekton-hub-catalog': text('Catalogue at Tekton Hub.', 'Tekton'),
    'default-artifact-hub-task-catalog': text('Catalogue of tasks at Artifact Hub.', 'tekton-catalog-tasks'),
    'default-artifact-hub-pipeline-catalog': text('Catalogue of pipelines there.', 'tekton-catalog-pipelines'),
    'default-kind': kind,
    'default-type': { type: 'enum', values: ['artifact', 'tekton'], default: 'artifact', doc: 'Which hub is asked.' },
  },
});

/** `http-resolver-config`. */
export const httpResolverConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'http-resolver-config',
  settings: 'HttpResolverSettings',
  doc: 'Tasks and pipelines from URLs.',
  keys: { 'fetch-timeout': timeout },
});

/** `resolver-cache-config`. */
export const resolverCacheConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'resolver-cache-config',
  settings: 'ResolverCacheSettings',
  doc: 'What resolvers keep of what they fetched.',
  keys: {
    'max-size': { type: 'integer', bits: 64, default: 1000, minimum: 1, doc: 'How many things are kept.' },
    ttl: { type: 'duration', default: 300, above: 0, doc: 'How long they are kept.' },
  },
});

const on = (resolver: string) =>
  ({ type: 'boolean', default: true, doc: `Whether the ${resolver} resolver runs.` }) as const;

/** `resolvers-feature-flags`. */
export const resolversFeaturesConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'resolvers-feature-flags',
  settings: 'ResolversFeatureSettings',
  doc: 'Which resolvers run.',
  keys: {
    'enable-git-resolver': on('git'),
    'enable-cluster-resolver': on('cluster'),
    'enable-bundles-resolver': on('bundles'),
    'enable-hub-resolver': on('hub'),
    'enable-http-resolver': on('http'),
  },
});
