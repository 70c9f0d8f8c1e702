import { minimalContainer } from '../../../lib/rules/minimal';
import { objects } from './objects';
import { type Pair, pair, valuesAt } from './pair';

const CONTAINER = '/spec/template/spec/containers/0';
const POD = '/spec/template/spec';
const HUGE = Number.MAX_SAFE_INTEGER;

const containerPairs: readonly Pair[] = [
  ...valuesAt('Service', `${CONTAINER}/ports`, {
    'a port as text': [[{ containerPort: '8080' }], [{ containerPort: 8080 }]],
    'a port with a fraction': [[{ containerPort: 8080.5 }], [{ containerPort: 8080 }]],
    'a port beyond 32 bits': [[{ containerPort: 2 ** 31 }], [{ containerPort: 65_535 }]],
    'ports as a map': [{ containerPort: 8080 }, [{ containerPort: 8080 }]],
    'ports as numbers': [[8080], [{ containerPort: 8080 }]],
    'a null port': [[null], []],
    'a port name that is a number': [[{ name: 80, containerPort: 8080 }], [{ name: 'h2c', containerPort: 8080 }]],
    'a service port': [[{ containerPort: 8080, port: 80 }], [{ containerPort: 8080, protocol: 'TCP' }]],
  }),
  ...valuesAt('Service', `${CONTAINER}/env`, {
    'a number as env value': [[{ name: 'A', value: 1 }], [{ name: 'A', value: '1' }]],
    'true as env value': [[{ name: 'A', value: true }], [{ name: 'A', value: 'true' }]],
    'env as a map': [{ A: '1' }, [{ name: 'A', value: '1' }]],
    'env as texts': [['A=1'], [{ name: 'A', value: '1' }]],
    'a variable without name': [[{ value: '1' }], [{ name: 'A' }]],
    'a duplicate variable': [
      [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
      [
        { name: 'A', value: '1' },
        { name: 'B', value: '1' },
      ],
    ],
    'a misspelt valueFrom': [
      [{ name: 'A', valuefrom: { secretKeyRef: { name: 'a', key: 'b' } } }],
      [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }],
    ],
    'a secret reference without key': [
      [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a' } } }],
      [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'b', optional: true } } }],
    ],
    'optional as text': [
      [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'a', key: 'b', optional: 'true' } } }],
      [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'a', key: 'b', optional: true } } }],
    ],
  }),
  ...valuesAt('Service', `${CONTAINER}/resources`, {
    'a misspelt limit section': [{ limit: { cpu: '1' } }, { limits: { cpu: '1' } }],
    'a quantity that is none': [{ limits: { memory: '64 MB' } }, { limits: { memory: '64M' } }],
    'limits as texts': [{ limits: ['cpu=1'] }, { limits: { cpu: 1 } }],
    'a quantity that is true': [{ requests: { cpu: true } }, { requests: { cpu: 1 } }],
    'a quantity with a fraction, unquoted': [{ requests: { cpu: 0.5 } }, { requests: { cpu: '0.5' } }],
  }),
  ...valuesAt('Service', `${CONTAINER}/readinessProbe`, {
    'a misspelt probe handler': [{ httpget: { path: '/' } }, { httpGet: { path: '/' } }],
    'a probe path that is a number': [{ httpGet: { path: 1 } }, { httpGet: { path: '/1' } }],
    'a threshold as text': [
      { successThreshold: '1', httpGet: {} },
      { successThreshold: 1, httpGet: {} },
    ],
    'probe headers as a map': [
      { httpGet: { httpHeaders: { a: 'b' } } },
      { httpGet: { httpHeaders: [{ name: 'a', value: 'b' }] } },
    ],
  }),
  ...valuesAt('Service', `${CONTAINER}/securityContext`, {
    'runAsNonRoot as text': [{ runAsNonRoot: 'true' }, { runAsNonRoot: true }],
    'a user as text': [{ runAsUser: '1000' }, { runAsUser: 1000 }],
    'capabilities as a list': [{ capabilities: ['ALL'] }, { capabilities: { drop: ['ALL'] } }],
    'a misspelt runAsNonRoot': [{ runAsNonroot: true }, { runAsNonRoot: true }],
  }),
  ...valuesAt('Service', `${CONTAINER}/command`, {
    'a command as text': ['node main.js', ['node', 'main.js']],
    'a command with a number': [
      ['sleep', 10],
      ['sleep', '10'],
    ],
  }),
  pair(
    'two mounts on one path',
    'Service',
    {
      [`${POD}/volumes`]: [{ name: 'a', secret: { secretName: 'a' } }],
      [`${CONTAINER}/volumeMounts`]: [
        { name: 'a', mountPath: '/a' },
        { name: 'a', mountPath: '/a' },
      ],
    },
    {
      [`${POD}/volumes`]: [{ name: 'a', secret: { secretName: 'a' } }],
      [`${CONTAINER}/volumeMounts`]: [
        { name: 'a', mountPath: '/a' },
        { name: 'a', mountPath: '/b' },
      ],
    },
  ),
  ...Object.entries({
    'a volume without name': [{ secret: { secretName: 'a' } }],
    'two volumes of one name': [
      { name: 'a', secret: { secretName: 'a' } },
      { name: 'a', secret: { secretName: 'b' } },
    ],
    'a secret volume with name for secretName': [{ name: 'a', secret: { name: 'a' } }],
  }).map(([title, volumes]) => {
    const mounted = { [`${CONTAINER}/volumeMounts`]: [{ name: 'a', mountPath: '/a' }] };
    return pair(
      title,
      'Service',
      { [`${POD}/volumes`]: volumes, ...mounted },
      { [`${POD}/volumes`]: [{ name: 'a', secret: { secretName: 'a' } }], ...mounted },
    );
  }),
  pair(
    'a mount without mountPath',
    'Service',
    { [`${POD}/volumes`]: [{ name: 'a', emptyDir: {} }], [`${CONTAINER}/volumeMounts`]: [{ name: 'a' }] },
    {
      [`${POD}/volumes`]: [{ name: 'a', emptyDir: {} }],
      [`${CONTAINER}/volumeMounts`]: [{ name: 'a', mountPath: '/a' }],
    },
  ),
];

