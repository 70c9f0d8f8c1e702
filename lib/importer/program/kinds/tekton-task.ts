import { soleVariable, type Variable as TektonVariable } from '../../../api/tekton/variables';

import { type Fields, fieldsAt, listAt } from '../../draft';
import { call, type Entries, type Expression, given, list, map, member, ours, use, type Variable } from '../expression';
import { podVolumes, securityContext } from '../pod';
import type { KindWriter, Scope } from '../scope';
import { Declarations, declaredType, resultOf } from './tekton-declarations';
import {
  actionContainer,
  type StepExpression,
  sidecarProps,
  stepExpression,
  stepTemplate,
  TASK_SECURITY,
  type TaskParts,
} from './tekton-steps';
import { type FindVariable, partOf, type TypedVariable, Variables } from './tekton-variables';

export const task: KindWriter = (spec, scope) => {
  const props = taskSpecProps(spec, scope, { owner: scope.name, steps: 'constants' });
  return props && { of: 'Task', props };
};

/** Where a task stands. */
interface Place {
  /** A word for the task, for the names of constants. */
  readonly owner: string;
  /** Whether a step to which others refer becomes a constant; inside of another object there is no place for it. */
  readonly steps: 'constants' | 'inline';
  /** What the texts of the task may refer to besides its own. */
  readonly outer?: FindVariable;
}

/** What a task is; undefined if a param has a type that nobody knows. */
export function taskSpecProps(spec: Fields, scope: Scope, { owner, steps: keep, outer }: Place): Entries | undefined {
  // The construct wants names, and Tekton gives these to steps that have none: a patch takes them away again.
  const all = listAt(spec, 'steps').map((step, i) =>
    step.name === undefined ? { name: `unnamed-${i}`, ...step } : step,
  );
  const sidecars = listAt(spec, 'sidecars');
  const template = fieldsAt(spec, 'stepTemplate');
  const declarations = new Declarations(spec, owner);
  if (declarations.isUnsaid || all.some((step) => typeof step.name !== 'string')) return undefined;
  const volumes = podVolumes(spec, [...all, ...sidecars, ...(template === undefined ? [] : [template])], scope);
  const steps = new Steps(all, owner, keep === 'constants');
  const variables = new Variables(
    (variable) => steps.find(variable) ?? declarations.find(variable) ?? outer?.(variable),
  );
  const parts: TaskParts = { volumes, variables, declarations, scope };
  if (!steps.write((step) => stepExpression(step, parts))) return undefined;
  const shared = {
    stepTemplate: template && stepTemplate(template, parts),
    sidecars: sidecars.length === 0 ? undefined : list(sidecars.map((sidecar) => sidecarProps(sidecar, parts))),
    securityContext: securityContext(template?.securityContext, undefined, TASK_SECURITY),
  };
  const results = listAt(spec, 'results').map((result) => resultOf(result, steps.resultValue(result)));
  if (results.some((result) => result === undefined)) return undefined;
  const { params, workspaces } = declarations.props(scope);
  return {
    displayName: given(spec.displayName),
    description: given(spec.description),
    params,
    workspaces,
    results: results.length === 0 ? undefined : list(results as Expression[]),
    steps: steps.props(scope),
    ...shared,
  };
}

/** A step, and whether others refer to it. */
interface WrittenStep {
  readonly step: Fields;
  readonly variable: Variable;
  written?: StepExpression;
  isUsed: boolean;
}

/** The steps of a task, of which a later one may read what an earlier one tells. */
class Steps {
  readonly #steps: readonly WrittenStep[];

  public constructor(
    steps: readonly Fields[],
    owner: string,
    private readonly areConstants: boolean,
  ) {
    this.#steps = steps.map((step) => {
      return { step, variable: { words: String(step.name), kind: 'step', owner }, isUsed: false };
    });
  }

  /** Writes each step in order; false if there is one that the constructs cannot say. */
  public write(writeStep: (step: Fields) => StepExpression | undefined): boolean {
    return this.#steps.every((each) => {
      const written = writeStep(each.step);
      if (written !== undefined) each.written = written;
      return written !== undefined;
    });
  }

  /** A result of a step that is written already. */
  public find(variable: TektonVariable): TypedVariable | undefined {
    if (variable.kind !== 'stepResult' || !this.areConstants) return undefined;
    const step = this.#steps.find(({ step: { name } }) => name === variable.step);
    const result = step?.written?.results.find(({ name }) => name === variable.name);
    if (step === undefined || result === undefined) return undefined;
    const expression = member(member(use(step.variable), 'results'), variable.name);
    const part = partOf({ ...declaredType(result), expression }, variable);
    if (part !== undefined) step.isUsed = true;
    return part;
  }

  /** The result of a step that a result of the task takes over. It is named bare, whatever its type. */
  public resultValue({ value, type }: Fields): Expression | undefined {
    const variable = typeof value === 'string' ? soleVariable(value) : undefined;
    if (variable?.kind !== 'stepResult' || variable.key !== undefined || variable.index !== undefined) return undefined;
    return this.find(type === 'string' ? variable : { ...variable, index: '*' })?.expression;
  }

  public props(scope: Scope): Expression {
    return list(
      this.#steps.flatMap(({ variable, written, isUsed }) => {
        if (written === undefined) return [];
        const { expression } = written;
        if (!isUsed) return [expression];
        scope.declare(variable, expression.kind === 'map' ? call(ours('Step.of'), expression) : expression);
        return [use(variable)];
      }),
    );
  }
}

/** A step that several tasks use. */
export const stepAction: KindWriter = (spec, scope) => {
  const declarations = new Declarations(spec, scope.name);
  const results = listAt(spec, 'results').map((result) => resultOf(result));
  if (declarations.isUnsaid || results.some((result) => result === undefined)) return undefined;
  const variables = new Variables((variable) => declarations.find(variable));
  const mounts = listAt(spec, 'volumeMounts').map(({ name, mountPath, ...rest }) => {
    const param = typeof name === 'string' ? soleVariable(name) : undefined;
    const found = param?.kind === 'param' && Object.keys(rest).length === 0 ? declarations.find(param) : undefined;
    return [String(mountPath), found?.type === 'string' ? found.expression : undefined] as const;
  });
  if (mounts.some(([, volume]) => volume === undefined)) return undefined;
  const own = actionContainer(spec, variables, scope);
  const { params } = declarations.props(scope);
  const props = {
    description: given(spec.description),
    params,
    results: results.length === 0 ? undefined : list(results as Expression[]),
    ...own,
    volumes: mounts.length === 0 ? undefined : map(Object.fromEntries(mounts)),
  };
  return { of: 'StepAction', props };
};
