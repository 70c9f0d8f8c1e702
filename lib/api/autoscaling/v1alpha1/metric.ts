import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { Int64 } from '../../meta/v1';

/** Asks for a revision's load to be measured. */
export interface MetricSpec {
  /** How far back the steady average looks, in nanoseconds. */
  readonly stableWindow: Int64;
  /** How far back the average for sudden load looks, in nanoseconds. */
  readonly panicWindow: Int64;
  /** The service whose pods are asked. */
  readonly scrapeTarget: string;
}

/** Whether the measuring works. */
export interface MetricStatus extends Status {}

export const Metric = defineKind<MetricSpec, MetricStatus>({
  group: 'autoscaling.internal.knative.dev',
  version: 'v1alpha1',
  kind: 'Metric',
  plural: 'metrics',
  scope: 'Namespaced',
  categories: ['knative-internal', 'autoscaling'],
  columns: {
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
});
