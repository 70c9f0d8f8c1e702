import { type Pair, pairs, specPairs } from './pairs';

const container = { name: 'a', image: 'a' };
const pod = (...containers: unknown[]) => ({ template: { spec: { containers } } });
const subject = (patch: object) => ({ subject: patch });
const selected = (selector: unknown) => subject({ name: null, selector });

const auth = { secret: { ref: { name: 'aws' } } };
const named = { arn: 'arn:aws:sqs:eu-central-1:123456789012:orders', region: 'eu-central-1' };
const aws = (patch: object) => ({ timer: null, aws: patch });
const awsSink = (patch: object) => ({ log: null, aws: patch });
const job = (spec: object | null) => ({ job: { spec: { template: { spec } } } });

/** Faults of both connectors, each with what it needs to be right. */
const connections: Readonly<Record<string, readonly [fault: object, nearMiss: object]>> = {
  'without auth': [{ sqs: named }, { sqs: named, auth }],
  'with empty auth': [
    { sqs: named, auth: {} },
    { sqs: named, auth: { serviceAccountName: 'a' } },
  ],
  'with auth without a Secret': [
    { sqs: named, auth: { secret: {} } },
    { sqs: named, auth: { ...auth, serviceAccountName: 'a' } },
  ],
  'with auth without a name': [
    { sqs: named, auth: { secret: { ref: { name: '' } } } },
    { sqs: named, auth },
  ],
  'with auth alone': [{ auth }, { s3: { ...named, arn: 'orders' }, auth }],
  'with two services': [
    { sqs: named, s3: named, auth },
    { s3: named, auth },
  ],
  'with S3 without a region': [
    { s3: { arn: 'orders' }, auth },
    { s3: { arn: 'orders', region: 'europe' }, auth },
  ],
  'with S3 without an ARN': [
    { s3: { region: 'eu-central-1' }, auth },
    { s3: { arn: 'a b', region: 'eu-central-1' }, auth },
  ],
  'with SQS by its URL alone': [
    { sqs: { queueURL: 'https://sqs/orders', region: 'eu-central-1' }, auth },
    { sqs: { ...named, queueURL: 'https://sqs/orders' }, auth },
  ],
  'with an unknown field': [
    { sqs: { ...named, bucket: 'orders' }, auth },
    { sqs: { ...named, maxMessagesPerPoll: 100 }, auth },
  ],
  'with keys in the object': [
    { sqs: named, auth: { accessKey: 'AKIA', secretKey: 'hunter2' } },
    { sqs: named, auth },
  ],
};

const connected = (wrap: (patch: object) => object) =>
  Object.fromEntries(Object.entries(connections).map(([title, [a, b]]) => [title, [wrap(a), wrap(b)] as const]));

