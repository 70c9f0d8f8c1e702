import type { KubeObject } from '../../api/meta/v1';
import { Pipeline, type PipelineSpec } from '../../api/tekton/v1/pipeline';
import { PipelineRun, type PipelineRunSpec } from '../../api/tekton/v1/pipeline-run';
import { TaskRun, type TaskRunSpec } from '../../api/tekton/v1/task-run';
import { type Report, type Rule, type RuleExample, type RuleSet, rulesFor, rulesOf } from '../rule';
import { type MergedParam, type MergeFault, mergedParams } from './merged-params';
import { minimalStep } from './minimal-step';
import { paramEnumRules } from './param-enums';
import type { ParamHolder } from './param-holders';
import {
  keyFaults,
  nameFault,
  nameTexts,
  objectNameFault,
  propertiesText,
  reportNoProperties,
  typeRules,
} from './param-specs';
import { isCustomKind } from './pipelines/placed-tasks';

const SOURCE = 'pipeline v1, pipelinerun_validation.go and taskrun_validation.go';

const say = { ...minimalStep, command: ['echo', 'hello'] };
const greet = { name: 'greet', taskSpec: { steps: [say] } };

/** A run of a task of its own. */
const ofTask = (spec: object, task: object = {}) => ({
  spec: { taskRef: null, taskSpec: { steps: [say], ...task }, ...spec },
});
/** A run of a pipeline of its own. */
const ofPipeline = (spec: object, pipeline: object = {}) => ({
  spec: { pipelineRef: null, pipelineSpec: { tasks: [greet], ...pipeline }, ...spec },
});

/** Params of which no declaration in a task of Tekton's tells already: those that are given, and those of a pipeline. */
function paramsAround(object: KubeObject): MergedParam[] {
  if (!hasOwnSteps(object)) return [];
  return mergedOf(object).filter(
    (param) => param.isGiven || !param.at.includes('taskSpec') || isOfCustomTask(param, object),
  );
}

function mergedOf(object: KubeObject): MergedParam[] {
  return [...(mergedParams(object)?.params.values() ?? [])];
}

/** Whether a task of a run's pipeline declares the param first, and another controller runs that task. */
function isOfCustomTask({ at, isGiven }: MergedParam, { spec }: KubeObject): boolean {
  const [, of, list, i, holder] = at;
  if (isGiven || of !== 'pipelineSpec' || list !== 'tasks' || holder !== 'taskSpec') return false;
  const { taskSpec } = (spec as PipelineRunSpec).pipelineSpec?.tasks?.[Number(i)] ?? {};
  return taskSpec !== undefined && isCustomKind(taskSpec);
}

/** Whether steps stand in the run itself where the webhook looks up params: those in `finally` don't count. */
function hasOwnSteps({ spec }: KubeObject): boolean {
  const { taskSpec, pipelineSpec } = spec as Partial<TaskRunSpec & PipelineRunSpec>;
  return [taskSpec, ...(pipelineSpec?.tasks ?? []).map((task) => task.taskSpec)].some(
    (task) => task?.steps !== undefined,
  );
}

/** The rules, with examples of a kind of run. */
function nameRules(example: (spec: object) => RuleExample): readonly Rule[] {
  const given = (name: string, value: unknown) => example({ params: [{ name, value }] });
  return [
    {
      ...nameTexts.name,
      check(object, report) {
        for (const { spec, at } of paramsAround(object)) {
          const fault = nameFault(spec);
          if (fault !== undefined) report([...at, 'name'], ...fault);
        }
      },
      good: given('git_url.2-x', 'a'),
      bad: [given('1st', 'a'), given('git url', ['a'])],
    },
    {
      ...nameTexts.object,
      check(object, report) {
        for (const { spec, at, isGiven } of paramsAround(object)) {
          const fault = objectNameFault(spec);
          if (fault !== undefined) report([...at, 'name'], ...fault);
          for (const [key, ...faultOfKey] of keyFaults(spec))
            report([...at, isGiven ? 'value' : 'properties', key], ...faultOfKey);
        }
      },
      good: given('image', { 'a-b': 'x' }),
      bad: [given('image.of', { url: 'a' }), given('image', { 'b.c': 'x' })],
    },
  ];
}

const NO_KEYS = {
  code: 'KT3135',
  title: 'a param that is an object is one wherever it is spoken of',
  why: 'The webhook puts together what a run, its pipeline and its tasks say of a param. It refuses one that is declared without properties and given an object, and fails where there is no object yet to which a task could add keys.',
  source: SOURCE,
} as const;

/** A run of a pipeline with a task for another controller, which declares params. */
const customTask: ParamHolder = {
  title: 'PipelineRun',
  targets: [],
  example: (params) =>
    ofPipeline(
      {},
      { tasks: [{ name: 'wait', taskSpec: { apiVersion: 'example.com/v1', kind: 'Wait', spec: {}, params } }] },
    ),
};

/** Objects of which nobody says which keys they have; one that is something else to who speaks of it first needs none. */
function checkProperties(object: KubeObject, report: Report): void {
  const { params, faults } = mergedParams(object) ?? { params: new Map<string, MergedParam>(), faults: [] };
  const places = faults.filter(lacksKeysOfObject).map(({ at }) => at);
  if (hasOwnSteps(object))
    for (const { spec, at } of params.values())
      if (spec.type === 'object' && spec.properties === undefined) places.push(at);
  for (const at of places) reportNoProperties(report, at);
}

/** Whether what is declared as an object lacks keys, which is told as of any other object. */
function lacksKeysOfObject({ why, isObject }: MergeFault): boolean {
  return why === 'no properties' && isObject;
}

