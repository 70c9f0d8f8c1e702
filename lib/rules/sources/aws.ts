import type { AwsAuth, AwsS3, AwsService, AwsSqs } from '../../api/common/aws';
import type { AwsSns } from '../../api/sinks/v1alpha1/integration-sink';
import { IntegrationSink } from '../../api/sinks/v1alpha1/integration-sink';
import { type AwsDDBStreams, IntegrationSource } from '../../api/sources/v1alpha1/integration-source';
import { nearest } from '../nearest';
import type { Report, Rule } from '../rule';
import { rulesOf } from '../rule';

const CONNECTOR = 'Camel, aws2 components';
const LIMITS = 'Amazon SQS, API reference: ReceiveMessage';

/** What either end may have of AWS. */
export interface Aws {
  readonly s3?: AwsS3;
  readonly sqs?: AwsSqs;
  readonly sns?: AwsSns;
  readonly ddbStreams?: AwsDDBStreams;
  readonly auth?: AwsAuth;
}

/** The services by the name of their field, with that which ARNs have. */
const awsServices = { s3: 's3', sqs: 'sqs', sns: 'sns', ddbStreams: 'dynamodb' } as const;

export type AwsServiceName = keyof typeof awsServices;

/** The services that are given. */
export function servicesOf(aws: Aws | undefined): AwsServiceName[] {
  return (Object.keys(awsServices) as AwsServiceName[]).filter((name) => aws?.[name] !== undefined);
}

const auth = { secret: { ref: { name: 'aws' } } };
const queue = { arn: 'arn:aws:sqs:eu-central-1:123456789012:orders', region: 'eu-central-1' };
const bucket = { arn: 'arn:aws:s3:::orders', region: 'eu-central-1' };

/** Neither end may have a second block beside AWS. */
const alone = (spec: object) => ({ spec: { timer: null, log: null, aws: { auth, ...spec } } });
const sqs = (patch: object) => alone({ sqs: { ...queue, ...patch } });
const s3 = (patch: object) => alone({ s3: { ...bucket, ...patch } });

/** A region such as eu-central-1, us-gov-west-1 or cn-north-1. */
const REGION = /^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/;

function eachService(check: (service: AwsService & { arn?: string }, name: AwsServiceName, report: Report) => void) {
  return (aws: Aws, report: Report): void => {
    for (const name of servicesOf(aws)) {
      check(aws[name]!, name, (path, ...fault) => report([name, ...path], ...fault));
    }
  };
}

function checkRange(
  value: number | undefined,
  field: string,
  [least, most]: readonly [number, number],
  report: Report,
): void {
  if (value !== undefined && (value < least || value > most))
    report([field], `${field} is ${value}`, `AWS takes ${least} to ${most}`);
}

