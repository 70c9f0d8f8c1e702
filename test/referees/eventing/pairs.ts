import type { KubeObject } from '../../../lib/api/meta/v1';
import { mergePatch } from '../../../lib/rules/examples';
import { minimalObjects } from '../../../lib/rules/minimal';

/** A mistake that people make, and what is almost it and right. */
export interface Pair {
  readonly title: string;
  readonly fault: KubeObject;
  readonly nearMiss: KubeObject;
}

const KEYS = {
  Broker: 'eventing.knative.dev/v1/Broker',
  Trigger: 'eventing.knative.dev/v1/Trigger',
  PingSource: 'sources.knative.dev/v1/PingSource',
  ApiServerSource: 'sources.knative.dev/v1/ApiServerSource',
  ContainerSource: 'sources.knative.dev/v1/ContainerSource',
  SinkBinding: 'sources.knative.dev/v1/SinkBinding',
  IntegrationSource: 'sources.knative.dev/v1alpha1/IntegrationSource',
  IntegrationSink: 'sinks.knative.dev/v1alpha1/IntegrationSink',
  JobSink: 'sinks.knative.dev/v1alpha1/JobSink',
  Channel: 'messaging.knative.dev/v1/Channel',
  InMemoryChannel: 'messaging.knative.dev/v1/InMemoryChannel',
  Subscription: 'messaging.knative.dev/v1/Subscription',
  Sequence: 'flows.knative.dev/v1/Sequence',
  Parallel: 'flows.knative.dev/v1/Parallel',
  EventType: 'eventing.knative.dev/v1beta3/EventType',
  EventTransform: 'eventing.knative.dev/v1alpha1/EventTransform',
  RequestReply: 'eventing.knative.dev/v1alpha1/RequestReply',
} as const;

/** Pairs of one kind: patches of its minimal object, as RFC 7396 merges them. */
export function pairs(
  kind: keyof typeof KEYS,
  cases: Readonly<Record<string, readonly [fault: object, nearMiss: object]>>,
): Pair[] {
  const minimal = minimalObjects[KEYS[kind]];
  const changed = (patch: object) => mergePatch(minimal, patch) as KubeObject;
  return Object.entries(cases).map(([title, [fault, nearMiss]]) => ({
    title: `${kind}: ${title}`,
    fault: changed(fault),
    nearMiss: changed(nearMiss),
  }));
}

/** Pairs that differ in a part of the spec. */
export function specPairs(
  kind: keyof typeof KEYS,
  cases: Readonly<Record<string, readonly [fault: object, nearMiss: object]>>,
): Pair[] {
  return pairs(
    kind,
    Object.fromEntries(
      Object.entries(cases).map(([title, [fault, nearMiss]]) => [title, [{ spec: fault }, { spec: nearMiss }]]),
    ),
  );
}
