import { groupOf } from '../../graph/object-ref';
import type { FieldPath } from '../../rules/diagnostic';
import { appended, type Fields, fieldsAt, isFields, listAt, mapTexts, rename, take, textAt } from '../draft';
import { specOf } from './common';
import { gitClone } from './git-clone';
import { DEFAULT_REVISION, declaredResources, imageParam, isFiles, paramOf, variablesRead } from './pipeline-resources';
import { tektonChanges as rules } from './tekton-rules';
import { impliedTypes, taskVariables, upgradeReference, upgradeTaskSpec } from './tekton-tasks';
import type { Upgrade, Upgrader } from './upgrade-set';

/** `Pipeline`. */
export const pipelines: Upgrader = {
  applies: ({ apiVersion, kind }) => groupOf(apiVersion) === 'tekton.dev' && kind === 'Pipeline',
  run(upgrade) {
    const spec = specOf(upgrade.draft);
    if (spec !== undefined) upgradePipelineSpec(upgrade, spec, ['spec']);
  },
};

/** What a pipeline is, wherever it is written. */
export function upgradePipelineSpec(upgrade: Upgrade, spec: Fields, at: FieldPath): void {
  const types = new Map(listAt(spec, 'resources').map(({ name, type }) => [String(name), String(type)]));
  delete spec.resources;
  for (const section of ['tasks', 'finally']) {
    const guarded: Fields[] = [];
    for (const [i, task] of listAt(spec, section).entries()) {
      const where = [...at, section, i];
      guarded.push(...conditions(upgrade, task, types, where), task);
      taskResources(upgrade, task, types, where);
      const inner = fieldsAt(task, 'taskSpec');
      if (inner !== undefined && inner.apiVersion === undefined)
        upgradeTaskSpec(upgrade, inner, [...where, 'taskSpec']);
      upgradeReference(upgrade, task, 'taskRef', where);
      whenFields(upgrade, task, where);
    }
    if (Array.isArray(spec[section])) spec[section] = guarded;
  }
  const before = JSON.stringify(spec);
  mapTexts(spec, taskVariables);
  if (JSON.stringify(spec) !== before) upgrade.note(rules.variables, at, 'wrote variables as Tekton has them today');
  impliedTypes(upgrade, spec, at);
  const fetches: Fields[] = [];
  for (const [name, type] of types) fetches.push(...pipelineResource(upgrade, spec, name, type, at));
  if (fetches.length > 0) spec.tasks = [...fetches, ...listAt(spec, 'tasks')];
}

function pipelineResource(upgrade: Upgrade, spec: Fields, name: string, type: string, at: FieldPath): Fields[] {
  const where = [...at, 'resources'];
  if (type === 'cloudEvent') {
    upgrade.note(rules.cloudEvent, where, `left out ${name}, which sent an event`);
    return [];
  }
  if (type === 'image') {
    spec.params = appended(spec.params, {
      name: paramOf(name, 'url'),
      type: 'string',
      description: `Reference of the image ${name}`,
    });
    upgrade.note(rules.imageResource, where, `the image ${name} is the param ${paramOf(name, 'url')}`);
    return [];
  }
  spec.workspaces = appended(spec.workspaces, { name });
  if (type !== 'git') {
    upgrade.note(rules.otherResource, where, `the ${type} resource ${name} is a workspace`);
    return [];
  }
  const [url, revision] = [paramOf(name, 'url'), paramOf(name, 'revision')];
  spec.params = appended(
    spec.params,
    { name: url, type: 'string', description: `Repository of ${name}` },
    { name: revision, type: 'string', default: DEFAULT_REVISION, description: `Branch, tag or commit of ${name}` },
  );
  upgrade.note(rules.gitResource, where, `the task ${fetchName(name)} clones ${name} into a workspace`);
  return [
    {
      name: fetchName(name),
      ...gitClone(),
      params: [
        { name: 'url', value: `$(params.${url})` },
        { name: 'revision', value: `$(params.${revision})` },
      ],
      workspaces: [{ name: 'output', workspace: name }],
    },
  ];
}

export function fetchName(resource: string): string {
  return `fetch-${resource}`;
}

