import type { Job } from '../../batch/v1/job';
import type { AddressStatus } from '../../duck/v1/addressable';
import type { AppliedEventPoliciesStatus, EventingStatus } from '../../duck/v1/eventing-status';
import { conditionColumn, defineKind } from '../../kind';

/** Runs a Job for each event, which finds the event in the file `/etc/jobsink-event/event`. */
export interface JobSinkSpec {
  /**
   * The Job that is run. Its containers get `K_EXECUTION_MODE=batch`.
   * @opaque
   * @schemaOptional
   * @explicitPresence
   */
  readonly job: Job;
}

/** How to find the Jobs of a sink. */
export interface JobSinkJobStatus {
  /** Selector of the Jobs, as `kubectl get jobs -l` takes it. */
  readonly selector?: string;
}

/** What became of a sink of Jobs. */
export interface JobSinkStatus extends EventingStatus, AddressStatus, AppliedEventPoliciesStatus {
  /** The Jobs that were run. */
  readonly job?: JobSinkJobStatus;
}

export const JobSink = defineKind<JobSinkSpec, JobSinkStatus>({
  group: 'sinks.knative.dev',
  version: 'v1alpha1',
  kind: 'JobSink',
  plural: 'jobsinks',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'eventing', 'sink'],
  columns: {
    URL: '.status.address.url',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: { 'duck.knative.dev/addressable': 'true' },
  decoding: 'strict',
});
