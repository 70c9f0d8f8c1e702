import { minimalContainer } from '../../../lib/rules/minimal';
import { type Pair, pair, valuesAt } from '../corpus/pair';

const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;
const serving = { ...minimalContainer, ports: [{ containerPort: 8080 }] };
const sidecar = (fields: object) => [serving, { ...minimalContainer, ...fields }];

const fields: readonly Pair[] = [
  ...valuesAt('Service', `${POD}/timeoutSeconds`, {
    'a timeout above the limit': [601, 600],
    'a negative timeout': [-1, 0],
    'a timeout with a unit': ['300s', 300],
    'a timeout with a fraction': [0.5, 1],
  }),
  ...valuesAt('Configuration', `${POD}/timeoutSeconds`, { 'a timeout of an hour': [3600, 60] }),
  ...valuesAt('Revision', '/spec/timeoutSeconds', { 'a timeout of an hour': [3600, 60] }),
  ...valuesAt('Service', `${POD}/containerConcurrency`, {
    'concurrency above the limit': [1001, 1000],
    'negative concurrency': [-1, 0],
    'concurrency as text': ['10', 10],
  }),
  ...valuesAt('Service', `${POD}/serviceAccountName`, {
    'an account in capitals': ['Robot', 'robot'],
    'an account with an underscore': ['my_robot', 'my.robot'],
  }),
  ...valuesAt('Service', `${POD}/automountServiceAccountToken`, { 'the token mounted': [true, false] }),
  ...valuesAt('Service', `${POD}/nodeSelector`, { 'a node selector': [{ disktype: 'ssd' }, undefined] }),
  ...valuesAt('Service', `${POD}/tolerations`, { 'an empty list of tolerations': [[], undefined] }),
  ...valuesAt('Service', `${POD}/affinity`, { 'empty affinity': [{}, undefined] }),
  ...valuesAt('Service', `${POD}/hostNetwork`, { 'the network of the node': [true, false] }),
  ...valuesAt('Service', `${POD}/shareProcessNamespace`, { 'processes not shared': [false, undefined] }),
  ...valuesAt('Service', `${POD}/priorityClassName`, { 'a priority': ['high', ''] }),
  ...valuesAt('Service', `${POD}/runtimeClassName`, { 'an empty runtime class': ['', undefined] }),
  ...valuesAt('Service', `${POD}/dnsPolicy`, { 'a DNS policy': ['Default', ''] }),
  ...valuesAt('Service', `${POD}/securityContext`, { 'an empty pod security context': [{}, undefined] }),
  ...valuesAt('Service', `${POD}/initContainers`, {
    'an init container': [[minimalContainer], undefined],
    'no init container in a list': [[], undefined],
  }),
  ...valuesAt('Service', `${POD}/containers`, {
    'no container': [[], [minimalContainer]],
    'an empty container': [[{}], [{ image: 'ab' }]],
    'two containers without port': [[minimalContainer, minimalContainer], sidecar({})],
    'two containers with a port each': [sidecar({ ports: [{ containerPort: 8081 }] }), sidecar({ ports: [] })],
    'one name twice': [
      [
        { ...serving, name: 'a' },
        { ...minimalContainer, name: 'a' },
      ],
      [
        { ...serving, name: 'a' },
        { ...minimalContainer, name: 'A' },
      ],
    ],
    'a default name that is taken': [
      [
        { ...serving, name: 'user-container-0' },
        { ...minimalContainer, name: 'user-container-0' },
      ],
      [{ ...serving, name: 'user-container-0' }, minimalContainer],
    ],
    'a probe beside the serving container': [
      sidecar({ livenessProbe: { httpGet: { path: '/' } } }),
      sidecar({ livenessProbe: {} }),
    ],
    'a readiness probe beside the serving container': [sidecar({ readinessProbe: {} }), sidecar({ startupProbe: {} })],
    'K_SERVICE beside the serving container': [
      sidecar({ env: [{ name: 'K_SERVICE', value: 'a' }] }),
      sidecar({ env: [{ name: 'PORT', value: 'a' }] }),
    ],
  }),
  pair('a Service without spec', 'Service', { '/spec': undefined }, {}),
  pair('a Service without template', 'Service', { '/spec/template': undefined }, {}),
];

