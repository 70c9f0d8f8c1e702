import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import { referencesIn } from '../../../api/tekton/variable-syntax';
import { contextFields } from '../../../api/tekton/variables';
import { nearest } from '../../nearest';
import type { Rule } from '../../rule';
import { knownParams } from './known-params';
import { didYouMean, unknownIn } from './param-references';
import { placedTasks } from './placed-tasks';
import { judgedTexts, type PlacedReference, referencesOf } from './texts';

const VALIDATION = 'tektoncd/pipeline, pkg/apis/pipeline/v1/pipeline_validation.go';

/** What a reference in a task of a pipeline may begin with. */
const roots = ['params', 'tasks', 'finally', 'context', 'workspaces', 'results'];

/** The objects that variables in pipelines can tell of. */
const contextObjects = ['pipelineRun', 'pipeline', 'pipelineTask'] as const;

const giving = (value: unknown) => ({
  value: {
    tasks: [
      { name: 'fetch', taskRef: { name: 'fetch' } },
      { name: 'greet', taskRef: { name: 'hello' }, params: [{ name: 'who', value }] },
    ],
  },
});
const givingFirst = (value: unknown) => ({
  value: {
    tasks: [
      { name: 'greet', taskRef: { name: 'hello' }, params: [{ name: 'who', value }] },
      { name: 'wave', taskRef: { name: 'wave' } },
    ],
  },
});
const asking = (input: string) => ({
  value: {
    tasks: [
      { name: 'fetch', taskRef: { name: 'fetch' } },
      { name: 'greet', taskRef: { name: 'hello' }, when: [{ input, operator: 'in', values: ['main'] }] },
    ],
  },
});
const labelled = (displayName: string) => ({
  value: {
    tasks: [
      { name: 'fetch', taskRef: { name: 'fetch' } },
      { name: 'greet', taskRef: { name: 'hello' }, displayName },
    ],
  },
});

/** A reference to a field of an object that variables in pipelines tell of, which has no such field. */
function unknownContext({ reference: { names, index, variable } }: PlacedReference) {
  const [object, field = ''] = names;
  const known = contextObjects.find((name) => name === object);
  if (known === undefined || names.length !== 2 || index !== undefined || variable !== undefined) return undefined;
  const fields: readonly string[] = contextFields[known];
  const found = `context.${known} has no field "${field}"`;
  const near = nearest(field, fields);
  return [found, near === undefined ? `there is ${fields.join(', ')}` : `did you mean "${near}"?`] as const;
}

/** References to the context, in the fields in which upstream looks at them. */
function contexts(spec: PipelineSpec): PlacedReference[] {
  return referencesOf(spec).filter(
    ({ reference, field }) => reference.root === 'context' && ['params', 'matrix', 'include'].includes(field),
  );
}

/** The tasks at which upstream looks: the last of each list. */
function lastTasks(spec: PipelineSpec): ReadonlySet<PipelineTask | undefined> {
  return new Set([spec.tasks?.at(-1), spec.finally?.at(-1)]);
}

