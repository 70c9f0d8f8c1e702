import type { KubeObject } from '../../api/meta/v1';
import type { ParamSpec } from '../../api/tekton/v1/param';
import type { EmbeddedTask } from '../../api/tekton/v1/pipeline-task';
import type { StepActionSpec } from '../../api/tekton/v1beta1/step-action';
import type { FieldPath } from '../diagnostic';
import { nearest } from '../nearest';
import type { Rule } from '../rule';
import { paramsReadIn, referencesWithin, textsWithin } from './all-texts';
import { withStep } from './containers';
import { minimalStep } from './minimal-step';
import type { ParamHolder } from './param-holders';
import { typeOfValue } from './param-types';
import { isResultName } from './results';
import { paramsIn } from './scope';
import { textsOfTemplate } from './step-texts';
import { placeOf } from './variable-place';

const SOURCE = 'pipeline, docs/tasks.md';

interface Declares {
  readonly params?: readonly ParamSpec[];
}

/** What is accepted of declared params and regretted. */
export function paramWarnings({ example }: Pick<ParamHolder, 'example'>): readonly Rule<Declares>[] {
  return [
    {
      code: 'KT3152',
      severity: 'warning',
      title: 'a param that is declared is read',
      why: 'Who gives it a value waits in vain for an effect.',
      source: 'tekton-lint, no-unused-param',
      check(holder, report) {
        const read = paramsReadIn(holder);
        holder.params?.forEach(({ name, type }, i) => {
          // A name that can't be written in a reference is told as such.
          if (type === 'object' && name.includes('.')) return;
          if (name !== '' && !read.has(name))
            report(['params', i, 'name'], `nobody reads "${name}"`, `read it as $(params.${name}), or leave it out`);
        });
      },
      good: example([{ name: 'x' }], '$(params.x)'),
      bad: example([{ name: 'x' }, { name: 'y' }], '$(params.x)'),
    },
    {
      code: 'KT3155',
      severity: 'warning',
      title: 'an element that is read is within the array',
      why: 'The webhook does not count; a run that gives no other array fails.',
      source: 'pipeline, pkg/reconciler/taskrun/validate_taskrun.go',
      check(holder, report, { object }) {
        const scoped = paramsIn(holder, object);
        for (const { reference, path } of referencesWithin(holder)) {
          const { variable } = reference;
          if (variable?.kind !== 'param' || typeof variable.index !== 'number') continue;
          const specs = scoped.find(({ name }) => name === variable.name)?.specs ?? [];
          const [{ default: value } = {}] = specs;
          if (specs.length !== 1 || value === undefined || typeOfValue(value) !== 'array') continue;
          const { length } = value as readonly string[];
          if (variable.index >= length)
            report(path, `${placeOf(reference)}: the default has ${length}`, `count from 0 to ${length - 1}`);
        }
      },
      good: example([{ name: 'x', type: 'array', default: ['a', 'b'] }], '$(params.x[1])'),
      bad: example([{ name: 'x', type: 'array', default: ['a'] }], '$(params.x[1])'),
    },
  ];
}

/** The default of a param where nothing is around it: there no variable is put in. */
export function defaultWarnings({ example }: Pick<ParamHolder, 'example'>): readonly Rule<Declares>[] {
  return [
    {
      code: 'KT3154',
      severity: 'warning',
      title: 'the default of a param is plain text',
      why: 'In the default of a task or an action no variable is put in: it stays as it is written.',
      source: SOURCE,
      check({ params = [] }, report) {
        params.forEach(({ default: value }, i) => {
          for (const { reference } of referencesWithin(value))
            report(['params', i, 'default'], `${placeOf(reference)} stays as it is`, 'put it where the param is read');
        });
      },
      good: example([{ name: 'x', default: 'a' }], '$(params.x)'),
      bad: example(
        [
          { name: 'x', default: 'a' },
          { name: 'y', default: '$(params.x)-b' },
        ],
        '$(params.x)',
        '$(params.y)',
      ),
    },
  ];
}

/** Fields in which the webhook looks for params itself. */
const LOOKED_AT: readonly string[] = ['name', 'image', 'workingDir', 'script', 'command', 'args', 'onError'];

function isLookedAt(path: FieldPath, task: EmbeddedTask): boolean {
  const [list, , field, , inner] = path;
  if (list === 'stepTemplate') return textsOfTemplate(task).some((one) => one.path.join() === path.join());
  if (list !== 'steps') return false;
  // A variable in the name of a reference is refused in any case.
  if (field === 'ref') return true;
  if (LOOKED_AT.includes(String(field))) return true;
  if (field === 'env') return inner === 'value';
  return field === 'volumeMounts' && ['name', 'mountPath', 'subPath'].includes(String(inner));
}

