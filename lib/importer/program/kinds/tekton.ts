import { type Fields, fieldsAt, isFields, listAt, textAt } from '../../draft';
import {
  call,
  type Entries,
  type Expression,
  given,
  list,
  literal,
  map,
  mapOrNone,
  member,
  ours,
  use,
  type Variable,
} from '../expression';
import type { KindWriter, Scope } from '../scope';
import { goDuration } from '../values';
import {
  argumentsIn,
  fits,
  paramOf,
  resolverOf,
  signatureOf,
  type TaskUse,
  task,
  taskSpecProps,
  valuesOf,
  workspaceOf,
} from './tekton-task';

const TEKTON = 'tekton.dev/v1';

const pipeline: KindWriter = (spec, scope) => {
  const params = listAt(spec, 'params').map(paramOf);
  if (params.some((param) => param === undefined)) return undefined;
  const workspaces = new Map(
    listAt(spec, 'workspaces').map((workspace) => {
      const { name, description, optional } = workspace;
      return [
        String(name),
        scope.constant(`${scope.name} ${name}`, 'workspace', workspaceOf({ name, description, optional })),
      ];
    }),
  );
  const written = new Map<string, Variable>();
  for (const section of ['tasks', 'finally'] as const) {
    for (const one of listAt(spec, section)) {
      if (!pipelineTask(one, section, { scope, workspaces, written })) return undefined;
    }
  }
  for (const { name, value, description } of listAt(spec, 'results')) {
    if (typeof value !== 'string') continue;
    const options = mapOrNone({ description: given(description) });
    scope.after((self) => call(member(self, 'result'), given(name), literal(value), options));
  }
  return {
    of: 'Pipeline',
    props: {
      displayName: given(spec.displayName),
      description: given(spec.description),
      params: params.length === 0 ? undefined : list(params as Expression[]),
      workspaces: workspaces.size === 0 ? undefined : list([...workspaces.values()]),
    },
  };
};

interface PipelineParts {
  readonly scope: Scope;
  /** The workspaces of the pipeline by name. */
  readonly workspaces: ReadonlyMap<string, Expression>;
  /** Tasks that stand before this one, by name. */
  readonly written: Map<string, Variable>;
}

function pipelineTask(
  one: Fields,
  section: 'tasks' | 'finally',
  { scope, workspaces, written }: PipelineParts,
): boolean {
  const name = textAt(one, 'name');
  if (name === undefined || one.matrix !== undefined) return false;
  const bound = listAt(one, 'workspaces').map((workspace) => {
    const directory = workspaces.get(String(workspace.workspace ?? workspace.name));
    const part =
      workspace.subPath === undefined
        ? directory
        : directory && call(member(directory, 'at'), given(workspace.subPath));
    return [String(workspace.name), part] as const;
  });
  if (bound.some(([, directory]) => directory === undefined)) return false;
  const params = argumentsIn(one);
  const what = taskOf(one, { params, matrix: [], workspaces: bound.map(([of]) => of) }, scope);
  if (what === undefined) return false;
  const before = Array.isArray(one.runAfter) ? one.runAfter.map((after) => written.get(String(after))) : [];
  const isOrdered = before.every((after) => after !== undefined);
  const options = {
    displayName: given(one.displayName),
    description: given(one.description),
    params: valuesOf(params),
    workspaces: bound.length === 0 ? undefined : map(Object.fromEntries(bound)),
    when: when(one.when),
    retries: given(one.retries),
    timeout: goDuration(one.timeout),
    onError: given(one.onError),
    runAfter: before.length > 0 && isOrdered ? list((before as Variable[]).map(use)) : undefined,
  };
  const variable = { words: name, kind: 'task' };
  scope.after(
    (self) => call(member(self, section === 'tasks' ? 'task' : 'finally'), literal(name), what, mapOrNone(options)),
    variable,
  );
  written.set(name, variable);
  return true;
}

function when(value: unknown): Expression | undefined {
  if (!Array.isArray(value)) return undefined;
  return list(
    value.filter(isFields).map((condition) => {
      if (condition.cel !== undefined) return map({ cel: given(condition.cel) });
      return map({
        input: given(condition.input),
        [condition.operator === 'in' ? 'in' : 'notIn']: given(condition.values),
      });
    }),
  );
}

