import {
  EventTransform,
  type EventTransformSpec,
  type EventTransformStatus,
} from '../../api/eventing/v1alpha1/event-transform';
import type { KubeObject } from '../../api/meta/v1';
import type { FieldPath } from '../diagnostic';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';
import { EMPTY, jsonataFault, keysOfResult } from './jsonata-text';

const VALIDATION = 'eventing v1alpha1, eventtransform_validation.go';
const TRANSFORMER = 'eventing, transform-jsonata';

type TransformObject = KubeObject<EventTransformSpec, EventTransformStatus>;

const sink = { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } };

/** Attributes without which an answer is no event. */
const NEEDED = ['specversion', 'id', 'type', 'source'];

/** The expressions of a transformation: of the event, and of the answer of the sink. */
function expressionsOf(spec: EventTransformSpec | undefined): { at: FieldPath; expression: string }[] {
  return [
    { at: ['spec', 'jsonata', 'expression'], jsonata: spec?.jsonata },
    { at: ['spec', 'reply', 'jsonata', 'expression'], jsonata: spec?.reply?.jsonata },
  ].flatMap(({ at, jsonata }) => (jsonata === undefined ? [] : [{ at, expression: jsonata.expression ?? '' }]));
}

/*
 * That an existing transformation keeps its language is no rule of its own: there is only JSONata, and one without
 * it is refused already.
 */
const rules: readonly Rule<TransformObject>[] = [
  {
    code: 'KE2721',
    title: 'a transformation says how',
    why: 'Without an expression there is nothing to do with the events.',
    source: VALIDATION,
    check({ spec }, report) {
      if (spec?.jsonata === undefined)
        report(['spec', 'jsonata'], 'no transformation is given', 'write jsonata with an expression');
    },
    good: { spec: { jsonata: { expression: '$' } } },
    bad: { spec: { jsonata: null } },
  },
  {
    code: 'KE2722',
    title: 'a reply goes with a sink',
    why: 'It says what is done with the answer of the sink: without one the transformed event itself is the answer.',
    source: VALIDATION,
    check({ spec }, report) {
      if (spec?.reply !== undefined && spec.sink === undefined)
        report(['spec', 'reply'], 'there is a reply, but no sink', 'name a sink, or leave out reply');
    },
    good: { spec: { sink, reply: { discard: true } } },
    bad: { spec: { reply: { discard: true } } },
  },
  {
    code: 'KE2723',
    title: 'a reply is transformed or discarded',
    why: 'What is discarded cannot be transformed.',
    source: VALIDATION,
    check({ spec }, report) {
      if (spec?.reply?.jsonata !== undefined && spec.reply.discard === true)
        report(['spec', 'reply', 'discard'], 'both jsonata and discard are given', 'leave out one of them');
    },
    good: { spec: { sink, reply: { jsonata: { expression: '$' }, discard: false } } },
    bad: { spec: { sink, reply: { jsonata: { expression: '$' }, discard: true } } },
  },
  {
    code: 'KE2724',
    title: 'the sink of a transformation has no CACerts',
    why: 'The transformer reads trusted authorities from labelled ConfigMaps only.',
    source: VALIDATION,
    check({ spec }, report) {
      if (spec?.sink?.CACerts !== undefined)
        report(
          ['spec', 'sink', 'CACerts'],
          'certificates are given',
          'put them into a ConfigMap with the label networking.knative.dev/trust-bundle',
        );
    },
    good: { spec: { sink } },
    bad: { spec: { sink: { ...sink, CACerts: 'ca.crt' } } },
  },
  {
    code: 'KE2770',
    severity: 'warning',
    title: 'quotes and brackets of a JSONata expression are closed',
    why: 'The webhook does not read the expression. The transformer cannot start with it, and only the status tells.',
    source: TRANSFORMER,
    check({ spec }, report) {
      for (const { at, expression } of expressionsOf(spec)) {
        const found = jsonataFault(expression);
        if (found === undefined || found.fault === EMPTY) continue;
        report(at, `${found.fault}, at character ${found.at + 1}`, 'close it, or take it away');
      }
    },
    good: { spec: { jsonata: { expression: '$merge([$, { "type": \'a)\', "n": data.a / 2 }]) /* ( */' } } },
    bad: [
      { spec: { jsonata: { expression: '{ "type": "a"' } } },
      { spec: { jsonata: { expression: '$merge([$, {"type": "a})])' } } },
      { spec: { jsonata: { expression: 'data.items[0)' } } },
    ],
  },
  {
    code: 'KE2771',
    severity: 'warning',
    title: 'a JSONata expression is not empty',
    why: 'The transformer cannot read it: it never becomes ready.',
    source: TRANSFORMER,
    check({ spec }, report) {
      for (const { at, expression } of expressionsOf(spec)) {
        if (jsonataFault(expression)?.fault === EMPTY)
          report(at, EMPTY, 'write $ for the event as it is, or what it shall become');
      }
    },
    good: { spec: { jsonata: { expression: '$' } } },
    bad: [{ spec: { jsonata: { expression: '' } } }, { spec: { jsonata: { expression: ' /* later */ ' } } }],
  },
  {
    code: 'KE2772',
    severity: 'warning',
    title: 'the result of a transformation is an event',
    why: 'The result is all that is sent: without specversion, id, type and source it is plain JSON, which no broker or channel takes.',
    source: TRANSFORMER,
    check({ spec }, report) {
      for (const { at, expression } of expressionsOf(spec)) {
        const keys = keysOfResult(expression);
        if (keys === undefined || keys.includes('contenttype')) continue;
        const missing = NEEDED.filter((name) => !keys.includes(name));
        if (missing.length > 0)
          report(
            at,
            `the result has no ${missing.join(', ')}`,
            'add them, such as "id": id, or write $merge([$, {…}])',
          );
      }
    },
    good: {
      spec: {
        jsonata: {
          expression: '{ "specversion": "1.0", "id": id, "type": "a", "source": source, "data": { "x": 1 } }',
        },
      },
    },
    bad: { spec: { jsonata: { expression: '{ "type": "a", "data": data.order }' } } },
  },
  {
    code: 'KE2773',
    severity: 'warning',
    title: 'a reply says what is done with the answer',
    why: 'Neither transformed nor discarded, the answer passes as it is, as it would without reply.',
    source: VALIDATION,
    check({ spec }, report) {
      const { reply } = spec ?? {};
      if (reply !== undefined && reply.jsonata === undefined && reply.discard !== true)
        report(['spec', 'reply'], 'reply changes nothing', 'write discard: true or jsonata, or leave it out');
    },
    good: { spec: { sink, reply: { discard: true } } },
    bad: [{ spec: { sink, reply: { discard: false } } }, { spec: { sink, reply: {} } }],
  },
];

export const eventTransformRules = rulesFor(EventTransform, rules);
