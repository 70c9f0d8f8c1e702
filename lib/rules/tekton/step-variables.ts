import type { EmbeddedTask } from '../../api/tekton/v1/pipeline-task';
import type { Step } from '../../api/tekton/v1/step';
import type { TaskSpec } from '../../api/tekton/v1/task';
import { contextFields, type VariableReference, variablesIn } from '../../api/tekton/variables';
import type { FieldPath } from '../diagnostic';
import { nearest } from '../nearest';
import { type Report, type Rule, type RuleSet, rulesOf } from '../rule';
import { eachStep, withStep } from './containers';
import { minimalStep } from './minimal-step';
import { textsOfStep, textsOfSteps, textsOfTemplate } from './step-texts';
import { taskSpecs } from './targets';
import { placeOf } from './variable-place';

const SOURCE = 'pipeline v1, container_validation.go and task_validation.go';
const ARTIFACTS = 'enable-artifacts';

/** Texts of a step, with their first path element as the field that they are of. */
interface FieldText {
  readonly path: FieldPath;
  readonly text: string;
}

/** Every text of a step in which the webhook looks for what only runs inside the container. */
function allTexts(step: Step): FieldText[] {
  const inVolumes = (step.volumeDevices ?? []).map(({ name }, i) => ({
    path: ['volumeDevices', i, 'name'],
    text: name,
  }));
  const ofEnvironment = (step.envFrom ?? []).flatMap(({ prefix, configMapRef, secretRef }, i) =>
    [
      { path: ['envFrom', i, 'prefix'], text: prefix },
      { path: ['envFrom', i, 'configMapRef', 'name'], text: configMapRef?.name },
      { path: ['envFrom', i, 'secretRef', 'name'], text: secretRef?.name },
    ].flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }])),
  );
  const pull = step.imagePullPolicy === undefined ? [] : [{ path: ['imagePullPolicy'], text: step.imagePullPolicy }];
  return [...textsOfStep(step), ...pull, ...ofEnvironment, ...inVolumes];
}

/** A check of each reference in the texts of a step. */
function eachReference(
  check: (reference: VariableReference, path: FieldPath, report: Report, isOpen: boolean) => void,
): Rule<EmbeddedTask>['check'] {
  return ({ steps = [], stepTemplate }, report, { platform }) => {
    const isOpen = platform.isEnabled(ARTIFACTS);
    const look = (texts: readonly FieldText[], at: FieldPath) => {
      const inPart: Report = (path, ...fault) => report([...at, ...path], ...fault);
      for (const { path, text } of texts)
        for (const reference of variablesIn(text)) check(reference, path, inPart, isOpen);
    };
    for (const [i, step] of steps.entries()) look(allTexts(step), ['steps', i]);
    const inherited = textsOfTemplate({ steps, stepTemplate });
    look(
      inherited.map(({ path, text }) => ({ path: path.slice(1), text })),
      ['stepTemplate'],
    );
  };
}

function isArtifact({ variable }: VariableReference): boolean {
  if (variable === undefined) return false;
  if (variable.kind === 'artifactsPath') return true;
  return (variable.kind === 'stepArtifact' || variable.kind === 'taskArtifact') && variable.name !== undefined;
}

/** Fields that are read inside the container, where what earlier steps left is known. */
const INSIDE = ['env', 'command', 'args'];

