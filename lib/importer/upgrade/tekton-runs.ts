import { groupOf } from '../../graph/object-ref';
import type { FieldPath } from '../../rules/diagnostic';
import {
  appended,
  type Fields,
  fieldsAt,
  fieldsMadeAt,
  isFields,
  listAt,
  mapTexts,
  rename,
  take,
  textAt,
} from '../draft';
import { specOf } from './common';
import { gitClone, storageClaim } from './git-clone';
import {
  DEFAULT_REVISION,
  type DeclaredResource,
  declaredResources,
  type GivenResource,
  givenResources,
  imageParam,
  isFiles,
  paramOf,
  variablesRead,
} from './pipeline-resources';
import { fetchName, upgradePipelineSpec } from './tekton-pipelines';
import { tektonChanges as rules } from './tekton-rules';
import { taskVariables, upgradeReference, upgradeTaskSpec } from './tekton-tasks';
import type { Upgrade, Upgrader } from './upgrade-set';

function isTekton(kind: string): Upgrader['applies'] {
  return (draft) => groupOf(draft.apiVersion) === 'tekton.dev' && draft.kind === kind;
}

/** `PipelineResource`: its params stand where it was used. */
export const resourceObjects: Upgrader = {
  applies: isTekton('PipelineResource'),
  run(upgrade) {
    const { metadata } = upgrade.draft;
    upgrade.drop(rules.resourceObject, `left out the PipelineResource ${metadata.name}`);
  },
};

/** `Run`, which is called `CustomRun`. */
export const customRuns: Upgrader = {
  applies: isTekton('Run'),
  run(upgrade) {
    const spec = specOf(upgrade.draft);
    if (spec === undefined) return;
    rename(spec, 'ref', 'customRef');
    rename(spec, 'spec', 'customSpec');
    delete spec.podTemplate;
    upgrade.note(rules.run, ['spec'], 'ref and spec are called customRef and customSpec');
  },
};

/** `TaskRun`. */
export const taskRuns: Upgrader = {
  applies: isTekton('TaskRun'),
  run(upgrade) {
    const spec = specOf(upgrade.draft);
    if (spec === undefined) return;
    const resources = [
      ...listAt(fieldsAt(spec, 'inputs'), 'resources'),
      ...listAt(fieldsAt(spec, 'resources'), 'inputs'),
      ...listAt(fieldsAt(spec, 'outputs'), 'resources'),
      ...listAt(fieldsAt(spec, 'resources'), 'outputs'),
    ];
    const given = givenResources(upgrade, resources);
    const task = taskOf(upgrade, spec);
    const declared = task === undefined ? [] : declaredResources(task);
    const inputs = take(spec, 'inputs');
    delete spec.outputs;
    delete spec.resources;
    if (isFields(inputs) && Array.isArray(inputs.params)) {
      spec.params = appended(spec.params, ...inputs.params);
      upgrade.note(rules.params, ['spec', 'inputs', 'params'], 'inputs.params are params');
    }
    commonOfRuns(upgrade, spec);
    podFields(upgrade, spec);
    overrides(upgrade, spec, ['spec']);
    const inner = fieldsAt(spec, 'taskSpec');
    if (inner !== undefined) upgradeTaskSpec(upgrade, inner, ['spec', 'taskSpec']);
    upgradeReference(upgrade, spec, 'taskRef', ['spec']);
    mapTexts(spec.params, taskVariables);
    if (given.length > 0) withResources(upgrade, spec, given, declared, task);
  },
};

function taskOf(upgrade: Upgrade, spec: Fields): Fields | undefined {
  const name = String(fieldsAt(spec, 'taskRef')?.name ?? '');
  const found = upgrade.original('Task', name) ?? upgrade.original('ClusterTask', name);
  // What is written within the run is upgraded in place, and looked at before.
  return structuredClone(fieldsAt(spec, 'taskSpec') ?? (found === undefined ? undefined : specOf(found)));
}

/** Values that took the place of a resource, for a task that reads these variables. */
function resourceParams(
  upgrade: Upgrade,
  resource: GivenResource,
  declared: readonly DeclaredResource[],
  task: Fields | undefined,
): Fields[] {
  const { name, params, object, type } = resource;
  const declaration = declared.find((one) => one.name === name);
  if (type === undefined && object !== undefined) {
    upgrade.note(
      rules.unknownResource,
      ['spec'],
      `the PipelineResource ${object} was not read: give what it says as params`,
    );
  }
  const isImage = (type ?? declaration?.type) === 'image';
  const keys = variablesRead(task, name).filter(
    (key) => !['path', 'name', 'type'].includes(key) && params[key] !== undefined,
  );
  const values = keys
    .filter((key) => !isImage || key !== 'url')
    .map((key) => ({ name: paramOf(name, key), value: params[key] }));
  if (isImage && params.url !== undefined) values.unshift({ name: imageParam(name, declared), value: params.url });
  return values;
}

