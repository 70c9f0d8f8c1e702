import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Job, JobSpec } from '../../../lib/api/batch/v1/job';
import type { ObjectMeta } from '../../../lib/api/meta/v1';
import { type JobSinkSpec, JobSink as kind } from '../../../lib/api/sinks/v1alpha1/job-sink';
import type { Lowering, ResourceProps } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { wholeSeconds } from '../../pod/seconds';
import { Addressable } from '../addressable';
import { lowerPodTemplate, type PodTemplateProps } from '../pod-template';

/** What a Job has besides, in Kubernetes' own words. */
export interface RestOfJob {
  /** Labels and annotations of the Jobs. @default - none */
  readonly metadata?: ObjectMeta;
  /** Settings of the Jobs; the pod is that of the sink. @default - none */
  readonly spec?: Omit<JobSpec, 'template'>;
}

/** The Job that is run for each event. */
export interface JobSinkProps extends ResourceProps, PodTemplateProps {
  /** How often to try again before a Job has failed. @default 6 */
  readonly backoffLimit?: number;
  /** Time after which a Job has failed, whatever its pods do, in whole seconds. @default - no limit */
  readonly activeDeadline?: Duration;
  /** Time after its end at which a Job goes, in whole seconds. @default - it stays */
  readonly ttlAfterFinished?: Duration;
  /** Whether a container that failed is started anew, or a new pod is. @default 'Never' */
  readonly restartPolicy?: 'Never' | 'OnFailure';
  /** What the Jobs have besides. @default - nothing */
  readonly job?: RestOfJob;
}

/**
 * Runs a Job for each event, which finds the event as JSON in the file that `K_EVENT_PATH` names. An event that comes
 * twice is run once.
 *
 * Becomes: one JobSink. The container runs without root and without capabilities unless `securityContext` says otherwise.
 * @example
 * const resize = new JobSink(chart, 'resize', { image: 'example.com/resize:v1', ttlAfterFinished: Duration.hours(1) });
 */
export class JobSink extends Addressable<JobSinkSpec> {
  public constructor(scope: Construct, id: string, given: JobSinkProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({ spec: { job: jobOf(props, lowering) } }));
  }
}

function jobOf(props: JobSinkProps, lowering: Lowering): Job {
  const { backoffLimit, activeDeadline, ttlAfterFinished, restartPolicy, job } = props;
  const { metadata, spec } = job ?? {};
  // Kubernetes wants a name for each container, and nobody makes one up for a Job.
  const template = lowerPodTemplate(props, lowering, 'job');
  if (template === undefined || template.spec.containers.length === 0)
    return lowering.refuse('missing', 'image', 'there is no container', 'give an image, or containers in a template');
  return {
    metadata,
    spec: {
      ...spec,
      backoffLimit: backoffLimit ?? spec?.backoffLimit,
      activeDeadlineSeconds: wholeSeconds(activeDeadline, 'activeDeadline', lowering) ?? spec?.activeDeadlineSeconds,
      ttlSecondsAfterFinished:
        wholeSeconds(ttlAfterFinished, 'ttlAfterFinished', lowering) ?? spec?.ttlSecondsAfterFinished,
      template: {
        ...template,
        spec: { ...template.spec, restartPolicy: restartPolicy ?? template.spec.restartPolicy ?? 'Never' },
      },
    },
  };
}
