import type { ParamSpec } from '../../api/tekton/v1/param';
import type { FieldPath } from '../diagnostic';
import { nearest } from '../nearest';
import { type Report, type Rule, type RuleSet, type RuleText, rulesOf } from '../rule';
import { paramEnumRules } from './param-enums';
import {
  actionsWithParams,
  embeddedTasks,
  type ParamHolder,
  pipelinesWithParams,
  tasksAlone,
  tasksWithParams,
} from './param-holders';
import { paramTypes, typeOfValue } from './param-types';

const SOURCE = 'pipeline v1, task_validation.go and param_types.go';

/** What is said of names of params, wherever one stands. */
export const nameTexts = {
  name: {
    code: 'KT3107',
    title: 'the name of a param can be written in a reference',
    why: 'The webhook refuses names with other characters than letters, digits, dashes, underscores and dots, and those that begin with a digit, a dash or a dot.',
    source: SOURCE,
  },
  object: {
    code: 'KT3108',
    title: 'an object and its keys have names without dots',
    why: 'In $(params.OBJECT.KEY) a dot stands between the two; the webhook refuses others.',
    source: SOURCE,
  },
} as const satisfies Record<string, RuleText>;

/** What is said of objects without keys, and how. */
export const propertiesText = {
  code: 'KT3104',
  title: 'an object has properties',
  why: 'Without them nobody knows which keys there are; the webhook refuses the task.',
  source: SOURCE,
} as const satisfies RuleText;

/** Tells of the object at this place that it has no keys. */
export function reportNoProperties(report: Report, at: FieldPath): void {
  report([...at, 'properties'], 'the object has no properties', 'write its keys, each with type: string');
}

/** What declares params. */
export interface DeclaresParams {
  readonly params?: readonly ParamSpec[];
}

const NAME = /^[_a-zA-Z][_a-zA-Z0-9.-]*$/;
const OBJECT_NAME = /^[_a-zA-Z][_a-zA-Z0-9-]*$/;

/** A check of each param that is declared. */
export function eachParam(check: (param: ParamSpec, report: Report) => void): Rule<DeclaresParams>['check'] {
  return ({ params = [] }, report) => {
    params.forEach((param, i) => {
      check(param, (path, ...fault) => report(['params', i, ...path], ...fault));
    });
  };
}

/** What must hold of each declaration by itself. */
export function typeRules({ example }: ParamHolder): readonly Rule<DeclaresParams>[] {
  return [
    {
      code: 'KT3102',
      title: 'a param is a string, an array or an object',
      why: 'Tekton knows no other types; numbers are strings to it.',
      source: SOURCE,
      check: eachParam(({ type = '' }, report) => {
        if ((paramTypes as readonly string[]).includes(type)) return;
        const meant = nearest(type, paramTypes);
        // Of a pipeline in place of a task no defaults are filled in.
        report(
          ['type'],
          type === '' ? 'there is no type, and none is filled in here' : `there is no type "${type}"`,
          meant ? `did you mean ${meant}?` : 'write string, array or object',
        );
      }),
      good: example([{ name: 'x', type: 'array' }], '$(params.x[*])'),
      bad: [
        example([{ name: 'x', type: 'number' as never }], '$(params.x)'),
        example([{ name: 'x', type: 'String' as never }], '$(params.x)'),
      ],
    },
    {
      code: 'KT3103',
      title: 'the default of a param is of its type',
      why: 'The webhook refuses a text as the default of a list, and the other way round.',
      source: SOURCE,
      check: eachParam(({ type, default: value }, report) => {
        if (value === undefined || type === undefined || !paramTypes.includes(type)) return;
        const found = typeOfValue(value);
        if (found !== type)
          report(['default'], `the default is of the type ${found}, the param ${type}`, `write type: ${found}`);
      }),
      good: example([{ name: 'x', type: 'array', default: ['a'] }], '$(params.x[*])'),
      bad: [
        example([{ name: 'x', type: 'array', default: 'a' }], '$(params.x[*])'),
        example([{ name: 'x', type: 'string', default: ['a'] }], '$(params.x)'),
      ],
    },
    {
      code: 'KT3105',
      title: 'what an object holds are strings',
      why: 'The webhook refuses any other type of a property.',
      source: SOURCE,
      check: eachParam(({ properties = {} }, report) => {
        for (const [key, { type = '' }] of Object.entries(properties))
          if (type !== 'string')
            report(['properties', key, 'type'], `"${key}" is of the type ${type || 'none'}`, 'write string');
      }),
      good: example([{ name: 'x', type: 'object', properties: { a: { type: 'string' } } }], '$(params.x.a)'),
      bad: example([{ name: 'x', type: 'object', properties: { a: { type: 'array' as never } } }], '$(params.x.a)'),
    },
  ];
}

