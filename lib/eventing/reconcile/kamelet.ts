import type { AwsAuth } from '../../api/common/aws';
import type { KubeObject } from '../../api/meta/v1';

type Options = Readonly<Record<string, unknown>>;

/** A connector of Camel's, and how it is set up. */
export interface Kamelet {
  /** The key of its image in `eventing-integrations-images`. */
  readonly image: string;
  /** What its settings begin with, in the environment. */
  readonly prefix: string;
  readonly options: Options;
  /** Settings in the order in which they are written. */
  readonly fields: readonly string[];
  readonly auth?: AwsAuth;
}

type Direction = 'source' | 'sink';

interface Connector {
  readonly name: string;
  readonly fields: readonly string[];
}

const COMMON = ['region', 'uriEndpointOverride', 'overrideEndpoint'] as const;

/** The connectors to AWS, by the field that chooses them. */
const aws: Readonly<Record<string, Connector>> = {
  s3: {
    name: 'aws-s3',
    fields: [
      ...COMMON,
      'arn',
      'deleteAfterRead',
      'moveAfterRead',
      'destinationBucket',
      'destinationBucketPrefix',
      'destinationBucketSuffix',
      'autoCreateBucket',
      'prefix',
      'ignoreBody',
      'forcePathStyle',
      'delay',
      'maxMessagesPerPoll',
    ],
  },
  sqs: {
    name: 'aws-sqs',
    fields: [
      ...COMMON,
      'arn',
      'deleteAfterRead',
      'autoCreateQueue',
      'host',
      'protocol',
      'queueURL',
      'greedy',
      'delay',
      'maxMessagesPerPoll',
      'waitTimeSeconds',
      'visibilityTimeout',
    ],
  },
  ddbStreams: { name: 'aws-ddb-streams', fields: [...COMMON, 'table', 'streamIteratorType', 'delay'] },
  sns: { name: 'aws-sns', fields: [...COMMON, 'arn', 'autoCreateTopic'] },
};

const TIMER = ['period', 'message', 'contentType', 'repeatCount'] as const;
const LOG = [
  'loggerName',
  'level',
  'logMask',
  'marker',
  'multiline',
  'showAllProperties',
  'showBody',
  'showBodyType',
  'showExchangePattern',
  'showHeaders',
  'showProperties',
  'showStreams',
  'showCachedStreams',
] as const;

/** Settings that are numbers: they are written even where nobody gives them. */
const NUMBERS: readonly string[] = [
  'period',
  'repeatCount',
  'delay',
  'maxMessagesPerPoll',
  'waitTimeSeconds',
  'visibilityTimeout',
];
/** Camel's own names of settings, where they are not those of the fields. */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'aws-s3': { arn: 'BUCKET_NAME_OR_ARN' },
  'aws-sqs': { arn: 'QUEUE_NAME_OR_ARN', host: 'AMAZONAWSHOST' },
  'aws-sns': { arn: 'TOPIC_NAME_OR_ARN' },
};

/** The connector that an IntegrationSource or an IntegrationSink chooses; undefined where it chooses none. */
export function kameletOf({ spec }: KubeObject, direction: Direction): Kamelet | undefined {
  const { timer, log, aws: chosen } = (spec ?? {}) as { timer?: Options; log?: Options; aws?: Options };
  if (timer !== undefined)
    return { image: 'timer-source', prefix: prefixOf('timer', direction), options: timer, fields: TIMER };
  if (log !== undefined) return { image: 'log-sink', prefix: prefixOf('log', direction), options: log, fields: LOG };
  for (const [field, { name, fields }] of Object.entries(aws)) {
    const options = chosen?.[field] as Options | undefined;
    if (options === undefined) continue;
    const auth = chosen?.auth as AwsAuth | undefined;
    return { image: `${name}-${direction}`, prefix: prefixOf(name, direction), options, fields, auth };
  }
  return undefined;
}

function prefixOf(name: string, direction: Direction): string {
  return `CAMEL_KAMELET_${name.toUpperCase().replaceAll('-', '_')}_${direction.toUpperCase()}`;
}

/** The connector's settings, as its container reads them. */
export function environmentOf({ image, prefix, options, fields, auth }: Kamelet): readonly object[] {
  const connector = image.replace(/-(source|sink)$/, '');
  const settings = fields.flatMap((field) => {
    const value = options[field] ?? (NUMBERS.includes(field) ? 0 : undefined);
    if (value === undefined || value === '') return [];
    const name = NAMES[connector]?.[field] ?? field.toUpperCase();
    return [{ name: `${prefix}_${name}`, value: String(value) }];
  });
  return [...settings, ...credentials(prefix, auth)];
}

function credentials(prefix: string, auth: AwsAuth | undefined): readonly object[] {
  const secret = auth?.secret?.ref?.name;
  if (auth?.serviceAccountName !== undefined)
    return [{ name: `${prefix}_USE_DEFAULT_CREDENTIALS_PROVIDER`, value: 'true' }];
  if (secret === undefined) return [];
  const from = (key: string) => ({ secretKeyRef: { name: secret, key } });
  return [
    { name: `${prefix}_ACCESSKEY`, valueFrom: from('aws.accessKey') },
    { name: `${prefix}_SECRETKEY`, valueFrom: from('aws.secretKey') },
  ];
}

/** How Kubernetes asks a connector whether it lives. */
export const kameletProbes = Object.fromEntries(
  (['live', 'ready', 'started'] as const).map((state) => [
    { live: 'livenessProbe', ready: 'readinessProbe', started: 'startupProbe' }[state],
    {
      httpGet: { path: `/q/health/${state}`, port: 8080, scheme: 'HTTP' },
      initialDelaySeconds: 5,
      timeoutSeconds: 10,
      periodSeconds: 10,
      successThreshold: 1,
      failureThreshold: 3,
    },
  ]),
);

/** Where connectors find the certificates of what they call. */
export const trustedCertificates: readonly object[] = [
  { name: 'CAMEL_KNATIVE_CLIENT_SSL_ENABLED', value: 'true' },
  { name: 'CAMEL_KNATIVE_CLIENT_SSL_CERT_PATH', value: '/knative-custom-certs/knative-eventing-bundle.pem' },
];