const containers: readonly Pair[] = [
  ...valuesAt('Service', `${CONTAINER}/name`, { 'the name of the queue': ['queue-proxy', 'Queue_Proxy'] }),
  ...valuesAt('Service', `${CONTAINER}/image`, {
    'no image': [undefined, 'ab'],
    'an empty image': ['', 'library/ab'],
    'an image in capitals': ['Example/Hello', 'example/hello'],
    'an image of one letter': ['a', 'aa'],
    'an empty tag': ['hello:', 'hello:1'],
    'a tag with a plus': ['hello:1+2', 'hello:1_2'],
    'a tag of 129 letters': [`hello:${'t'.repeat(129)}`, `hello:${'t'.repeat(128)}`],
    'a short digest': ['hello@sha256:abc', `hello@sha256:${'a'.repeat(64)}`],
    'a digest in capitals': [`hello@sha256:${'A'.repeat(64)}`, `hello:A@sha256:${'a'.repeat(64)}`],
    'a digest of another kind': [`hello@sha512:${'a'.repeat(64)}`, `r.io/hello@sha256:${'a'.repeat(64)}`],
    'an image with a space': ['hello world', 'hello-world'],
    'a space at the end': ['hello ', 'hello'],
    'a template': ['{{ .Values.image }}', 'values.image'],
    'a shell variable': ['$IMAGE', 'image'],
    'a port in letters': ['localhost:port/hello', 'localhost:5000/hello'],
    'a registry alone': ['example.com/', 'example.com'],
    'a registry with an underscore and a space': ['my registry.io/hello', 'my_registry.io/hello'],
    'a scheme with capitals': ['https://example.com/Hello', 'https://example.com/hello'],
  }),
  ...valuesAt('Service', `${CONTAINER}/terminationMessagePolicy`, { 'a policy that does not exist': ['file', 'File'] }),
  ...valuesAt('Service', `${CONTAINER}/env`, {
    'PORT is set': [[{ name: 'PORT', value: '80' }], [{ name: 'port', value: '80' }]],
    'K_REVISION is set': [[{ name: 'K_REVISION', value: 'a' }], [{ name: 'K_REV', value: 'a' }]],
    'an empty name': [[{ name: '', value: 'a' }], [{ name: 'A B', value: 'a' }]],
    'a field of the pod': [
      [{ name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
      [{ name: 'IP', valueFrom: {} }],
    ],
    'a limit of the container': [
      [{ name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } }],
      [{ name: 'CPU', value: '1', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }],
    ],
  }),
  ...valuesAt('Service', `${CONTAINER}/envFrom`, {
    'no source': [[{ prefix: 'A_' }], [{ prefix: 'A_', secretRef: { name: 'a' } }]],
    'both sources': [
      [{ configMapRef: { name: 'a' }, secretRef: { name: 'a' } }],
      [{ configMapRef: {} }, { secretRef: {} }],
    ],
  }),
  ...valuesAt('Service', `${CONTAINER}/ports`, {
    'two ports': [[{ containerPort: 80 }, { containerPort: 81 }], [{ containerPort: 80 }]],
    'the port of the queue': [[{ containerPort: 8012 }], [{ containerPort: 8112 }]],
    'the port of metrics': [[{ containerPort: 9090 }], [{ containerPort: 9092 }]],
    'the port of profiling': [[{ containerPort: 8008 }], [{ containerPort: 8009 }]],
    'a port above 65535': [[{ containerPort: 65536 }], [{ containerPort: 65535 }]],
    'a negative port': [[{ containerPort: -1 }], [{ containerPort: 0 }]],
    'the name http': [[{ containerPort: 80, name: 'http' }], [{ containerPort: 80, name: 'http1' }]],
    'the name http2': [[{ containerPort: 80, name: 'http2' }], [{ containerPort: 80, name: 'h2c' }]],
    'the name in capitals': [[{ containerPort: 80, name: 'H2C' }], [{ containerPort: 80, name: '' }]],
    UDP: [[{ containerPort: 80, protocol: 'UDP' }], [{ containerPort: 80, protocol: 'TCP' }]],
    'tcp in lower case': [[{ containerPort: 80, protocol: 'tcp' }], [{ containerPort: 80, protocol: '' }]],
  }),
  ...valuesAt('Service', `${CONTAINER}/securityContext`, {
    privileged: [{ privileged: true }, { privileged: false }],
    'capabilities added': [{ capabilities: { add: ['NET_ADMIN'] } }, { capabilities: { drop: ['all'] } }],
    'an empty list of capabilities added': [{ capabilities: { add: [] } }, { capabilities: { drop: [] } }],
    'a negative user': [{ runAsUser: -1 }, { runAsUser: 0, runAsNonRoot: true }],
    'a user of 32 bits': [{ runAsUser: 2147483648 }, { runAsUser: 2147483647 }],
    'a negative group': [{ runAsGroup: -1 }, { runAsGroup: 0 }],
    'a user by name': [{ runAsUser: 'nobody' }, { runAsUser: 65534 }],
  }),
  ...valuesAt('Service', `${CONTAINER}/resources`, {
    'memory in MB': [{ limits: { memory: '64MB' } }, { limits: { memory: '64M' } }],
    'an amount in words': [{ requests: { cpu: 'one' } }, { requests: { cpu: '1', memroy: '1' } }],
    'a bare exponent': [{ limits: { cpu: '1e' } }, { limits: { cpu: '1e3', memory: '-1' } }],
  }),
];

const probes: readonly Pair[] = [
  ...valuesAt('Service', `${CONTAINER}/livenessProbe`, {
    'an empty probe': [{}, { tcpSocket: {} }],
    'a probe of numbers alone': [{ periodSeconds: 5 }, { periodSeconds: -5, httpGet: {} }],
    'two actions': [{ httpGet: {}, exec: { command: ['a'] } }, { exec: { command: ['a'] } }],
    'the wrong port name': [{ httpGet: { port: 'web' } }, { httpGet: { port: 'http' } }],
    'a port number as text': [{ httpGet: { port: '8080' } }, { httpGet: { port: 8080 } }],
    'the wrong port name over TCP': [{ tcpSocket: { port: 'http1' } }, { tcpSocket: { port: 0 } }],
  }),
  ...valuesAt('Service', `${CONTAINER}/startupProbe`, {
    'an empty startup probe': [{}, { grpc: { port: 1 } }],
    'gRPC beside HTTP': [{ grpc: { port: 1 }, httpGet: {} }, { httpGet: { path: 'a', scheme: 'https' } }],
  }),
  ...valuesAt('Service', `${CONTAINER}/readinessProbe`, {
    'a negative period': [
      { httpGet: {}, periodSeconds: -1 },
      { httpGet: {}, periodSeconds: 0 },
    ],
    'a negative delay': [{ initialDelaySeconds: -1 }, { initialDelaySeconds: 0 }],
    'a negative success threshold': [{ successThreshold: -1 }, { successThreshold: 0 }],
    'a timeout without period': [{ timeoutSeconds: 1 }, { timeoutSeconds: 1, periodSeconds: 1 }],
    'a failure threshold without period': [{ failureThreshold: 3 }, { failureThreshold: 3, periodSeconds: 1 }],
    'a negative timeout': [
      { periodSeconds: 1, timeoutSeconds: -1 },
      { periodSeconds: 1, timeoutSeconds: 0 },
    ],
    'two actions': [{ httpGet: {}, tcpSocket: {} }, { tcpSocket: {} }],
    'the wrong port name': [{ tcpSocket: { port: 'a' } }, { tcpSocket: { port: '' } }],
  }),
  pair(
    'the name http of a port that is named otherwise',
    'Service',
    {
      [`${CONTAINER}/ports`]: [{ containerPort: 80, name: 'h2c' }],
      [`${CONTAINER}/livenessProbe`]: { httpGet: { port: 'http' } },
    },
    {
      [`${CONTAINER}/ports`]: [{ containerPort: 80, name: 'h2c' }],
      [`${CONTAINER}/livenessProbe`]: { httpGet: { port: 'h2c' } },
    },
  ),
];

export const podPairs: readonly Pair[] = [...fields, ...containers, ...probes];
