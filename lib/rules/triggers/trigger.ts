import type { KubeObject } from '../../api/meta/v1';
import { ClusterTriggerBinding } from '../../api/triggers/v1beta1/cluster-trigger-binding';
import { EventListener, type EventListenerTrigger } from '../../api/triggers/v1beta1/event-listener';
import { TektonTrigger, type TektonTriggerSpec, type TriggerSpecTemplate } from '../../api/triggers/v1beta1/trigger';
import { TriggerBinding } from '../../api/triggers/v1beta1/trigger-binding';
import { TriggerTemplate } from '../../api/triggers/v1beta1/trigger-template';
import { asObjectName } from '../eventing/references';
import { EACH, type Rule, type RuleSet, rulesFor, rulesOf } from '../rule';
import { isDns1123Subdomain } from '../syntax/names';
import { inTriggers } from './targets';

const LISTENER = 'triggers v1beta1, event_listener_validation.go';
const TRIGGER = 'triggers v1beta1, trigger_validation.go';
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const LONGEST_NAME = 63;
const VERSIONS: readonly string[] = ['v1alpha1', 'v1beta1'];

/** Rules of a trigger that is written out in its listener, or named there. */
const ofListener: readonly Rule<EventListenerTrigger>[] = [
  {
    code: 'KT4201',
    title: 'a trigger of a listener makes something, or is a Trigger by its name',
    why: 'The webhook refuses a trigger that has neither a template nor a reference.',
    source: LISTENER,
    check({ template, triggerRef }, report) {
      if (template === undefined && !triggerRef)
        report([], 'there is neither template nor triggerRef', 'name a TriggerTemplate as template.ref');
    },
    good: { value: { template: null, bindings: null, triggerRef: 'push' } },
    bad: [{ value: { template: null } }, { value: { template: null, bindings: null, triggerRef: '' } }],
  },
  {
    code: 'KT4202',
    title: 'a trigger that is named by triggerRef has nothing of its own',
    why: 'Bindings, template and interceptors are those of the Trigger; the webhook refuses others beside it.',
    source: LISTENER,
    check({ template, triggerRef, bindings, interceptors }, report) {
      if (!triggerRef) return;
      for (const [field, value] of Object.entries({ template, bindings, interceptors }))
        if (value !== undefined)
          report([field], `${field} is given beside triggerRef "${triggerRef}"`, 'leave one of the two out');
    },
    good: { value: { template: null, bindings: null, triggerRef: 'push', serviceAccountName: 'builder' } },
    bad: [{ value: { triggerRef: 'push' } }, { value: { template: null, triggerRef: 'push', bindings: [] } }],
  },
  {
    code: 'KT4203',
    title: 'the name of a trigger can be the value of a label',
    why: 'What the trigger makes is labelled with it.',
    source: LISTENER,
    check({ name }, report) {
      if (name && !LABEL_VALUE.test(name))
        report(
          ['name'],
          `no label can have the value "${name}"`,
          'use letters, digits, dashes, underscores and dots, at most 63',
        );
    },
    good: { value: { name: 'Push_1.0' } },
    bad: [{ value: { name: 'on push' } }, { value: { name: 'a'.repeat(64) } }],
  },
];

const named: Rule<KubeObject> = {
  code: 'KT4204',
  title: 'the name of an object of Tekton Triggers has 63 characters at most',
  why: 'The webhook refuses a longer one.',
  source: 'triggers, pkg/apis/triggers/v1beta1; pipeline, pkg/apis/validate/metadata.go',
  check({ metadata: { name = '' } }, report) {
    if (name.length > LONGEST_NAME)
      report(['metadata', 'name'], `the name has ${name.length} characters`, `keep it to ${LONGEST_NAME}`);
  },
  good: { metadata: { name: 'a'.repeat(LONGEST_NAME) } },
  bad: { metadata: { name: 'a'.repeat(LONGEST_NAME + 1) } },
};

const hasTemplate: Rule<KubeObject<TektonTriggerSpec>> = {
  code: 'KT4205',
  title: 'a Trigger has a template',
  why: 'Without one it could make nothing.',
  source: TRIGGER,
  check({ spec }, report) {
    if (spec?.template === undefined)
      report(['spec', 'template'], 'there is no template', 'name a TriggerTemplate as template.ref');
  },
  good: { spec: { template: { ref: 'build' } } },
  bad: [{ spec: { template: null } }, { spec: null }],
};

const ofTemplate: readonly Rule<TriggerSpecTemplate>[] = [
  {
    code: 'KT4206',
    title: 'a template is named or written out',
    why: 'The webhook wants exactly one of ref and spec.',
    source: TRIGGER,
    check({ ref, spec }, report) {
      if (spec !== undefined && ref !== undefined) report([], 'both ref and spec are given', 'leave one of them out');
      else if (spec === undefined && !ref) report([], 'the template has no name', 'name a TriggerTemplate as ref');
    },
    good: { value: { ref: 'build' } },
    bad: [
      { value: { ref: null } },
      { value: { ref: '' } },
      {
        value: {
          spec: { resourcetemplates: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'it-' } }] },
        },
      },
    ],
  },
  {
    code: 'KT4207',
    title: 'the version of a template is v1alpha1 or v1beta1',
    why: 'It is the version alone, without the group; the webhook refuses others.',
    source: TRIGGER,
    check({ apiversion }, report) {
      if (!apiversion || VERSIONS.includes(apiversion)) return;
      report(['apiversion'], `there is no version "${apiversion}"`, 'leave it out: nobody reads it');
    },
    good: { value: { apiversion: 'v1beta1' } },
    bad: [{ value: { apiversion: 'v1' } }, { value: { apiversion: 'triggers.tekton.dev/v1beta1' } }],
  },
  {
    code: 'KT4255',
    severity: 'warning',
    title: 'a trigger names a TriggerTemplate that can exist',
    why: 'No TriggerTemplate has such a name: each event fails, which only the log tells.',
    source: 'triggers, pkg/template/resource.go',
    check({ ref }, report) {
      if (!ref || isDns1123Subdomain(ref)) return;
      const meant = asObjectName(ref);
      report(
        ['ref'],
        `no TriggerTemplate can be named "${ref}"`,
        meant === undefined ? 'write the name of a TriggerTemplate of this namespace' : `perhaps ${meant}`,
      );
    },
    good: { value: { ref: 'build' } },
    bad: { value: { ref: 'My Template' } },
  },
];

export const triggerRuleSets: readonly RuleSet[] = [
  rulesOf('Trigger of an EventListener', [{ kind: EventListener, at: ['spec', 'triggers', EACH] }], ofListener),
  rulesFor(TektonTrigger, [hasTemplate]),
  rulesOf(
    'Name of an object of Tekton Triggers',
    [TektonTrigger, TriggerBinding, ClusterTriggerBinding, TriggerTemplate].map((kind) => ({ kind, at: [] })),
    [named],
  ),
  rulesOf('Template of a trigger', inTriggers('template'), ofTemplate),
];
