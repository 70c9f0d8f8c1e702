import type { TektonTriggerSpec, TriggerSpecBinding } from '../../api/triggers/v1beta1/trigger';
import { asObjectName } from '../eventing/references';
import { nearest } from '../nearest';
import { EACH, type Rule, type RuleSet, rulesOf } from '../rule';
import { isDns1123Subdomain } from '../syntax/names';
import { inTriggers } from './targets';

const TRIGGER = 'triggers v1beta1, trigger_validation.go';
const RESOLVE = 'triggers, pkg/template/resource.go';
const KINDS = ['TriggerBinding', 'ClusterTriggerBinding'];

const ofBinding: readonly Rule<TriggerSpecBinding>[] = [
  {
    code: 'KT4211',
    title: 'a binding is named, or gives one param',
    why: 'The webhook wants exactly one of ref and name.',
    source: TRIGGER,
    check({ ref, name }, report) {
      if (ref && name) report([], `both ref "${ref}" and name "${name}" are given`, 'write two bindings of them');
      if (!ref && !name)
        report([], 'there is neither ref nor name', 'name a TriggerBinding as ref, or write name and value of a param');
    },
    good: { value: { ref: null, name: 'revision', value: '$(body.after)' } },
    bad: [{ value: { name: 'revision', value: '$(body.after)' } }, { value: { ref: null } }],
  },
  {
    code: 'KT4212',
    title: 'a binding is a TriggerBinding or a ClusterTriggerBinding',
    why: 'There is no other kind of them.',
    source: TRIGGER,
    check({ ref, kind }, report) {
      if (!ref || !kind || KINDS.includes(kind)) return;
      report(['kind'], `there is no kind "${kind}" of bindings`, `write ${nearest(kind, KINDS) ?? KINDS.join(' or ')}`);
    },
    good: { value: { kind: 'ClusterTriggerBinding' } },
    bad: { value: { kind: 'Binding' } },
  },
  {
    code: 'KT4213',
    title: 'a param of a trigger has a value',
    why: 'The webhook refuses a name without one; an empty text is a value.',
    source: TRIGGER,
    check({ ref, name, value }, report) {
      if (!ref && name && value === undefined) report(['value'], `"${name}" has no value`, 'write value');
    },
    good: { value: { ref: null, name: 'revision', value: '' } },
    bad: { value: { ref: null, name: 'revision' } },
  },
  {
    code: 'KT4250',
    severity: 'warning',
    title: 'a binding that is named has no value of its own',
    why: 'The value is dropped without a word.',
    source: RESOLVE,
    check({ ref, name, value }, report) {
      if (ref && !name && value !== undefined)
        report(['value'], `a value is given beside ref "${ref}"`, 'write a binding of its own, with a name');
    },
    good: { value: { ref: 'push' } },
    bad: { value: { value: '$(body.after)' } },
  },
  {
    code: 'KT4251',
    severity: 'warning',
    title: 'a trigger names bindings that can exist',
    why: 'No binding has such a name: each event fails, which only the log tells.',
    source: RESOLVE,
    check({ ref, kind = 'TriggerBinding' }, report) {
      if (!ref || isDns1123Subdomain(ref)) return;
      const meant = asObjectName(ref);
      report(
        ['ref'],
        `no ${kind} can be named "${ref}"`,
        meant === undefined ? 'names are lower-case letters, digits and dashes' : `perhaps ${meant}`,
      );
    },
    good: { value: { ref: 'push' } },
    bad: { value: { ref: 'My Binding' } },
  },
];

type WithBindings = Pick<TektonTriggerSpec, 'bindings'>;

const ofTrigger: readonly Rule<WithBindings>[] = [
  {
    code: 'KT4252',
    severity: 'warning',
    title: 'a trigger names each binding once',
    why: 'Its params would be there twice, which fails every event.',
    source: RESOLVE,
    check({ bindings = [] }, report) {
      const first = new Map<string, number>();
      bindings.forEach(({ ref, kind = 'TriggerBinding' }, i) => {
        if (!ref) return;
        const before = first.get(`${kind}/${ref}`);
        if (before === undefined) first.set(`${kind}/${ref}`, i);
        else report(['bindings', i], `the ${kind} ${ref} is binding ${before} too`, 'leave one of them out');
      });
    },
    good: { value: { bindings: [{ ref: 'push' }, { ref: 'push', kind: 'ClusterTriggerBinding' }] } },
    bad: { value: { bindings: [{ ref: 'push' }, { ref: 'push' }] } },
  },
  {
    code: 'KT4253',
    severity: 'warning',
    title: 'a trigger gives each param once',
    why: 'Two values for one param fail every event.',
    source: RESOLVE,
    check({ bindings = [] }, report) {
      const first = new Map<string, number>();
      bindings.forEach(({ ref, name }, i) => {
        if (ref || !name) return;
        const before = first.get(name);
        if (before === undefined) first.set(name, i);
        else report(['bindings', i, 'name'], `binding ${before} gives "${name}" too`, 'leave one of them out');
      });
    },
    good: {
      value: {
        bindings: [
          { name: 'url', value: '$(body.url)' },
          { name: 'branch', value: 'main' },
        ],
      },
    },
    bad: {
      value: {
        bindings: [
          { name: 'url', value: '$(body.url)' },
          { name: 'url', value: '$(body.git)' },
        ],
      },
    },
  },
];

export const bindingRuleSets: readonly RuleSet[] = [
  rulesOf('Bindings of a trigger', inTriggers('bindings', EACH), ofBinding),
  rulesOf('Bindings of a trigger', inTriggers(), ofTrigger),
];
