import type { KubeObject } from '../../api/meta/v1';
import type { EmbeddedTask } from '../../api/tekton/v1/pipeline-task';
import type { TaskRunSpec } from '../../api/tekton/v1/task-run';
import { referencesIn } from '../../api/tekton/variable-syntax';
import { type Variable, workspaceFields } from '../../api/tekton/variables';
import { nearest } from '../nearest';
import type { Rule } from '../rule';
import { referencesWithin, textsWithin } from './all-texts';
import { withStep } from './containers';
import { minimalStep } from './minimal-step';
import { placeOf } from './variable-place';

const SOURCE = 'pipeline, docs/variables.md: what is not known stays as it is written';
const LITERAL = 'What Tekton does not know stays as it is written: the program gets the text with the dollar sign.';

/** Roots of which the webhook tells faults itself, or that are none of a task's. */
const TOLD: readonly string[] = ['params', 'inputs', 'context', 'tasks', 'finally'];

/** What people write in place of a root. */
const SLIPS: Readonly<Record<string, string>> = {
  param: 'params',
  parameters: 'params',
  parameter: 'params',
  result: 'results',
  workspace: 'workspaces',
  contexts: 'context',
  credential: 'credentials',
};

/** The workspaces that a task can read; undefined where a pipeline may hand on others. */
function workspacesIn(task: EmbeddedTask, { kind, spec }: KubeObject): string[] | undefined {
  if (kind === 'Pipeline' || kind === 'PipelineRun') return undefined;
  const handedOn = kind === 'TaskRun' ? ((spec as TaskRunSpec).workspaces ?? []) : [];
  return [...(task.workspaces ?? []), ...handedOn].map(({ name }) => name);
}

function isOf<Kind extends Variable['kind']>(
  variable: Variable | undefined,
  kind: Kind,
): variable is Extract<Variable, { kind: Kind }> {
  return variable?.kind === kind;
}

