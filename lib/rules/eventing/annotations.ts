import { Broker } from '../../api/eventing/v1/broker';
import { Trigger } from '../../api/eventing/v1/trigger';
import type { KubeObject } from '../../api/meta/v1';
import { nearest } from '../nearest';
import type { Rule } from '../rule';
import { rulesOf } from '../rule';
import { BROKER_CLASS } from './broker-classes';

/** Annotations and labels of the group that somebody reads, or that the webhook itself writes. */
const KNOWN = [
  BROKER_CLASS,
  'eventing.knative.dev/broker',
  'eventing.knative.dev/injection',
  'eventing.knative.dev/scope',
  'eventing.knative.dev/async-handler',
  'eventing.knative.dev/creator',
  'eventing.knative.dev/lastModifier',
];

const annotationsAreKnown: Rule<KubeObject> = {
  code: 'KE2190',
  severity: 'warning',
  title: 'annotations of the group eventing.knative.dev are known ones',
  why: 'A misspelt annotation is ignored: what it was meant to set keeps its default.',
  source: 'eventing, pkg/apis/eventing/register.go',
  check({ metadata }, report) {
    for (const name of Object.keys(metadata.annotations ?? {})) {
      if (!/^(eventings?|events?)\.knative\.dev\//.test(name) || KNOWN.includes(name)) continue;
      const meant = nearest(name, KNOWN);
      const hint =
        meant === undefined ? 'put annotations of your own under a domain of your own' : `did you mean "${meant}"?`;
      report(['metadata', 'annotations', name], `nobody reads the annotation "${name}"`, hint);
    }
  },
  good: { metadata: { annotations: { 'example.com/team': 'shop' } } },
  bad: { metadata: { annotations: { 'eventing.knative.dev/inject': 'enabled' } } },
};

export const annotationRules = rulesOf<KubeObject>(
  'Annotations',
  [
    { kind: Broker, at: [] },
    { kind: Trigger, at: [] },
  ],
  [annotationsAreKnown],
);
