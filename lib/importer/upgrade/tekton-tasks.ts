import { groupOf } from '../../graph/object-ref';
import type { FieldPath } from '../../rules/diagnostic';
import { appended, type Fields, fieldsAt, isFields, listAt, mapTexts, rename, take } from '../draft';
import { specOf } from './common';
import {
  type DeclaredResource,
  declaredResources,
  isFiles,
  paramsForVariables,
  withoutResources,
} from './pipeline-resources';
import { tektonChanges as rules } from './tekton-rules';
import type { Upgrade, Upgrader } from './upgrade-set';

/** `Task` and `ClusterTask`. */
export const tasks: Upgrader = {
  applies: ({ apiVersion, kind }) =>
    groupOf(apiVersion) === 'tekton.dev' && (kind === 'Task' || kind === 'ClusterTask'),
  run(upgrade) {
    const { draft } = upgrade;
    const spec = specOf(draft);
    if (spec !== undefined) upgradeTaskSpec(upgrade, spec, ['spec']);
    if (draft.kind !== 'ClusterTask') return;
    draft.kind = 'Task';
    draft.apiVersion = 'tekton.dev/v1';
    upgrade.note(rules.clusterTask, [], `the ClusterTask ${draft.metadata.name} is a Task`);
  },
};

/** What a task is, wherever it is written. */
export function upgradeTaskSpec(upgrade: Upgrade, spec: Fields, at: FieldPath): void {
  const declared = declaredResources(spec);
  const params = paramsForVariables(spec, declared);
  inputsAndOutputs(upgrade, spec, at);
  resources(upgrade, spec, declared, at);
  if (params.length > 0) spec.params = appended(spec.params, ...params);
  const before = JSON.stringify(spec);
  mapTexts(spec, (text) => withoutResources(taskVariables(text), declared));
  if (JSON.stringify(spec) !== before) {
    upgrade.note(rules.variables, at, 'wrote variables as Tekton has them today');
  }
  home(upgrade, spec, at);
  containers(upgrade, spec, at);
  digest(upgrade, spec, declared, at);
  impliedTypes(upgrade, spec, at);
}

/** Types of params and results that nobody wrote, as Tekton's webhook finds them. */
export function impliedTypes(upgrade: Upgrade, spec: Fields, at: FieldPath): void {
  const untyped = ['params', 'results'].flatMap((list) => {
    // Results of a pipeline have the type of what they are taken from.
    if (list === 'results' && Array.isArray(spec.tasks)) return [];
    return listAt(spec, list).filter((one) => one.type === undefined && one.name !== undefined);
  });
  for (const one of untyped) {
    const { default: value, properties } = one;
    one.type = Array.isArray(value) ? 'array' : isFields(value) || isFields(properties) ? 'object' : 'string';
  }
  if (untyped.length > 0) {
    const names = untyped.map(({ name }) => name).join(', ');
    upgrade.note(rules.implied, [...at, 'params'], `wrote the types of ${names}`);
  }
}

/** `${inputs.params.X}`, `$(inputs.params.X)` and `${params.X}` as `$(params.X)`. */
export function taskVariables(text: string): string {
  return text
    .replace(/\$\{((?:inputs|outputs|params|resources|tasks|workspaces|context)\.[\w.-]+)\}/g, '$($1)')
    .replace(/\$\(inputs\.params\.([\w-]+)\)/g, '$(params.$1)');
}

function inputsAndOutputs(upgrade: Upgrade, spec: Fields, at: FieldPath): void {
  const inputs = take(spec, 'inputs');
  const outputs = take(spec, 'outputs');
  if (isFields(inputs) && Array.isArray(inputs.params)) {
    spec.params = appended(spec.params, ...inputs.params);
    upgrade.note(rules.params, [...at, 'inputs', 'params'], 'inputs.params are params');
  }
  if (isFields(outputs) && Array.isArray(outputs.results)) {
    upgrade.note(rules.trigger, [...at, 'outputs', 'results'], 'left out outputs.results');
  }
}

function resources(upgrade: Upgrade, spec: Fields, declared: readonly DeclaredResource[], at: FieldPath): void {
  if (isFields(spec.resources)) delete spec.resources;
  const mounted = new Set<string>();
  for (const { name, type, direction, targetPath } of declared) {
    const where = [...at, direction === 'input' ? 'inputs' : 'outputs', 'resources'];
    if (type === 'image') {
      upgrade.note(rules.imageResource, where, `the image ${name} is a param`);
    } else if (type === 'cloudEvent') {
      upgrade.note(rules.cloudEvent, where, `left out ${name}, which sent an event`);
    } else if (!mounted.has(name)) {
      mounted.add(name);
      const mountPath = `/workspace/${targetPath ?? (direction === 'input' ? name : `output/${name}`)}`;
      spec.workspaces = appended(spec.workspaces, { name, mountPath });
      upgrade.note(
        type === 'git' ? rules.gitResource : rules.otherResource,
        where,
        `${name} is a workspace at ${mountPath}`,
      );
    }
  }
  // What is both in and out lies at one place now.
  for (const name of mounted) {
    const both = declared.filter((one) => one.name === name && isFiles(one.type)).length > 1;
    if (both) mapTexts(spec, (text) => text.replaceAll(`/workspace/output/${name}`, `/workspace/${name}`));
  }
}

