import type { KubeObject } from '../../api/meta/v1';
import { bindingRoots, expressionsIn } from '../../api/triggers/expressions';
import { isJsonPathProblem, readJsonPath } from '../../api/triggers/json-path';
import { jsonTextProblem } from '../../api/triggers/json-text';
import { ClusterTriggerBinding } from '../../api/triggers/v1beta1/cluster-trigger-binding';
import type { TriggerSpecBinding } from '../../api/triggers/v1beta1/trigger';
import {
  TriggerBinding,
  type TriggerBindingParam,
  type TriggerBindingSpec,
} from '../../api/triggers/v1beta1/trigger-binding';
import { examplesOf } from '../examples';
import { nearest } from '../nearest';
import { EACH, type Rule, type RuleSet, rulesOf, type Target } from '../rule';
import { inTriggers } from './targets';

const VALIDATION = 'triggers v1beta1, trigger_binding_validation.go';
const EVENT = 'triggers, pkg/template/event.go';

const BINDINGS = [TriggerBinding, ClusterTriggerBinding];
const params: readonly Target[] = BINDINGS.map((kind) => ({ kind, at: ['spec', 'params', EACH] }));

/** A param as bindings have it, and triggers themselves. */
type Param = Partial<Pick<TriggerBindingParam, 'name' | 'value'>>;

const ofBindings: readonly Rule<KubeObject<TriggerBindingSpec>>[] = [
  {
    code: 'KT4214',
    title: 'a binding has params',
    why: 'The webhook refuses a binding that gives nothing.',
    source: VALIDATION,
    check({ spec }, report) {
      if (!spec?.params?.length) report(['spec'], 'there are no params', 'write spec.params');
    },
    good: { spec: { params: [{ name: 'a', value: '$(body.a)' }] } },
    bad: [{ spec: { params: [] } }, { spec: null }],
  },
  {
    code: 'KT4215',
    title: 'a binding gives each param once',
    why: 'The webhook refuses two values for one param.',
    source: VALIDATION,
    check({ spec }, report) {
      const first = new Map<string, number>();
      spec?.params?.forEach(({ name = '' }, i) => {
        const before = first.get(name);
        if (before === undefined) first.set(name, i);
        else report(['spec', 'params', i, 'name'], `param ${before} is "${name}" too`, 'leave one of them out');
      });
    },
    good: {
      spec: {
        params: [
          { name: 'a', value: '1' },
          { name: 'b', value: '2' },
        ],
      },
    },
    bad: {
      spec: {
        params: [
          { name: 'a', value: '1' },
          { name: 'a', value: '2' },
        ],
      },
    },
  },
];

const closed: Rule<Param> = {
  code: 'KT4216',
  title: 'an expression of a binding is closed before the next one begins',
  why: 'The webhook refuses an expression within another; each is closed on its own.',
  source: VALIDATION,
  check({ value = '' }, report) {
    const { unclosed } = expressionsIn(value);
    const last = value.lastIndexOf('$(');
    for (const at of unclosed)
      if (at !== last)
        report(['value'], `the expression at character ${at + 1} of "${value}" is not closed`, 'close it with )');
  },
  good: { value: { value: '$(body.a)-$(body.list[?(@.x)].y)' } },
  bad: [{ value: { value: '$(body.a-$(body.b)' } }, { value: { value: '$($(body.a))' } }],
};

/** Of an inline param nobody looks at the expressions before an event comes. */
const inlineClosed: Rule<Param> = {
  code: 'KT4260',
  severity: 'warning',
  title: 'each expression of a binding is closed',
  why: 'The webhook does not look; without its parenthesis the text stays as it is.',
  source: EVENT,
  check({ value = '' }, report) {
    for (const at of expressionsIn(value).unclosed)
      report(['value'], `the expression at character ${at + 1} of "${value}" is not closed`, 'close it with )');
  },
  good: { value: { value: '$(body.a)' } },
  bad: [{ value: { value: '$(body.a' } }],
};

/** What closed: the last one the webhook lets pass even in an object of its own. */
const lastClosed: Rule<Param> = {
  ...inlineClosed,
  check({ value = '' }, report) {
    const last = value.lastIndexOf('$(');
    if (expressionsIn(value).unclosed.at(-1) === last && last >= 0)
      report(['value'], `the expression at character ${last + 1} of "${value}" is not closed`, 'close it with )');
  },
};

