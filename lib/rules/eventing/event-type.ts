import { EventType, type EventTypeSpec, type EventTypeStatus } from '../../api/eventing/v1beta3/event-type';
import type { KubeObject } from '../../api/meta/v1';
import { nearest } from '../nearest';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';
import { ATTRIBUTE_NAME, asAttributeName, CORE_ATTRIBUTES } from '../syntax/attribute-name';
import { checkReference, checkReferenceGroup } from './references';

const VALIDATION = 'eventing v1beta3, eventtype_validation.go';

type EventTypeObject = KubeObject<EventTypeSpec, EventTypeStatus>;

/** Attributes that no event lacks, and no event type either. */
const REQUIRED = ['type', 'source', 'specversion', 'id'];

const attributes = REQUIRED.map((name) => ({ name, required: true }));
const broker = { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: 'default' };

const rules: readonly Rule<EventTypeObject>[] = [
  {
    code: 'KE2701',
    title: 'an event type has the attributes type, source, specversion and id',
    why: 'No event lacks them, so the webhook asks for each.',
    source: VALIDATION,
    check({ spec }, report) {
      const names = (spec?.attributes ?? []).map((attribute) => attribute?.name);
      for (const missing of REQUIRED.filter((name) => !names.includes(name))) {
        const meant = nearest(
          missing,
          names.filter((name) => name !== undefined && !REQUIRED.includes(name)) as string[],
        );
        const hint = meant === undefined ? `add { name: ${missing}, required: true }` : `is "${meant}" meant for it?`;
        report(['spec', 'attributes'], `the attribute "${missing}" is missing`, hint);
      }
    },
    good: { spec: { attributes } },
    bad: [{ spec: { attributes: attributes.slice(1) } }, { spec: { attributes: null } }],
  },
  {
    code: 'KE2750',
    severity: 'warning',
    title: "an event type's reference names an object whole",
    why: 'The webhook does not look. All of apiVersion, kind and name are needed to find it: ReferenceExists stays false.',
    source: 'eventing, pkg/reconciler/eventtype',
    check({ spec }, report, context) {
      if (spec?.reference === undefined) return;
      checkReference(spec.reference, ['spec', 'reference'], report);
      checkReferenceGroup(spec.reference, ['spec', 'reference'], report, context);
    },
    good: { spec: { reference: broker } },
    bad: { spec: { reference: { kind: 'Broker', apiVersion: '', name: '' } } },
  },
  {
    code: 'KE2751',
    severity: 'warning',
    title: 'an attribute is named once',
    why: 'Of two values one is read, and nobody says which.',
    source: VALIDATION,
    check({ spec }, report) {
      const seen = new Set<string>();
      for (const [i, attribute] of (spec?.attributes ?? []).entries()) {
        const name = attribute?.name ?? '';
        if (seen.has(name))
          report(['spec', 'attributes', i, 'name'], `"${name}" is there a second time`, 'leave one of them out');
        seen.add(name);
      }
    },
    good: { spec: { attributes: [...attributes, { name: 'subject' }] } },
    bad: { spec: { attributes: [...attributes, { name: 'type', value: 'order.created' }] } },
  },
  {
    code: 'KE2752',
    severity: 'warning',
    title: 'attributes have names that CloudEvents allows',
    why: 'No event can have an attribute of another name.',
    source: 'CloudEvents 1.0, 3.1 Attribute Naming Convention',
    check({ spec }, report) {
      for (const [i, attribute] of (spec?.attributes ?? []).entries()) {
        const name = attribute?.name ?? '';
        if (ATTRIBUTE_NAME.test(name)) continue;
        const meant = asAttributeName(name);
        report(
          ['spec', 'attributes', i, 'name'],
          `"${name}" is no attribute name`,
          meant === undefined ? 'write lower-case letters and digits' : `write ${meant}`,
        );
      }
    },
    good: { spec: { attributes: [...attributes, { name: 'customerid' }] } },
    bad: { spec: { attributes: [...attributes, { name: 'Customer-Id' }] } },
  },
  {
    code: 'KE2753',
    severity: 'warning',
    title: 'the specversion of an event type is 1.0',
    why: 'Eventing speaks this version of CloudEvents.',
    source: 'CloudEvents 1.0, 3.1.1 specversion',
    check({ spec }, report) {
      for (const [i, attribute] of (spec?.attributes ?? []).entries()) {
        const { name, value } = attribute ?? {};
        if (name === 'specversion' && value && value !== '1.0')
          report(['spec', 'attributes', i, 'value'], `the specversion is "${value}"`, 'write "1.0"');
      }
    },
    good: {
      spec: { attributes: attributes.map((one) => (one.name === 'specversion' ? { ...one, value: '1.0' } : one)) },
    },
    bad: {
      spec: { attributes: attributes.map((one) => (one.name === 'specversion' ? { ...one, value: 'v1' } : one)) },
    },
  },
  {
    code: 'KE2754',
    severity: 'warning',
    title: 'an event type does not call an attribute optional that each event has',
    why: 'Who reads the type would count on events without it, which are none.',
    source: 'CloudEvents 1.0, 3.1.1 Required Attributes',
    check({ spec }, report) {
      for (const [i, attribute] of (spec?.attributes ?? []).entries()) {
        const { name = '', required } = attribute ?? {};
        if (required === false && REQUIRED.includes(name) && CORE_ATTRIBUTES.has(name))
          report(['spec', 'attributes', i, 'required'], `"${name}" is called optional`, 'write required: true');
      }
    },
    good: { spec: { attributes } },
    bad: { spec: { attributes: attributes.map((one) => (one.name === 'id' ? { ...one, required: false } : one)) } },
  },
];

export const eventTypeRules = rulesFor(EventType, rules);
