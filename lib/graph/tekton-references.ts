import { inEnvironment, inVolume } from './pod-references';
import {
  type Collect,
  type Field,
  type Finder,
  fields,
  inSecretName,
  inServiceAccount,
  itemsWithin,
  specOf,
  text,
  within,
} from './reference-fields';

const TEKTON = 'tekton.dev';

/**
 * For each kind of Tekton Pipelines, where its objects refer to others. What a resolver finds elsewhere, and a name that
 * a variable gives, is no reference.
 */
export const tektonFinders: Readonly<Record<string, Finder>> = {
  [`${TEKTON}/Task`]: inSpec(inTask),
  [`${TEKTON}/TaskRun`]: inSpec((spec, collect) => {
    inTaskRef(within(spec, 'taskRef'), collect);
    inTask(within(spec, 'taskSpec'), collect);
    inRun(spec, collect);
    inPodTemplate(spec, collect);
  }),
  [`${TEKTON}/Pipeline`]: inSpec(inPipeline),
  [`${TEKTON}/PipelineRun`]: inSpec((spec, collect) => {
    inNamed(within(spec, 'pipelineRef'), 'Pipeline', 'pipeline', collect);
    inPipeline(within(spec, 'pipelineSpec'), collect);
    const template = within(spec, 'taskRunTemplate');
    inRun(template, collect);
    inPodTemplate(template, collect);
    for (const one of itemsWithin(spec, 'taskRunSpecs')) {
      inServiceAccount(one, fixedOnly(collect));
      inPodTemplate(one, collect);
    }
    for (const binding of itemsWithin(spec, 'workspaces')) inVolume(binding, fixedOnly(collect));
  }),
  [`${TEKTON}/StepAction`]: inSpec((spec, collect) => inEnvironment(spec, fixedOnly(collect))),
  [`${TEKTON}/CustomRun`]: inSpec(inRun),
  [`${TEKTON}/VerificationPolicy`]: inSpec((spec, collect) => {
    for (const authority of itemsWithin(spec, 'authorities')) {
      const { value, path, namespace } = within(authority, 'key.secretRef');
      const ref = fields(value);
      inSecretName({ value: ref.name, path, namespace: text(ref.namespace) || namespace }, collect);
    }
  }),
};

function inSpec(find: (spec: Field, collect: Collect) => void): Finder {
  return (object, collect) => find(specOf(object), collect);
}

/** The account and the workspaces of a run. */
function inRun(run: Field, collect: Collect): void {
  inServiceAccount(run, fixedOnly(collect));
  for (const binding of itemsWithin(run, 'workspaces')) inVolume(binding, fixedOnly(collect));
}

function inTask(task: Field, collect: Collect): void {
  const given = fixedOnly(collect);
  for (const step of itemsWithin(task, 'steps')) {
    inNamed(within(step, 'ref'), 'StepAction', 'stepAction', collect);
    inEnvironment(step, given);
  }
  inEnvironment(within(task, 'stepTemplate'), given);
  for (const sidecar of itemsWithin(task, 'sidecars')) inEnvironment(sidecar, given);
  for (const volume of itemsWithin(task, 'volumes')) inVolume(volume, given);
}

function inPipeline(pipeline: Field, collect: Collect): void {
  for (const list of ['tasks', 'finally'])
    for (const task of itemsWithin(pipeline, list)) {
      inTaskRef(within(task, 'taskRef'), collect);
      inTask(within(task, 'taskSpec'), collect);
      inNamed(within(task, 'pipelineRef'), 'Pipeline', 'pipeline', collect);
      const inner = within(task, 'pipelineSpec');
      if (inner.value !== undefined) inPipeline(inner, collect);
    }
}

/** A task of Tekton's own: with another kind, or a group, it is something of a custom controller. */
function inTaskRef(ref: Field, collect: Collect): void {
  const { kind, apiVersion } = fields(ref.value);
  if ((text(kind) || 'Task') === 'Task' && text(apiVersion) === '') inNamed(ref, 'Task', 'task', collect);
}

function inNamed(
  ref: Field,
  kind: 'Task' | 'Pipeline' | 'StepAction',
  type: 'task' | 'pipeline' | 'stepAction',
  collect: Collect,
) {
  const { name, resolver } = fields(ref.value);
  // A name that is an address is a resolver's.
  if (text(resolver) !== '' || text(name).includes('://')) return;
  fixedOnly(collect)({ group: TEKTON, kind, name: text(name), namespace: ref.namespace }, type, ref.path);
}

/** Secrets, variables and volumes that a run adds to the pods of its tasks. */
function inPodTemplate(holder: Field, collect: Collect): void {
  const template = within(holder, 'podTemplate');
  for (const secret of itemsWithin(template, 'imagePullSecrets'))
    inSecretName({ ...within(secret, 'name'), path: secret.path }, collect);
  inEnvironment(template, fixedOnly(collect));
  for (const volume of itemsWithin(template, 'volumes')) inVolume(volume, fixedOnly(collect));
}

/** Takes names only that no variable gives. */
function fixedOnly(collect: Collect): Collect {
  return (to, type, path, optional) => {
    if (!to.name.includes('$(')) collect(to, type, path, optional);
  };
}
