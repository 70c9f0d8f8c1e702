import type { PodSpec } from '../../core/v1/pod';
import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { Int32, Int64 } from '../../meta/v1';

/** Code and configuration at one point in time; it never changes once created. */
export interface RevisionSpec extends PodSpec {
  /** Most requests that one pod handles at a time; 0 means no limit. @default - as config-defaults says: 0 */
  readonly containerConcurrency?: Int64;
  /** Most seconds that a request may take as a whole, up to 600. @default - as config-defaults says: 300 */
  readonly timeoutSeconds?: Int64;
  /**
   * Most seconds until the first byte of an answer. @default - `timeoutSeconds`
   * @explicitPresence
   */
  readonly responseStartTimeoutSeconds?: Int64;
  /**
   * Most seconds in which not a byte passes. @default - no limit
   * @explicitPresence
   */
  readonly idleTimeoutSeconds?: Int64;
}

/** The exact image that a container runs. */
export interface ContainerStatus {
  /** The container's name. */
  readonly name?: string;
  /** The image with the digest that its tag stood for. */
  readonly imageDigest?: string;
}

/** What became of a revision. */
export interface RevisionStatus extends Status {
  /** Where the revision's logs are found. */
  readonly logUrl?: string;
  /** The images of its containers. */
  readonly containerStatuses?: readonly ContainerStatus[];
  /** The images of its init containers. */
  readonly initContainerStatuses?: readonly ContainerStatus[];
  /** Pods that are ready. */
  readonly actualReplicas?: Int32;
  /** Pods that there should be. */
  readonly desiredReplicas?: Int32;
}

export const Revision = defineKind<RevisionSpec, RevisionStatus>({
  group: 'serving.knative.dev',
  version: 'v1',
  kind: 'Revision',
  plural: 'revisions',
  scope: 'Namespaced',
  shortNames: ['rev'],
  categories: ['all', 'knative', 'serving'],
  columns: {
    'Config Name': ".metadata.labels['serving\\.knative\\.dev/configuration']",
    Generation: ".metadata.labels['serving\\.knative\\.dev/configurationGeneration']",
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
    'Actual Replicas': { jsonPath: '.status.actualReplicas', type: 'integer' },
    'Desired Replicas': { jsonPath: '.status.desiredReplicas', type: 'integer' },
  },
});
