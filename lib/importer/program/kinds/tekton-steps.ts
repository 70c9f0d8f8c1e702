import { type Fields, fieldsAt, listAt, textAt } from '../../draft';
import { call, type Entries, type Expression, given, list, literal, map, mapOrNone, ours } from '../expression';
import { containerProps, type PodVolumes, probe, securityContext } from '../pod';
import type { Scope } from '../scope';
import { goDuration } from '../values';
import { type Declarations, resultOf } from './tekton-declarations';
import { argumentsIn, fits, resolverOf, signatureOf, type TaskUse, valuesOf } from './tekton-uses';
import type { Variables } from './tekton-variables';
import { when } from './tekton-when';

/** The user that our tasks run as; what says the same is not written. */
export const TASK_SECURITY = { runAsUser: 65532 };

/** What the containers of a task share. */
export interface TaskParts {
  readonly volumes: PodVolumes;
  readonly variables: Variables;
  readonly declarations: Declarations;
  readonly scope: Scope;
}

/** A step as an expression, and the results that it has for the compiler. */
export interface StepExpression {
  readonly expression: Expression;
  readonly results: readonly Fields[];
}

/** A step; undefined if the constructs cannot say it. */
export function stepExpression(step: Fields, parts: TaskParts): StepExpression | undefined {
  const ref = fieldsAt(step, 'ref');
  return ref === undefined ? stepProps(step, parts) : actionStep(step, ref, parts);
}

const STEP_SAME = ['displayName', 'onError', 'script'];

function stepProps(step: Fields, parts: TaskParts): StepExpression | undefined {
  const declared = listAt(step, 'results');
  const results = declared.map((result) => resultOf(result));
  if (results.some((result) => result === undefined)) return undefined;
  const expression = map({
    name: given(step.name),
    ...Object.fromEntries(STEP_SAME.map((name) => [name, given(step[name])])),
    ...taskContainer(step, parts),
    results: results.length === 0 ? undefined : list(results as Expression[]),
    ...stepOptions(step, parts),
  });
  return { expression, results: declared };
}

/** What steps have, whatever runs in them. */
function stepOptions(step: Fields, { variables, declarations }: TaskParts): Entries {
  return {
    resources: given(step.computeResources),
    securityContext: given(step.securityContext),
    timeout: goDuration(step.timeout),
    when: when(step.when, variables),
    workspaces: workspaceMounts(step, declarations),
    stdout: given(fieldsAt(step, 'stdoutConfig')?.path),
    stderr: given(fieldsAt(step, 'stderrConfig')?.path),
  };
}

function workspaceMounts(container: Fields, declarations: Declarations): Expression | undefined {
  const mounts = listAt(container, 'workspaces').map(({ name, mountPath }) => {
    const workspace = declarations.workspace(String(name));
    return workspace && map({ workspace, mountPath: given(mountPath) });
  });
  const isWhole = mounts.length > 0 && mounts.every((mount) => mount !== undefined);
  return isWhole ? list(mounts as Expression[]) : undefined;
}

const STEP_ACTION = { apiVersion: 'tekton.dev/v1beta1', kind: 'StepAction' };

/** A step that a step action does: one of the program, of the cluster, or fetched from elsewhere. */
function actionStep(step: Fields, ref: Fields, parts: TaskParts): StepExpression | undefined {
  const { variables, scope } = parts;
  const params = argumentsIn(step, variables);
  const asked = { params, matrix: [], workspaces: [], results: [] };
  const name = textAt(ref, 'name');
  const object = name === undefined ? undefined : scope.find({ ...STEP_ACTION, name });
  const spec = object?.spec as Fields | undefined;
  const known =
    name !== undefined && spec !== undefined && fits(spec, asked)
      ? scope.constructOf({ ...STEP_ACTION, name })
      : undefined;
  const action = known ?? actionElsewhere(ref, asked);
  const options = {
    displayName: given(step.displayName),
    imagePullPolicy: given(step.imagePullPolicy),
    onError: given(step.onError),
    params: valuesOf(params, variables),
    ...stepOptions(step, parts),
  };
  if (action === undefined) return undefined;
  const expression = call(ours('Step.action'), given(step.name), action, mapOrNone(options));
  return { expression, results: known === undefined ? [] : listAt(spec, 'results') };
}

function actionElsewhere(ref: Fields, asked: TaskUse): Expression | undefined {
  const signature = signatureOf(asked);
  if (ref.resolver === undefined) {
    const name = textAt(ref, 'name');
    return name === undefined ? undefined : call(ours('StepAction.named'), literal(name), signature);
  }
  const resolver = resolverOf(ref);
  return resolver && call(ours('StepAction.from'), resolver, signature);
}

/** What containers of a task have, with constants in place of references to variables. */
function taskContainer(container: Fields, { volumes, variables, scope }: TaskParts): Entries {
  const {
    terminationMessagePath: _,
    terminationMessagePolicy: __,
    ...props
  } = containerProps(container, volumes, scope);
  const typed = ['image', 'command', 'args', 'workingDir', 'env'].map((name) => {
    const expression = props[name];
    return [name, expression && variables.typed(expression)] as const;
  });
  return { ...props, ...Object.fromEntries(typed) };
}

/** The container of a step action. Its volumes are named by params. */
export function actionContainer(spec: Fields, variables: Variables, scope: Scope): Entries {
  const { envFrom: _, volumes: __, imagePullPolicy: ___, ...props } = containerProps(spec, new Map(), scope);
  const typed = Object.entries(props).map(([name, value]) => [name, value && variables.typed(value)] as const);
  return {
    ...Object.fromEntries(typed),
    terminationMessagePath: undefined,
    terminationMessagePolicy: undefined,
    script: given(spec.script),
    securityContext: given(spec.securityContext),
  };
}

export function stepTemplate(template: Fields, parts: TaskParts): Expression | undefined {
  return mapOrNone({ ...taskContainer(template, parts), resources: given(template.computeResources) });
}

export function sidecarProps(sidecar: Fields, parts: TaskParts): Expression {
  return map({
    name: given(sidecar.name),
    ...taskContainer(sidecar, parts),
    script: given(sidecar.script),
    ports: given(sidecar.ports),
    resources: given(sidecar.computeResources),
    securityContext: securityContext(sidecar.securityContext, undefined, TASK_SECURITY),
    readiness: probe(sidecar.readinessProbe),
    liveness: probe(sidecar.livenessProbe),
    startup: probe(sidecar.startupProbe),
    lifecycle: given(sidecar.lifecycle),
    restartPolicy: given(sidecar.restartPolicy),
    workspaces: workspaceMounts(sidecar, parts.declarations),
  });
}
