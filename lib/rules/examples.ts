import type { KubeObject } from '../api/meta/v1';
import type { FieldPath } from './diagnostic';
import { minimalFeatures, minimalObjects } from './minimal';
import { Platform } from './platform';
import { EACH, type Rule, type RuleExample, type Target } from './rule';

/** An example of a rule as one can try it. */
export interface ExampleObject {
  readonly object: KubeObject;
  /** The object that it replaces; absent for a creation. */
  readonly before?: KubeObject;
  readonly platform: Platform;
}

type Plain = Readonly<Record<string, unknown>>;

/** Makes an object of an example: the kind's minimal object with the example's patches on it. */
export function exampleObject({ kind, at, base, complete }: Target, example: RuleExample): ExampleObject {
  const smallest = minimalObjects[`${kind.apiVersion}/${kind.kind}`];
  if (smallest === undefined) throw new Error(`there is no minimal object of ${kind.apiVersion} ${kind.kind}`);
  const minimal = base === undefined ? smallest : mergePatch(smallest, { spec: base });
  const { metadata, spec, value, before, features, settings } = example;
  let object = mergePatch(minimal, given({ metadata, spec })) as KubeObject;
  if (value !== undefined) object = patchedAt(object, at, value) as KubeObject;
  if (complete !== undefined) object = complete(object);
  return {
    object,
    before: before && (mergePatch(minimal, given({ ...before })) as KubeObject),
    platform: new Platform({
      features: { ...minimalFeatures[`${kind.apiVersion}/${kind.kind}`], ...features },
      settings,
    }),
  };
}

/** The examples of one side of a rule, as a list. */
export function examplesOf(examples: Rule<never>['good' | 'bad']): readonly RuleExample[] {
  return 'length' in examples ? examples : [examples];
}

/** RFC 7396: null removes a field, objects are merged, everything else is replaced. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isPlain(patch)) return patch;
  const merged: Record<string, unknown> = isPlain(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || value === undefined) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function given(patch: Plain): Plain {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

/** A value with a patch of a part of it; of a list, of its first item. */
function patchedAt(target: unknown, [step, ...rest]: FieldPath, patch: unknown): unknown {
  if (step === undefined) return mergePatch(target, patch);
  if (step === EACH) {
    const [first, ...others]: readonly unknown[] = Array.isArray(target) ? target : [];
    return [patchedAt(first, rest, patch), ...others];
  }
  if (rest.length === 0) return mergePatch(target, { [step]: patch });
  const holder = isPlain(target) ? target : {};
  return { ...holder, [step]: patchedAt(holder[step], rest, patch) };
}
