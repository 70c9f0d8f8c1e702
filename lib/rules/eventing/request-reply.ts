import {
  RequestReply,
  type RequestReplySpec,
  type RequestReplyStatus,
} from '../../api/eventing/v1alpha1/request-reply';
import type { KubeObject } from '../../api/meta/v1';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';
import { ATTRIBUTE_NAME, asAttributeName, CORE_ATTRIBUTES } from '../syntax/attribute-name';
import { isNegativeDuration, isZeroDuration, parseIsoDuration } from '../syntax/iso-duration';
import { checkObjectName, checkReference } from './references';

const VALIDATION = 'eventing v1alpha1, requestreply_validation.go';

type RequestReplyObject = KubeObject<RequestReplySpec, RequestReplyStatus>;

const fields = ['correlationAttribute', 'replyAttribute'] as const;

/** The attributes that upstream refuses: its list has "course", where source must have been meant. */
const REFUSED = ['id', 'course', 'specversion', 'type'];

const broker = { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: 'orders' };

const rules: readonly Rule<RequestReplyObject>[] = [
  {
    code: 'KE2731',
    title: 'a RequestReply names its broker whole',
    why: 'All of apiVersion, kind and name are needed to find it.',
    source: VALIDATION,
    check({ spec }, report) {
      checkReference(spec?.brokerRef ?? { kind: '', name: '' }, ['spec', 'brokerRef'], report);
    },
    good: { spec: { brokerRef: broker } },
    bad: [
      { spec: { brokerRef: null } },
      { spec: { brokerRef: { name: '' } } },
      { spec: { brokerRef: { apiVersion: null } } },
    ],
  },
  {
    code: 'KE2732',
    title: 'a RequestReply is of a Broker',
    why: 'Requests are sent to a broker, and answers are found by a trigger of it.',
    source: VALIDATION,
    check({ spec }, report) {
      const kind = spec?.brokerRef?.kind;
      if (kind && kind.toLowerCase() !== 'broker')
        report(['spec', 'brokerRef', 'kind'], `"${kind}" is no Broker`, 'write Broker');
    },
    good: { spec: { brokerRef: broker } },
    bad: { spec: { brokerRef: { ...broker, kind: 'Channel' } } },
  },
  {
    code: 'KE2733',
    title: 'the timeout of a RequestReply is an ISO 8601 duration above zero',
    why: 'Whoever asks would get no answer.',
    source: VALIDATION,
    check({ spec }, report) {
      const timeout = spec?.timeout;
      if (!timeout) return;
      const duration = parseIsoDuration(timeout);
      if (duration === undefined)
        report(['spec', 'timeout'], `"${timeout}" is no ISO 8601 duration`, 'write it such as PT30S');
      else if (isZeroDuration(duration) || isNegativeDuration(duration))
        report(['spec', 'timeout'], `"${timeout}" is not above zero`, 'write how long an answer may take');
    },
    good: { spec: { timeout: 'PT10S' } },
    bad: [{ spec: { timeout: '30s' } }, { spec: { timeout: 'PT0S' } }, { spec: { timeout: '-PT5S' } }],
  },
  {
    code: 'KE2734',
    title: 'the attributes of a RequestReply are none of CloudEvents itself',
    why: 'Requests and answers have those of their own already.',
    source: VALIDATION,
    check({ spec }, report) {
      for (const field of fields) {
        const name = spec?.[field] ?? '';
        if (REFUSED.includes(name))
          report(['spec', field], `"${name}" is refused`, 'write a name of your own, or leave it out');
      }
    },
    good: { spec: { correlationAttribute: 'requestid', replyAttribute: 'answerid' } },
    bad: [{ spec: { correlationAttribute: 'id' } }, { spec: { replyAttribute: 'type' } }],
  },
  {
    code: 'KE2780',
    severity: 'warning',
    title: 'the attributes of a RequestReply are extensions',
    why: 'The webhook lets source and the optional ones pass, but they say something else: the request would lose it.',
    source: 'CloudEvents 1.0, 3.1 Context Attributes',
    check({ spec }, report) {
      for (const field of fields) {
        const name = spec?.[field] ?? '';
        if (CORE_ATTRIBUTES.has(name) && !REFUSED.includes(name))
          report(['spec', field], `"${name}" is an attribute of CloudEvents itself`, 'choose another name');
      }
    },
    good: { spec: { correlationAttribute: 'requestid' } },
    bad: [{ spec: { correlationAttribute: 'source' } }, { spec: { replyAttribute: 'subject' } }],
  },
  {
    code: 'KE2781',
    severity: 'warning',
    title: 'the attributes of a RequestReply have names that CloudEvents allows',
    why: 'No event can have an attribute of another name: no answer would ever be found.',
    source: 'CloudEvents 1.0, 3.1 Attribute Naming Convention',
    check({ spec }, report) {
      for (const field of fields) {
        const name = spec?.[field] ?? '';
        if (name === '' || ATTRIBUTE_NAME.test(name)) continue;
        const meant = asAttributeName(name);
        report(
          ['spec', field],
          `"${name}" is no attribute name`,
          meant === undefined ? 'write lower-case letters and digits' : `write ${meant}`,
        );
      }
    },
    good: { spec: { correlationAttribute: 'requestid' } },
    bad: { spec: { correlationAttribute: 'requestId' } },
  },
  {
    code: 'KE2782',
    severity: 'warning',
    title: 'requests and answers are told by two attributes',
    why: 'By one attribute for both the request itself would be taken for its answer.',
    source: 'eventing, pkg/reconciler/requestreply',
    check({ spec }, report) {
      if (spec?.correlationAttribute && spec.correlationAttribute === spec.replyAttribute)
        report(
          ['spec', 'replyAttribute'],
          `both attributes are "${spec.replyAttribute}"`,
          'give the answer another attribute',
        );
    },
    good: { spec: { correlationAttribute: 'requestid', replyAttribute: 'answerid' } },
    bad: { spec: { correlationAttribute: 'requestid', replyAttribute: 'requestid' } },
  },
  {
    code: 'KE2783',
    severity: 'warning',
    title: 'the broker of a RequestReply is named as it is found',
    why: 'The webhook looks neither at capitals nor at the group, but no other object is found than a Broker of eventing.knative.dev/v1.',
    source: 'eventing, pkg/reconciler/requestreply',
    check({ spec }, report) {
      const { apiVersion, kind, name } = spec?.brokerRef ?? {};
      if (kind !== 'Broker' && kind?.toLowerCase() === 'broker')
        report(['spec', 'brokerRef', 'kind'], `the kind is written "${kind}"`, 'write Broker');
      if (apiVersion && apiVersion !== broker.apiVersion)
        report(['spec', 'brokerRef', 'apiVersion'], `a Broker is not of "${apiVersion}"`, `write ${broker.apiVersion}`);
      checkObjectName(name, ['spec', 'brokerRef', 'name'], 'Broker', report);
    },
    good: { spec: { brokerRef: broker } },
    bad: [
      { spec: { brokerRef: { ...broker, apiVersion: 'v1', kind: 'broker' } } },
      { spec: { brokerRef: { name: 'My_Broker' } } },
    ],
  },
];

export const requestReplyRules = rulesFor(RequestReply, rules);
