import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import { nearest } from '../../nearest';
import type { Rule } from '../../rule';
import { placedTasks } from './placed-tasks';
import { type PlacedReference, referencesOf } from './texts';

const VALIDATION = 'tektoncd/pipeline, pkg/apis/pipeline/v1/pipeline_validation.go';

const USE_RESULTS = 'use a result of the task, or move this one to finally';

const giving = (value: unknown) => ({
  value: {
    tasks: [
      { name: 'fetch', taskRef: { name: 'fetch' } },
      { name: 'greet', taskRef: { name: 'hello' }, params: [{ name: 'who', value }] },
    ],
  },
});
const ending = (value: unknown) => ({
  value: {
    tasks: [{ name: 'fetch', taskRef: { name: 'fetch' } }],
    finally: [
      { name: 'report', taskRef: { name: 'report' } },
      { name: 'bye', taskRef: { name: 'bye' }, params: [{ name: 'how', value }] },
    ],
  },
});
const endingIf = (input: string) => ({
  value: {
    tasks: [{ name: 'fetch', taskRef: { name: 'fetch' } }],
    finally: [{ name: 'bye', taskRef: { name: 'bye' }, when: [{ input, operator: 'in', values: ['Succeeded'] }] }],
  },
});

/** The references in the params and conditions of the tasks of one list. */
function within(spec: PipelineSpec, section: 'tasks' | 'finally'): PlacedReference[] {
  return referencesOf(spec).filter(
    ({ placed, field }) => placed.section === section && (field === 'params' || field === 'when'),
  );
}

/** Whether a reference asks how tasks ended, in a form that Tekton takes for such a question. */
function asksForOutcome({ reference: { variable, root, names } }: PlacedReference): boolean {
  if (variable?.kind === 'taskOutcome' || variable?.kind === 'tasksOutcome') return true;
  return root === 'tasks' && names.length === 1 && names[0] === 'reason';
}

/**
 * The references that ask how tasks ended, by whether the webhook looks at them: it does not where the same param or
 * condition has a result of a task in it too.
 */
function outcomes(spec: PipelineSpec, section: 'tasks' | 'finally', isSeen: boolean): PlacedReference[] {
  const references = within(spec, section);
  const holder = ({ at }: PlacedReference) => at.slice(0, 4).join('/');
  const results = references.filter(({ reference }) => reference.variable?.kind === 'taskResult');
  const beside = new Set(results.map(holder));
  return references.filter((one) => asksForOutcome(one) && beside.has(holder(one)) !== isSeen);
}

/** What is wrong with a question that a task in finally asks; undefined if nothing is. */
function outcomeFault(
  { reference }: PlacedReference,
  names: ReadonlySet<string>,
): readonly [found: string, hint: string] | undefined {
  const { variable, text } = reference;
  if (variable?.kind === 'tasksOutcome') return undefined;
  if (variable?.kind !== 'taskOutcome')
    return [`there is no ${text}`, 'of all tasks there is $(tasks.status) alone'] as const;
  return names.has(variable.task)
    ? undefined
    : ([`${text} is of no task in tasks`, missing(variable.task, names)] as const);
}

function taskNames(spec: PipelineSpec, section: 'tasks' | 'finally'): Set<string> {
  return new Set(placedTasks(spec, [section]).map(({ task }) => task.name));
}

function missing(name: string, names: ReadonlySet<string>): string {
  const near = nearest(name, names);
  return near === undefined ? `there is ${[...names].join(', ')}` : `did you mean "${near}"?`;
}

