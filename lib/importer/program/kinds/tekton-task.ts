import { type Fields, fieldsAt, isFields, listAt, textAt } from '../../draft';
import { call, type Entries, type Expression, given, list, literal, map, mapOrNone, ours } from '../expression';
import { containerProps, type PodVolumes, podVolumes, probe, securityContext } from '../pod';
import type { KindWriter, Scope } from '../scope';
import { goDuration } from '../values';

/** The user that our tasks run as; what says the same is not written. */
const TASK_SECURITY = { runAsUser: 65532 };

export const task: KindWriter = (spec, scope) => {
  const props = taskSpecProps(spec, scope);
  return props && { of: 'Task', props };
};

/** What a task is; undefined if a step has no name, or a param a type that nobody knows. */
export function taskSpecProps(spec: Fields, scope: Scope): Entries | undefined {
  const steps = listAt(spec, 'steps');
  const sidecars = listAt(spec, 'sidecars');
  const template = fieldsAt(spec, 'stepTemplate');
  if (steps.some((step) => typeof step.name !== 'string' || step.ref !== undefined)) return undefined;
  const declared = declarations(spec);
  if (declared === undefined) return undefined;
  const volumes = podVolumes(spec, [...steps, ...sidecars, ...(template === undefined ? [] : [template])], scope);
  return {
    displayName: given(spec.displayName),
    description: given(spec.description),
    ...declared,
    steps: list(steps.map((step) => stepProps(step, volumes, scope))),
    stepTemplate: template && stepTemplate(template, volumes, scope),
    sidecars:
      sidecars.length === 0 ? undefined : list(sidecars.map((sidecar) => sidecarProps(sidecar, volumes, scope))),
    securityContext: securityContext(template?.securityContext, undefined, TASK_SECURITY),
  };
}

/** Params, workspaces and results that a task declares. */
function declarations(spec: Fields): Entries | undefined {
  const params = listAt(spec, 'params').map(paramOf);
  const results = listAt(spec, 'results').map(resultOf);
  if ([...params, ...results].some((one) => one === undefined)) return undefined;
  const workspaces = listAt(spec, 'workspaces').map(workspaceOf);
  return {
    params: params.length === 0 ? undefined : list(params as Expression[]),
    workspaces: workspaces.length === 0 ? undefined : list(workspaces),
    results: results.length === 0 ? undefined : list(results as Expression[]),
  };
}

export function paramOf(param: Fields): Expression | undefined {
  const { name, type, description, default: value, enum: values, properties } = param;
  if (typeof name !== 'string') return undefined;
  const options = { description: given(description), default: given(value) };
  if (type === 'string')
    return call(ours('Param.string'), literal(name), mapOrNone({ ...options, enum: given(values) }));
  if (type === 'array') return call(ours('Param.array'), literal(name), mapOrNone(options));
  if (type !== 'object' || !isFields(properties)) return undefined;
  return call(ours('Param.object'), literal(name), map({ properties: literal(Object.keys(properties)), ...options }));
}

function resultOf({ name, type, description, properties, value }: Fields): Expression | undefined {
  if (typeof name !== 'string' || value !== undefined || name.includes('.')) return undefined;
  if (type === 'string' || type === 'array') {
    return call(ours(`Result.${type}`), literal(name), mapOrNone({ description: given(description) }));
  }
  if (type !== 'object' || !isFields(properties)) return undefined;
  return call(
    ours('Result.object'),
    literal(name),
    map({ properties: literal(Object.keys(properties)), description: given(description) }),
  );
}

export function workspaceOf({ name, description, mountPath, readOnly, optional }: Fields): Expression {
  const options = {
    description: given(description),
    mountPath: given(mountPath),
    readOnly: given(readOnly),
    optional: given(optional),
  };
  return call(ours('Workspace.of'), given(name), mapOrNone(options));
}

const STEP_SAME = ['displayName', 'onError', 'script'];

function stepProps(step: Fields, volumes: PodVolumes, scope: Scope): Expression {
  const {
    terminationMessagePath: _,
    terminationMessagePolicy: __,
    ...container
  } = containerProps(step, volumes, scope);
  return map({
    name: given(step.name),
    ...Object.fromEntries(STEP_SAME.map((name) => [name, given(step[name])])),
    ...container,
    resources: given(step.computeResources),
    securityContext: given(step.securityContext),
    timeout: goDuration(step.timeout),
    stdout: given(fieldsAt(step, 'stdoutConfig')?.path),
    stderr: given(fieldsAt(step, 'stderrConfig')?.path),
  });
}

function stepTemplate(template: Fields, volumes: PodVolumes, scope: Scope): Expression | undefined {
  const {
    terminationMessagePath: _,
    terminationMessagePolicy: __,
    ...container
  } = containerProps(template, volumes, scope);
  return mapOrNone({ ...container, resources: given(template.computeResources) });
}

