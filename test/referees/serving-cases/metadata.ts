import { type Pair, pair, valuesAt } from '../corpus/pair';

const names = {
  'a name in capitals': ['Hello', 'hello'],
  'a name with an underscore': ['my_service', 'my-service'],
  'a name with a digit first': ['1st', 'first'],
  'a name with a dot': ['hello.world', 'hello-world'],
  'a name with a dash last': ['hello-', 'hello-1'],
  'a name with a dash first': ['-hello', 'h-ello'],
  'a name of 64 letters': ['h'.repeat(64), 'h'.repeat(63)],
  'a name with a space': ['hello world', 'helloworld'],
  'an empty name': ['', 'h'],
} as const;

const ofKinds = (['Service', 'Configuration', 'Route', 'Revision'] as const).flatMap((name) =>
  valuesAt(name, '/metadata/name', names),
);

const generated = (['Service', 'Route'] as const).flatMap((name) => [
  pair(
    'a prefix in capitals',
    name,
    { '/metadata': { generateName: 'Hello-' } },
    { '/metadata': { generateName: 'hello-' } },
  ),
  pair(
    'a prefix with an underscore',
    name,
    { '/metadata': { generateName: 'hello_' } },
    { '/metadata': { generateName: 'hello' } },
  ),
  pair('a prefix of one dash', name, { '/metadata': { generateName: '-' } }, { '/metadata': { generateName: '1-' } }),
  pair(
    'a prefix with two dashes',
    name,
    { '/metadata': { generateName: '1a-' } },
    { '/metadata': { generateName: 'a--' } },
  ),
  pair('neither name nor prefix', name, { '/metadata': {} }, { '/metadata': { generateName: 'h' } }),
]);

const MIN_SCALE = 'autoscaling.knative.dev~1min-scale';
const ROLLOUT = 'serving.knative.dev~1rollout-duration';

const annotations: readonly Pair[] = [
  ...(['Service', 'Configuration', 'Route'] as const).map((name) =>
    pair(
      'scaling on the object itself',
      name,
      { [`/metadata/annotations/${MIN_SCALE}`]: '1' },
      { '/metadata/annotations/scaling.knative.dev~1min-scale': '1' },
    ),
  ),
  ...(['Service', 'Route'] as const).flatMap((name) =>
    valuesAt(name, `/metadata/annotations/${ROLLOUT}`, {
      'a rollout without unit': ['380', '380s'],
      'a rollout with parts of a second': ['1500ms', '2000ms'],
      'a negative rollout': ['-10s', '0'],
      'a rollout in days': ['1d', '24h'],
      'a rollout in words': ['ten minutes', ''],
      'a rollout with a space': ['5 m', '5m'],
    }),
  ),
  pair(
    'a rollout in the old spelling',
    'Service',
    { '/metadata/annotations/serving.knative.dev~1rolloutDuration': '380' },
    { '/metadata/annotations/serving.knative.dev~1rolloutDuration': '380s' },
  ),
];

const owner = (kind: string, name: string) => [{ apiVersion: 'serving.knative.dev/v1', kind, name, uid: '1' }];

const labels = (['Configuration', 'Route'] as const).map((name) =>
  pair(
    'the label of a Service that does not own it',
    name,
    { '/metadata/labels/serving.knative.dev~1service': 'shop', '/metadata/ownerReferences': owner('Service', 'cart') },
    { '/metadata/labels/serving.knative.dev~1service': 'shop', '/metadata/ownerReferences': owner('Service', 'shop') },
  ),
);

const domains: readonly Pair[] = [
  ...valuesAt('DomainMapping', '/metadata/name', {
    'a domain of one part': ['shop', 'shop.io'],
    'a domain in capitals': ['Shop.example.com', 'shop.example.com'],
    'a wildcard': ['*.example.com', 'w.example.com'],
    'a domain with an underscore': ['my_shop.example.com', 'my-shop.example.com'],
    'a URL': ['https://example.com', 'https.example.com'],
    'a domain with a path': ['example.com/shop', 'example.com'],
    'a domain of the cluster': ['shop.default.svc.cluster.local', 'shop.cluster.localhost'],
    'a label of 64 letters': [`${'a'.repeat(64)}.example.com`, `${'a'.repeat(63)}.example.com`],
    'two dots': ['shop..example.com', 'shop.example.com'],
  }),
  ...valuesAt('DomainMapping', '/spec/ref', {
    'a target without apiVersion': [
      { kind: 'Service', name: 'a' },
      { apiVersion: 'v1', kind: 'Service', name: 'a' },
    ],
    'a target with an empty name': [
      { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: '' },
      { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'My_A' },
    ],
    'a target with an empty kind': [
      { apiVersion: 'serving.knative.dev/v1', kind: '', name: 'a' },
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' },
    ],
    'a target in another namespace': [
      { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'a', namespace: 'shop' },
      { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'a', namespace: 'default' },
    ],
    'a target by group': [
      { group: 'serving.knative.dev', apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'a' },
      { apiVersion: 'serving/v1', kind: 'service', name: 'a' },
    ],
  }),
  pair('a prefix', 'DomainMapping', { '/metadata/generateName': 'shop-' }, { '/metadata/generateName': '' }),
];

export const metadataPairs: readonly Pair[] = [...ofKinds, ...generated, ...annotations, ...labels, ...domains];
