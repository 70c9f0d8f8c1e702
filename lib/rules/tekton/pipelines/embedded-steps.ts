import type { KubeObject } from '../../../api/meta/v1';
import type { ParamSpec } from '../../../api/tekton/v1/param';
import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import { type VariableReference, variablesIn } from '../../../api/tekton/variables';
import type { FieldPath } from '../../diagnostic';
import type { Rule } from '../../rule';
import { textsOfSteps } from '../step-texts';
import { unreadableReferences } from '../unreadable-references';
import { type KnownParam, knownParams } from './known-params';
import { isLookedUp, unknownIn } from './param-references';
import { placedTasks } from './placed-tasks';

const VALIDATION = 'tektoncd/pipeline, pkg/apis/pipeline/v1/pipeline_validation.go';

const saying = (text: string, more: object = {}) => ({
  value: {
    params: [
      { name: 'who', default: 'me' },
      { name: 'image', type: 'object', properties: { url: { type: 'string' } } },
    ],
    tasks: [
      { name: 'greet', taskSpec: { steps: [{ name: 'say', image: 'alpine:3.22', command: ['echo', text] }] }, ...more },
    ],
  },
});

interface StepText {
  readonly text: string;
  readonly at: FieldPath;
  readonly known: ReadonlyMap<string, KnownParam>;
}

interface HandedOn extends Omit<StepText, 'text'> {
  readonly reference: VariableReference;
}

/** Texts of steps that stand in a pipeline, and the params that there are for them: those of their task come first. */
function textsInSteps(spec: PipelineSpec, object: KubeObject): StepText[] {
  return placedTasks(spec).flatMap(({ task: { taskSpec: own }, at }) => {
    const known = knownParams({ params: paramsOfSteps(own?.params, spec.params) }, object);
    return textsOfSteps(own ?? {}).map(({ text, path }) => ({ text, at: [...at, 'taskSpec', ...path], known }));
  });
}

/** Of an object that both declare there are the keys that both know: the webhook looks for each in the one and the other. */
function paramsOfSteps(own: readonly ParamSpec[] = [], around: readonly ParamSpec[] = []): ParamSpec[] {
  const narrowed = own.map((param) => {
    const other = around.find(({ name, properties }) => name === param.name && properties !== undefined);
    if (param.properties === undefined || other === undefined) return param;
    const shared = Object.entries(param.properties).filter(([key]) => Object.hasOwn(other.properties!, key));
    return { ...param, properties: Object.fromEntries(shared) };
  });
  return [...narrowed, ...around];
}

/** What they read. */
function handedOn(spec: PipelineSpec, object: KubeObject): HandedOn[] {
  return textsInSteps(spec, object).flatMap(({ text, ...place }) =>
    variablesIn(text)
      .filter(isLookedUp)
      .map((reference) => ({ reference, ...place })),
  );
}

/** Rules of the params that steps read in a Pipeline; in the own pipeline of a run, those of the run count as well. */
export const embeddedStepRules: readonly Rule<PipelineSpec>[] = [
  {
    code: 'KT3339',
    title: 'steps in a Pipeline read params of their task or of the pipeline',
    why: 'What the pipeline gives the task in params counts for nothing there unless the task declares it.',
    source: VALIDATION,
    check(spec, report, { object }) {
      for (const { reference, at, known } of handedOn(spec, object)) {
        const fault = unknownIn(reference, known);
        if (fault !== undefined) report(at, ...fault);
      }
      for (const { text, at, known } of textsInSteps(spec, object)) {
        for (const { text: reference, name, isTooLong } of unreadableReferences(text))
          if (isTooLong || !known.has(name))
            report(at, `${reference} is no reference to a param`, 'write $(params.NAME) or $(params.NAME.KEY)');
      }
    },
    good: [saying('$(params.who) $(params.image.url)')],
    bad: [
      saying('$(params.whom)'),
      saying('$(params.image.tag)'),
      saying('$(params..who)'),
      saying('$(params.whom)', { params: [{ name: 'whom', value: 'you' }] }),
      {
        value: {
          params: [{ name: 'image', type: 'object', properties: { url: {} } }],
          tasks: [
            {
              name: 'greet',
              taskSpec: {
                params: [{ name: 'image', type: 'object', properties: { url: {}, tag: {} } }],
                steps: [{ name: 'say', image: 'alpine:3.22', command: ['echo', '$(params.image.tag)'] }],
              },
            },
          ],
        },
      },
    ],
  },
  {
    code: 'KT3340',
    title: 'of an object of the pipeline a step reads single keys',
    why: 'A whole object can be handed on, but stands nowhere in a step.',
    source: VALIDATION,
    check(spec, report, { object }) {
      for (const { reference, at, known } of handedOn(spec, object)) {
        const { variable, text } = reference;
        if (variable?.kind !== 'param' || variable.key !== undefined || typeof variable.index === 'number') continue;
        const { types, keys = [] } = known.get(variable.name) ?? {};
        if (types?.has('object') !== true) continue;
        const [first = 'KEY'] = keys;
        report(at, `${text} is an object`, `write $(params.${variable.name}.${first})`);
      }
    },
    good: saying('$(params.image.url)'),
    bad: saying('$(params.image)'),
  },
];
