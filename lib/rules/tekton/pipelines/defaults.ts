import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import { soleVariable, variablesIn } from '../../../api/tekton/variables';
import type { Rule } from '../../rule';
import { placedTasks } from './placed-tasks';
import { textsOfValue } from './texts';

const APPLY = 'tektoncd/pipeline, pkg/reconciler/pipelinerun/resources/apply.go';

const giving = (params: readonly object[], value: string) => ({
  value: { params, tasks: [{ name: 'greet', taskRef: { name: 'hello' }, params: [{ name: 'who', value }] }] },
});

/** The params whose defaults a default reads. */
function defaultsRead(spec: PipelineSpec): ReadonlyMap<string, readonly string[]> {
  return new Map(
    (spec.params ?? []).map(({ name, default: value }) => [
      name,
      textsOfValue(value, [], 'other').flatMap(({ text }) =>
        variablesIn(text).flatMap(({ variable }) => (variable?.kind === 'param' ? [variable.name] : [])),
      ),
    ]),
  );
}

/** The way on which a default comes back to itself; undefined where it does not. */
function wayBack(start: string, reads: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const cameBy = new Map<string, string>();
  const queue = [start];
  // The queue grows while it is walked.
  for (const at of queue) {
    for (const next of reads.get(at) ?? []) {
      if (next === start) return traced(at, cameBy, start);
      if (cameBy.has(next)) continue;
      cameBy.set(next, at);
      queue.push(next);
    }
  }
  return undefined;
}

function traced(last: string, cameBy: ReadonlyMap<string, string>, start: string): string[] {
  const way = [start];
  for (let at: string | undefined = last; at !== undefined && at !== start; at = cameBy.get(at)) way.unshift(at);
  return [start, ...way];
}

/** Rules of the params of a pipeline and their defaults, of what shows when it runs only. */
export const defaultRules: readonly Rule<PipelineSpec>[] = [
  {
    code: 'KT3373',
    severity: 'warning',
    title: 'defaults of a pipeline do not read each other in a circle',
    why: 'Each run fails with PipelineValidationFailed.',
    source: APPLY,
    check(spec, report) {
      const reads = defaultsRead(spec);
      const told = new Set<string>();
      for (const [i, { name }] of (spec.params ?? []).entries()) {
        const way = told.has(name) ? undefined : wayBack(name, reads);
        if (way === undefined) continue;
        for (const one of way) told.add(one);
        report(['params', i, 'default'], `the defaults read each other: ${way.join(' → ')}`, 'give one of them a text');
      }
    },
    good: giving(
      [
        { name: 'who', default: '$(params.team)' },
        { name: 'team', default: 'us' },
      ],
      '$(params.who)',
    ),
    bad: giving(
      [
        { name: 'who', default: '$(params.team)' },
        { name: 'team', default: '$(params.who)' },
      ],
      '$(params.who)',
    ),
  },
  {
    code: 'KT3374',
    severity: 'warning',
    title: 'only lists are asked for elements',
    why: 'An index behind a text stays as it is.',
    source: APPLY,
    check(spec, report) {
      const params = new Map((spec.params ?? []).map((param) => [param.name, param.type]));
      for (const { task, at } of placedTasks(spec)) {
        for (const [i, { value }] of (task.params ?? []).entries()) {
          const variable = typeof value === 'string' ? soleVariable(value) : undefined;
          if (variable?.kind !== 'param' || variable.index === undefined || variable.key !== undefined) continue;
          if (params.get(variable.name) === 'string')
            report([...at, 'params', i, 'value'], `"${variable.name}" is a text`, `write $(params.${variable.name})`);
        }
      }
    },
    good: giving([{ name: 'who', type: 'array' }], '$(params.who[0])'),
    bad: giving([{ name: 'who', type: 'string' }], '$(params.who[0])'),
  },
];
