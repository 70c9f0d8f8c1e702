import { Trigger, type TriggerSpec, type TriggerStatus } from '../../api/eventing/v1/trigger';
import type { KubeObject } from '../../api/meta/v1';
import { isSemanticallyEqual } from '../../api/schema';
import type { FieldPath } from '../diagnostic';
import type { Report, Rule } from '../rule';
import { rulesFor } from '../rule';
import { isDns1123Label } from '../syntax/names';
import { isRecord } from './filter-walk';
import { asObjectName } from './references';

const VALIDATION = 'eventing v1, trigger_validation.go';

const DEPENDENCY = 'knative.dev/dependency';
const INJECTION = 'eventing.knative.dev/injection';

type TriggerObject = KubeObject<TriggerSpec, TriggerStatus>;

const annotationAt = (name: string): FieldPath => ['metadata', 'annotations', name];

const errors: readonly Rule<TriggerObject>[] = [
  {
    code: 'KE2101',
    title: 'a trigger names its broker',
    why: 'Without one there are no events; the name is no longer filled in as "default".',
    source: VALIDATION,
    check({ spec }, report) {
      if (!spec?.broker && spec?.brokerRef === undefined)
        report(
          ['spec', 'broker'],
          'no broker is named',
          'write the name of a broker of this namespace, such as default',
        );
    },
    good: { spec: { broker: 'default' } },
    bad: [{ spec: { broker: null } }, { spec: { broker: '' } }],
  },
  {
    code: 'KE2102',
    title: 'a trigger names its broker once',
    why: 'broker and brokerRef could name two.',
    source: VALIDATION,
    check({ spec }, report) {
      if (spec?.broker && spec.brokerRef !== undefined)
        report(['spec', 'brokerRef'], `both broker "${spec.broker}" and brokerRef are given`, 'leave out one of them');
    },
    good: {
      spec: { broker: null, brokerRef: { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: 'default' } },
    },
    bad: {
      spec: {
        broker: 'default',
        brokerRef: { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: 'default' },
      },
    },
  },
  {
    code: 'KE2103',
    title: 'a broker of another namespace needs the feature cross-namespace-event-links',
    why: 'With the feature off, as it ships, the webhook refuses a namespace in brokerRef.',
    source: VALIDATION,
    check({ spec }, report, { platform }) {
      if (!spec?.brokerRef?.namespace || platform.isEnabled('cross-namespace-event-links')) return;
      report(
        ['spec', 'brokerRef', 'namespace'],
        'the feature cross-namespace-event-links is off',
        'put the trigger into the namespace of its broker',
      );
    },
    good: {
      spec: { broker: null, brokerRef: { kind: 'Broker', name: 'default', namespace: 'shop' } },
      features: { 'cross-namespace-event-links': 'enabled' },
    },
    bad: { spec: { broker: null, brokerRef: { kind: 'Broker', name: 'default', namespace: 'shop' } } },
  },
  {
    code: 'KE2107',
    title: 'the annotation knative.dev/dependency names an object of the same namespace',
    why: 'The trigger waits until that object is ready: it must be possible to find it.',
    source: VALIDATION,
    check({ metadata }, report) {
      const text = metadata.annotations?.[DEPENDENCY];
      if (text !== undefined) checkDependency(text, metadata.namespace ?? '', report);
    },
    good: {
      metadata: {
        annotations: { [DEPENDENCY]: '{"apiVersion":"sources.knative.dev/v1","kind":"PingSource","name":"tick"}' },
      },
    },
    bad: [
      { metadata: { annotations: { [DEPENDENCY]: 'tick' } } },
      { metadata: { annotations: { [DEPENDENCY]: '{"kind":"PingSource","name":"tick"}' } } },
      {
        metadata: {
          annotations: { [DEPENDENCY]: '{"apiVersion":"v1","kind":"Pod","name":"a","namespace":"elsewhere"}' },
        },
      },
    ],
  },
  {
    code: 'KE2108',
    title: 'the annotation eventing.knative.dev/injection is enabled or disabled, for the broker "default"',
    why: 'It asks for a broker of that name to be made in the namespace; there is none to be made of another name.',
    source: VALIDATION,
    check({ metadata, spec }, report) {
      const value = metadata.annotations?.[INJECTION];
      if (value === undefined) return;
      if (value !== 'enabled' && value !== 'disabled') {
        report(annotationAt(INJECTION), `the annotation is "${value}"`, 'write enabled or disabled');
      } else if (spec?.broker !== 'default') {
        report(
          annotationAt(INJECTION),
          `the broker is "${spec?.broker ?? ''}", and only "default" is injected`,
          'leave out the annotation',
        );
      }
    },
    good: { metadata: { annotations: { [INJECTION]: 'enabled' } }, spec: { broker: 'default' } },
    bad: [
      { metadata: { annotations: { [INJECTION]: 'true' } }, spec: { broker: 'default' } },
      { metadata: { annotations: { [INJECTION]: 'enabled' } }, spec: { broker: 'orders' } },
    ],
  },
  {
    code: 'KE2109',
    title: 'a trigger that exists keeps its broker',
    why: 'The webhook refuses another name: the subscription belongs to the channel of the first.',
    source: VALIDATION,
    check({ spec }, report, { before }) {
      const old = before === undefined ? undefined : ((before as TriggerObject).spec?.broker ?? '');
      const broker = spec?.broker ?? '';
      if (old !== undefined && old !== broker)
        report(
          ['spec', 'broker'],
          `the broker changes from "${old}" to "${broker}"`,
          'delete the trigger and make it anew, or make another one',
        );
    },
    good: { spec: { filter: { attributes: { type: 'a' } } }, before: {} },
    bad: { spec: { broker: 'other' }, before: {} },
  },
];

