import type { ConfigSettings, ConfigTable, ConfigValues } from './key';
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
  'default-pod-template': { type: 'text', default: '', doc: 'YAML of the pod template below that of each run.' },
  'default-max-matrix-combinations-count': {
    type: 'integer',
    bits: 64,
    default: 256,
    minimum: 0,
    unit: 'combinations',
    doc: 'How many runs a matrix may make.',
  },
  'default-forbidden-env': {
    type: 'text',
    default: '',
    doc: 'Names of environment variables that a pod template may not set, with commas between.',
  },
  'default-resolver-type': { type: 'text', default: '', doc: 'The resolver of references without name and resolver.' },
  'default-task-run-workspace-binding': {
    type: 'text',
    default: '',
    doc: 'YAML of the binding of workspaces that nobody binds.',
  },
} as const satisfies ConfigTable;

/** Tekton's `config-defaults`, read. */
export type TektonDefaultsConfig = ConfigValues<typeof tektonDefaultsKeys>;

/** Reads Tekton's `config-defaults`; what is absent or wrong has its default. */
export function tektonDefaultsConfig(settings: ConfigSettings): TektonDefaultsConfig {
  return readSettings(tektonDefaultsKeys, settings);
}
