import type { ConfigSettings, ConfigTable, ConfigValues } from './key';
import { configMapOf } from './problems';
import { readSettings } from './read';

/** The keys of Tekton's `config-defaults` that change what is accepted, or what a run is filled with. */
const tektonDefaultsKeys = {
  'default-timeout-minutes': {
    type: 'integer',
    bits: 64,
    default: 60,
    unit: 'minutes',
    doc: 'How long a run may take that does not say itself; 0 sets no limit.',
  },
  'default-service-account': { type: 'text', default: 'default', doc: 'The account of runs that name none.' },
  'default-managed-by-label-value': {
    type: 'text',
    default: 'tekton-pipelines',
    doc: 'The label app.kubernetes.io/managed-by of task runs.',
  },
  'default-pod-template': {
    type: 'yaml',
    holds: 'map',
    shape: 'AnyMap',
    default: '',
    doc: 'The pod template below that of each run.',
  },
  'default-affinity-assistant-pod-template': {
    type: 'yaml',
    holds: 'map',
    shape: 'AnyMap',
    default: '',
    doc: 'The pod template of the pods that keep the runs of a workspace on one node.',
  },
  'default-cloud-events-sink': { type: 'text', default: '', doc: 'Old form of the sink in config-events.' },
  'default-max-matrix-combinations-count': {
    type: 'integer',
    bits: 64,
    default: 256,
    minimum: 0,
    unit: 'combinations',
    doc: 'How many runs a matrix may make.',
  },
  'default-forbidden-env': {
    type: 'list',
    default: [],
    doc: 'Names of environment variables that a pod template may not set.',
  },
  'default-resolver-type': { type: 'text', default: '', doc: 'The resolver of references without name and resolver.' },
  'default-task-run-workspace-binding': {
    type: 'yaml',
    holds: 'map',
    shape: 'AnyMap',
    default: '',
    doc: 'The binding of workspaces that nobody binds.',
  },
  'default-container-resource-requirements': {
    type: 'yaml',
    holds: 'map',
    shape: 'ContainerResources',
    default: '',
    doc: 'Requests and limits of containers that say none.',
  },
  'default-imagepullbackoff-timeout': {
    type: 'duration',
    default: 0,
    doc: 'How long an image may fail to be pulled before the run fails; 0 fails it at once.',
  },
  'default-create-container-error-timeout': {
    type: 'duration',
    default: 0,
    doc: 'How long a container may fail to be made before the run fails; 0 fails it at once.',
  },
  'default-maximum-resolution-timeout': {
    type: 'duration',
    default: 60,
    doc: 'How long a resolver may take.',
  },
  'default-sidecar-log-polling-interval': {
    type: 'duration',
    default: 0.1,
    doc: 'Time from one look for results of steps to the next, where they come by logs.',
  },
  'default-step-ref-concurrency-limit': {
    type: 'integer',
    bits: 64,
    default: 5,
    minimum: 1,
    doc: 'How many step actions of a task are resolved at a time.',
  },
} as const satisfies ConfigTable;

/** Tekton's `config-defaults`, read. */
export type TektonDefaultsConfig = ConfigValues<typeof tektonDefaultsKeys>;

/** Tekton's `config-defaults`. */
export const tektonDefaultsConfigMap = configMapOf({
  namespace: 'tekton-pipelines',
  name: 'config-defaults',
  settings: 'TektonDefaultsSettings',
  doc: 'What runs are filled with that do not say it themselves.',
  keys: tektonDefaultsKeys,
});

/** Reads Tekton's `config-defaults`; what is absent or wrong has its default. */
export function tektonDefaultsConfig(settings: ConfigSettings): TektonDefaultsConfig {
  return readSettings(tektonDefaultsKeys, settings);
}