const rules: readonly Rule<EmbeddedTask>[] = [
  {
    code: 'KT3126',
    title: 'a context variable is one that there is',
    why: 'The webhook refuses unknown ones of the task and its run.',
    source: SOURCE,
    check(task, report) {
      for (const { path, text } of textsOfSteps(task as TaskSpec)) {
        for (const reference of variablesIn(text)) {
          const [object, field] = reference.names;
          if (reference.root !== 'context' || field === undefined) continue;
          if (object !== 'taskRun' && object !== 'task') continue;
          const fields: readonly string[] = contextFields[object];
          if (fields.includes(field)) continue;
          const meant = nearest(field, fields);
          report(
            path,
            `${placeOf(reference)}: there is no context.${object}.${field}`,
            meant === undefined ? `there are ${fields.join(', ')}` : `did you mean $(context.${object}.${meant})?`,
          );
        }
      }
    },
    good: withStep({ args: ['$(context.taskRun.name)', '$(context.task.retry-count)'] }),
    bad: [withStep({ args: ['$(context.taskRun.nmae)'] }), withStep({ args: ['$(context.task.retries)'] })],
  },
  {
    code: 'KT3127',
    title: 'a result whose file a script names is declared',
    why: 'The webhook refuses $(results.x.path) in a script of a task that has no result x.',
    source: SOURCE,
    check: eachStep(({ script = '' }, report, _context, { results = [] }) => {
      const known = results.map(({ name }) => name);
      for (const reference of variablesIn(script)) {
        const [name] = reference.names;
        if (reference.root !== 'results' || name === undefined || known.includes(name)) continue;
        const meant = nearest(name, known);
        report(
          ['script'],
          `${placeOf(reference)}: there is no result "${name}"`,
          meant === undefined ? `add it to results: ${name}` : `did you mean $(results.${meant}.path)?`,
        );
      }
    }),
    good: withScript('echo 1 > $(results.digest.path)', { results: [{ name: 'digest' }] }),
    bad: [
      withScript('echo 1 > $(results.digest.path)'),
      withScript('date > $(results.digest.path)\ndate > $(results.dgiest.path)', { results: [{ name: 'digest' }] }),
    ],
  },
  {
    code: 'KT3128',
    title: 'results of steps stand in env, command and args',
    why: 'They are put in inside the container, once the step is at turn; the webhook refuses them elsewhere.',
    source: SOURCE,
    check: eachReference((reference, path, report) => {
      if (reference.variable?.kind !== 'stepResult' || INSIDE.includes(String(path[0]))) return;
      report(path, `${placeOf(reference)} is the result of a step`, 'give it as an environment variable');
    }),
    good: after({ env: [{ name: 'DIGEST', value: '$(steps.build.results.digest)' }] }),
    bad: [
      after({ image: 'alpine:$(steps.build.results.digest)' }),
      after({ command: undefined, script: 'echo $(steps.build.results.digest)' }),
      after({ workingDir: '/src/$(steps.build.results.digest)' }),
      {
        value: {
          steps: [...after({}).value.steps],
          stepTemplate: { workingDir: '/src/$(steps.build.results.digest)' },
        },
      },
    ],
  },
  {
    code: 'KT3129',
    title: 'artifacts need the flag enable-artifacts, and stand in env, command, args and script',
    why: 'The webhook refuses them where the flag is not set, and in other fields.',
    source: SOURCE,
    check: eachReference((reference, path, report, isOpen) => {
      if (!isArtifact(reference)) return;
      const field = String(path[0]);
      if (!INSIDE.includes(field) && field !== 'script') {
        // Of a mount the webhook lets it pass, and it stays as it is written.
        if (field !== 'volumeMounts')
          report(path, `${placeOf(reference)} names an artifact`, 'give it as an environment variable');
      } else if (!isOpen) report(path, 'artifacts are not open here', `set ${ARTIFACTS} to true`);
    }),
    good: {
      ...after({ env: [{ name: 'IN', value: '$(steps.build.outputs.image)' }] }),
      features: { [ARTIFACTS]: 'true' },
    },
    bad: [
      after({ env: [{ name: 'IN', value: '$(steps.build.outputs.image)' }] }),
      after({ command: undefined, script: 'cat $(step.artifacts.path)' }),
      { ...after({ workingDir: '$(steps.build.outputs.image)' }), features: { [ARTIFACTS]: 'true' } },
    ],
  },
  {
    code: 'KT3130',
    title: 'a result of the step whose file its script names is declared',
    why: 'The webhook refuses $(step.results.x.path) in a step that has results, but no x.',
    source: SOURCE,
    check: eachStep(({ script = '', results }, report) => {
      if (results === undefined) return;
      const known = results.map(({ name }) => name);
      for (const reference of variablesIn(script)) {
        const [kind, name] = reference.names;
        if (reference.root !== 'step' || kind !== 'results' || name === undefined || known.includes(name)) continue;
        const meant = nearest(name, known);
        report(
          ['script'],
          `${placeOf(reference)}: the step has no result "${name}"`,
          meant === undefined ? `add it to the step's results: ${name}` : `did you mean $(step.results.${meant}.path)?`,
        );
      }
    }),
    good: withStep({ command: undefined, script: 'date > $(step.results.day.path)', results: [{ name: 'day' }] }),
    bad: withStep({
      command: undefined,
      script: 'date > $(step.results.day.path)\ndate > $(step.results.dya.path)',
      results: [{ name: 'day' }],
    }),
  },
];

function withScript(script: string, task: object = {}) {
  return withStep({ command: undefined, script }, task);
}

/** A step with these fields, after one that leaves a result. */
function after(fields: object) {
  const results = [{ name: 'digest' }];
  const build = { name: 'build', image: 'alpine:3.22', script: 'date > $(step.results.digest.path)', results };
  return { value: { steps: [build, { ...minimalStep, ...fields }] } };
}

/** What must hold where steps read what is not a param. */
export const stepVariableRuleSets: readonly RuleSet[] = [rulesOf('Step', taskSpecs, rules)];
