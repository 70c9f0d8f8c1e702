import type { KubeObject } from '../../api/meta/v1';
import type { ParamSpec } from '../../api/tekton/v1/param';
import type { TaskSpec } from '../../api/tekton/v1/task';
import type { StepActionSpec } from '../../api/tekton/v1beta1/step-action';
import type { VariableReference } from '../../api/tekton/variables';
import { variablesIn } from '../../api/tekton/variables';
import { nearest } from '../nearest';
import { type Report, type Rule, type RuleContext, type RuleSet, rulesOf } from '../rule';
import { mergedParams } from './merged-params';
import { actionsWithParams, closedTasks, type ParamHolder, tasksWithParams } from './param-holders';
import { textsOfAction, textsOfSteps, type VariableText } from './step-texts';
import { unreadableReferences } from './unreadable-references';
import { placeOf } from './variable-place';

const SOURCE = 'pipeline v1, task_validation.go; pkg/substitution';

/** A reference to a param, as far as upstream's webhook sees it. */
interface ParamUse {
  readonly reference: VariableReference;
  readonly text: VariableText;
  readonly name: string;
  readonly key?: string;
  /** Those of the name that there are. */
  readonly declared: readonly ParamSpec[];
  readonly names: readonly string[];
}

/** The params that the webhook reckons with, of a subject or around it. */
type Params<Subject> = (subject: Subject, object: KubeObject) => readonly ParamSpec[];

/** What reads params, and declares some. */
interface Reads {
  readonly params?: readonly ParamSpec[];
}

const ownParams: Params<Reads> = ({ params = [] }) => params;

/** Those of a run where there is one. */
const knownParams: Params<Reads> = ({ params = [] }, object) => {
  const merged = mergedParams(object);
  return merged === undefined ? params : [...merged.params.values()].map(({ spec }) => spec);
};

/** Arrays that only a run makes of params: of its own ones a task is judged besides. */
const arraysOfRun: Params<Reads> = (subject, object) => {
  const own = new Set(
    ownParams(subject, object)
      .filter(isArray)
      .map(({ name }) => name),
  );
  return knownParams(subject, object).filter((spec) => isArray(spec) && !own.has(spec.name));
};

function isArray({ type }: ParamSpec): boolean {
  return type === 'array';
}

type Texts<Subject> = (subject: Subject) => readonly VariableText[];

/** A check of each reference to a param. The old form `$(inputs.params.x)` is none of the webhook's business. */
function eachUse<Subject extends Reads>(
  texts: Texts<Subject>,
  params: Params<Reads>,
  check: (use: ParamUse, report: Report) => void,
): (subject: Subject, report: Report, context: RuleContext) => void {
  return (subject, report, { object }) => {
    const all = params(subject, object);
    for (const text of texts(subject)) {
      for (const reference of variablesIn(text.text)) {
        const [name, key] = reference.names;
        if (reference.root !== 'params' || name === undefined) continue;
        // It reads a name in brackets only where nothing follows.
        if (reference.isQuoted && key !== undefined) continue;
        const declared = all.filter((param) => param.name === name);
        check({ reference, text, name, key, declared, names: all.map((param) => param.name) }, report);
      }
    }
  };
}

function isOf(specs: readonly ParamSpec[], type: ParamSpec['type']): boolean {
  return specs.some((spec) => spec.type === type);
}

function arrayRules<Subject extends Reads>(
  { example }: ParamHolder,
  texts: Texts<Subject>,
  params: Params<Reads>,
  inText: (params: readonly ParamSpec[], text: string) => ReturnType<ParamHolder['example']>,
): readonly Rule<Subject>[] {
  return [
    {
      code: 'KT3122',
      title: 'an array stands by itself, as an item of command or args',
      why: 'Its elements become items of the list. In the midst of a text there is no place for them; the webhook refuses it.',
      source: SOURCE,
      check: eachUse(texts, params, ({ reference, text, name, declared }, report) => {
        if (!isOf(declared, 'array') || typeof reference.index === 'number') return;
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

function unknownParam({ reference, text, name, declared, names }: ParamUse, report: Report): void {
  if (declared.length > 0) return;
  const dotted = names.find((one) => one === reference.names.join('.'));
  const meant = nearest(name, names);
  report(
    text.path,
    `${placeOf(reference)}: there is no param "${name}"`,
    dotted !== undefined
      ? `write $(params["${dotted}"])`
      : meant === undefined
        ? `add it to params: ${name}`
        : `did you mean $(params.${meant})?`,
  );
}

function knownRules<Subject extends Reads>({ example }: ParamHolder, texts: Texts<Subject>): readonly Rule<Subject>[] {
  const object: ParamSpec = { name: 'x', type: 'object', properties: { key: {} } };
  return [
    {
      code: 'KT3121',
      title: 'a param that is read is declared',
      why: 'The webhook refuses a reference to one that is not there.',
      source: SOURCE,
      check(subject, report, context) {
        eachUse(texts, knownParams, unknownParam)(subject, report, context);
        const names = new Set(knownParams(subject, context.object).map(({ name }) => name));
        for (const { text, path } of texts(subject)) {
          for (const { text: reference, name, isTooLong } of unreadableReferences(text))
            if (isTooLong || !names.has(name))
              report(path, `${reference} is no reference to a param`, 'write $(params.NAME) or $(params.NAME.KEY)');
        }
      },
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
        example([{ name: 'x' }], '$(params.x)', '$(params.x0])'),
      ],
    },
    {
      code: 'KT3123',
      title: 'of an object a step reads single keys',
      why: 'A whole object can be handed on, but stands nowhere in a step; the webhook refuses it.',
      source: SOURCE,
      check: eachUse(texts, knownParams, ({ reference, text, name, key, declared }, report) => {
        // An element of an object is no more than a text that stays as it is.
        if (key !== undefined || typeof reference.index === 'number' || !isOf(declared, 'object')) return;
        const [first = 'KEY'] = keysOf(declared) ?? [];
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
      check: eachUse(texts, knownParams, ({ reference, text, name, key, declared }, report) => {
        if (key === undefined || !isOf(declared, 'object')) return;
        const keys = keysOf(declared);
        // Without properties, that is what is wrong.
        if (keys === undefined || keys.includes(key)) return;
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
      check: eachUse(texts, knownParams, ({ reference, text, declared }, report) => {
        if (declared.length === 0 || reference.names.length <= 2) return;
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

function keysOf(specs: readonly ParamSpec[]): string[] | undefined {
  const declared = specs.find(({ properties }) => properties !== undefined);
  return declared && Object.keys(declared.properties!);
}

const ofTasks: Texts<TaskSpec> = textsOfSteps;
const ofActions: Texts<StepActionSpec> = textsOfAction;

const arraysInSteps = (params: Params<Reads>) =>
  arrayRules(tasksWithParams, ofTasks, params, (specs, image) => ({
    value: { params: specs, steps: [{ name: 'greet', image, command: ['echo', 'hello'] }] },
  }));

/** What must hold where params are read. */
export const paramUseRuleSets: readonly RuleSet[] = [
  rulesOf(tasksWithParams.title, tasksWithParams.targets, arraysInSteps(ownParams)),
  rulesOf(closedTasks.title, closedTasks.targets, arraysInSteps(arraysOfRun)),
  rulesOf(closedTasks.title, closedTasks.targets, knownRules(closedTasks, ofTasks)),
  rulesOf(actionsWithParams.title, actionsWithParams.targets, [
    ...arrayRules(actionsWithParams, ofActions, ownParams, (params, image) => ({ value: { params, image } })),
    ...knownRules(actionsWithParams, ofActions),
  ]),
];
