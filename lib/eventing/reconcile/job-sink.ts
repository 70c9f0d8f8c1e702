import { JobSink, type JobSinkSpec, type JobSinkStatus } from '../../api/sinks/v1alpha1/job-sink';
import { living } from '../../controller/conditions';
import { livingReconciler } from '../../controller/living';
import { systemHost } from '../keys';
import { addressesOf } from './addresses';
import { applyPolicies } from './authorization';

/** A JobSink is an address of the workload that makes a Job of each event. */
export const jobSink = livingReconciler<JobSinkSpec, JobSinkStatus>({
  name: 'eventing/job-sink',
  kind: JobSink,
  conditionSet: living('Addressable', 'EventPoliciesReady'),
  reconcile({ object, view, conditions }) {
    const { name, namespace } = object.metadata;
    conditions.markTrue('Addressable');
    const called = {
      http: `${systemHost('job-sink')}/${namespace}/${name}`,
      https: `${systemHost('job-sink', 'https')}/${namespace}/${name}`,
      secret: 'job-sink-server-tls',
    };
    return {
      status: {
        ...addressesOf(object, called, view),
        ...applyPolicies(object, view, conditions),
        job: { selector: `sinks.knative.dev/job-sink-name=${name}` },
      },
    };
  },
});
