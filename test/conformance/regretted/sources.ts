import { type Regretted, regrettedOf } from './regretted';

const ping = regrettedOf('PingSource', 'sources.knative.dev/v1');
const changes = regrettedOf('ApiServerSource', 'sources.knative.dev/v1');
const container = regrettedOf('ContainerSource', 'sources.knative.dev/v1');
const binding = regrettedOf('SinkBinding', 'sources.knative.dev/v1');
const integration = regrettedOf('IntegrationSource', 'sources.knative.dev/v1alpha1');
const jobs = regrettedOf('JobSink', 'sinks.knative.dev/v1alpha1');
const sink = regrettedOf('IntegrationSink', 'sinks.knative.dev/v1alpha1');

const extension = (extensions: object) => ({ ceOverrides: { extensions } });
const event = { apiVersion: 'v1', kind: 'Event' };
const selected = (expression: object) => ({
  resources: [{ ...event, selector: { matchExpressions: [{ key: 'a', ...expression }] } }],
});
const pod = (fields: object) => ({ template: { spec: fields } });
const auth = { secret: { ref: { name: 'aws' } } };
const aws = (service: object) => ({ timer: null, aws: { auth, ...service } });
const sqs = { arn: 'arn:aws:sqs:eu-central-1:123456789012:orders', region: 'eu-central-1' };

/** What Eventing accepts in sources and sinks, and people regret. */
export const sourceRegrets: readonly Regretted[] = [
  ping('a schedule that never fires', 'KE2350', { schedule: '0 0 31 2 *' }),
  ping('a schedule of six fields', 'KE2351', { schedule: '0 0 0 * * *' }),
  ping('a schedule that fires each second', 'KE2352', { schedule: '* * * * * *' }),
  ping('a content type that is misspelt', 'KE2353', { contentType: 'aplication/json', data: '{' }),
  ping('a content type with a parameter', 'KE2353', { contentType: 'application/json; charset=utf-8', data: '{' }),
  ping('data without a content type', 'KE2355', { data: '{}' }),
  ping('an extension with a capital', 'KE2271', extension({ buildId: '1' })),
  ping('an extension that CloudEvents defines', 'KE2272', extension({ id: '1' })),
  ping('a time zone in the schedule', 'KE2356', { schedule: 'TZ=UTC 0 3 * * *' }),
  changes('a resource without apiVersion', 'KE2450', { resources: [{ kind: 'Event' }] }),
  changes('a resource that is called by its plural', 'KE2451', { resources: [{ apiVersion: 'v1', kind: 'pods' }] }),
  changes('one resource twice', 'KE2452', { resources: [event, event] }),
  changes('an operator that there is not', 'KE2453', selected({ operator: 'Equals', values: ['a'] })),
  changes('In without values', 'KE2454', { namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }),
  changes('no service account', 'KE2455', { serviceAccountName: null }),
  container('an image that is none', 'KE3050', pod({ containers: [{ name: 'a', image: 'not an image!' }] })),
  container(
    'a container name that none can have',
    'KE3051',
    pod({ containers: [{ name: 'My_App', image: 'ghcr.io/a/b' }] }),
  ),
  container('a pod that is not started anew', 'KE3052', pod({ restartPolicy: 'Never' })),
  binding('a subject in lower case', 'KE3060', { subject: { kind: 'deployment' } }),
  binding('a subject without pods', 'KE3060', { subject: { apiVersion: 'v1', kind: 'ConfigMap' } }),
  binding('a subject that is everything', 'KE3061', { subject: { name: null, selector: {} } }),
  binding('a CronJob by its name', 'KE3062', { subject: { apiVersion: 'batch/v1', kind: 'CronJob' } }),
  integration('no sink', 'KE2257', { sink: null }),
  integration('a negative period', 'KE3071', { timer: { period: -5 } }),
  integration('a sink without a scheme', 'KE2257', { sink: { ref: null, uri: 's.example.com' } }),
  integration('a timer, and a login to AWS', 'KE3070', { timer: {}, aws: { auth } }),
  // The name of a bucket in place of its ARN is taken by Camel, which runs the source: that is not regretted.
  integration('an ARN of another service', 'KE3081', aws({ s3: { arn: sqs.arn, region: 'eu-central-1' } })),
  integration('a region that is none', 'KE3080', aws({ s3: { arn: 'arn:aws:s3:::orders', region: 'europe' } })),
  integration(
    'an iterator that there is not',
    'KE3085',
    aws({
      ddbStreams: { table: 'orders', region: 'eu-central-1', streamIteratorType: 'LATEST' },
    }),
  ),
  integration('more messages than AWS gives', 'KE3082', aws({ sqs: { ...sqs, maxMessagesPerPoll: 100 } })),
  // The webhook leaves a job to the API server; the referee's stand-in for it takes each.
  jobs('a job without containers', 'KE3550', { job: { spec: { template: { spec: { containers: [] } } } } }),
  jobs('a job without a restart policy', 'KE3551', { job: { spec: { template: { spec: { restartPolicy: null } } } } }),
  sink('a level that there is not', 'KE3561', { log: { level: 'VERBOSE' } }),
];