function uniqueRules({ example }: ParamHolder): readonly Rule<DeclaresParams>[] {
  return [
    {
      code: 'KT3106',
      title: 'a param is declared once',
      why: 'The webhook refuses two of one name.',
      source: SOURCE,
      check({ params = [] }, report) {
        const seen = new Set<string>();
        params.forEach(({ name }, i) => {
          if (seen.has(name))
            report(['params', i, 'name'], `"${name}" is declared above already`, 'leave one of them out');
          seen.add(name);
        });
      },
      good: example([{ name: 'x' }, { name: 'y' }], '$(params.x)', '$(params.y)'),
      bad: example([{ name: 'x' }, { name: 'x' }], '$(params.x)'),
    },
  ];
}

function nameHint(name: string): string {
  const better = name.replace(/[^\w.-]+/g, '-').replace(/^[^_a-zA-Z]+/, '');
  return better === '' || better === name ? 'use letters, digits and dashes, a letter first' : `write ${better}`;
}

/** What is wrong with the name of a text or a list; undefined if nothing is. */
export function nameFault({ name, type }: ParamSpec): [found: string, hint: string] | undefined {
  return type === 'object' || NAME.test(name) ? undefined : [`"${name}" is no name of a param`, nameHint(name)];
}

/** What is wrong with the name of an object; undefined if nothing is. */
export function objectNameFault({ name, type }: ParamSpec): [found: string, hint: string] | undefined {
  if (type !== 'object' || OBJECT_NAME.test(name)) return undefined;
  return [`"${name}" is no name of an object`, nameHint(name.replaceAll('.', '-'))];
}

/** The keys of an object that can't be written in a reference. */
export function keyFaults({ type, properties = {} }: ParamSpec): [key: string, found: string, hint: string][] {
  const keys = type === 'object' ? Object.keys(properties) : [];
  return keys
    .filter((key) => !OBJECT_NAME.test(key))
    .map((key) => [key, `"${key}" is no key of an object`, nameHint(key.replaceAll('.', '-'))]);
}

/** What must hold of names; of a pipeline's params the webhook doesn't look at them. */
function nameRules({ example }: ParamHolder): readonly Rule<DeclaresParams>[] {
  return [
    {
      ...nameTexts.name,
      check: eachParam((param, report) => {
        const fault = nameFault(param);
        if (fault !== undefined) report(['name'], ...fault);
      }),
      good: example([{ name: 'git_url.2-x' }], '$(params["git_url.2-x"])'),
      bad: [
        example([{ name: '1st' }], '$(params.1st)'),
        example([{ name: 'git url' }], '$(params["git url"])'),
        example([{ name: '' }]),
      ],
    },
    {
      ...nameTexts.object,
      check: eachParam((param, report) => {
        const fault = objectNameFault(param);
        if (fault !== undefined) report(['name'], ...fault);
        for (const [key, ...faultOfKey] of keyFaults(param)) report(['properties', key], ...faultOfKey);
      }),
      good: example([{ name: 'x', type: 'object', properties: { 'a-b': {} } }], '$(params.x.a-b)'),
      bad: [
        example([{ name: 'x', type: 'object', properties: { a: {}, 'b.c': {} } }], '$(params.x.a)'),
        example([{ name: 'x.y', type: 'object', properties: {} }]),
      ],
    },
  ];
}

function propertyRules({ example }: ParamHolder): readonly Rule<DeclaresParams>[] {
  return [
    {
      ...propertiesText,
      check: eachParam(({ type, properties }, report) => {
        if (type === 'object' && properties === undefined) reportNoProperties(report, []);
      }),
      good: example([{ name: 'x', type: 'object', properties: { a: {} } }], '$(params.x.a)'),
      bad: example([{ name: 'x', type: 'object' }], '$(params.x.a)'),
    },
  ];
}

const setsOf = (rules: (holder: ParamHolder) => readonly Rule<DeclaresParams>[], ...holders: readonly ParamHolder[]) =>
  holders.map((holder) => rulesOf(holder.title, holder.targets, rules(holder)));

/** What must hold of declared params. */
export const paramSpecRuleSets: readonly RuleSet[] = [
  ...setsOf(typeRules, tasksWithParams, actionsWithParams, pipelinesWithParams),
  ...setsOf(uniqueRules, tasksWithParams, actionsWithParams, pipelinesWithParams),
  ...setsOf(nameRules, tasksWithParams, actionsWithParams),
  ...setsOf(paramEnumRules, tasksWithParams, pipelinesWithParams),
  ...setsOf(propertyRules, tasksAlone, embeddedTasks, actionsWithParams),
];
