import type { ParamSpec } from '../../api/tekton/v1/param';
import type { TaskSpec } from '../../api/tekton/v1/task';
import type { StepActionSpec } from '../../api/tekton/v1beta1/step-action';
import type { VariableReference } from '../../api/tekton/variables';
import { variablesIn } from '../../api/tekton/variables';
import { nearest } from '../nearest';
import { type Report, type Rule, type RuleContext, type RuleSet, rulesOf } from '../rule';
import { actionsWithParams, closedTasks, type ParamHolder, tasksWithParams } from './param-holders';
import { paramsIn, type ScopedParam } from './scope';
import { textsOfAction, textsOfSteps, type VariableText } from './step-texts';
import { placeOf } from './variable-place';

const SOURCE = 'pipeline v1, task_validation.go; pkg/substitution';

/** A reference to a param, as far as upstream's webhook sees it. */
interface ParamUse {
  readonly reference: VariableReference;
  readonly text: VariableText;
  readonly name: string;
  readonly key?: string;
  readonly declared: ScopedParam | undefined;
  readonly all: readonly ScopedParam[];
}

type Texts<Subject> = (subject: Subject) => readonly VariableText[];

/** A check of each reference to a param. The old form `$(inputs.params.x)` is none of the webhook's business. */
function eachUse<Subject extends { readonly params?: readonly ParamSpec[] }>(
  texts: Texts<Subject>,
  check: (use: ParamUse, report: Report) => void,
): (subject: Subject, report: Report, context: RuleContext) => void {
  return (subject, report, { object }) => {
    const all = paramsIn(subject, object);
    for (const text of texts(subject)) {
      for (const reference of variablesIn(text.text)) {
        const [name, key] = reference.names;
        if (reference.root !== 'params' || name === undefined) continue;
        // It reads a name in brackets only where nothing follows.
        if (reference.isQuoted && key !== undefined) continue;
        const declared = all.find((param) => param.name === name);
        check({ reference, text, name, key, declared, all }, report);
      }
    }
  };
}

function isOf({ specs }: ScopedParam, type: ParamSpec['type']): boolean {
  return specs.some((spec) => spec.type === type);
}

function arrayRules<Subject extends { readonly params?: readonly ParamSpec[] }>(
  { example }: ParamHolder,
  texts: Texts<Subject>,
  inText: (params: readonly ParamSpec[], text: string) => ReturnType<ParamHolder['example']>,
): readonly Rule<Subject>[] {
  return [
    {
      code: 'KT3122',
      title: 'an array stands by itself, as an item of command or args',
      why: 'Its elements become items of the list. In the midst of a text there is no place for them; the webhook refuses it.',
      source: SOURCE,
      check: eachUse(texts, ({ reference, text, name, declared }, report) => {
        if (declared === undefined || !isOf(declared, 'array') || typeof reference.index === 'number') return;
        if (text.isItem && reference.isWhole) return;
        report(
          text.path,
          `${placeOf(reference)}: "${name}" is an array`,
          text.isItem ? `make ${reference.text} an item of its own` : `write one element, $(params.${name}[0])`,
        );
      }),
      good: [
        example([{ name: 'x', type: 'array' }], '$(params.x[*])', '$(params.x)', '--first=$(params.x[0])'),
        inText([{ name: 'x', type: 'array' }], 'a-$(params.x[0])'),
      ],
      bad: [
        example([{ name: 'x', type: 'array' }], '--all=$(params.x[*])'),
        inText([{ name: 'x', type: 'array' }], '$(params.x[*])'),
      ],
    },
  ];
}