const warnings: readonly Rule<TriggerObject>[] = [
  {
    code: 'KE2150',
    severity: 'warning',
    title: 'a trigger has filter or filters',
    why: 'As soon as there are filters, filter is ignored.',
    source: 'eventing, cmd/broker/filter',
    check({ spec }, report) {
      const attributes = Object.keys(spec?.filter?.attributes ?? {});
      if (attributes.length > 0 && (spec?.filters?.length ?? 0) > 0) {
        report(
          ['spec', 'filter'],
          `filter asks for ${attributes.join(', ')}, and is ignored beside filters`,
          'move it into filters as an exact filter',
        );
      }
    },
    good: { spec: { filters: [{ exact: { type: 'a' } }] } },
    bad: { spec: { filter: { attributes: { source: '/shop' } }, filters: [{ exact: { type: 'a' } }] } },
  },
  {
    code: 'KE2171',
    severity: 'warning',
    title: 'a trigger names a broker that can exist',
    why: 'No broker has such a name: the trigger gets no status and no events.',
    source: 'Kubernetes, DNS label names',
    check({ spec }, report) {
      const broker = spec?.broker;
      if (!broker || isDns1123Label(broker)) return;
      const meant = asObjectName(broker);
      report(
        ['spec', 'broker'],
        `no broker can be named "${broker}"`,
        meant === undefined ? undefined : `perhaps ${meant}`,
      );
    },
    good: { spec: { broker: 'orders' } },
    bad: { spec: { broker: 'My_Broker' } },
  },
  {
    code: 'KE2172',
    severity: 'warning',
    title: 'dead letters go elsewhere than to the subscriber',
    why: 'It is the one that could not take the event a moment ago.',
    source: 'eventing, pkg/channel/message_dispatcher.go',
    check({ spec }, report) {
      const sink = spec?.delivery?.deadLetterSink;
      if (sink === undefined || Object.keys(sink).length === 0) return;
      if (!isSemanticallyEqual(Trigger, ['spec', 'subscriber'], sink, spec?.subscriber)) return;
      report(
        ['spec', 'delivery', 'deadLetterSink'],
        'the dead letter sink is the subscriber itself',
        'name another destination that keeps what failed',
      );
    },
    good: { spec: { delivery: { deadLetterSink: { uri: 'http://graveyard.default.svc' } } } },
    bad: {
      spec: {
        subscriber: { ref: null, uri: 'http://display.default.svc' },
        delivery: { deadLetterSink: { uri: 'http://display.default.svc' } },
      },
    },
  },
];

const REFERENCE_FORM = 'write {"apiVersion": …, "kind": …, "name": …}';

function checkDependency(text: string, namespace: string, report: Report): void {
  const at = annotationAt(DEPENDENCY);
  const reference = readReference(text);
  if (typeof reference === 'string') {
    report(at, reference, REFERENCE_FORM);
    return;
  }
  for (const name of ['apiVersion', 'kind', 'name']) {
    if (!reference[name]) report(at, `the reference has no ${name}`, `add "${name}"`);
  }
  if (reference.namespace && reference.namespace !== namespace) {
    report(at, `the object is in namespace "${reference.namespace}", the trigger is not`, 'leave namespace out');
  }
}

/** Reads an ObjectReference in JSON as Go does, names of fields without regard to case; a string says why it is none. */
function readReference(text: string): Readonly<Record<string, string>> | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `"${text}" is no JSON`;
  }
  if (value !== null && !isRecord(value)) return `${text} is no reference to an object`;
  const fields: Record<string, string> = {};
  for (const [name, field] of Object.entries(value ?? {})) {
    const known = REFERENCE_FIELDS.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (known === undefined || field === null) continue;
    if (typeof field !== 'string') return `"${name}" is ${JSON.stringify(field)}, not a text`;
    fields[known] = field;
  }
  return fields;
}

const REFERENCE_FIELDS = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'];

export const triggerRules = rulesFor(Trigger, [...errors, ...warnings]);
