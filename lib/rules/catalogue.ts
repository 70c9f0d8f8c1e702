import type { Kind } from '../api/kind';
import type { FieldPath } from './diagnostic';
import { eventingGraphRules, eventingRuleSets } from './eventing';
import { generalGraphRules } from './graph';
import { metadataRuleSets } from './metadata';
import type { GraphRule, RuleSet } from './rule';
import { servingGraphRules, servingRuleSets } from './serving';

/** Every rule about one object. */
export const ruleSets: readonly RuleSet[] = [...metadataRuleSets, ...servingRuleSets, ...eventingRuleSets];

/** Every rule about several objects. */
export const graphRules: readonly GraphRule[] = [...generalGraphRules, ...servingGraphRules, ...eventingGraphRules];

/** Rules with where in an object they look. */
export interface LocatedRules {
  readonly at: FieldPath;
  readonly rules: RuleSet['rules'];
}

const byKind = new Map<string, LocatedRules[]>();
for (const { targets, rules } of [...servingRuleSets, ...eventingRuleSets]) {
  for (const { kind, at } of targets) {
    const key = `${kind.apiVersion}/${kind.kind}`;
    byKind.set(key, [...(byKind.get(key) ?? []), { at, rules }]);
  }
}

/** The rules that hold for a kind, besides those of any object's metadata. */
export function ruleSetsOf(kind: Kind): readonly LocatedRules[] {
  return byKind.get(`${kind.apiVersion}/${kind.kind}`) ?? [];
}