const podPairs: readonly Pair[] = [
  ...valuesAt('Service', POD, {
    'misspelt containers': [{ container: [minimalContainer] }, { containers: [minimalContainer] }],
    'containers as a map': [{ containers: minimalContainer }, { containers: [minimalContainer] }],
    'a misspelt image': [{ containers: [{ ...minimalContainer, img: 'a/b' }] }, { containers: [minimalContainer] }],
    'an image that is a number': [
      { containers: [{ ...minimalContainer, image: 1 }] },
      { containers: [{ ...minimalContainer, image: 'a/b' }] },
    ],
    'a null container': [{ containers: [null] }, { containers: [minimalContainer] }],
    'null containers': [{ containers: null }, { containers: [minimalContainer] }],
    'timeoutSeconds as text': [
      { containers: [minimalContainer], timeoutSeconds: '60' },
      { containers: [minimalContainer], timeoutSeconds: 60 },
    ],
    'timeoutSeconds with a unit': [
      { containers: [minimalContainer], timeoutSeconds: '60s' },
      { containers: [minimalContainer], timeoutSeconds: null },
    ],
    'containerConcurrency with a fraction': [
      { containers: [minimalContainer], containerConcurrency: 0.5 },
      { containers: [minimalContainer], containerConcurrency: 5.0 },
    ],
    'a negative containerConcurrency': [
      { containers: [minimalContainer], containerConcurrency: -1 },
      { containers: [minimalContainer], containerConcurrency: 0 },
    ],
    'a containerConcurrency beyond 64 bits': [
      { containers: [minimalContainer], containerConcurrency: 1e300 },
      { containers: [minimalContainer], containerConcurrency: 1000 },
    ],
    'a timeout that is far too long': [
      { containers: [minimalContainer], timeoutSeconds: HUGE },
      { containers: [minimalContainer], timeoutSeconds: 600 },
    ],
    'replicas of a Deployment': [
      { containers: [minimalContainer], replicas: 2 },
      { containers: [minimalContainer], containerConcurrency: 2 },
    ],
    'a misspelt serviceAccountName': [
      { containers: [minimalContainer], serviceAcountName: 'a' },
      { containers: [minimalContainer], serviceAccountName: 'a' },
    ],
    'pull secrets as texts': [
      { containers: [minimalContainer], imagePullSecrets: ['a'] },
      { containers: [minimalContainer], imagePullSecrets: [{ name: 'a' }] },
    ],
    'enableServiceLinks as text': [
      { containers: [minimalContainer], enableServiceLinks: 'false' },
      { containers: [minimalContainer], enableServiceLinks: false },
    ],
    'volumes as a map': [
      { containers: [minimalContainer], volumes: { a: { emptyDir: {} } } },
      { containers: [minimalContainer], volumes: [] },
    ],
  }),
];