/** A param that is read where the webhook does not look, of tasks all of whose params are known. */
export const unseenParamWarnings: readonly Rule<EmbeddedTask>[] = [
  {
    code: 'KT3153',
    severity: 'warning',
    title: 'a param that sidecars and volumes read is declared',
    why: 'The webhook looks at steps only. The text stays as it is written, and the pod is refused or does not find what it names.',
    source: SOURCE,
    check(task, report, { object }) {
      if (object.kind === 'Pipeline') return;
      const names = paramsIn(task, object).map(({ name }) => name);
      const { params: _, ...rest } = task;
      for (const { reference, path } of referencesWithin(rest)) {
        const { variable } = reference;
        if (variable?.kind !== 'param' || reference.root !== 'params' || names.includes(variable.name)) continue;
        if (isLookedAt(path, task) && (path[2] === 'ref' || !isAtEnd(object, task))) continue;
        const meant = nearest(variable.name, names);
        const hint = meant === undefined ? `add it to params: ${variable.name}` : `did you mean $(params.${meant})?`;
        report(path, `${placeOf(reference)}: there is no param "${variable.name}"`, hint);
      }
    },
    good: {
      value: {
        params: [{ name: 'tag' }],
        steps: [minimalStep],
        sidecars: [{ name: 'db', image: 'redis:$(params.tag)' }],
      },
    },
    bad: [
      { value: { steps: [minimalStep], sidecars: [{ name: 'db', image: 'redis:$(params.tag)' }] } },
      withStep({}, { volumes: [{ name: 'key', secret: { secretName: '$(params.key)' } }] }),
      withStep({ envFrom: [{ configMapRef: { name: '$(params.settings)' } }] }),
    ],
  },
];

/** Of tasks at the end of a run's own pipeline the webhook looks at no params at all. */
function isAtEnd({ kind, spec }: KubeObject, task: EmbeddedTask): boolean {
  const { pipelineSpec } = spec as { pipelineSpec?: { finally?: readonly { taskSpec?: EmbeddedTask }[] } };
  return kind === 'PipelineRun' && (pipelineSpec?.finally ?? []).some(({ taskSpec }) => taskSpec === task);
}

const reads = (program: object, result: string, ...spellings: readonly string[]) =>
  textsWithin(program).some(({ text }) => spellings.some((spelling) => text.includes(spelling))) ||
  referencesWithin(program).some(
    ({ reference: { variable } }) =>
      (variable?.kind === 'resultPath' || variable?.kind === 'stepResultPath') && variable.name === result,
  );

/** A result that no program names the file of. */
export const resultWarnings: readonly Rule<EmbeddedTask>[] = [
  {
    code: 'KT3250',
    severity: 'warning',
    title: 'a step writes each result',
    why: 'Who reads it fails: a result that is not written is not there.',
    source: SOURCE,
    check({ results = [], steps = [], stepTemplate, sidecars }, report) {
      const program = { steps, stepTemplate, sidecars };
      results.forEach(({ name, value }, i) => {
        if (value !== undefined || !isResultName(name) || reads(program, name, '/tekton/results')) return;
        report(
          ['results', i, 'name'],
          `no step writes "${name}"`,
          `write the file $(results.${name}.path), or leave it out`,
        );
      });
      steps.forEach((step, i) => {
        if (step.ref !== undefined) return;
        step.results?.forEach(({ name }, r) => {
          if (isResultName(name) && !reads(step, name, '/tekton/steps'))
            report(
              ['steps', i, 'results', r, 'name'],
              `the step does not write "${name}"`,
              `write the file $(step.results.${name}.path)`,
            );
        });
      });
    },
    good: withStep({ args: ['$(results.digest.path)'] }, { results: [{ name: 'digest' }] }),
    bad: [withStep({}, { results: [{ name: 'digest' }] }), withStep({ results: [{ name: 'digest' }] })],
  },
];

/** The same of an action. */
export const actionResultWarnings: readonly Rule<StepActionSpec>[] = [
  {
    code: 'KT3250',
    severity: 'warning',
    title: 'a step writes each result',
    why: 'Who reads it fails: a result that is not written is not there.',
    source: 'pipeline, docs/stepactions.md',
    check({ results = [], ...program }, report) {
      results.forEach(({ name }, i) => {
        if (isResultName(name) && !reads(program, name, '/tekton/steps'))
          report(
            ['results', i, 'name'],
            `the action does not write "${name}"`,
            `write the file $(step.results.${name}.path)`,
          );
      });
    },
    good: { value: { results: [{ name: 'day' }], args: ['$(step.results.day.path)'] } },
    bad: { value: { results: [{ name: 'day' }] } },
  },
];
