import type { KubeObject } from '../api/meta/v1';
import { manifestRules } from '../manifests';
import { platformFaults } from '../platform/faults';
import { graphRules, ruleSets } from '../rules/catalogue';
import { exampleObject, examplesOf } from '../rules/examples';
import { fileFaults } from '../rules/file-faults';
import { gitOpsFaults } from '../rules/gitops-faults';
import { identityRules } from '../rules/identity';
import type { Rule, RuleExample, RuleText, Target } from '../rules/rule';
import { structureRules } from '../rules/structure';
import { synthFaults } from '../rules/synth-faults';

/** A rule, and what shows it kept and broken. */
export interface ExplainedRule {
  readonly rule: RuleText;
  /** What the rule is about: a kind, or a part that several kinds share. */
  readonly heading: string;
  good(): readonly Example[];
  bad(): readonly Example[];
}

/** Objects, and what to say of them. */
export interface Example {
  readonly note: string;
  readonly objects: readonly KubeObject[];
}

let explained: ReadonlyMap<string, ExplainedRule> | undefined;

/** Every rule by its code. */
export function explainedRules(): ReadonlyMap<string, ExplainedRule> {
  explained ??= new Map(all().map((each) => [each.rule.code, each]));
  return explained;
}

function all(): ExplainedRule[] {
  const plain = (heading: string, rules: Readonly<Record<string, RuleText>>) =>
    Object.values(rules).map((rule) => ({ rule, heading, good: () => [], bad: () => [] }));
  return [
    ...plain('Programs', synthFaults),
    ...plain('Schemas', structureRules),
    ...plain('Kinds and versions', identityRules),
    ...plain('Files', { ...manifestRules, ...fileFaults }),
    ...plain('Repositories', gitOpsFaults),
    ...plain('The platform', platformFaults),
    ...graphRules.map((rule) => ({
      rule,
      heading: 'Sets of objects',
      good: () => [{ note: '', objects: rule.good }],
      bad: () => [{ note: '', objects: rule.bad }],
    })),
    ...ruleSets.flatMap(({ title, targets, rules }) =>
      rules.map((rule) => ({
        rule,
        heading: title,
        good: () => examplesFor(rule.good, targets[0]),
        bad: () => examplesFor(rule.bad, targets[0]),
      })),
    ),
  ];
}

/** The rules of an object try on its minimal form, so an example shows all that is needed. */
function examplesFor(side: Rule<never>['good' | 'bad'], target: Target | undefined): Example[] {
  return target === undefined ? [] : examplesOf(side).map((example) => exampleFor(example, target));
}

function exampleFor(example: RuleExample, target: Target): Example {
  const { object, before } = exampleObject(target, example);
  const notes = [
    ...Object.entries(example.features ?? {}).map(([name, state]) => `with the feature ${name}=${state}`),
    ...Object.entries(example.settings ?? {}).map(([name, data]) => `with config-${name} ${JSON.stringify(data)}`),
    ...(before === undefined ? [] : ['an object and what replaces it']),
  ];
  return { note: notes.join(', '), objects: before === undefined ? [object] : [before, object] };
}
