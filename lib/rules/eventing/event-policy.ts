import { EventPolicy, type EventPolicySpec, type EventPolicyStatus } from '../../api/eventing/v1alpha1/event-policy';
import type { KubeObject } from '../../api/meta/v1';
import type { FieldPath } from '../diagnostic';
import type { Report, Rule } from '../rule';
import { rulesFor } from '../rule';
import { checkAddressable, checkApiVersion } from './references';

const VALIDATION = 'eventing v1alpha1, eventpolicy_validation.go';

type PolicyObject = KubeObject<EventPolicySpec, EventPolicyStatus>;

/** A rule that holds its tongue while policies are refused as a whole. */
function rule(definition: Rule<PolicyObject>): Rule<PolicyObject> {
  return {
    ...definition,
    check(policy, report, context) {
      if (context.platform.isEnabled('authentication-oidc')) definition.check(policy, report, context);
    },
  };
}

/** Tells that not exactly one of two fields is given. */
function checkOneOf(value: object | undefined, fields: readonly [string, string], at: FieldPath, report: Report): void {
  const [one, other] = fields;
  const given = fields.filter(
    (field) => (value as Readonly<Record<string, unknown>> | undefined)?.[field] !== undefined,
  );
  if (given.length === 1) return;
  const found = given.length === 0 ? `neither ${one} nor ${other} is given` : `both ${one} and ${other} are given`;
  report(at, found, given.length === 0 ? `name one with ${one} or ${other}` : 'make an entry of its own of each');
}

function checkFields(value: object, fields: readonly string[], at: FieldPath, report: Report): void {
  for (const field of fields) {
    if (!(value as Readonly<Record<string, unknown>>)[field])
      report([...at, field], `it has no ${field}`, `write the ${field} of the object`);
  }
}

const web = 'system:serviceaccount:shop:web';
const source = { apiVersion: 'sources.knative.dev/v1', kind: 'PingSource', name: 'tick' };
const broker = { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: 'orders' };