function home(upgrade: Upgrade, spec: Fields, at: FieldPath): void {
  let moved = false;
  mapTexts(spec, (text) => {
    if (!text.includes('/builder/home')) return text;
    moved = true;
    return text.replaceAll('/builder/home', '/tekton/home');
  });
  if (moved) upgrade.note(rules.home, at, '/builder/home is /tekton/home');
}

/** Fields of containers that no step has any more. */
const NO_STEP_FIELDS = [
  'ports',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'stdin',
  'stdinOnce',
  'tty',
];

function containers(upgrade: Upgrade, spec: Fields, at: FieldPath): void {
  const template = fieldsAt(spec, 'stepTemplate');
  const all = [
    ...listAt(spec, 'steps').map((step, i) => [step, [...at, 'steps', i]] as const),
    ...listAt(spec, 'sidecars').map((sidecar, i) => [sidecar, [...at, 'sidecars', i]] as const),
    ...(template === undefined ? [] : [[template, [...at, 'stepTemplate']] as const]),
  ];
  for (const [container, where] of all) {
    if (Object.hasOwn(container, 'resources')) {
      rename(container, 'resources', 'computeResources');
      upgrade.note(rules.stepResources, [...where, 'resources'], 'resources are called computeResources');
    }
    if (where.includes('sidecars')) continue;
    const gone = NO_STEP_FIELDS.filter((name) => Object.hasOwn(container, name));
    for (const name of gone) delete container[name];
    if (template === container && container.name !== undefined) {
      delete container.name;
      gone.push('name');
    }
    if (gone.length > 0) upgrade.note(rules.stepFields, where, `left out ${gone.join(', ')}`);
  }
}

/** kaniko tells the digest by a flag; other tools have to be told by a person. */
function digest(upgrade: Upgrade, spec: Fields, declared: readonly DeclaredResource[], at: FieldPath): void {
  const images = declared.filter(({ type, direction }) => type === 'image' && direction === 'output');
  if (images.length === 0) return;
  const kaniko = listAt(spec, 'steps').find(({ image, command }) => `${image} ${command}`.includes('kaniko'));
  if (images.length > 1 || kaniko === undefined || !Array.isArray(kaniko.args)) {
    upgrade.note(rules.imageDigest, [...at, 'steps'], 'no step writes the digest of the image that it pushes');
    return;
  }
  if (!listAt(spec, 'results').some(({ name }) => name === 'IMAGE_DIGEST')) {
    spec.results = appended(spec.results, {
      name: 'IMAGE_DIGEST',
      type: 'string',
      description: 'Digest of the image that was pushed',
    });
  }
  kaniko.args = [...kaniko.args, '--digest-file=$(results.IMAGE_DIGEST.path)'];
  upgrade.note(rules.imageResource, [...at, 'steps'], 'kaniko writes the digest into the result IMAGE_DIGEST');
}

/** A reference to a task, or to a pipeline, that is somewhere else than in the namespace. */
export function upgradeReference(
  upgrade: Upgrade,
  holder: Fields,
  key: 'taskRef' | 'pipelineRef',
  at: FieldPath,
): void {
  const ref = fieldsAt(holder, key);
  if (ref === undefined) return;
  const kind = key === 'taskRef' ? 'task' : 'pipeline';
  if (typeof ref.bundle === 'string') {
    holder[key] = {
      resolver: 'bundles',
      params: [
        { name: 'bundle', value: ref.bundle },
        { name: 'name', value: ref.name },
        { name: 'kind', value: kind },
      ],
    };
    upgrade.note(rules.bundle, [...at, key, 'bundle'], `fetches ${ref.name} from the bundle by a resolver`);
  } else if (ref.kind === 'ClusterTask') {
    clusterTask(upgrade, holder, String(ref.name), at);
  } else if (key === 'pipelineRef' || ref.kind === 'Task' || ref.kind === undefined) {
    if (typeof ref.apiVersion === 'string' && groupOf(ref.apiVersion) === 'tekton.dev') {
      delete ref.apiVersion;
      upgrade.note(rules.taskApiVersion, [...at, key, 'apiVersion'], 'left out apiVersion of the reference');
    }
    if (key === 'taskRef' && ref.kind === undefined && ref.apiVersion === undefined && typeof ref.name === 'string') {
      ref.kind = 'Task';
      upgrade.note(rules.implied, [...at, key], `wrote that ${ref.name} is a Task`);
    }
  }
}

function clusterTask(upgrade: Upgrade, holder: Fields, name: string, at: FieldPath): void {
  if (upgrade.original('ClusterTask', name) !== undefined) {
    holder.taskRef = { name, kind: 'Task' };
    upgrade.note(rules.clusterTask, [...at, 'taskRef'], `refers to the Task ${name}`);
    return;
  }
  holder.taskRef = {
    resolver: 'cluster',
    params: [
      { name: 'kind', value: 'task' },
      { name: 'name', value: name },
    ],
  };
  upgrade.note(
    rules.clusterTaskRef,
    [...at, 'taskRef'],
    `fetches ${name} by the cluster resolver; say from which namespace`,
  );
}
