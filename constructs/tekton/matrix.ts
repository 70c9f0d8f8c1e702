import type { Matrix } from '../../lib/api/tekton/v1/pipeline-task';
import { type ArrayInput, lowerValues, type StringInput, type VariableOrigin } from './variable';

/** Several runs of one task: one for each combination of values, and those that are given as they are. */
export interface MatrixProps<Name extends string = string, Origin extends VariableOrigin = VariableOrigin> {
  /** Values by param; each combination is a run. @default - only those of `include` */
  readonly params?: { readonly [K in Name]?: ArrayInput<Origin> };
  /** Further runs; one whose params are all in a combination adds to that instead. @default - none */
  readonly include?: readonly MatrixCombination<Name, Origin>[];
}

/** One run of a matrix. */
export interface MatrixCombination<Name extends string = string, Origin extends VariableOrigin = VariableOrigin> {
  /** Name for people. @default - none */
  readonly name?: string;
  /** Values by param. */
  readonly params?: { readonly [K in Name]?: StringInput<Origin> };
}

export function lowerMatrix({ params, include }: MatrixProps): Matrix {
  return {
    params: lowerValues(params),
    include: include?.map(({ name, params }) => ({ name, params: lowerValues(params) })),
  };
}