function sidecarProps(sidecar: Fields, volumes: PodVolumes, scope: Scope): Expression {
  return map({
    name: given(sidecar.name),
    ...containerProps(sidecar, volumes, scope),
    script: given(sidecar.script),
    ports: given(sidecar.ports),
    resources: given(sidecar.computeResources),
    securityContext: securityContext(sidecar.securityContext, undefined, TASK_SECURITY),
    readiness: probe(sidecar.readinessProbe),
    liveness: probe(sidecar.livenessProbe),
    startup: probe(sidecar.startupProbe),
    lifecycle: given(sidecar.lifecycle),
    restartPolicy: given(sidecar.restartPolicy),
  });
}

/** A param that is given: its type is that of its value. */
export interface Argument {
  readonly name: string;
  readonly value: unknown;
}

export function argumentsIn(holder: Fields, key = 'params'): Argument[] {
  return listAt(holder, key).map(({ name, value }) => ({ name: String(name), value }));
}

/** What is asked of a task by those who use it. */
export interface TaskUse {
  readonly params: readonly Argument[];
  /** Names of params that a matrix gives. */
  readonly matrix: readonly string[];
  readonly workspaces: readonly string[];
}

/** A signature that fits a use, for tasks that are not in the program. */
export function signatureOf({ params, workspaces }: TaskUse): Expression | undefined {
  const declared = params.map(({ name, value }) => {
    if (Array.isArray(value)) return call(ours('Param.array'), literal(name));
    if (!isFields(value)) return call(ours('Param.string'), literal(name));
    return call(ours('Param.object'), literal(name), map({ properties: literal(Object.keys(value)) }));
  });
  return mapOrNone({
    params: declared.length === 0 ? undefined : list(declared),
    workspaces:
      workspaces.length === 0 ? undefined : list(workspaces.map((name) => workspaceOf({ name, optional: true }))),
  });
}

/** Whether a use gives a task or pipeline what it declares, as the compiler will ask: all that it must, and nothing else. */
export function fits(spec: Fields, { params, workspaces, matrix }: TaskUse): boolean {
  const declared = listAt(spec, 'params');
  const given_ = new Map(params.map(({ name, value }) => [name, value]));
  const needed = declared.filter((param) => param.default === undefined && !matrix.includes(String(param.name)));
  if (needed.some(({ name }) => !given_.has(String(name)))) return false;
  for (const [name, value] of given_) {
    const param = declared.find((one) => one.name === name);
    if (param === undefined || param.type !== typeOf(value) || Array.isArray(param.enum)) return false;
    if (isFields(value) && !sameKeys(value, fieldsAt(param, 'properties'))) return false;
  }
  const names = listAt(spec, 'workspaces').map(({ name }) => String(name));
  const must = listAt(spec, 'workspaces').filter(({ optional }) => optional !== true);
  return (
    workspaces.every((name) => names.includes(name)) && must.every(({ name }) => workspaces.includes(String(name)))
  );
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : isFields(value) ? 'object' : 'string';
}

function sameKeys(value: Fields, properties: Fields | undefined): boolean {
  return (
    Object.keys(value).sort().join() ===
    Object.keys(properties ?? {})
      .sort()
      .join()
  );
}

/** The values of params by name. */
export function valuesOf(params: readonly Argument[]): Expression | undefined {
  return params.length === 0 ? undefined : literal(Object.fromEntries(params.map(({ name, value }) => [name, value])));
}

const HUB = ['catalog', 'type', 'kind', 'name', 'version', 'url'];
const CLUSTER = ['kind', 'name', 'namespace', 'cache'];
const BUNDLE = ['bundle', 'name', 'kind', 'secret', 'cache'];

/** The resolver of a reference. */
export function resolverOf(ref: Fields): Expression | undefined {
  const resolver = textAt(ref, 'resolver');
  if (resolver === undefined || (ref.params !== undefined && !Array.isArray(ref.params))) return undefined;
  const params = argumentsIn(ref);
  const options = Object.fromEntries(params.map(({ name, value }) => [name, value]));
  for (const [name, method, order] of [
    ['hub', 'hub', HUB],
    ['cluster', 'cluster', CLUSTER],
    ['bundles', 'bundle', BUNDLE],
  ] as const) {
    const isInOrder = params.every(({ name: param }, i) => {
      const next = params[i + 1]?.name;
      return order.includes(param) && (next === undefined || order.indexOf(param) < order.indexOf(next));
    });
    const must = name === 'hub' ? ['name', 'version'] : name === 'cluster' ? ['name'] : ['bundle', 'name'];
    if (resolver === name && isInOrder && must.every((param) => options[param] !== undefined)) {
      return call(ours(`Resolver.${method}`), literal(options));
    }
  }
  return call(ours('Resolver.custom'), literal(resolver), params.length === 0 ? undefined : literal(options));
}
