import type { SubscriptionsAPIFilter } from '../../duck/v1/filter';
import type { SourceSpec, SourceStatus } from '../../duck/v1/source';
import { conditionColumn, defineKind } from '../../kind';
import type { LabelSelector } from '../../meta/v1';

/** Objects of one kind that are watched. */
export interface APIVersionKindSelector {
  /**
   * The kind's `group/version`.
   * @schemaOptional
   */
  readonly apiVersion: string;
  /**
   * The kind.
   * @schemaOptional
   */
  readonly kind: string;
  /**
   * Objects that are watched, by their labels. @default - all
   * @explicitPresence
   */
  readonly selector?: LabelSelector;
}

/** Names a kind. */
export interface APIVersionKind {
  /**
   * The kind's `group/version`.
   * @schemaOptional
   */
  readonly apiVersion: string;
  /**
   * The kind.
   * @schemaOptional
   */
  readonly kind: string;
}

/**
 * Sends an event for each change of objects in the cluster.
 * @preserveUnknownFields
 */
export interface ApiServerSourceSpec extends SourceSpec {
  /** The kinds that are watched, one or more. */
  readonly resources: readonly APIVersionKindSelector[];
  /**
   * Only objects whose controlling owner is of this kind. @default - all
   * @explicitPresence
   */
  readonly owner?: APIVersionKind;
  /** Whether an event carries a reference to the object or the object itself. @default 'Reference' */
  readonly mode?: 'Reference' | 'Resource';
  /** Account that watches; it needs the right to get, list and watch the kinds. @default 'default' */
  readonly serviceAccountName?: string;
  /**
   * Namespaces whose objects are watched, by their labels; an empty selector means all. @default - the source's own
   * @explicitPresence
   */
  readonly namespaceSelector?: LabelSelector;
  /**
   * Expressions that an event must satisfy, all of them. Needs the feature `new-apiserversource-filters`.
   * @notInSchema
   */
  readonly filters?: readonly SubscriptionsAPIFilter[];
}

/** What became of a source of changes. */
export interface ApiServerSourceStatus extends SourceStatus {
  /** Namespaces that are watched. */
  readonly namespaces?: readonly string[];
}

export const ApiServerSource = defineKind<ApiServerSourceSpec, ApiServerSourceStatus>({
  group: 'sources.knative.dev',
  version: 'v1',
  kind: 'ApiServerSource',
  plural: 'apiserversources',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'sources'],
  columns: {
    Sink: '.status.sinkUri',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: { 'duck.knative.dev/source': 'true', 'eventing.knative.dev/source': 'true' },
  eventTypes: {
    'dev.knative.apiserver.resource.add': 'An object appeared; the event carries it.',
    'dev.knative.apiserver.resource.update': 'An object changed; the event carries it.',
    'dev.knative.apiserver.resource.delete': 'An object went; the event carries it.',
    'dev.knative.apiserver.ref.add': 'An object appeared; the event names it.',
    'dev.knative.apiserver.ref.update': 'An object changed; the event names it.',
    'dev.knative.apiserver.ref.delete': 'An object went; the event names it.',
  },
  decoding: 'strict',
});