/** What is accepted of references in a task and regretted. */
export const variableWarnings: readonly Rule<EmbeddedTask>[] = [
  {
    code: 'KT3151',
    severity: 'warning',
    title: 'a result whose file is named outside of a script is declared',
    why: `The webhook looks at scripts only. ${LITERAL}`,
    source: SOURCE,
    check(task, report) {
      const known = (task.results ?? []).map(({ name }) => name);
      for (const { reference, path } of referencesWithin(task)) {
        const { variable } = reference;
        if (!isOf(variable, 'resultPath') || known.includes(variable.name)) continue;
        if (path[0] === 'steps' && path[2] === 'script') continue;
        const meant = nearest(variable.name, known);
        const hint =
          meant === undefined ? `add it to results: ${variable.name}` : `did you mean $(results.${meant}.path)?`;
        report(path, `${placeOf(reference)}: there is no result "${variable.name}"`, hint);
      }
    },
    good: withStep({ args: ['--digest-file=$(results.digest.path)'] }, { results: [{ name: 'digest' }] }),
    bad: [
      withStep({ args: ['--digest-file=$(results.digest.path)'] }),
      withStep({ env: [{ name: 'OUT', value: '$(results.digest.path)' }] }),
    ],
  },
  {
    code: 'KT3157',
    severity: 'warning',
    title: 'a reference has a form that Tekton knows',
    why: LITERAL,
    source: SOURCE,
    check(task, report) {
      const results = (task.results ?? []).map(({ name }) => name);
      for (const { reference, path } of referencesWithin(task)) {
        const { root, names, variable } = reference;
        const [name = '', field = ''] = names;
        if (variable !== undefined || name === '' || TOLD.includes(root)) continue;
        if (root === 'results' && !results.includes(name)) continue;
        const meant = nearest(field, workspaceFields) ?? 'path';
        const hint = { workspaces: `write $(workspaces.${name}.${meant})`, results: `write $(results.${name}.path)` }[
          root
        ];
        report(path, `${placeOf(reference)} is no variable`, hint ?? 'see docs/variables.md of Tekton Pipelines');
      }
    },
    good: withStep({ args: ['$(workspaces.src.path)'] }, { workspaces: [{ name: 'src' }] }),
    bad: [
      withStep({ args: ['$(workspaces.src.path)', '$(workspaces.src.pth)'] }, { workspaces: [{ name: 'src' }] }),
      withStep({ args: ['$(results.digest.path)', '$(results.digest)'] }, { results: [{ name: 'digest' }] }),
    ],
  },
  {
    code: 'KT3158',
    severity: 'warning',
    title: 'a reference begins with a word that Tekton knows',
    why: `${LITERAL} In a script the shell takes it for a command.`,
    source: SOURCE,
    check(task, report) {
      for (const { path, text } of textsWithin(task)) {
        for (const reference of referencesIn(text)) {
          const meant = Object.hasOwn(SLIPS, reference.root) ? SLIPS[reference.root] : undefined;
          if (meant === undefined || reference.names.length === 0) continue;
          report(
            path,
            `${placeOf(reference)} is no variable`,
            `did you mean ${reference.text.replace(reference.root, meant)}?`,
          );
        }
      }
    },
    good: withStep({ args: ['$(params.x)'] }, { params: [{ name: 'x' }] }),
    bad: withStep({ command: undefined, script: 'echo $(param.x)' }),
  },
  {
    code: 'KT3159',
    severity: 'warning',
    title: 'the result of a step is read after it, of a step that there is',
    why: 'The step that reads it gets nothing, or fails: results are put in when it is at turn.',
    source: 'pipeline, cmd/entrypoint; docs/stepactions.md',
    check({ steps = [] }, report) {
      const names = steps.map(({ name = '' }) => name);
      steps.forEach((step, i) => {
        for (const { reference, path } of referencesWithin(step)) {
          const { variable } = reference;
          if (!isOf(variable, 'stepResult')) continue;
          const at = names.indexOf(variable.step);
          if (at >= 0 && at < i) continue;
          const earlier = names.slice(0, i).filter((name) => name !== '');
          const found =
            at < 0
              ? `there is no step "${variable.step}"`
              : `"${variable.step}" comes ${at === i ? 'no earlier' : 'later'}`;
          const meant = at < 0 ? nearest(variable.step, earlier) : undefined;
          report(
            ['steps', i, ...path],
            `${placeOf(reference)}: ${found}`,
            meant === undefined ? 'name a step that comes before' : `did you mean "${meant}"?`,
          );
        }
      });
    },
    good: { value: { steps: [build(), { ...minimalStep, args: ['$(steps.build.results.digest)'] }] } },
    bad: [
      { value: { steps: [build(), { ...minimalStep, args: ['$(steps.biuld.results.digest)'] }] } },
      { value: { steps: [{ ...minimalStep, args: ['$(steps.build.results.digest)'] }, build()] } },
    ],
  },
];

/** Those for tasks whose workspaces all are known. */
export const workspaceVariableWarnings: readonly Rule<EmbeddedTask>[] = [
  {
    code: 'KT3150',
    severity: 'warning',
    title: 'a workspace that is read is declared',
    why: LITERAL,
    source: SOURCE,
    check(task, report, { object }) {
      const known = workspacesIn(task, object);
      if (known === undefined) return;
      for (const { reference, path } of referencesWithin(task)) {
        const { variable } = reference;
        if (!isOf(variable, 'workspace') || known.includes(variable.name)) continue;
        const meant = nearest(variable.name, known);
        const hint =
          meant === undefined
            ? `add it to workspaces: ${variable.name}`
            : `did you mean $(workspaces.${meant}.${variable.field})?`;
        report(path, `${placeOf(reference)}: there is no workspace "${variable.name}"`, hint);
      }
    },
    good: withStep({ args: ['$(workspaces.source.path)'] }, { workspaces: [{ name: 'source' }] }),
    bad: [
      withStep(
        { args: ['$(workspaces.source.path)', '$(workspaces.sorce.path)'] },
        { workspaces: [{ name: 'source' }] },
      ),
      withStep({ command: undefined, script: 'cd $(workspaces.source.path)' }),
    ],
  },
];

function build() {
  const results = [{ name: 'digest' }];
  return { name: 'build', image: 'alpine:3.22', script: 'date > $(step.results.digest.path)', results };
}