const rules: readonly Rule<PolicyObject>[] = [
  {
    code: 'KE2712',
    title: 'a sender of a policy is an object or a subject',
    why: 'ref and sub could name two.',
    source: VALIDATION,
    check({ spec }, report) {
      // An empty subject is none.
      for (const [i, from] of (spec?.from ?? []).entries())
        checkOneOf({ ref: from?.ref, sub: from?.sub || undefined }, ['ref', 'sub'], ['spec', 'from', i], report);
    },
    good: { spec: { from: [{ ref: source }, { sub: web }] } },
    bad: [{ spec: { from: [{}] } }, { spec: { from: [{ ref: source, sub: web }] } }],
  },
  {
    code: 'KE2713',
    title: 'a sender of a policy has an apiVersion, a kind and a name',
    why: 'All three are needed to find the object and its identity.',
    source: VALIDATION,
    check({ spec }, report) {
      for (const [i, from] of (spec?.from ?? []).entries()) {
        if (from?.ref !== undefined)
          checkFields(from.ref, ['apiVersion', 'kind', 'name'], ['spec', 'from', i, 'ref'], report);
      }
    },
    good: { spec: { from: [{ ref: source }] } },
    bad: { spec: { from: [{ ref: { ...source, name: '' } }] } },
  },
  {
    code: 'KE2714',
    title: 'a subject has a star at its end only',
    why: 'Subjects are compared from their beginning: a star elsewhere would be a letter.',
    source: VALIDATION,
    check({ spec }, report) {
      for (const [i, from] of (spec?.from ?? []).entries()) {
        const star = from?.sub?.indexOf('*') ?? -1;
        if (from?.sub !== undefined && star >= 0 && star < from.sub.length - 1) {
          const hint = `write ${from.sub.slice(0, star)}*, or name each subject`;
          report(['spec', 'from', i, 'sub'], `"${from.sub}" has a star before its end`, hint);
        }
      }
    },
    good: { spec: { from: [{ sub: 'system:serviceaccount:shop:*' }] } },
    bad: { spec: { from: [{ sub: 'system:serviceaccount:*:web' }] } },
  },
  {
    code: 'KE2715',
    title: 'a target of a policy is an object or a selector',
    why: 'ref and selector could mean two.',
    source: VALIDATION,
    check({ spec }, report) {
      for (const [i, to] of (spec?.to ?? []).entries())
        checkOneOf(to ?? {}, ['ref', 'selector'], ['spec', 'to', i], report);
    },
    good: { spec: { to: [{ ref: broker }] } },
    bad: [
      { spec: { to: [{}] } },
      { spec: { to: [{ ref: broker, selector: { apiVersion: broker.apiVersion, kind: 'Broker' } }] } },
    ],
  },
  {
    code: 'KE2716',
    title: 'a target of a policy that is named has an apiVersion, a kind and a name',
    why: 'Without them nothing says what is protected.',
    source: VALIDATION,
    check({ spec }, report) {
      for (const [i, to] of (spec?.to ?? []).entries()) {
        if (to?.ref !== undefined)
          checkFields(to.ref, ['apiVersion', 'kind', 'name'], ['spec', 'to', i, 'ref'], report);
      }
    },
    good: { spec: { to: [{ ref: broker }] } },
    bad: { spec: { to: [{ ref: { ...broker, name: '' } }] } },
  },
  {
    code: 'KE2763',
    severity: 'warning',
    title: 'a selector of targets has an apiVersion and a kind',
    why: 'The webhook lets it pass without them, but it then selects nothing: labels are compared among objects of one kind.',
    source: 'eventing, pkg/auth/event_policy.go',
    check({ spec }, report) {
      for (const [i, to] of (spec?.to ?? []).entries()) {
        if (to?.selector !== undefined)
          checkFields(to.selector, ['apiVersion', 'kind'], ['spec', 'to', i, 'selector'], report);
      }
    },
    good: {
      spec: { to: [{ selector: { apiVersion: broker.apiVersion, kind: 'Broker', matchLabels: { team: 'a' } } }] },
    },
    bad: { spec: { to: [{ selector: { apiVersion: broker.apiVersion, kind: '' } }] } },
  },
  {
    code: 'KE2761',
    severity: 'warning',
    title: 'a target of a policy is of a kind that events can be sent to',
    why: 'Policies are read by those who receive events: of another kind nobody reads it.',
    source: 'eventing, pkg/auth/event_policy.go',
    check({ spec }, report) {
      for (const [i, to] of (spec?.to ?? []).entries()) {
        for (const field of ['ref', 'selector'] as const) {
          const target = to?.[field];
          if (target === undefined) continue;
          const ref = { name: '', ...target };
          checkApiVersion(ref, ['spec', 'to', i, field], report);
          checkAddressable(ref, ['spec', 'to', i, field], report);
        }
      }
    },
    good: { spec: { to: [{ ref: broker }] } },
    bad: { spec: { to: [{ ref: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders' } }] } },
  },
  {
    code: 'KE2762',
    severity: 'warning',
    title: 'a policy says who may send',
    why: 'A policy without senders lets nobody send to its targets.',
    source: 'eventing, pkg/auth/verifier.go',
    check({ spec }, report) {
      if ((spec?.from?.length ?? 0) === 0)
        report(['spec', 'from'], 'nobody is named', 'name senders by ref or sub, or leave the policy out');
    },
    good: { spec: { from: [{ sub: web }] } },
    bad: [{ spec: { from: [] } }, { spec: { from: null } }],
  },
];

const needsFeature: Rule<PolicyObject> = {
  code: 'KE2711',
  title: 'policies need the feature authentication-oidc',
  why: 'Without identities of senders there is nothing to judge by: with the feature off, as it ships, the webhook refuses every policy.',
  source: VALIDATION,
  check(_, report, { platform }) {
    if (!platform.isEnabled('authentication-oidc'))
      report(['spec'], 'the feature authentication-oidc is off', 'enable the feature in config-features');
  },
  good: { spec: { from: [{ sub: web }] } },
  bad: { features: { 'authentication-oidc': 'disabled' } },
};

export const eventPolicyRules = rulesFor(EventPolicy, [needsFeature, ...rules.map(rule)]);
