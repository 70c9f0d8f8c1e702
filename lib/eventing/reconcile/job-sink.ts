import { JobSink, type JobSinkSpec, type JobSinkStatus } from '../../api/sinks/v1alpha1/job-sink';
import { living } from '../../controller/conditions';
import { livingReconciler } from '../../controller/living';
import { systemHost } from '../keys';
import { httpAddress, markAuthorizationOff } from './common';

/** A JobSink is an address of the workload that makes a Job of each event. */
export const jobSink = livingReconciler<JobSinkSpec, JobSinkStatus>({
  name: 'eventing/job-sink',
  kind: JobSink,
  conditionSet: living('Addressable', 'EventPoliciesReady'),
  reconcile({ object, conditions }) {
    const { name, namespace } = object.metadata;
    conditions.markTrue('Addressable');
    markAuthorizationOff(conditions);
    return {
      status: {
        address: httpAddress(`${systemHost('job-sink')}/${namespace}/${name}`),
        job: { selector: `sinks.knative.dev/job-sink-name=${name}` },
      },
    };
  },
});
