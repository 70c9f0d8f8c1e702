import type { PodTemplateSpec } from '../../api/core/v1/kube-pod';
import type { KubeObject } from '../../api/meta/v1';
import { JobSink, type JobSinkSpec, type JobSinkStatus } from '../../api/sinks/v1alpha1/job-sink';
import type { FieldPath } from '../diagnostic';
import { isRecord } from '../eventing/filter-walk';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';
import { recordIn } from '../sources/defaults';
import { containersOf, type LooseContainer } from '../sources/pod-containers';
import { isImageReference } from '../syntax/image';
import { dnsLabelHint, isDns1123Label } from '../syntax/names';

const DRY_RUN = 'eventing, sinks v1alpha1, job_sink_validation.go; Kubernetes, validation of a Job';

type SinkObject = KubeObject<JobSinkSpec, JobSinkStatus>;

const POD: FieldPath = ['spec', 'job', 'spec', 'template', 'spec'];

const container = { name: 'report', image: 'ghcr.io/example/report' };
const withPod = (pod: object | null) => ({ spec: { job: { spec: { template: { spec: pod } } } } });

/** The containers of the Job, of which no schema has looked at any. */
function jobContainers({ spec }: SinkObject): readonly LooseContainer[] {
  return containersOf(recordIn(recordIn(spec?.job, 'spec'), 'template') as unknown as PodTemplateSpec);
}

const rules: readonly Rule<SinkObject>[] = [
  {
    code: 'KE3501',
    title: 'a JobSink has a Job',
    why: 'It is what is run for each event.',
    source: 'eventing, sinks v1alpha1, job_sink_validation.go',
    check({ spec }, report) {
      if (!isRecord(spec?.job)) report(['spec', 'job'], 'there is no job', 'write the Job to run, as in its manifest');
    },
    good: withPod({ containers: [container] }),
    bad: { spec: { job: null } },
  },
  {
    code: 'KE3550',
    severity: 'warning',
    title: 'the Job of a JobSink has a container',
    why: 'The webhook has the API server try the Job, which refuses one without a container.',
    source: DRY_RUN,
    check(sink, report) {
      if (isRecord(sink.spec?.job) && jobContainers(sink).length === 0)
        report([...POD, 'containers'], 'the Job has no container', 'add the one that works on the event');
    },
    good: withPod({ containers: [container] }),
    bad: withPod({ containers: [] }),
  },
  {
    code: 'KE3551',
    severity: 'warning',
    title: 'the restartPolicy of the Job of a JobSink is Never or OnFailure',
    why: 'Pods are started anew always where nothing is said, and the API server takes no Job that would never end.',
    source: DRY_RUN,
    check(sink, report) {
      if (jobContainers(sink).length === 0) return;
      const { restartPolicy } = recordIn(recordIn(recordIn(sink.spec?.job, 'spec'), 'template'), 'spec');
      if (restartPolicy === 'Never' || restartPolicy === 'OnFailure') return;
      const found =
        restartPolicy === undefined ? 'the Job has no restartPolicy' : `the restartPolicy is ${restartPolicy}`;
      report([...POD, 'restartPolicy'], found, 'write Never, or OnFailure to try again');
    },
    good: withPod({ restartPolicy: 'OnFailure' }),
    bad: [withPod({ restartPolicy: null }), withPod({ restartPolicy: 'Always' })],
  },
  {
    code: 'KE3552',
    severity: 'warning',
    title: 'containers of the Job of a JobSink have a name and an image that Kubernetes takes',
    why: 'The webhook has the API server try the Job, which refuses a container without either.',
    source: DRY_RUN,
    check(sink, report) {
      for (const [i, { name, image }] of jobContainers(sink).entries()) {
        const at = [...POD, 'containers', i];
        if (!name) report([...at, 'name'], 'the container has no name', 'give it one, such as main');
        else if (!isDns1123Label(name))
          report([...at, 'name'], `no container can be named "${name}"`, dnsLabelHint(name));
        if (!image) report([...at, 'image'], `container "${name ?? ''}" has no image`, 'name the image to run');
        else if (!isImageReference(image))
          report([...at, 'image'], `"${image}" is no image`, 'write it as REGISTRY/NAME:TAG, in lower case');
      }
    },
    good: withPod({ containers: [container, { ...container, name: 'proxy' }] }),
    bad: [
      withPod({ containers: [{ image: container.image }] }),
      withPod({ containers: [{ name: 'report' }] }),
      withPod({ containers: [{ ...container, name: 'My_Report' }] }),
      withPod({ containers: [{ ...container, image: 'not an image!' }] }),
    ],
  },
];

export const jobSinkRules = rulesFor(JobSink, rules);