/** What a task of a pipeline, or a TaskRun, runs. */
function taskOf(holder: Fields, asked: TaskUse, scope: Scope): Expression | undefined {
  const inline = fieldsAt(holder, 'taskSpec');
  if (inline !== undefined) return inlineTask(inline, asked, scope);
  const ref = fieldsAt(holder, 'taskRef');
  if (ref === undefined) return undefined;
  if (ref.resolver !== undefined) {
    const resolver = resolverOf(ref);
    return resolver && call(ours('Task.from'), resolver, signatureOf(asked));
  }
  const name = textAt(ref, 'name');
  if (ref.apiVersion !== undefined || ref.kind !== 'Task') {
    return call(ours('Task.custom'), literal({ apiVersion: ref.apiVersion, kind: ref.kind, name }), signatureOf(asked));
  }
  if (name === undefined) return undefined;
  const object = scope.find({ apiVersion: TEKTON, kind: 'Task', name });
  const known =
    object !== undefined && fits(object.spec as Fields, asked)
      ? scope.constructOf({ apiVersion: TEKTON, kind: 'Task', name })
      : undefined;
  return known ?? call(ours('Task.named'), literal(name), signatureOf(asked));
}

function inlineTask(spec: Fields, asked: TaskUse, scope: Scope): Expression | undefined {
  const { apiVersion, kind, metadata } = spec;
  if (apiVersion !== undefined || kind !== undefined) {
    return call(ours('Task.custom'), literal({ apiVersion, kind, spec: spec.spec }), signatureOf(asked));
  }
  if (!fits(spec, asked)) return undefined;
  const props = taskSpecProps(spec, scope);
  const { labels, annotations } = isFields(metadata) ? metadata : {};
  return props && call(ours('Task.inline'), map({ ...props, labels: given(labels), annotations: given(annotations) }));
}

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

function runProps(spec: Fields, scope: Scope): { readonly common: Entries; readonly asked: TaskUse } | undefined {
  const bound = bindings(spec.workspaces);
  if (bound === 'unsaid') return undefined;
  const params = argumentsIn(spec);
  const asked = { params, matrix: [], workspaces: listAt(spec, 'workspaces').map(({ name }) => String(name)) };
  const generateName = scope.object.metadata.name === undefined ? given(scope.object.metadata.generateName) : undefined;
  return { asked, common: { generateName, params: valuesOf(params), workspaces: bound } };
}

const taskRun: KindWriter = (spec, scope) => {
  const run = runProps(spec, scope);
  const what = run && taskOf(spec, run.asked, scope);
  if (run === undefined || what === undefined) return undefined;
  const props = {
    task: what,
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

const pipelineRun: KindWriter = (spec, scope) => {
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
    pipeline: what,
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

function pipelineOf(spec: Fields, asked: TaskUse, scope: Scope): Expression | undefined {
  const inline = fieldsAt(spec, 'pipelineSpec');
  if (inline !== undefined) return call(ours('Pipeline.inline'), literal(inline), signatureOf(asked));
  const ref = fieldsAt(spec, 'pipelineRef');
  if (ref?.resolver !== undefined) {
    const resolver = resolverOf(ref);
    return resolver && call(ours('Pipeline.from'), resolver, signatureOf(asked));
  }
  const name = textAt(ref, 'name');
  if (name === undefined) return undefined;
  const object = scope.find({ apiVersion: TEKTON, kind: 'Pipeline', name });
  const known =
    object !== undefined && fits(object.spec as Fields, asked)
      ? scope.constructOf({ apiVersion: TEKTON, kind: 'Pipeline', name })
      : undefined;
  return known ?? call(ours('Pipeline.named'), literal(name), signatureOf(asked));
}

const triggerBinding =
  (of: 'TriggerBinding' | 'ClusterTriggerBinding'): KindWriter =>
  (spec) => {
    const params = listAt(spec, 'params').map(({ name, value }) => [String(name), value]);
    return { of, props: { params: literal(Object.fromEntries(params)) } };
  };

const triggerTemplate: KindWriter = (spec) => {
  const { resourcetemplates } = spec;
  if (!Array.isArray(resourcetemplates)) return undefined;
  const params = listAt(spec, 'params').map(
    ({ name, description, default: value }) =>
      [String(name), map({ description: given(description), default: given(value) })] as const,
  );
  const declared = params.length === 0 ? undefined : map(Object.fromEntries(params));
  return { of: 'TriggerTemplate', props: { params: declared, resourcetemplates: literal(resourcetemplates) } };
};

export const tektonWriters: Readonly<Record<string, KindWriter>> = {
  'tekton.dev/Task': task,
  'tekton.dev/Pipeline': pipeline,
  'tekton.dev/TaskRun': taskRun,
  'tekton.dev/PipelineRun': pipelineRun,
  'triggers.tekton.dev/TriggerTemplate': triggerTemplate,
  'triggers.tekton.dev/TriggerBinding': triggerBinding('TriggerBinding'),
  'triggers.tekton.dev/ClusterTriggerBinding': triggerBinding('ClusterTriggerBinding'),
};