function checkMerged(object: KubeObject, report: Report): void {
  for (const fault of mergedParams(object)?.faults ?? []) {
    if (lacksKeysOfObject(fault)) continue;
    const { name, at, why } = fault;
    if (why === 'no properties')
      report([...at, 'properties'], `"${name}" is an object, and has no properties`, 'write its keys');
    else report(at, `"${name}" has no object yet to which keys could be added`, 'give it in the params of the run');
  }
}

const image = { name: 'image', type: 'object', properties: { url: { type: 'string' } } };

/** The same without its keys. */
const keyless = { name: image.name, type: image.type };

/**
 * What must hold of declared params, where a task of a run's pipeline declares them that another controller runs: the
 * webhook leaves such a task alone, but not the params, which it puts together with all the others.
 */
function customTaskRules(): readonly Rule[] {
  return [...typeRules(customTask), ...paramEnumRules(customTask)].map((rule) => ({
    ...rule,
    check(object, report, context) {
      for (const { spec, at } of mergedOf(object).filter((param) => isOfCustomTask(param, object)))
        rule.check(
          { params: [spec] },
          (path, ...fault) => {
            report([...at, ...path.slice(2)], ...fault);
          },
          context,
        );
    },
  }));
}

const ofTaskRuns: readonly Rule[] = [
  ...nameRules(ofTask),
  {
    ...propertiesText,
    check: checkProperties,
    good: ofTask(
      {},
      { params: [{ ...image, default: { url: 'a' } }], steps: [{ ...say, args: ['$(params.image.url)'] }] },
    ),
    bad: ofTask(
      {},
      { params: [{ ...keyless, default: { url: 'a' } }], steps: [{ ...say, args: ['$(params.image.url)'] }] },
    ),
  },
  {
    ...NO_KEYS,
    check: checkMerged,
    good: ofTask(
      { params: [{ name: 'image', value: { url: 'a' } }] },
      { params: [image], steps: [{ ...say, args: ['$(params.image.url)'] }] },
    ),
    bad: ofTask(
      { params: [{ name: 'image', value: { url: 'a' } }] },
      { params: [{ name: 'image' }], steps: [{ ...say, args: ['$(params.image.url)'] }] },
    ),
  },
];

const ofPipelineRuns: readonly Rule[] = [
  ...nameRules(ofPipeline),
  ...customTaskRules(),
  {
    ...propertiesText,
    check: checkProperties,
    good: [
      ofPipeline({}, { params: [{ ...image, default: { url: 'a' } }] }),
      ofPipeline(
        {},
        {
          tasks: [
            {
              name: 'greet',
              taskSpec: { params: [keyless], steps: [{ ...say, args: ['$(params.image[*])'] }] },
              params: [{ name: 'image', value: ['a'] }],
            },
          ],
        },
      ),
    ],
    bad: [
      ofPipeline(
        {},
        { params: [{ ...keyless, default: { url: 'a' } }], tasks: [{ ...greet, displayName: '$(params.image.url)' }] },
      ),
      ofPipeline(
        {},
        {
          tasks: [
            {
              name: 'greet',
              taskSpec: {
                params: [{ ...keyless, default: { url: 'a' } }],
                steps: [{ ...say, args: ['$(params.image.url)'] }],
              },
            },
          ],
        },
      ),
    ],
  },
  {
    ...NO_KEYS,
    check: checkMerged,
    good: ofPipeline(
      { params: [{ name: 'image', value: { url: 'a' } }] },
      { params: [image], tasks: [{ ...greet, taskSpec: { steps: [{ ...say, args: ['$(params.image.url)'] }] } }] },
    ),
    bad: [
      ofPipeline(
        { params: [{ name: 'image', value: { url: 'a' } }] },
        {
          params: [{ name: 'image' }],
          tasks: [{ ...greet, taskSpec: { steps: [{ ...say, args: ['$(params.image.url)'] }] } }],
        },
      ),
      ofPipeline(
        {},
        {
          params: [
            { ...image, default: { url: 'a' } },
            { ...image, name: 'other' },
          ],
          tasks: [
            {
              name: 'greet',
              taskSpec: { params: [image], steps: [{ ...say, args: ['$(params.image.url)'] }] },
              params: [{ name: 'other', value: { url: 'a' } }],
            },
          ],
        },
      ),
    ],
  },
];

const tasksOf = ({ tasks = [], finally: last = [] }: PipelineSpec) => [...tasks, ...last];

const ofPipelines: readonly Rule<PipelineSpec>[] = [
  {
    ...propertiesText,
    check(spec, report) {
      // Only in the steps of tasks that stand in the pipeline does the webhook look its params up.
      if (tasksOf(spec).every(({ taskSpec }) => taskSpec === undefined)) return;
      for (const [i, { type, properties }] of (spec.params ?? []).entries())
        if (type === 'object' && properties === undefined) reportNoProperties(report, ['params', i]);
    },
    good: {
      value: {
        params: [{ name: 'who', default: 'me' }],
        tasks: [{ ...greet, taskSpec: { steps: [{ ...say, args: ['$(params.who)'] }] } }],
      },
    },
    bad: {
      value: {
        params: [{ ...keyless, default: { url: 'a' } }],
        tasks: [{ ...greet, displayName: '$(params.image.url)' }],
      },
    },
  },
];

/** What must hold of the params of runs together with those of what they run. */
export const runParamRuleSets: readonly RuleSet[] = [
  rulesFor(TaskRun, ofTaskRuns as readonly Rule<never>[]),
  rulesFor(PipelineRun, ofPipelineRuns as readonly Rule<never>[]),
  rulesOf('Pipelines', [{ kind: Pipeline, at: ['spec'] }], ofPipelines),
];
