import { paramExpression } from '../../api/triggers/expressions';
import type { TriggerSpecTemplate } from '../../api/triggers/v1beta1/trigger';
import { TriggerTemplate, type TriggerTemplateSpec } from '../../api/triggers/v1beta1/trigger-template';
import { examplesOf, mergePatch } from '../examples';
import { minimalTriggers } from '../minimal-triggers';
import { nearest } from '../nearest';
import { type Rule, type RuleSet, rulesFor, rulesOf } from '../rule';
import { embeddedRules } from './embedded';
import { inTriggers } from './targets';
import { templateUses } from './template-uses';
import { templateWarnings } from './template-warnings';

const VALIDATION = 'triggers v1beta1, trigger_template_validation.go';

const errors: readonly Rule<TriggerTemplateSpec>[] = [
  {
    code: 'KT4221',
    title: 'a template makes an object or more',
    why: 'The webhook refuses a template that would make nothing.',
    source: VALIDATION,
    check({ resourcetemplates }, report) {
      if (!resourcetemplates?.length)
        report(['resourcetemplates'], 'there are no objects', 'write resourcetemplates, all in lower case');
    },
    good: {
      value: {
        resourcetemplates: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'a-' } }],
        params: null,
      },
    },
    bad: [{ value: { resourcetemplates: [], params: null } }],
  },
  {
    code: 'KT4222',
    title: 'an object of a template has apiVersion and kind',
    why: 'Without them nobody knows what to make; the webhook refuses the template.',
    source: VALIDATION,
    check({ resourcetemplates }, report) {
      resourcetemplates?.forEach((object, i) => {
        for (const field of ['apiVersion', 'kind'])
          if (!object[field])
            report(['resourcetemplates', i, field], `object ${i} has no ${field}`, `write its ${field}`);
      });
    },
    good: {
      value: {
        resourcetemplates: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'a-' } }],
        params: null,
      },
    },
    bad: [
      { value: { resourcetemplates: [{ kind: 'ConfigMap', metadata: { generateName: 'a-' } }], params: null } },
      { value: { resourcetemplates: [{ apiVersion: 'v1', metadata: { generateName: 'a-' } }], params: null } },
    ],
  },
  {
    code: 'KT4223',
    title: 'a template declares the params that its objects use',
    why: 'The webhook refuses $(tt.params.x) of a param that is not in params.',
    source: VALIDATION,
    check(spec, report) {
      const declared = (spec.params ?? []).map(({ name }) => name ?? '');
      for (const { variable, path } of templateUses(spec)) {
        if (variable.kind !== 'param' || declared.includes(variable.name)) continue;
        const meant = nearest(variable.name, declared);
        report(
          path,
          `the template has no param "${variable.name}"`,
          meant === undefined ? `add it to params: ${variable.name}` : `did you mean ${paramExpression(meant)}?`,
        );
      }
    },
    good: { value: { params: [{ name: 'revision' }] } },
    bad: [
      { value: { params: null } },
      {
        value: {
          params: [{ name: 'revision', default: 'main' }],
          resourcetemplates: [object('$(tt.params.revision) $(tt.params.url)')],
        },
      },
    ],
  },
];

function object(text: string): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'it-' }, data: { text } };
}

/** A template that is written out in a trigger is held to the same rules; it has no annotations of its own. */
function inline(rule: Rule<TriggerTemplateSpec>): Rule<TriggerSpecTemplate> {
  const minimal = minimalTriggers['triggers.tekton.dev/v1beta1/TriggerTemplate']?.spec;
  const writtenOut = (examples: Rule<TriggerTemplateSpec>['good']) =>
    examplesOf(examples)
      .filter(({ metadata }) => metadata === undefined)
      .map(({ value }) => ({ value: { ref: null, spec: mergePatch(minimal, value) } }));
  return {
    ...rule,
    check({ spec }, report, context) {
      if (spec === undefined) return;
      rule.check(spec, (path, found, hint) => report(['spec', ...path], found, hint), context);
    },
    good: writtenOut(rule.good),
    bad: writtenOut(rule.bad),
  };
}

const hasSpec: Rule = {
  code: 'KT4224',
  title: 'a template has a spec',
  why: 'It says what is made.',
  source: VALIDATION,
  check({ spec }, report) {
    if (spec === undefined) report(['spec'], 'there is no spec', 'write spec.resourcetemplates');
  },
  good: { spec: {} },
  bad: { spec: null },
};

const ofTemplate = [...errors, ...templateWarnings, ...embeddedRules];

export const templateRuleSets: readonly RuleSet[] = [
  rulesFor(TriggerTemplate, [hasSpec]),
  rulesOf('TriggerTemplate', [{ kind: TriggerTemplate, at: ['spec'] }], ofTemplate),
  rulesOf('TriggerTemplate', inTriggers('template'), ofTemplate.map(inline)),
];
