import { paramExpression } from '../../../lib/api/triggers/expressions';
import { jsonTextProblem } from '../../../lib/api/triggers/json-text';
import type { TriggerTemplateParam } from '../../../lib/api/triggers/v1beta1/trigger-template';
import type { Lowering } from '../../base/resource';

/** What is said of a param of a template. */
export interface TemplateParamProps {
  /** What it is for. @default - nothing is told */
  readonly description?: string;
  /** Its value where no trigger gives one; text as it stands in JSON, so that a quote is `\"`. @default - each trigger gives one */
  readonly default?: string;
}

/** The params of a template, by name: letters, digits, dashes, underscores and dots. */
export type TemplateParams = Readonly<Record<string, TemplateParamProps>>;

/** How the objects of a template use its params: texts such as `$(tt.params.revision)`, to be put into other texts. */
export type TemplateParamUses<Params extends TemplateParams> = {
  readonly [Name in keyof Params & string]: string;
};

type Defaulted<Params extends TemplateParams> = {
  [Name in keyof Params & string]: Params[Name] extends { readonly default: string } ? Name : never;
}[keyof Params & string];

/** Values for the params of a template; those that have a default may be left out. */
export type TemplateValues<Params extends TemplateParams> = {
  readonly [Name in Exclude<keyof Params & string, Defaulted<Params>>]: string;
} & { readonly [Name in Defaulted<Params>]?: string };

/** The texts by which a template's objects use its params. */
export function usesOf<Params extends TemplateParams>(params: Params): TemplateParamUses<Params> {
  const uses = Object.keys(params).map((name) => [name, paramExpression(name)]);
  return Object.fromEntries(uses) as TemplateParamUses<Params>;
}

export function lowerParams(params: TemplateParams, lowering: Lowering): TriggerTemplateParam[] {
  return Object.entries(params).map(([name, { description, default: value }]) => {
    if (value !== undefined) assertJsonText(value, `params.${name}.default`, lowering);
    return { name, description, default: value };
  });
}

/** Refuses text that would break the JSON that Tekton Triggers puts it into. */
export function assertJsonText(text: string, path: string, lowering: Lowering): void {
  const problem = jsonTextProblem(text);
  if (problem !== undefined) lowering.refuse('value', path, problem.found, problem.hint);
}
