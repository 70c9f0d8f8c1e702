import type { Param, ParamValue } from '../../api/tekton/v1/param';
import type { Step } from '../../api/tekton/v1/step';
import type { TaskSpec } from '../../api/tekton/v1/task';
import { StepAction, type StepActionSpec } from '../../api/tekton/v1beta1/step-action';
import { type Lookup, selected, substitute } from '../substitution';
import { lookupIn, pipelineValuesOf, slice } from './params';
import { type Resolving, resolved } from './resolution';

/** The steps of a task with their actions in place; or what keeps them from it. */
export type StepsFound =
  | { readonly state: 'found'; readonly steps: readonly Step[] }
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly message: string };

/** Puts in the place of each step that refers to an action what the action says. */
export function withStepActions(
  spec: TaskSpec,
  taskValues: ReadonlyMap<string, ParamValue>,
  resolving: Resolving,
): StepsFound {
  const { view, run } = resolving;
  const steps: Step[] = [];
  for (const [index, step] of (spec.steps ?? []).entries()) {
    if (step.ref === undefined) {
      steps.push(step);
      continue;
    }
    const failed = (why: string): StepsFound => ({
      state: 'failed',
      message: `failed to resolve step ref for step "${step.name ?? ''}" (index ${index}): ${why}`,
    });
    // What a resolver is asked for may depend on the params of the task.
    const found =
      step.ref.resolver === undefined
        ? view.get(StepAction, step.ref.name ?? '', run.metadata.namespace)
        : resolved({ ...substitute(step.ref, lookupIn(taskValues)), as: StepAction }, resolving);
    if (found === undefined) return failed(`stepactions.tekton.dev "${step.ref.name ?? ''}" not found`);
    if (found === 'pending') return { state: 'pending' };
    if ('fault' in found) return failed(found.fault);
    const action = found.spec as StepActionSpec;
    const fault = givenFault(step.params ?? [], action);
    if (fault !== undefined) return failed(fault);
    const acted = withAction(step, index, action, taskValues);
    if (typeof acted === 'string') return failed(acted);
    steps.push(acted);
  }
  return { state: 'found', steps };
}

function givenFault(given: readonly Param[], { params = [] }: StepActionSpec): string | undefined {
  const extra = given.filter(({ name }) => !params.some((param) => param.name === name)).map(({ name }) => name);
  if (extra.length > 0) return `extra params passed by Step to StepAction: ${slice(extra)}`;
  const missing = params
    .filter(({ name, default: initial }) => initial === undefined && !given.some((each) => each.name === name))
    .map(({ name }) => name);
  return missing.length > 0 ? `non-existent params in Step: ${slice(missing)}` : undefined;
}

/** What runs is the action's; how it runs is the step's. */
function withAction(
  { ref: _ref, params = [], ...step }: Step,
  index: number,
  action: StepActionSpec,
  taskValues: ReadonlyMap<string, ParamValue>,
): Step | string {
  const given = substitute(params, lookupIn(taskValues));
  const known = pipelineValuesOf(action.params ?? [], given);
  if ('fault' in known) return known.fault;
  const own = stepName(step, index);
  const lookup: Lookup = (variable) => {
    if (variable.kind === 'stepResultPath') return `/tekton/steps/${own}/results/${variable.name}`;
    if (variable.kind !== 'param') return undefined;
    const value = known.values.get(variable.name);
    return typeof value === 'string' ? partOf(value, variable) : selected(value, variable);
  };
  const { image, securityContext, command, args, script, workingDir, env, volumeMounts, results } = action;
  const { image: _image, securityContext: _context, workingDir: _dir, ...kept } = step;
  return {
    ...kept,
    ...substitute(defined({ image, command, args, script, workingDir, env, volumeMounts }), lookup),
    ...defined({ securityContext, results }),
  };
}

/** A part of a step's result, which is known only once the step has run, is a reference to that part. */
function partOf(value: string, { key, index }: { readonly key?: string; readonly index?: number | '*' }) {
  const [, result] = /^\$\((steps\.[^)]*?)(?:\[\*\])?\)$/.exec(value) ?? [];
  if (result !== undefined && typeof index === 'number') return `$(${result}[${index}])`;
  if (result !== undefined && key !== undefined) return `$(${result}.${key})`;
  return selected(value, { key, index });
}

const defined = (fields: Partial<Step>): Partial<Step> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const stepName = ({ name }: Pick<Step, 'name'>, index: number) =>
  name === undefined || name === '' ? `step-unnamed-${index}` : `step-${name}`;
