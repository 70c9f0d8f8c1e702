import { type Fields, fieldsAt, isFields, listAt } from '../../draft';
import { call, type Entries, type Expression, given, literal, map, mapOrNone, ours } from '../expression';
import type { KindWriter, Scope } from '../scope';
import { goDuration } from '../values';
import { pipelineOf, taskOf } from './tekton-references';
import { argumentsIn, type TaskUse, valuesOf } from './tekton-uses';
import { contextVariable, Variables } from './tekton-variables';

/** What workspaces of a run are bound to. */
function bindings(value: unknown): Expression | undefined | 'unsaid' {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const entries = value.filter(isFields).map((binding) => [String(binding.name), bindingOf(binding)] as const);
  return entries.some(([, bound]) => bound === undefined) ? 'unsaid' : map(Object.fromEntries(entries));
}

function bindingOf({ name: _, subPath, ...source }: Fields): Expression | undefined {
  const claim = fieldsAt(source, 'volumeClaimTemplate');
  if (claim !== undefined) {
    const spec = fieldsAt(claim, 'spec');
    const storage = fieldsAt(fieldsAt(spec, 'resources'), 'requests')?.storage;
    const modes = JSON.stringify(spec?.accessModes) === '["ReadWriteOnce"]' ? undefined : given(spec?.accessModes);
    if (storage === undefined) return undefined;
    const options = {
      storage: literal(storage),
      accessModes: modes,
      storageClass: given(spec?.storageClassName),
      name: given(fieldsAt(claim, 'metadata')?.name),
      subPath: given(subPath),
    };
    return call(ours('WorkspaceBinding.claimTemplate'), map(options));
  }
  const volume = plainVolume(source);
  return subPath === undefined
    ? volume
    : volume && call(ours('WorkspaceBinding.volume'), volume, map({ subPath: given(subPath) }));
}

function plainVolume(source: Fields): Expression | undefined {
  const claim = fieldsAt(source, 'persistentVolumeClaim');
  if (claim !== undefined)
    return call(
      ours('Volume.persistentVolumeClaim'),
      given(claim.claimName),
      mapOrNone({ readOnly: given(claim.readOnly) }),
    );
  const secret = fieldsAt(source, 'secret');
  if (secret !== undefined) return call(ours('Volume.secret'), given(secret.secretName));
  const config = fieldsAt(source, 'configMap');
  if (config !== undefined) return call(ours('Volume.configMap'), given(config.name));
  const empty = fieldsAt(source, 'emptyDir');
  if (empty === undefined) return undefined;
  return call(ours('Volume.emptyDir'), mapOrNone({ medium: given(empty.medium), sizeLimit: given(empty.sizeLimit) }));
}

function account(name: unknown, scope: Scope): Expression | undefined {
  if (typeof name !== 'string') return undefined;
  return scope.constructOf({ apiVersion: 'v1', kind: 'ServiceAccount', name }) ?? literal(name);
}

/** What the texts of a run may refer to: what Tekton knows of it. */
const ofRuns = new Variables((variable) => (variable.kind === 'context' ? contextVariable(variable) : undefined));

function runProps(spec: Fields, scope: Scope): { readonly common: Entries; readonly asked: TaskUse } | undefined {
  const bound = bindings(spec.workspaces);
  if (bound === 'unsaid') return undefined;
  const params = argumentsIn(spec, ofRuns);
  const workspaces = listAt(spec, 'workspaces').map(({ name }) => String(name));
  const asked = { params, matrix: [], workspaces, results: [] };
  const generateName = scope.object.metadata.name === undefined ? given(scope.object.metadata.generateName) : undefined;
  return { asked, common: { generateName, params: valuesOf(params, ofRuns), workspaces: bound } };
}

export const taskRun: KindWriter = (spec, scope) => {
  const run = runProps(spec, scope);
  const what = run && taskOf(spec, run.asked, scope, { owner: scope.name });
  if (run === undefined || what === undefined) return undefined;
  const props = {
    task: what.expression,
    ...run.common,
    serviceAccount: account(spec.serviceAccountName, scope),
    podTemplate: given(spec.podTemplate),
    resources: given(spec.computeResources),
    timeout: goDuration(spec.timeout),
    retries: given(spec.retries),
    status: given(spec.status),
  };
  return { of: 'TaskRun', props };
};

export const pipelineRun: KindWriter = (spec, scope) => {
  const run = runProps(spec, scope);
  const what = run && pipelineOf(spec, run.asked, scope);
  if (run === undefined || what === undefined) return undefined;
  const template = fieldsAt(spec, 'taskRunTemplate');
  const timeouts = fieldsAt(spec, 'timeouts');
  const settings = listAt(spec, 'taskRunSpecs').map(
    ({ pipelineTaskName, serviceAccountName, podTemplate, metadata, timeout }) =>
      [
        String(pipelineTaskName),
        map({
          serviceAccount: account(serviceAccountName, scope),
          podTemplate: given(podTemplate),
          timeout: goDuration(timeout),
          metadata: given(metadata),
        }),
      ] as const,
  );
  const props = {
    pipeline: what.expression,
    ...run.common,
    serviceAccount: account(template?.serviceAccountName, scope),
    podTemplate: given(template?.podTemplate),
    timeouts:
      timeouts &&
      map(Object.fromEntries(['pipeline', 'tasks', 'finally'].map((name) => [name, goDuration(timeouts[name])]))),
    tasks: settings.length === 0 ? undefined : map(Object.fromEntries(settings)),
    status: given(spec.status),
  };
  return { of: 'PipelineRun', props };
};