const rules: readonly Rule<Aws>[] = [
  {
    code: 'KE3080',
    severity: 'warning',
    title: 'a region is one that AWS could have',
    why: 'The webhook takes any text; the connector finds no endpoint there.',
    source: CONNECTOR,
    check: eachService(({ region, overrideEndpoint }, _name, report) => {
      if (region && !overrideEndpoint && !REGION.test(region))
        report(['region'], `"${region}" is no region of AWS`, 'write it such as eu-central-1');
    }),
    good: [
      sqs({ region: 'us-gov-west-1' }),
      sqs({ region: 'local', overrideEndpoint: true, uriEndpointOverride: 'http://sqs:9324' }),
    ],
    bad: sqs({ region: 'europe' }),
  },
  {
    code: 'KE3081',
    severity: 'warning',
    title: 'an ARN is one of the service that it is given for',
    why: 'The webhook takes any text; the connector asks for a thing that does not exist.',
    source: CONNECTOR,
    check: eachService(({ arn }, name, report) => {
      if (!arn) return;
      const service = awsServices[name];
      if (arn.includes('://')) report(['arn'], `"${arn}" is a URL`, 'write the ARN, or the name');
      else if (/^arn:/i.test(arn) && !new RegExp(`^arn:aws[a-z-]*:${service}:[^:]*:[^:]*:.+$`).test(arn))
        report(['arn'], `"${arn}" is no ARN of ${service}`, `write arn:aws:${service}:…, or the name`);
    }),
    good: [sqs({}), s3({ arn: 'orders' })],
    bad: [sqs({ arn: 'arn:aws:s3:::orders' }), s3({ arn: 'https://orders.s3.amazonaws.com' })],
  },
  {
    code: 'KE3082',
    severity: 'warning',
    title: 'a look into a queue of SQS is within what AWS allows',
    why: 'AWS refuses each such request: no message ever comes.',
    source: LIMITS,
    check({ sqs: { maxMessagesPerPoll, waitTimeSeconds, visibilityTimeout } = {} }, report) {
      const tell: Report = (path, ...fault) => report(['sqs', ...path], ...fault);
      checkRange(maxMessagesPerPoll, 'maxMessagesPerPoll', [1, 10], tell);
      checkRange(waitTimeSeconds, 'waitTimeSeconds', [0, 20], tell);
      checkRange(visibilityTimeout, 'visibilityTimeout', [0, 43_200], tell);
    },
    good: sqs({ maxMessagesPerPoll: 10, waitTimeSeconds: 20 }),
    bad: [sqs({ maxMessagesPerPoll: 100 }), sqs({ waitTimeSeconds: 60 }), sqs({ visibilityTimeout: -1 })],
  },
  {
    code: 'KE3083',
    severity: 'warning',
    title: 'overrideEndpoint and uriEndpointOverride go together',
    why: "Without the other neither has an effect, or none that can work: the connector would speak to AWS's own endpoint.",
    source: CONNECTOR,
    check: eachService(({ overrideEndpoint, uriEndpointOverride }, _name, report) => {
      if (uriEndpointOverride && !overrideEndpoint)
        report(
          ['uriEndpointOverride'],
          'overrideEndpoint is not true, so the endpoint is not used',
          'add overrideEndpoint: true',
        );
      if (overrideEndpoint && !uriEndpointOverride)
        report(['overrideEndpoint'], 'there is no uriEndpointOverride to use', 'add the URL of the endpoint');
    }),
    good: sqs({ overrideEndpoint: true, uriEndpointOverride: 'http://sqs:9324' }),
    bad: [sqs({ uriEndpointOverride: 'http://sqs:9324' }), sqs({ overrideEndpoint: true })],
  },
  {
    code: 'KE3084',
    severity: 'warning',
    title: 'objects of S3 that are moved have a bucket to go to',
    why: 'The connector could not put them anywhere, and reads them again and again.',
    source: CONNECTOR,
    check({ s3: { moveAfterRead, destinationBucket } = {} }, report) {
      if (moveAfterRead && !destinationBucket)
        report(['s3', 'moveAfterRead'], 'there is no destinationBucket', 'name the bucket');
      if (destinationBucket && !moveAfterRead)
        report(
          ['s3', 'destinationBucket'],
          'moveAfterRead is not true, so nothing is moved',
          'add moveAfterRead: true',
        );
    },
    good: s3({ moveAfterRead: true, destinationBucket: 'done' }),
    bad: [s3({ moveAfterRead: true }), s3({ destinationBucket: 'done' })],
  },
];

const ITERATORS = ['FROM_LATEST', 'FROM_START'];

/** Of the source alone: a sink has no table. */
const streamRule: Rule<Aws> = {
  code: 'KE3085',
  severity: 'warning',
  title: 'streamIteratorType is FROM_LATEST or FROM_START',
  why: 'The webhook takes any text; the connector does not begin with one that it does not know.',
  source: CONNECTOR,
  check({ ddbStreams }, report) {
    const type: string | undefined = ddbStreams?.streamIteratorType;
    if (!type || ITERATORS.includes(type)) return;
    const meant = nearest(type, ITERATORS) ?? ITERATORS.find((name) => name.endsWith(type));
    const hint = meant === undefined ? 'write FROM_LATEST or FROM_START' : `did you mean ${meant}?`;
    report(['ddbStreams', 'streamIteratorType'], `"${type}" is no place to begin`, hint);
  },
  good: alone({ ddbStreams: { table: 'orders', region: 'eu-central-1', streamIteratorType: 'FROM_START' } }),
  bad: alone({ ddbStreams: { table: 'orders', region: 'eu-central-1', streamIteratorType: 'LATEST' } }),
};

export const awsRules = rulesOf(
  'AWS',
  [
    { kind: IntegrationSource, at: ['spec', 'aws'] },
    { kind: IntegrationSink, at: ['spec', 'aws'] },
  ],
  rules,
);

export const awsSourceRules = rulesOf('AWS', [{ kind: IntegrationSource, at: ['spec', 'aws'] }], [streamRule]);
