import { type Fields, fieldsAt } from '../../draft';
import { given, literal, map } from '../expression';
import type { KindWriter } from '../scope';
import { seconds } from '../values';
import { awsAuth, awsService } from './aws';
import { podTemplate } from './pod-template';

const kafkaSink: KindWriter = (spec) => ({
  of: 'KafkaSink',
  props: {
    topic: given(spec.topic),
    bootstrapServers: literal(spec.bootstrapServers ?? []),
    numPartitions: given(spec.numPartitions),
    replicationFactor: given(spec.replicationFactor),
    contentMode: given(spec.contentMode),
    auth: given(fieldsAt(fieldsAt(fieldsAt(spec, 'auth'), 'secret'), 'ref')?.name),
  },
});

const integrationSink: KindWriter = (spec) => {
  const aws = fieldsAt(spec, 'aws');
  const props = {
    log: given(fieldsAt(spec, 'log')),
    aws:
      aws &&
      map({
        s3: awsService(aws, 's3'),
        sqs: awsService(aws, 'sqs'),
        sns: awsService(aws, 'sns'),
        auth: awsAuth(aws),
      }),
  };
  return { of: 'IntegrationSink', props };
};

const jobSink: KindWriter = (spec, scope) => {
  const job = fieldsAt(spec, 'job');
  const {
    template: pod,
    backoffLimit,
    activeDeadlineSeconds,
    ttlSecondsAfterFinished,
    ...rest
  } = fieldsAt(job, 'spec') ?? {};
  const given_ = fieldsAt({ pod }, 'pod');
  const { restartPolicy, ...podSpec } = fieldsAt(given_, 'spec') ?? {};
  const container = podTemplate(given_ && { ...given_, spec: podSpec }, scope);
  if (container === undefined) return undefined;
  const { containerName, ...others } = container;
  const isUsualName = containerName?.kind === 'literal' && containerName.value === 'job';
  const ofJob: Fields = {
    ...(job?.metadata !== undefined && { metadata: job.metadata }),
    ...(Object.keys(rest).length > 0 && { spec: rest }),
  };
  const props = {
    containerName: isUsualName ? undefined : containerName,
    ...others,
    backoffLimit: given(backoffLimit),
    activeDeadline: seconds(activeDeadlineSeconds),
    ttlAfterFinished: seconds(ttlSecondsAfterFinished),
    restartPolicy: restartPolicy === 'Never' ? undefined : given(restartPolicy),
    job: Object.keys(ofJob).length === 0 ? undefined : literal(ofJob),
  };
  return { of: 'JobSink', props };
};

export const sinkWriters: Readonly<Record<string, KindWriter>> = {
  'eventing.knative.dev/KafkaSink': kafkaSink,
  'sinks.knative.dev/IntegrationSink': integrationSink,
  'sinks.knative.dev/JobSink': jobSink,
};