/** What a task of a pipeline takes and gives is named by workspaces and params, and ordered by runAfter. */
function taskResources(upgrade: Upgrade, task: Fields, types: ReadonlyMap<string, string>, at: FieldPath): void {
  const given = take(task, 'resources');
  if (!isFields(given)) return;
  const spec = taskSpecOf(upgrade, task);
  const declared = spec === undefined ? [] : declaredResources(spec);
  const after: string[] = [];
  const params: Fields[] = [];
  const workspaces: Fields[] = [];
  const add = (name: string, value: string) => {
    if (!params.some((param) => param.name === name)) params.push({ name, value });
  };
  for (const direction of ['inputs', 'outputs']) {
    for (const use of listAt(given, direction)) {
      const [name, resource] = [String(use.name), String(use.resource ?? use.name)];
      const type = types.get(resource) ?? declared.find((one) => one.name === name)?.type ?? 'git';
      const from = Array.isArray(use.from) ? use.from.map(String) : [];
      after.push(...from);
      if (type === 'image') {
        add(
          direction === 'outputs' && declared.length === 0 ? 'IMAGE' : imageParam(name, declared),
          `$(params.${paramOf(resource, 'url')})`,
        );
      } else if (isFiles(type)) {
        if (!workspaces.some((bound) => bound.name === name)) workspaces.push({ name, workspace: resource });
        if (direction === 'inputs' && type === 'git' && from.length === 0) after.push(fetchName(resource));
      }
      for (const key of variablesRead(spec, name)) {
        if (['path', 'name', 'type'].includes(key) || (type === 'image' && key === 'url')) continue;
        const [producer] = from;
        const digest = key === 'digest' && producer !== undefined;
        add(
          paramOf(name, key),
          digest ? `$(tasks.${producer}.results.IMAGE_DIGEST)` : `$(params.${paramOf(resource, key)})`,
        );
      }
    }
  }
  if (params.length > 0) task.params = appended(task.params, ...params);
  if (workspaces.length > 0) task.workspaces = appended(task.workspaces, ...workspaces);
  runAfter(task, after);
  upgrade.note(rules.gitResource, [...at, 'resources'], 'wrote resources as workspaces and params');
}

function runAfter(task: Fields, names: readonly string[]): void {
  const all = new Set([...(Array.isArray(task.runAfter) ? task.runAfter.map(String) : []), ...names]);
  if (all.size > 0) task.runAfter = [...all];
}

/** The task that is run, as it was read. */
function taskSpecOf(upgrade: Upgrade, task: Fields): Fields | undefined {
  const inner = fieldsAt(task, 'taskSpec');
  if (inner !== undefined) return inner;
  const name = textAt(fieldsAt(task, 'taskRef'), 'name') ?? '';
  const found = upgrade.original('Task', name) ?? upgrade.original('ClusterTask', name);
  return found === undefined ? undefined : specOf(found);
}

/** Fields of `when` began with capitals in Tekton 0.16. */
function whenFields(upgrade: Upgrade, task: Fields, at: FieldPath): void {
  for (const [i, expression] of listAt(task, 'when').entries()) {
    for (const old of ['Input', 'Operator', 'Values']) {
      if (!Object.hasOwn(expression, old)) continue;
      rename(expression, old, old.toLowerCase());
      upgrade.note(rules.fieldCase, [...at, 'when', i, old], `${old} is called ${old.toLowerCase()}`);
    }
  }
}

/** Conditions of a task become tasks before it, and it asks for their results. */
function conditions(upgrade: Upgrade, task: Fields, types: ReadonlyMap<string, string>, at: FieldPath): Fields[] {
  const given = take(task, 'conditions');
  if (!Array.isArray(given)) return [];
  const when: Fields[] = [];
  const guards = given.filter(isFields).map((condition): Fields => {
    const name = `${task.name}-${condition.conditionRef}`;
    when.push({ input: `$(tasks.${name}.results.${PASSED})`, operator: 'in', values: ['true'] });
    const guard: Fields = {
      name,
      taskRef: { name: condition.conditionRef, kind: 'Task' },
      ...(condition.params !== undefined && { params: condition.params }),
    };
    if (Array.isArray(condition.resources)) {
      taskResources(upgrade, Object.assign(guard, { resources: { inputs: condition.resources } }), types, at);
    }
    if (Array.isArray(task.runAfter)) runAfter(guard, task.runAfter.map(String));
    upgrade.note(rules.condition, [...at, 'conditions'], `the task ${name} tells whether ${task.name} runs`);
    return guard;
  });
  task.when = appended(task.when, ...when);
  return guards;
}

/** Name of the result by which a condition tells. */
const PASSED = 'passed';

/** `Condition`: a check whose exit code decides. */
export const conditionObjects: Upgrader = {
  applies: ({ apiVersion, kind }) => groupOf(apiVersion) === 'tekton.dev' && kind === 'Condition',
  run(upgrade) {
    const { draft } = upgrade;
    const { check, params, resources, description } = specOf(draft) ?? {};
    const { name: _, ...step } = isFields(check) ? check : {};
    // A check named its resources without saying that they come in.
    mapTexts(step, (text) => text.replace(/\$([({])resources\.(?!inputs\.|outputs\.)/g, '$$$1inputs.resources.'));
    draft.apiVersion = 'tekton.dev/v1';
    draft.kind = 'Task';
    const spec: Fields = {
      ...(description !== undefined && { description }),
      ...(params !== undefined && { params }),
      ...(Array.isArray(resources) && { resources: { inputs: resources } }),
      results: [{ name: PASSED, type: 'string', description: 'true if the check ended with 0, else false' }],
      steps: [
        { name: 'check', ...step, onError: 'continue' },
        {
          name: 'tell',
          image: 'docker.io/library/busybox:1.37',
          script: `#!/bin/sh
if [ "$(cat $(steps.step-check.exitCode.path))" = 0 ]; then
  printf true > $(results.${PASSED}.path)
else
  printf false > $(results.${PASSED}.path)
fi
`,
        },
      ],
    };
    draft.spec = spec;
    upgradeTaskSpec(upgrade, spec, ['spec']);
    upgrade.note(rules.condition, [], `the Condition ${draft.metadata.name} is a Task with the result ${PASSED}`);
  },
};
