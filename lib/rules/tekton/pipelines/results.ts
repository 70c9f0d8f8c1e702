import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { PipelineResult } from '../../../api/tekton/v1/result';
import { type Variable, variablesIn } from '../../../api/tekton/variables';
import type { FieldPath } from '../../diagnostic';
import { nearest } from '../../nearest';
import type { Rule } from '../../rule';
import { placedTasks } from './placed-tasks';
import { type TaskText, textsOfValue } from './texts';

const VALIDATION = 'tektoncd/pipeline, pkg/apis/pipeline/v1/pipeline_validation.go';

const leaving = (value: unknown) => ({
  value: {
    tasks: [{ name: 'fetch', taskRef: { name: 'fetch' } }],
    finally: [{ name: 'report', taskRef: { name: 'report' } }],
    results: [{ name: 'commit', value }],
  },
});

type TaskResultVariable = Extract<Variable, { kind: 'taskResult' }>;

/** A result of a task in the value of a result of the pipeline. */
export interface ResultUse {
  readonly variable: TaskResultVariable;
  readonly text: string;
  readonly at: FieldPath;
  /** Whether the value is a list or an object, of which the reference is a part. */
  readonly isPart: boolean;
}

/** The results of tasks that a pipeline's results are made of. */
export function resultUses(spec: PipelineSpec): ResultUse[] {
  return (spec.results ?? []).flatMap((result, i) => textsOf(result, i).flatMap(usesIn));
}

function textsOf({ value }: PipelineResult, i: number): TaskText[] {
  return textsOfValue(value, ['results', i, 'value'], 'other');
}

function usesIn({ text, at, form }: TaskText): ResultUse[] {
  return variablesIn(text).flatMap(({ variable, text: reference }) =>
    variable?.kind === 'taskResult' ? [{ variable, text: reference, at, isPart: form !== 'text' }] : [],
  );
}

/** The result of no task: where the task that it names is not in the list that it names. */
function unknownTask({ variable: { section, task } }: ResultUse, spec: PipelineSpec): string | undefined {
  const names = placedTasks(spec, [section]).map(({ task: { name } }) => name);
  if (names.includes(task)) return undefined;
  const other = section === 'tasks' ? 'finally' : 'tasks';
  if (placedTasks(spec, [other]).some(({ task: { name } }) => name === task))
    return `"${task}" is in ${other}: write ${other}.${task}`;
  const near = nearest(task, names);
  return near === undefined ? `there is ${names.join(', ') || `nothing in ${section}`}` : `did you mean "${near}"?`;
}

/** Rules of the results that a pipeline leaves. */
export const resultRules: readonly Rule<PipelineSpec>[] = [
  {
    code: 'KT3325',
    title: 'a result of a pipeline is made of results of its tasks',
    why: 'A pipeline has nothing else to tell: no params, no outcomes, no text alone.',
    source: VALIDATION,
    check(spec, report) {
      for (const [i, result] of (spec.results ?? []).entries()) {
        const uses = textsOf(result, i).flatMap(usesIn);
        const at = ['results', i, 'value'];
        const hint = 'write $(tasks.TASK.results.NAME)';
        if (uses.length === 0) report(at, 'it has no result of a task in it', hint);
        else if (typeof result.value === 'string') {
          const odd = oddPart(result.value);
          if (odd !== undefined) report(at, odd, `begin with ${uses[0]?.text}, and have nothing but results in it`);
        }
      }
    },
    good: [
      leaving('$(tasks.fetch.results.commit)'),
      leaving('$(tasks.fetch.results.branch)-$(finally.report.results.url)'),
      leaving(['v1', '$(tasks.fetch.results.commit)']),
      leaving({ of: '$(tasks.fetch.results.commit)' }),
    ],
    bad: [
      leaving('main'),
      leaving('$(params.branch)'),
      leaving('$(tasks.fetch.status)'),
      leaving("$(tasks.fetch.results['commit'])"),
      leaving('v$(tasks.fetch.results.commit)'),
      leaving('$(tasks.fetch.results.commit) of $(params.branch)'),
      leaving(['main']),
    ],
  },
  {
    code: 'KT3326',
    title: 'a result of a pipeline is of a task that there is',
    why: 'It names the list that the task is in as well: tasks or finally.',
    source: VALIDATION,
    check(spec, report) {
      for (const use of resultUses(spec)) {
        const hint = use.isPart ? undefined : unknownTask(use, spec);
        if (hint !== undefined) report(use.at, `${use.text} is of no task`, hint);
      }
    },
    good: [leaving('$(tasks.fetch.results.commit)'), leaving('$(finally.report.results.url)')],
    bad: [
      leaving('$(tasks.fetsh.results.commit)'),
      leaving('$(tasks.report.results.url)'),
      leaving('$(finally.fetch.results.commit)'),
    ],
  },
  {
    code: 'KT3360',
    severity: 'warning',
    title: 'each part of a result of a pipeline is of a task that there is',
    why: 'The webhook does not look into lists and objects: the run fails with InvalidPipelineResultReference.',
    source: 'tektoncd/pipeline, pkg/reconciler/pipelinerun/resources/validate_dependencies.go',
    check(spec, report) {
      for (const use of resultUses(spec)) {
        const hint = use.isPart ? unknownTask(use, spec) : undefined;
        if (hint !== undefined) report(use.at, `${use.text} is of no task`, hint);
      }
    },
    good: leaving(['$(tasks.fetch.results.commit)']),
    bad: [leaving(['$(tasks.fetsh.results.commit)']), leaving({ of: '$(finally.fetch.results.commit)' })],
  },
  {
    code: 'KT3361',
    severity: 'warning',
    title: 'each result of a pipeline has a name of its own',
    why: 'Of two with one name, nobody knows which one is read.',
    source: VALIDATION,
    check({ results = [] }, report) {
      const seen = new Set<string>();
      for (const [i, { name }] of results.entries()) {
        if (seen.has(name))
          report(['results', i, 'name'], `there is a result "${name}" already`, 'give it another name');
        seen.add(name);
      }
    },
    good: leaving('$(tasks.fetch.results.commit)'),
    bad: {
      value: {
        tasks: [{ name: 'fetch', taskRef: { name: 'fetch' } }],
        results: ['commit', 'branch'].map((result) => ({ name: 'it', value: `$(tasks.fetch.results.${result})` })),
      },
    },
  },
];

/** What a text has that upstream takes for no result; undefined if there is nothing. */
function oddPart(value: string): string | undefined {
  if (!value.startsWith('$(')) return 'text stands before the first result';
  const uses = variablesIn(value);
  const openings = value.split('$(').length - 1;
  const results = uses.filter(({ variable }) => variable?.kind === 'taskResult').length;
  return openings > results ? 'there is a reference in it that is to no result' : undefined;
}
