import type { EmbeddedTask } from '../../api/tekton/v1/pipeline-task';
import type { Rule } from '../rule';
import { minimalStep } from './minimal-step';

/** By what the items of a list are told apart when a step is laid over the template. */
const KEYS = { env: 'name', volumeMounts: 'mountPath' } as const;

type Item = Readonly<Record<string, unknown>>;
type Lists = { readonly [list in keyof typeof KEYS]?: readonly object[] };

/**
 * The first item that keeps a step's list from being laid over that of the template: Kubernetes' patch has all items of
 * one key together, where the first of them stands, and takes no other order than the list has.
 */
export function outOfOrder(step: Lists, template: Lists | undefined, name: keyof typeof KEYS): Item | undefined {
  const [list = [], below = []] = [step[name], template?.[name]] as (readonly Item[] | undefined)[];
  if (below.length === 0) return undefined;
  const key = KEYS[name];
  const keys = list.map((item) => item[key]);
  const left = [...below];
  const changed = list.filter((item) => {
    const same = left.findIndex((it) => it[key] === item[key]);
    return same < 0 || JSON.stringify(left.splice(same, 1)[0]) !== JSON.stringify(item);
  });
  const patch = changed
    .map((item, i) => ({ item, i, first: keys.indexOf(item[key]) }))
    .sort((a, b) => a.first - b.first || a.i - b.i)
    .map(({ item }) => item);
  let at = 0;
  for (const item of patch) {
    at = keys.indexOf(item[key], at) + 1;
    if (at === 0) return item;
  }
  return undefined;
}

export const stepTemplateRules: readonly Rule<EmbeddedTask>[] = [
  {
    code: 'KT3222',
    title: 'what a step has twice stands together, where the template has such a list too',
    why: 'The webhook lays each step over the template by a patch of Kubernetes, which fails on another order.',
    source: 'pipeline v1, merge.go; apimachinery, strategicpatch',
    check({ steps = [], stepTemplate }, report) {
      for (const [i, step] of steps.entries()) {
        if (step.ref !== undefined) continue;
        for (const list of ['env', 'volumeMounts'] as const) {
          const item = outOfOrder(step, stepTemplate, list);
          if (item !== undefined)
            report(['stepTemplate'], `${list} of step ${i} has "${item[KEYS[list]]}" twice`, 'leave one of them out');
        }
      }
    },
    good: {
      value: {
        stepTemplate: { env: [{ name: 'LEVEL', value: 'info' }] },
        steps: [{ ...minimalStep, env: ['A', 'B'].map((name) => ({ name, value: 'a' })) }],
      },
    },
    bad: {
      value: {
        stepTemplate: { env: [{ name: 'LEVEL', value: 'info' }] },
        steps: [{ ...minimalStep, env: ['A', 'B', 'A'].map((name) => ({ name, value: 'a' })) }],
      },
    },
  },
];