const ofParam: readonly Rule<Param>[] = [
  {
    code: 'KT4261',
    severity: 'warning',
    title: 'an expression of a binding begins with what a request has',
    why: 'There are body, header, extensions and context.eventID: anything else fails every event.',
    source: EVENT,
    check({ value = '' }, report) {
      for (const { inner } of expressionsIn(value).closed) {
        const path = readJsonPath(inner);
        if (isJsonPathProblem(path)) continue;
        const { root, second } = path;
        if (root === 'context' && second !== 'eventID')
          report(['value'], `a request has no $(${inner})`, 'the only thing of the context is $(context.eventID)');
        if (bindingRoots.some((known) => known === root)) continue;
        const meant = nearest(root, bindingRoots);
        report(
          ['value'],
          `a request has no "${root}": $(${inner})`,
          meant === undefined
            ? `begin with ${bindingRoots.join(', ')}`
            : `did you mean $(${inner.replace(root, meant)})?`,
        );
      }
    },
    good: [{ value: { value: '$(body)' } }, { value: { value: '$(context.eventID) $({.header.X-GitHub-Event})' } }],
    bad: [
      { value: { value: '$(bdy.after)' } },
      { value: { value: '$(tt.params.a)' } },
      { value: { value: '$(context.name)' } },
    ],
  },
  {
    code: 'KT4262',
    severity: 'warning',
    title: 'an expression of a binding is a JSONPath',
    why: 'The webhook does not read it; one that can’t be read fails every event.',
    source: `${EVENT}; client-go, util/jsonpath`,
    check({ value = '' }, report) {
      for (const { inner, start } of expressionsIn(value).closed) {
        const path = readJsonPath(inner);
        if (!isJsonPathProblem(path)) continue;
        const { at, problem } = path;
        report(['value'], `$(${inner}) can't be read: ${problem}, at character ${start + 3 + at}`);
      }
    },
    good: [
      { value: { value: "$(body.labels[0].name) $(body['a b'].c) $(body.commits[*].id)" } },
      { value: { value: '$(body.metadata.annotations.example\\.com/owner)' } },
    ],
    bad: [
      { value: { value: '$(header.X-GitHub-Event[)' } },
      { value: { value: '$(body.)' } },
      { value: { value: '$()' } },
      { value: { value: '$(body.a b)' } },
      { value: { value: '$(body.labels[name])' } },
    ],
  },
  {
    code: 'KT4264',
    severity: 'warning',
    title: 'the name of a param is one that a template can use',
    why: 'A template uses a param as $(tt.params.NAME), where a name is letters, digits, dashes, underscores and dots.',
    source: 'triggers v1beta1, trigger_template_validation.go',
    check({ name }, report) {
      if (name !== undefined && !/^[_a-zA-Z][_a-zA-Z0-9.-]*$/.test(name))
        report(['name'], `no template can use a param "${name}"`, 'begin with a letter, and leave out blanks');
    },
    good: { value: { name: 'git-url' } },
    bad: [{ value: { name: 'git url' } }, { value: { name: '' } }],
  },
  {
    code: 'KT4265',
    severity: 'warning',
    title: 'a binding is written in the language of bindings',
    why: 'Braces are text like any other: they arrive in the template as they are.',
    source: EVENT,
    check({ value = '' }, report) {
      const [all, inner] = /\{\{\s*\.?([^{}]*?)\s*\}\}|(?<![$\w])\$\{([^{}]*)\}/.exec(value) ?? [];
      if (all !== undefined) report(['value'], `"${all}" stays as it is`, inner ? `write $(${inner})` : 'write $(…)');
    },
    good: { value: { value: '$(body.a)' } },
    bad: [{ value: { value: '{{ body.a }}' } }, { value: { value: 'at $\u007bbody.a}' } }],
  },
  {
    code: 'KT4266',
    severity: 'warning',
    title: 'the text of a binding’s value fits into JSON',
    why: 'It is put into the JSON of the template’s objects as it is: a quote, a line break or a lone backslash breaks it.',
    source: 'triggers, pkg/template/resource.go; tektoncd/triggers#942',
    check({ value = '' }, report) {
      const problem = jsonTextProblem(value);
      if (problem !== undefined) report(['value'], problem.found, problem.hint);
    },
    good: { value: { value: 'a \\"quoted\\" line\\n' } },
    bad: [{ value: { value: 'two\nlines' } }, { value: { value: 'say "hi"' } }, { value: { value: 'C:\\data' } }],
  },
];

const ofNamedParam: Rule<Param> = {
  code: 'KT4263',
  severity: 'warning',
  title: 'a param of a binding has a value',
  why: 'Without one it is empty, whatever the template’s default says.',
  source: EVENT,
  check({ name, value }, report) {
    if (value === undefined) report(['value'], `"${name ?? ''}" has no value`, 'write value, or leave the param out');
  },
  good: { value: { value: '' } },
  bad: { value: { value: null } },
};

/** Rules of a param's value, for triggers that give params themselves. */
function inline(rule: Rule<Param>): Rule<TriggerSpecBinding> {
  const asParam = (examples: Rule<Param>['good']) =>
    examplesOf(examples).map(({ value }) => ({ value: { ref: null, name: 'revision', value: 'main', ...value } }));
  return {
    ...rule,
    check({ ref, ...param }, report, context) {
      if (!ref) rule.check(param, report, context);
    },
    good: asParam(rule.good),
    bad: asParam(rule.bad),
  };
}

/** A trigger whose param has an empty name is told that it has none. */
const ofInlineParam = [inlineClosed, ...ofParam.filter(({ code }) => code !== 'KT4264')];

export const bindingParamRuleSets: readonly RuleSet[] = [
  rulesOf(
    'TriggerBinding',
    BINDINGS.map((kind) => ({ kind, at: [] })),
    ofBindings,
  ),
  rulesOf('Param of a binding', params, [closed, lastClosed, ofNamedParam, ...ofParam]),
  rulesOf('Param of a binding', inTriggers('bindings', EACH), ofInlineParam.map(inline)),
];
