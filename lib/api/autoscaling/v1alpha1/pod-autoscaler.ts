import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { Int32, Int64 } from '../../meta/v1';

/**
 * The object that is scaled.
 * @mapType atomic
 */
export interface ScaleTargetReference {
  /**
   * The object's `group/version`.
   * @schemaOptional
   */
  readonly apiVersion: string;
  /**
   * The object's kind.
   * @schemaOptional
   */
  readonly kind: string;
  /**
   * The object's name.
   * @schemaOptional
   */
  readonly name: string;
}

/** Scales the pods of a revision by the requests that they get. */
export interface PodAutoscalerSpec {
  /** The object that is scaled, mostly a Deployment. */
  readonly scaleTargetRef: ScaleTargetReference;
  /** What is spoken to the pods: HTTP/1, or HTTP/2 without TLS. */
  readonly protocolType: 'http1' | 'h2c';
  /** Most requests that one pod handles at a time; 0 means no limit. @default 0 */
  readonly containerConcurrency?: Int64;
  /** Whether any route points to the revision; one that nothing points to needs no pods in reserve. @default '' */
  readonly reachability?: '' | 'Reachable' | 'Unreachable';
}

/** How many pods there are and should be. */
export interface PodAutoscalerStatus extends Status {
  /** The service that requests are sent to. */
  readonly serviceName: string;
  /** The service that metrics are read from. */
  readonly metricsServiceName: string;
  /** Pods that there should be; -1 if that isn't known. */
  readonly desiredScale?: Int32;
  /** Pods that are ready. */
  readonly actualScale?: Int32;
}

export const PodAutoscaler = defineKind<PodAutoscalerSpec, PodAutoscalerStatus>({
  group: 'autoscaling.internal.knative.dev',
  version: 'v1alpha1',
  kind: 'PodAutoscaler',
  plural: 'podautoscalers',
  scope: 'Namespaced',
  shortNames: ['kpa', 'pa'],
  categories: ['knative-internal', 'autoscaling'],
  columns: {
    DesiredScale: { jsonPath: '.status.desiredScale', type: 'integer' },
    ActualScale: { jsonPath: '.status.actualScale', type: 'integer' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
});