function withResources(
  upgrade: Upgrade,
  spec: Fields,
  given: readonly GivenResource[],
  declared: readonly DeclaredResource[],
  task: Fields | undefined,
): void {
  const typeOf = ({ name, type }: GivenResource) => type ?? declared.find((one) => one.name === name)?.type ?? 'git';
  const params = given.flatMap((resource) => resourceParams(upgrade, resource, declared, task));
  if (params.length > 0) spec.params = appended(spec.params, ...params);
  const files = given.filter((resource) => isFiles(typeOf(resource)));
  const names = [...new Set(files.map(({ name }) => name))];
  const clones = files.filter((resource) => typeOf(resource) === 'git' && resource.params.url !== undefined);
  if (given.length > files.length) upgrade.note(rules.imageResource, ['spec'], 'wrote images as params');
  if (clones.length === 0) {
    for (const name of names) spec.workspaces = appended(spec.workspaces, { name, ...storageClaim() });
    if (names.length > 0)
      upgrade.note(rules.otherResource, ['spec'], `${names.join(', ')} must be filled before the task runs`);
    return;
  }
  cloning(upgrade, spec, names, clones);
}

/** A pipeline of two tasks in the place of a run of one. */
function cloning(upgrade: Upgrade, spec: Fields, names: readonly string[], clones: readonly GivenResource[]): void {
  const {
    taskRef,
    taskSpec,
    params,
    serviceAccountName,
    podTemplate,
    timeout,
    status,
    workspaces: own,
    ...rest
  } = spec;
  const fetches = clones.map(({ name, params: { url, revision = DEFAULT_REVISION } }) => ({
    name: fetchName(name),
    ...gitClone(),
    params: [
      { name: 'url', value: url },
      { name: 'revision', value: revision },
    ],
    workspaces: [{ name: 'output', workspace: name }],
  }));
  const template = {
    ...(serviceAccountName !== undefined && { serviceAccountName }),
    ...(podTemplate !== undefined && { podTemplate }),
  };
  const others = (Array.isArray(own) ? own : []).filter(isFields);
  const bound = [...names, ...others.map(({ name }) => String(name))];
  upgrade.draft.kind = 'PipelineRun';
  upgrade.draft.spec = {
    pipelineSpec: {
      workspaces: bound.map((name) => ({ name })),
      tasks: [
        ...fetches,
        {
          name: 'run',
          ...(taskRef !== undefined && { taskRef }),
          ...(taskSpec !== undefined && { taskSpec }),
          ...(params !== undefined && { params }),
          runAfter: fetches.map(({ name }) => name),
          workspaces: bound.map((name) => ({ name, workspace: name })),
        },
      ],
    },
    workspaces: [...names.map((name) => ({ name, ...storageClaim() })), ...others],
    ...(Object.keys(template).length > 0 && { taskRunTemplate: template }),
    ...(timeout !== undefined && { timeouts: { pipeline: timeout } }),
    ...(status !== undefined && { status: 'Cancelled' }),
    ...(Object.keys(rest).length > 0 && { taskRunSpecs: [{ pipelineTaskName: 'run', ...rest }] }),
  };
  upgrade.note(
    rules.clonePipeline,
    ['spec'],
    `the TaskRun is a PipelineRun that clones ${clones.map(({ name }) => name).join(', ')} first`,
  );
}

/** `PipelineRun`. */
export const pipelineRuns: Upgrader = {
  applies: isTekton('PipelineRun'),
  run(upgrade) {
    const spec = specOf(upgrade.draft);
    if (spec === undefined) return;
    pipelineResources(upgrade, spec);
    commonOfRuns(upgrade, spec);
    taskTemplate(upgrade, spec);
    accounts(upgrade, spec);
    for (const [i, settings] of listAt(spec, 'taskRunSpecs').entries()) {
      const at = ['spec', 'taskRunSpecs', i];
      for (const [old, now] of [
        ['taskServiceAccountName', 'serviceAccountName'],
        ['taskPodTemplate', 'podTemplate'],
      ] as const) {
        if (!Object.hasOwn(settings, old)) continue;
        rename(settings, old, now);
        upgrade.note(rules.accounts, [...at, old], `${old} is called ${now}`);
      }
      overrides(upgrade, settings, at);
    }
    if (spec.status === 'PipelineRunCancelled') {
      spec.status = 'Cancelled';
      upgrade.note(rules.status, ['spec', 'status'], 'PipelineRunCancelled is called Cancelled');
    }
    const inner = fieldsAt(spec, 'pipelineSpec');
    if (inner !== undefined) upgradePipelineSpec(upgrade, inner, ['spec', 'pipelineSpec']);
    upgradeReference(upgrade, spec, 'pipelineRef', ['spec']);
  },
};

/** The pipeline of a run as it was read. */
function pipelineOf(upgrade: Upgrade, spec: Fields): Fields | undefined {
  const inline = fieldsAt(spec, 'pipelineSpec');
  const found = upgrade.original('Pipeline', String(fieldsAt(spec, 'pipelineRef')?.name ?? ''));
  return inline ?? (found === undefined ? undefined : specOf(found));
}