function knownRules<Subject extends { readonly params?: readonly ParamSpec[] }>(
  { example }: ParamHolder,
  texts: Texts<Subject>,
): readonly Rule<Subject>[] {
  const object: ParamSpec = { name: 'x', type: 'object', properties: { key: {} } };
  return [
    {
      code: 'KT3121',
      title: 'a param that is read is declared',
      why: 'The webhook refuses a reference to one that is not there.',
      source: SOURCE,
      check: eachUse(texts, ({ reference, text, name, declared, all }, report) => {
        if (declared !== undefined) return;
        const dotted = all.find((param) => param.name === reference.names.join('.'));
        const meant = nearest(
          name,
          all.map((param) => param.name),
        );
        report(
          text.path,
          `${placeOf(reference)}: there is no param "${name}"`,
          dotted !== undefined
            ? `write $(params["${dotted.name}"])`
            : meant === undefined
              ? `add it to params: ${name}`
              : `did you mean $(params.${meant})?`,
        );
      }),
      good: example(
        [{ name: 'x' }, { name: 'a.b' }],
        '$(params.x) $(params["x"])',
        '$(params["a.b"])',
        '$(inputs.params.y)',
      ),
      bad: [
        example([{ name: 'revision' }], '$(params.revision)', '$(params.revsion)'),
        example([{ name: 'a.b' }], '$(params["a.b"])', '$(params.a.b)'),
        example([], '$(params["x"])'),
      ],
    },
    {
      code: 'KT3123',
      title: 'of an object a step reads single keys',
      why: 'A whole object can be handed on, but stands nowhere in a step; the webhook refuses it.',
      source: SOURCE,
      check: eachUse(texts, ({ reference, text, name, key, declared }, report) => {
        if (declared === undefined || key !== undefined || !isOf(declared, 'object')) return;
        const [first = 'KEY'] = keysOf(declared);
        report(text.path, `${placeOf(reference)}: "${name}" is an object`, `write $(params.${name}.${first})`);
      }),
      good: example([object], '$(params.x.key)'),
      bad: [
        example([object], '$(params.x.key)', '$(params.x)'),
        example([object], '$(params.x.key)', '$(params.x[*])'),
      ],
    },
    {
      code: 'KT3124',
      title: 'a key that is read is one of the object',
      why: 'The webhook refuses a reference to a key that is not in properties.',
      source: SOURCE,
      check: eachUse(texts, ({ reference, text, name, key, declared }, report) => {
        if (declared === undefined || key === undefined || !isOf(declared, 'object')) return;
        const keys = keysOf(declared);
        // Without any, that is what is wrong.
        if (keys.length === 0 || keys.includes(key)) return;
        const meant = nearest(key, keys);
        report(
          text.path,
          `${placeOf(reference)}: "${name}" has no key "${key}"`,
          meant === undefined ? `add it to properties: ${key}` : `did you mean $(params.${name}.${meant})?`,
        );
      }),
      good: example([object], '$(params.x.key)'),
      bad: example([object], '$(params.x.key)', '$(params.x.kye)'),
    },
    {
      code: 'KT3125',
      title: 'behind params stand a name and at most one key',
      why: 'The webhook refuses more names with dots between; a name with dots goes into brackets.',
      source: 'pipeline, pkg/substitution/substitution.go',
      check: eachUse(texts, ({ reference, text, declared }, report) => {
        if (declared === undefined || reference.names.length <= 2) return;
        report(
          text.path,
          `${placeOf(reference)} has too many parts`,
          `write $(params["${reference.names.join('.')}"])`,
        );
      }),
      good: example([{ name: 'a.b.c' }], '$(params["a.b.c"])'),
      bad: example([{ name: 'x', type: 'object', properties: { key: {} } }], '$(params.x.key)', '$(params.x.key.more)'),
    },
  ];
}

function keysOf({ specs }: ScopedParam): string[] {
  const declared = specs.find(({ properties }) => properties !== undefined);
  return Object.keys(declared?.properties ?? {});
}

const ofTasks: Texts<TaskSpec> = textsOfSteps;
const ofActions: Texts<StepActionSpec> = textsOfAction;

/** What must hold where params are read. */
export const paramUseRuleSets: readonly RuleSet[] = [
  rulesOf(
    tasksWithParams.title,
    tasksWithParams.targets,
    arrayRules(tasksWithParams, ofTasks, (params, image) => ({
      value: { params, steps: [{ name: 'greet', image, command: ['echo', 'hello'] }] },
    })),
  ),
  rulesOf(closedTasks.title, closedTasks.targets, knownRules(closedTasks, ofTasks)),
  rulesOf(actionsWithParams.title, actionsWithParams.targets, [
    ...arrayRules(actionsWithParams, ofActions, (params, image) => ({ value: { params, image } })),
    ...knownRules(actionsWithParams, ofActions),
  ]),
];