/** Rules of references that are to no variable of Tekton's, or to none that there is in a pipeline. */
export const variableRules: readonly Rule<PipelineSpec>[] = [
  {
    code: 'KT3317',
    title: 'references in a pipeline begin with what pipelines know',
    why: 'What looks like a variable and is none is refused, that of a shell too.',
    source: VALIDATION,
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        for (const { text, at: place } of judgedTexts(task)) {
          for (const { root, text: reference, isQuoted } of referencesIn(text)) {
            if (roots.includes(root) || isQuoted) continue;
            const near = nearest(root, roots, 2);
            const hint =
              near === undefined
                ? `begin with ${roots.join(', ')}; of the shell, write \${${root}}`
                : `did you mean "${near}"?`;
            report([...at, ...place], `${reference} is no variable of a pipeline`, hint);
          }
        }
      }
    },
    good: [giving('$(context.pipelineRun.name)'), giving('$HOME')],
    bad: [giving('$(param.name)'), giving('$(HOME)'), asking('$(steps.say.results.word)')],
  },
  {
    code: 'KT3318',
    title: 'context variables of a pipeline are ones that there are',
    why: 'The webhook knows the fields of context.pipelineRun, context.pipeline and context.pipelineTask.',
    source: VALIDATION,
    check(spec, report) {
      const last = lastTasks(spec);
      for (const reference of contexts(spec)) {
        const fault = last.has(reference.placed.task) ? unknownContext(reference) : undefined;
        if (fault !== undefined) report(reference.at, ...fault);
      }
    },
    good: [giving('$(context.pipelineRun.name)'), giving('$(context.pipelineTask.retries)')],
    bad: [giving('$(context.pipelineRun.nam)'), giving(['$(context.pipeline.namespace)'])],
  },
  {
    code: 'KT3332',
    title: 'artifacts of tasks need a feature flag',
    why: 'The webhook refuses references to them unless enable-artifacts is true.',
    source: VALIDATION,
    check(spec, report, { platform }) {
      if (platform.isEnabled('enable-artifacts')) return;
      for (const { reference, at, field } of referencesOf(spec)) {
        if (field === 'params' && reference.variable?.kind === 'taskArtifact')
          report(at, `${reference.text} is an artifact`, 'use a result, or set enable-artifacts to true');
      }
    },
    good: { ...giving('$(tasks.fetch.outputs.source)'), features: { 'enable-artifacts': 'true' } },
    bad: [giving('$(tasks.fetch.outputs.source)'), giving('$(tasks.fetch.inputs.source)')],
  },
  {
    code: 'KT3355',
    severity: 'warning',
    title: 'context variables are known ones in every task',
    why: 'The webhook looks at the last task only; in others the text stays as it is.',
    source: VALIDATION,
    check(spec, report) {
      const last = lastTasks(spec);
      for (const reference of contexts(spec)) {
        const fault = last.has(reference.placed.task) ? undefined : unknownContext(reference);
        if (fault !== undefined) report(reference.at, ...fault);
      }
    },
    good: givingFirst('$(context.pipelineRun.name)'),
    bad: givingFirst('$(context.pipelineRun.nam)'),
  },
  {
    code: 'KT3356',
    severity: 'warning',
    title: 'a reference has a form that Tekton reads',
    why: 'Any other is no error: the text stays as it is, and sets no order either.',
    source: 'tektoncd/pipeline, pkg/apis/pipeline/v1/resultref.go',
    check(spec, report) {
      for (const placed of referencesOf(spec)) {
        const { field, at, reference } = placed;
        const { root, variable, text } = reference;
        if (variable !== undefined || !roots.includes(root)) continue;
        // What is an error, or the business of the task's own rules, is told there.
        if (field === 'embedded' && root !== 'tasks') continue;
        if (field !== 'other' && (root === 'params' || isRefused(placed))) continue;
        report(at, `${text} is no variable of Tekton's`, formHint(placed));
      }
    },
    good: [giving('$(tasks.fetch.results.commit)'), labelled('Greets $(tasks.fetch.results.author)')],
    bad: [
      giving("$(tasks.fetch.results['commit'])"),
      giving('$(tasks.fetch.result.commit)'),
      giving('$(tasks.nope.result.commit)'),
      giving('$(tasks.fetch.state)'),
      asking('$(context.pipelineRun.nam)'),
      labelled('$(tasks.fetch.result.author)'),
      {
        value: {
          tasks: [{ name: 'greet', taskRef: { name: 'hello' } }],
          finally: [{ name: 'bye', taskRef: { name: 'bye' }, params: [{ name: 'x', value: '$(tasks.greet.state)' }] }],
        },
      },
    ],
  },
  {
    code: 'KT3357',
    severity: 'warning',
    title: 'results of tasks in finally are for the results of the pipeline alone',
    why: 'No task runs after them; in a task the text stays as it is.',
    source: VALIDATION,
    check(spec, report) {
      for (const { reference, at, placed } of referencesOf(spec)) {
        const { variable, text } = reference;
        if (placed.section !== 'tasks' || variable?.kind !== 'taskResult' || variable.section !== 'finally') continue;
        report(at, `${text} is read by no task`, `for a result of a task write $(tasks.${variable.task}.…)`);
      }
    },
    good: giving('$(tasks.fetch.results.commit)'),
    bad: giving('$(finally.fetch.results.commit)'),
  },
  {
    code: 'KT3358',
    severity: 'warning',
    title: 'a workspace that a variable asks of is one of the pipeline',
    why: 'Of any other the text stays as it is.',
    source: 'tektoncd/pipeline, pkg/reconciler/pipelinerun/resources/apply.go',
    check(spec, report) {
      const declared = (spec.workspaces ?? []).map(({ name }) => name);
      for (const { reference, at, field } of referencesOf(spec)) {
        const { variable, text } = reference;
        if (field === 'embedded' || variable?.kind !== 'workspace' || declared.includes(variable.name)) continue;
        report(at, `${text} is of no workspace of the pipeline`, didYouMean(variable.name, declared, 'workspaces'));
      }
    },
    good: {
      value: {
        workspaces: [{ name: 'source', optional: true }],
        tasks: [
          {
            name: 'greet',
            taskRef: { name: 'hello' },
            params: [{ name: 'hasSource', value: '$(workspaces.source.bound)' }],
            workspaces: [{ name: 'source' }],
          },
        ],
      },
    },
    bad: [giving('$(workspaces.source.bound)'), asking('$(workspaces.source.bound)')],
  },
  {
    code: 'KT3366',
    severity: 'warning',
    title: 'names and references of tasks read params that the pipeline has',
    why: 'The webhook does not look there; what leads nowhere stays as it is.',
    source: 'tektoncd/pipeline, pkg/reconciler/pipelinerun/resources/apply.go',
    check(spec, report, { object }) {
      const known = knownParams(spec, object);
      for (const { reference, at, field } of referencesOf(spec)) {
        // A name that is a variable is an error of its own.
        if (field !== 'other' || at.slice(-2).join('.') === 'taskRef.name') continue;
        const fault = unknownIn(reference, known);
        if (fault !== undefined) report(at, ...fault);
      }
    },
    good: {
      value: {
        params: [{ name: 'who', default: 'me' }],
        tasks: [{ name: 'greet', displayName: 'Greets $(params.who)', taskRef: { name: 'hello' } }],
      },
    },
    bad: labelled('Greets $(params.who)'),
  },
];

/** Whether another rule, an error, is about this reference. */
function isRefused(placed: PlacedReference): boolean {
  const { root, names } = placed.reference;
  if (root === 'context') return placed.field !== 'when' && unknownContext(placed) !== undefined;
  return root === 'tasks' && names.length === 1 && names[0] === 'reason' && placed.placed.section === 'finally';
}

/** What may have been meant. */
function formHint({ reference: { root, names, isQuoted } }: PlacedReference): string {
  if (root === 'tasks' || root === 'finally') {
    const [task, word = '', ...rest] = names;
    const result = rest[0] ?? 'RESULT';
    if (isQuoted && word === 'results') return `write $(${root}.${task}.results.${result})`;
    const near = nearest(word, ['results', 'status', 'reason', 'matrix', 'outputs']);
    if (near === 'results' || near === undefined) return `for a result write $(${root}.${task}.results.${result})`;
    return `did you mean $(tasks.${task}.${near})?`;
  }
  if (root === 'context') return 'there is context.pipelineRun.name, .namespace and .uid, and context.pipeline.name';
  if (root === 'workspaces') return 'in a pipeline there is $(workspaces.NAME.bound)';
  return 'write $(params.NAME), $(params.NAME[0]) or $(params.NAME.KEY)';
}