/** Rules of references to how tasks ended, and of what tasks in finally may refer to. */
export const outcomeRules: readonly Rule<PipelineSpec>[] = [
  {
    code: 'KT3319',
    title: 'only tasks in finally ask how others ended',
    why: 'Elsewhere a task runs because the others succeeded.',
    source: VALIDATION,
    check(spec, report) {
      for (const { reference, at } of outcomes(spec, 'tasks', true))
        report(at, `${reference.text} is known at the end only`, USE_RESULTS);
    },
    good: [giving('$(tasks.fetch.results.commit)'), ending('$(tasks.fetch.status)')],
    bad: [giving('$(tasks.fetch.status)'), giving(['$(tasks.fetch.reason)']), giving('all: $(tasks.status)')],
  },
  {
    code: 'KT3320',
    title: 'tasks in finally ask how tasks before them ended',
    why: 'Those in finally run side by side: none knows of another.',
    source: VALIDATION,
    check(spec, report) {
      const names = taskNames(spec, 'tasks');
      for (const placed of outcomes(spec, 'finally', true)) {
        const fault = outcomeFault(placed, names);
        if (fault !== undefined) report(placed.at, ...fault);
      }
    },
    good: [ending('$(tasks.fetch.status)'), ending('$(tasks.status)'), endingIf('$(tasks.fetch.status)')],
    bad: [
      ending('$(tasks.report.status)'),
      ending('$(tasks.fetsh.reason)'),
      ending('$(tasks.reason)'),
      endingIf('$(tasks.fetsh.status)'),
    ],
  },
  {
    code: 'KT3321',
    title: 'tasks in finally use results of tasks before them',
    why: 'Those in finally run side by side: none has results for another.',
    source: VALIDATION,
    check(spec, report) {
      const names = taskNames(spec, 'tasks');
      for (const { reference, at } of within(spec, 'finally')) {
        const { variable, text } = reference;
        if (variable?.kind === 'taskResult' && !names.has(variable.task))
          report(at, `${text} is of no task in tasks`, missing(variable.task, names));
      }
    },
    good: [ending('$(tasks.fetch.results.commit)'), endingIf('$(tasks.fetch.results.commit)')],
    bad: [
      ending('$(tasks.report.results.url)'),
      ending('$(finally.report.results.url)'),
      ending('at $(tasks.fetsh.results.commit)'),
      endingIf('$(tasks.fetsh.results.commit)'),
    ],
  },
  {
    code: 'KT3359',
    severity: 'warning',
    title: 'whatever a task in finally reads of others is of tasks before it',
    why: 'The webhook looks at params and conditions only; elsewhere the text stays as it is.',
    source: VALIDATION,
    check(spec, report) {
      const names = taskNames(spec, 'tasks');
      for (const { reference, at, placed, field } of referencesOf(spec)) {
        const { variable, text } = reference;
        if (placed.section !== 'finally' || field === 'params' || field === 'when') continue;
        if ((variable?.kind === 'taskResult' || variable?.kind === 'taskOutcome') && !names.has(variable.task))
          report(at, `${text} is of no task in tasks`, missing(variable.task, names));
      }
    },
    good: {
      value: {
        tasks: [{ name: 'fetch', taskRef: { name: 'fetch' } }],
        finally: [{ name: 'bye', displayName: 'after $(tasks.fetch.status)', taskRef: { name: 'bye' } }],
      },
    },
    bad: {
      value: {
        tasks: [{ name: 'fetch', taskRef: { name: 'fetch' } }],
        finally: [{ name: 'bye', displayName: 'after $(tasks.fetsh.status)', taskRef: { name: 'bye' } }],
      },
    },
  },
  {
    code: 'KT3365',
    severity: 'warning',
    title: 'how tasks ended is asked at the end, beside results too',
    why: 'The webhook does not look where a result stands in the same param or condition; the text stays as it is.',
    source: VALIDATION,
    check(spec, report) {
      const names = taskNames(spec, 'tasks');
      for (const { reference, at } of outcomes(spec, 'tasks', false))
        report(at, `${reference.text} is known at the end only`, USE_RESULTS);
      for (const placed of outcomes(spec, 'finally', false)) {
        const fault = outcomeFault(placed, names);
        if (fault !== undefined) report(placed.at, ...fault);
      }
    },
    good: ending('$(tasks.fetch.results.commit): $(tasks.fetch.status)'),
    bad: [
      giving('$(tasks.fetch.results.commit): $(tasks.fetch.status)'),
      ending('$(tasks.fetch.results.commit): $(tasks.fetsh.status)'),
    ],
  },
];
