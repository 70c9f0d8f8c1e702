import type { ConfigTable } from './key';
import { configMapOf } from './problems';

const quantity = (doc: string) => ({ type: 'quantity', default: undefined, doc }) as const;
const text = (doc: string) => ({ type: 'text', default: '', doc }) as const;

/** The keys of `config-deployment`. */
const deploymentKeys = {
  'queue-sidecar-image': text('Image of the queue proxy in each pod of a revision.'),
  'registries-skipping-tag-resolving': {
    type: 'list',
    default: ['kind.local', 'ko.local', 'dev.local'],
    doc: 'Registries whose tags are used as they are, since the controller can not ask them for digests; with their ports.',
  },
  'digest-resolution-timeout': {
    type: 'duration',
    default: 10,
    above: 0,
    doc: 'How long a registry may take to tell the digest of a tag.',
  },
  'progress-deadline': {
    type: 'duration',
    default: 600,
    above: 0,
    wholeSeconds: true,
    doc: 'How long a new revision may take to become ready.',
  },
  'queue-sidecar-cpu-request': quantity('CPU that the queue proxy asks for; 25m if nobody says so.'),
  'queue-sidecar-cpu-limit': quantity('CPU that the queue proxy gets at most.'),
  'queue-sidecar-memory-request': quantity('Memory that the queue proxy asks for.'),
  'queue-sidecar-memory-limit': quantity('Memory that the queue proxy gets at most.'),
  'queue-sidecar-ephemeral-storage-request': quantity('Storage that the queue proxy asks for.'),
  'queue-sidecar-ephemeral-storage-limit': quantity('Storage that the queue proxy gets at most.'),
  'queue-sidecar-token-audiences': {
    type: 'list',
    default: [],
    doc: 'For whom the queue proxy gets tokens of its service account.',
  },
  'queue-sidecar-rootca': text('Certificates that the queue proxy trusts, as PEM.'),
  'queue-sidecar-tls-min-version': text('The lowest version of TLS that the queue proxy speaks, such as 1.2.'),
  'queue-sidecar-tls-max-version': text('The highest version of TLS that the queue proxy speaks.'),
  'queue-sidecar-tls-cipher-suites': { type: 'list', default: [], doc: 'Cipher suites that the queue proxy offers.' },
  'queue-sidecar-tls-curve-preferences': { type: 'list', default: [], doc: 'Curves that the queue proxy offers.' },
  'default-affinity-type': {
    type: 'enum',
    values: ['prefer-spread-revision-over-nodes', 'none'],
    default: 'prefer-spread-revision-over-nodes',
    doc: 'Whether the pods of a revision are spread over the nodes.',
  },
  'runtime-class-name': {
    type: 'yaml',
    holds: 'map',
    shape: 'RuntimeClassSelection',
    default: '',
    doc: 'Classes of runtimes, each with the labels of the revisions that it runs.',
  },
  'pod-is-always-schedulable': {
    type: 'boolean',
    default: false,
    doc: 'Whether a pod that no node takes yet is no fault, as where nodes are added on demand.',
  },
} as const satisfies ConfigTable;

const OLD_SPELLINGS = [
  'queue-sidecar-image',
  'progress-deadline',
  'digest-resolution-timeout',
  'registries-skipping-tag-resolving',
  'queue-sidecar-cpu-request',
  'queue-sidecar-cpu-limit',
  'queue-sidecar-memory-request',
  'queue-sidecar-memory-limit',
  'queue-sidecar-ephemeral-storage-request',
  'queue-sidecar-ephemeral-storage-limit',
] as const;

/** `config-deployment`. */
export const deploymentConfigMap = configMapOf({
  namespace: 'knative-serving',
  name: 'config-deployment',
  settings: 'DeploymentSettings',
  doc: 'The pods of revisions, and the queue proxy in them.',
  keys: deploymentKeys,
  legacy: Object.fromEntries(OLD_SPELLINGS.map((key) => [oldSpelling(key), key])),
});

function oldSpelling(key: string): string {
  return key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
