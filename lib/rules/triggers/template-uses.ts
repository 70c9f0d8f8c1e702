import { expressionsIn, type TemplateVariable, templateVariable } from '../../api/triggers/expressions';
import type { TriggerTemplateSpec } from '../../api/triggers/v1beta1/trigger-template';
import type { FieldPath } from '../diagnostic';
import { isRecord } from '../eventing/filter-walk';

/** An expression within the objects of a template. */
export interface TemplateUse {
  readonly inner: string;
  readonly variable: TemplateVariable;
  /** The text that it stands in; for a key of a mapping, the mapping. */
  readonly path: FieldPath;
}

/** The expressions of a template's objects, keys included, in their order. */
export function templateUses({ resourcetemplates }: Partial<TriggerTemplateSpec>): TemplateUse[] {
  if (!Array.isArray(resourcetemplates)) return [];
  return [...usesIn(resourcetemplates, ['resourcetemplates'])];
}

function* usesIn(value: unknown, path: FieldPath): Generator<TemplateUse> {
  if (typeof value === 'string') yield* usesOf(value, path);
  else if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* usesIn(item, [...path, i]);
  else if (isRecord(value))
    for (const [key, inner] of Object.entries(value)) {
      yield* usesOf(key, path);
      yield* usesIn(inner, [...path, key]);
    }
}

function* usesOf(text: string, path: FieldPath): Generator<TemplateUse> {
  if (!text.includes('$(')) return;
  for (const { inner } of expressionsIn(text).closed) yield { inner, variable: templateVariable(inner), path };
}