function pipelineResources(upgrade: Upgrade, spec: Fields): void {
  const given = givenResources(upgrade, listAt(spec, 'resources'));
  delete spec.resources;
  const declared = listAt(pipelineOf(upgrade, spec), 'resources');
  for (const { name, object, type: own, params } of given) {
    const type =
      own ??
      textAt(
        declared.find((one) => one.name === name),
        'type',
      );
    if (own === undefined) {
      const message = `the PipelineResource ${object} was not read: give ${paramOf(name, 'url')} as a param`;
      upgrade.note(rules.unknownResource, ['spec', 'resources'], message);
    }
    for (const key of type === 'git' || type === undefined ? ['url', 'revision'] : ['url']) {
      if (params[key] !== undefined)
        spec.params = appended(spec.params, { name: paramOf(name, key), value: params[key] });
    }
    if (type === 'image') {
      upgrade.note(rules.imageResource, ['spec', 'resources'], `the image ${name} is a param`);
    } else {
      spec.workspaces = appended(spec.workspaces, { name, ...storageClaim() });
      upgrade.note(rules.gitResource, ['spec', 'resources'], `${name} is a workspace on storage that each run claims`);
    }
  }
}

/** What runs of both sorts had and have not. */
function commonOfRuns(upgrade: Upgrade, spec: Fields): void {
  claims(upgrade, spec);
  if (Object.hasOwn(spec, 'serviceAccount')) {
    rename(spec, 'serviceAccount', 'serviceAccountName');
    upgrade.note(rules.account, ['spec', 'serviceAccount'], 'serviceAccount is called serviceAccountName');
  }
  for (const field of ['trigger', 'results']) {
    if (!Object.hasOwn(spec, field)) continue;
    delete spec[field];
    upgrade.note(rules.trigger, ['spec', field], `left out ${field}`);
  }
}

const POD_FIELDS = ['nodeSelector', 'tolerations', 'affinity'];

/** What stood at the top until Tekton 0.8. */
function podFields(upgrade: Upgrade, spec: Fields): void {
  const given = POD_FIELDS.filter((name) => Object.hasOwn(spec, name));
  for (const name of given) fieldsMadeAt(spec, 'podTemplate')[name] = take(spec, name);
  if (given.length > 0) upgrade.note(rules.podTemplate, ['spec'], `${given.join(', ')} stand in podTemplate`);
}

function taskTemplate(upgrade: Upgrade, spec: Fields): void {
  podFields(upgrade, spec);
  for (const [name, rule] of [
    ['serviceAccountName', rules.account],
    ['podTemplate', rules.podTemplate],
  ] as const) {
    if (!Object.hasOwn(spec, name)) continue;
    fieldsMadeAt(spec, 'taskRunTemplate')[name] = take(spec, name);
    upgrade.note(rule, ['spec', name], `${name} stands in taskRunTemplate`);
  }
  if (Object.hasOwn(spec, 'timeout')) {
    fieldsMadeAt(spec, 'timeouts').pipeline = take(spec, 'timeout');
    upgrade.note(rules.timeout, ['spec', 'timeout'], 'timeout is timeouts.pipeline');
  }
}

function accounts(upgrade: Upgrade, spec: Fields): void {
  for (const field of ['serviceAccounts', 'serviceAccountNames']) {
    const given = take(spec, field);
    if (!Array.isArray(given)) continue;
    const settings = given.filter(isFields).map(({ taskName, serviceAccount, serviceAccountName }) => ({
      pipelineTaskName: taskName,
      serviceAccountName: serviceAccountName ?? serviceAccount,
    }));
    spec.taskRunSpecs = appended(spec.taskRunSpecs, ...settings);
    upgrade.note(rules.accounts, ['spec', field], `${field} are taskRunSpecs`);
  }
}

/** Claims of workspaces, which were spelled in small letters once. */
function claims(upgrade: Upgrade, spec: Fields): void {
  for (const [i, binding] of listAt(spec, 'workspaces').entries()) {
    for (const now of ['persistentVolumeClaim', 'volumeClaimTemplate', 'configMap', 'emptyDir']) {
      const old = now.toLowerCase();
      if (!Object.hasOwn(binding, old)) continue;
      rename(binding, old, now);
      upgrade.note(rules.fieldCase, ['spec', 'workspaces', i, old], `${old} is called ${now}`);
    }
  }
}

function overrides(upgrade: Upgrade, spec: Fields, at: FieldPath): void {
  for (const [old, now] of [
    ['stepOverrides', 'stepSpecs'],
    ['sidecarOverrides', 'sidecarSpecs'],
  ] as const) {
    if (!Object.hasOwn(spec, old)) continue;
    rename(spec, old, now);
    for (const each of listAt(spec, now)) rename(each, 'resources', 'computeResources');
    upgrade.note(rules.overrides, [...at, old], `${old} are called ${now}`);
  }
}