/** The kinds of the core besides PingSource and ApiServerSource: sources, the binding and sinks. */
export const moreSourcePairs: readonly Pair[] = [
  ...specPairs('ContainerSource', {
    'without a template': [{ template: null }, pod({ image: 'a' })],
    'without a pod': [{ template: { spec: null } }, { template: { metadata: { labels: { a: 'b' } } } }],
    'without containers': [pod(), pod(container, { image: 'b' })],
    'with a container without an image': [pod({ name: 'a' }), pod({ name: 'My_App', image: 'not an image!' })],
    'with a second container without an image': [pod(container, { name: 'b' }), pod(container, container)],
    'with an empty image': [pod({ ...container, image: '' }), pod({ ...container, name: '' })],
    'with image as of old': [{ image: 'a', template: null }, {}],
    'with a misspelt field of a container': [
      pod({ ...container, imagePullPolcy: 'Always' }),
      pod({ ...container, imagePullPolicy: 'Sometimes' }),
    ],
    'with an env variable that is a number': [
      pod({ ...container, env: [{ name: 'A', value: 1 }] }),
      pod({ ...container, env: [{ name: 'A', value: '1' }] }),
    ],
    'with containers that are an object': [
      { template: { spec: { containers: container } } },
      { template: { spec: { restartPolicy: 'Never' } } },
    ],
    'without a sink': [{ sink: null }, { sink: { ref: null, uri: 'http://a' } }],
    'with a sink without a host': [{ sink: { ref: null, uri: '/a' } }, { sink: { uri: '/a' } }],
    'with an extension with a dash': [
      { ceOverrides: { extensions: { 'a-b': 'a' } } },
      { ceOverrides: { extensions: { aB: 'a' } } },
    ],
  }),
  ...specPairs('SinkBinding', {
    'without a subject': [{ subject: null }, {}],
    'without a name': [subject({ name: null }), selected({ matchLabels: { a: 'b' } })],
    'with a name and a selector': [subject({ selector: {} }), subject({ selector: null })],
    'with an empty name': [subject({ name: '' }), selected({})],
    'with a name with a dot': [subject({ name: 'a.b' }), subject({ name: 'a-b' })],
    'with a name in capitals': [subject({ name: 'Orders' }), subject({ name: '1orders' })],
    'without a kind': [subject({ kind: null }), subject({ kind: 'deployment' })],
    'with a kind with a dash': [subject({ kind: 'Deploy-ment' }), subject({ kind: 'deployments' })],
    'without an apiVersion': [subject({ apiVersion: null }), subject({ apiVersion: 'apps' })],
    'with an apiVersion of three parts': [subject({ apiVersion: 'apps/v1/x' }), subject({ apiVersion: 'apps/v1.2' })],
    'with an apiVersion in capitals': [subject({ apiVersion: 'Apps/v1' }), subject({ apiVersion: 'apps/V1' })],
    'with an apiVersion that ends in a slash': [subject({ apiVersion: 'apps/' }), subject({ apiVersion: 'v1' })],
    'of another namespace': [subject({ namespace: 'shop' }), subject({ namespace: 'default' })],
    'with a namespace in capitals': [subject({ namespace: 'Default' }), subject({ namespace: '' })],
    'with an unknown operator': [
      selected({ matchExpressions: [{ key: 'a', operator: 'Equals', values: ['b'] }] }),
      selected({ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] }),
    ],
    'with In without values': [
      selected({ matchExpressions: [{ key: 'a', operator: 'In' }] }),
      selected({ matchExpressions: [{ key: 'a', operator: 'Exists' }] }),
    ],
    'with Exists with values': [
      selected({ matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] }),
      selected({ matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['b', ''] }] }),
    ],
    'with a label with a space': [
      selected({ matchLabels: { 'a b': 'c' } }),
      selected({ matchLabels: { 'example.com/a': 'c' } }),
    ],
    'with a label value with a space': [selected({ matchLabels: { a: 'b c' } }), selected({ matchLabels: { a: '' } })],
    'with labels outside of matchLabels': [selected({ app: 'a' }), selected({ matchLabels: { app: 'a' } })],
    'without a sink': [{ sink: null }, { sink: { ref: null, uri: 'http://a' } }],
    'with an extension with a dash': [
      { ceOverrides: { extensions: { 'a-b': 'a' } } },
      { ceOverrides: { extensions: { ab: 'a' } } },
    ],
  }),
  ...specPairs('IntegrationSource', {
    ...connected(aws),
    'without anything': [{ timer: null }, { timer: {} }],
    'with an empty aws': [{ timer: null, aws: {} }, { aws: {} }],
    'with a timer and SQS': [{ aws: { sqs: named, auth } }, { aws: { auth } }],
    'with a table without a name': [
      aws({ ddbStreams: { region: 'eu-central-1' }, auth }),
      aws({ ddbStreams: { table: 'orders', region: 'eu-central-1', streamIteratorType: 'LATEST' }, auth }),
    ],
    'with a period that is a text': [{ timer: { period: '5s' } }, { timer: { period: -5 } }],
    'with an unknown field of the sink': [{ sink: { url: 'http://a' } }, { sink: { ref: null, uri: 'a.example.com' } }],
    'with extensions that are a list': [
      { ceOverrides: { extensions: ['a'] } },
      { ceOverrides: { extensions: { 'a-b': 'a' } } },
    ],
    'with a topic': [aws({ sns: named, auth }), { sink: null }],
  }),
  ...specPairs('IntegrationSink', {
    ...connected(awsSink),
    'without anything': [{ log: null }, { log: {} }],
    'with a log and SNS': [{ aws: { sns: named, auth } }, { aws: { auth } }],
    'with a topic without a region': [
      awsSink({ sns: { arn: named.arn }, auth }),
      awsSink({ sns: { ...named, autoCreateTopic: true }, auth }),
    ],
    'with showHeaders as text': [{ log: { showHeaders: 'true' } }, { log: { showHeaders: true, level: 'VERBOSE' } }],
    'with a table': [awsSink({ ddbStreams: { table: 'a', region: 'b' }, auth }), { log: { loggerName: '' } }],
  }),
  ...specPairs('JobSink', {
    'without a job': [{ job: null }, job(null)],
    'with a job that is a text': [{ job: 'report' }, { job: {} }],
    'with a misspelt field of the job': [
      { job: { spec: { backofLimit: 3 } } },
      { job: { spec: { backoffLimit: 3 }, metadata: { labels: { a: 'b' } } } },
    ],
    'with a backoffLimit as text': [
      { job: { spec: { backoffLimit: '3' } } },
      job({ initContainers: [container], restartPolicy: 'Always' }),
    ],
    'with a mode of its own that is a number': [
      job({ containers: [{ ...container, env: [{ name: 'K_EXECUTION_MODE', value: 1 }] }] }),
      job({ containers: [{ ...container, env: [{ name: 'K_EXECUTION_MODE', value: 'own' }] }] }),
    ],
  }),
  ...pairs('SinkBinding', {
    'without a spec': [{ spec: null }, { metadata: { labels: { a: 'b' } } }],
  }),
];