const shapePairs: readonly Pair[] = [
  ...valuesAt('Service', '/spec', {
    'no spec': [undefined, objects.Service.spec],
    'a null spec': [null, objects.Service.spec],
    'an empty spec': [{}, objects.Service.spec],
    'a spec that is a list': [[objects.Service.spec], objects.Service.spec],
    'a misspelt template': [{ tempalte: objects.Service.spec.template }, { template: objects.Service.spec.template }],
    'an empty template': [{ template: {} }, objects.Service.spec],
    'containers without a template': [{ containers: [minimalContainer] }, objects.Service.spec],
    'an unknown field of the spec': [{ ...objects.Service.spec, replicas: 1 }, objects.Service.spec],
  }),
  ...valuesAt('Service', '/spec/template/metadata', {
    'annotations with a number': [
      { annotations: { 'autoscaling.knative.dev/min-scale': 1 } },
      { annotations: { 'autoscaling.knative.dev/min-scale': '1' } },
    ],
    'a label that is a number': [{ labels: { version: 2 } }, { labels: { version: '2' } }],
    'annotations as a list': [{ annotations: ['a=b'] }, { annotations: { a: 'b' } }],
  }),
  ...valuesAt('Service', '/spec/traffic', {
    'a percent as text': [[{ latestRevision: true, percent: '100' }], [{ latestRevision: true, percent: 100 }]],
    'a percent with a fraction': [[{ latestRevision: true, percent: 99.5 }], [{ latestRevision: true, percent: 100 }]],
    'latestRevision as text': [[{ latestRevision: 'true', percent: 100 }], [{ latestRevision: true, percent: 100 }]],
    'traffic as a map': [{ latestRevision: true, percent: 100 }, [{ latestRevision: true, percent: 100 }]],
    'a misspelt revisionName': [[{ revision: 'hello-1', percent: 100 }], [{ revisionName: 'hello-1', percent: 100 }]],
    'a tag that is a number': [
      [{ latestRevision: true, percent: 100, tag: 1 }],
      [{ latestRevision: true, percent: 100, tag: 'v1' }],
    ],
    'a negative percent': [
      [
        { latestRevision: true, percent: -1 },
        { revisionName: 'hello-1', percent: 101 },
      ],
      [
        { latestRevision: true, percent: 0 },
        { revisionName: 'hello-1', percent: 100 },
      ],
    ],
  }),
  pair('an unknown field at the top', 'Service', { '/template': {} }, {}),
  pair('an unknown field that is null', 'Service', { '/spec/replicas': null }, { '/spec/traffic': null }),
  pair('metadata.lables that is null', 'Service', { '/metadata/lables': null }, { '/metadata/labels': null }),
  pair('Spec in upper case', 'Service', { '/Spec': {} }, {}),
  pair('a misspelt status', 'Service', { '/state': {} }, { '/status': {} }),
  pair('a status that is a text', 'Service', { '/status': 'ready' }, { '/status': { url: 'http://hello' } }),
  ...valuesAt('Configuration', '/spec', {
    'a misspelt template': [{ templates: objects.Configuration.spec.template }, objects.Configuration.spec],
    'traffic on a Configuration': [
      { ...objects.Configuration.spec, traffic: [{ latestRevision: true, percent: 100 }] },
      objects.Configuration.spec,
    ],
  }),
  ...valuesAt('Revision', '/spec', {
    'a template in a Revision': [{ template: objects.Service.spec.template }, { containers: [minimalContainer] }],
    'a timeout that is true': [
      { containers: [minimalContainer], timeoutSeconds: true },
      { containers: [minimalContainer], timeoutSeconds: 30 },
    ],
  }),
  ...valuesAt('Route', '/spec', {
    'no traffic': [{}, objects.Route.spec],
    'a percent as text': [
      { traffic: [{ configurationName: 'hello', percent: '100' }] },
      { traffic: [{ configurationName: 'hello', percent: 100 }] },
    ],
    'an unknown field': [{ ...objects.Route.spec, template: {} }, objects.Route.spec],
  }),
  ...valuesAt('DomainMapping', '/spec', {
    'no ref': [{}, objects.DomainMapping.spec],
    'a ref without kind': [
      { ref: { ...objects.DomainMapping.spec.ref, kind: undefined } },
      { ref: objects.DomainMapping.spec.ref },
    ],
    'a ref that is a name': [{ ref: 'hello' }, { ref: objects.DomainMapping.spec.ref }],
    'a misspelt secret': [
      { ref: objects.DomainMapping.spec.ref, tls: { secret: 'a' } },
      { ref: objects.DomainMapping.spec.ref, tls: { secretName: 'a' } },
    ],
    'tls without its secret': [
      { ref: objects.DomainMapping.spec.ref, tls: {} },
      { ref: objects.DomainMapping.spec.ref, tls: { secretName: 'a' } },
    ],
  }),
];

/** Faults of structure in the kinds of serving.knative.dev. */
export const servingPairs: readonly Pair[] = [...containerPairs, ...podPairs, ...shapePairs];
