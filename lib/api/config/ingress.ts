import type { ConfigTable } from './key';
import { configMapOf } from './problems';

const gateways = (doc: string) =>
  ({
    type: 'yaml',
    holds: 'list',
    shape: 'readonly IstioGatewayEntry[]',
    fields: ['name', 'namespace', 'service', 'labelSelector'],
    required: ['name', 'namespace', 'service'],
    default: '',
    doc,
  }) as const;

/** `config-istio` of net-istio. */
export const istioConfigMap = configMapOf({
  namespace: 'knative-serving',
  name: 'config-istio',
  settings: 'IstioSettings',
  doc: 'The gateways of Istio that serve what Knative exposes. Two empty lists leave all to the mesh.',
  keys: {
    'external-gateways': gateways('Gateways for hosts that are reached from outside.'),
    'local-gateways': gateways('Gateways for hosts inside the cluster.'),
  },
  entries: [
    {
      prefix: 'gateway.',
      prop: 'oldGateways',
      key: { type: 'text', default: '', doc: 'Hosts of the Services before gateways, in the old form.' },
    },
    {
      prefix: 'local-gateway.',
      prop: 'oldLocalGateways',
      key: { type: 'text', default: '', doc: 'The same inside the cluster.' },
    },
  ],
  removed: { 'enable-virtualservice-status': undefined, 'reconcile-gateway': undefined },
});

const off = (doc: string) => ({ type: 'boolean', default: false, doc }) as const;
const text = (doc: string, value = '') => ({ type: 'text', default: value, doc }) as const;

const kourierKeys = {
  'enable-service-access-logging': {
    type: 'boolean',
    default: true,
    doc: 'Whether the gateway writes a line for each request.',
  },
  'service-access-log-template': text('The line of a request, as Envoy writes formats.'),
  'enable-proxy-protocol': off('Whether a load balancer before the gateway speaks the PROXY protocol.'),
  'cluster-cert-secret': text(
    "Secret with the certificate for hosts inside the cluster, in the controller's namespace.",
  ),
  'stream-idle-timeout': {
    type: 'duration',
    default: 0,
    minimum: 0,
    doc: 'How long a request may go without a byte; 0 sets no limit.',
  },
  'enable-cryptomb': off('Whether TLS is done by CryptoMB.'),
  'trusted-hops-count': {
    type: 'integer',
    bits: 32,
    default: 0,
    minimum: 0,
    doc: 'How many proxies before the gateway are believed what they write to X-Forwarded-For.',
  },
  'use-remote-address': off("Whether the client's address is that of the connection."),
  'cipher-suites': { type: 'list', default: [], doc: 'Cipher suites that the gateway offers.' },
  'disable-envoy-server-header': off('Whether the gateway leaves the header Server out.'),
  'extauthz-host': text('Who is asked whether a request may pass, as host:port.'),
  'extauthz-protocol': {
    type: 'enum',
    values: ['grpc', 'http', 'https'],
    default: 'grpc',
    doc: 'How it is asked.',
  },
  'extauthz-failure-mode-allow': off('Whether requests pass while nobody can be asked.'),
  'extauthz-max-request-body-bytes': {
    type: 'integer',
    bits: 32,
    default: 8192,
    minimum: 0,
    unit: 'bytes',
    doc: 'How much of a request is shown.',
  },
  'extauthz-timeout': {
    type: 'integer',
    bits: 32,
    default: 2000,
    minimum: 0,
    unit: 'milliseconds',
    doc: 'How long an answer may take.',
  },
  'extauthz-path-prefix': text('What stands before the path where it is asked by http.'),
  'extauthz-pack-as-byte': off('Whether bodies are shown as bytes, and not as text.'),
  'certs-secret-name': text('Secret with the certificate of the gateway.'),
  'certs-secret-namespace': text('Namespace of that Secret.'),
  'tracing-endpoint': text('URL of the collector of traces; empty for none.'),
  'tracing-protocol': { type: 'enum', values: ['grpc', 'http/protobuf'], default: 'grpc', doc: 'How traces are sent.' },
  'tracing-sampling-rate': {
    type: 'number',
    default: 1,
    minimum: 0,
    maximum: 1,
    doc: 'Part of the requests that are traced.',
  },
  'tracing-service-name': text('Name of the gateway in traces.', 'kourier-knative'),
} as const satisfies ConfigTable;

/** `config-kourier`. */
export const kourierConfigMap = configMapOf({
  namespace: 'knative-serving',
  name: 'config-kourier',
  settings: 'KourierSettings',
  doc: "Kourier's gateway.",
  keys: kourierKeys,
});

const gatewayApi = (doc: string) =>
  ({
    type: 'yaml',
    holds: 'list',
    shape: 'readonly [GatewayApiEntry]',
    fields: ['class', 'gateway', 'service', 'supported-features', 'proxy-protocol-enabled'],
    required: ['class', 'gateway'],
    default: '',
    doc,
  }) as const;

/** `config-gateway` of net-gateway-api. */
export const gatewayApiConfigMap = configMapOf({
  namespace: 'knative-serving',
  name: 'config-gateway',
  settings: 'GatewayApiSettings',
  doc: 'The Gateways of the Gateway API that serve what Knative exposes; one of each sort.',
  keys: {
    'external-gateways': gatewayApi('Gateway for hosts that are reached from outside.'),
    'local-gateways': gatewayApi('Gateway for hosts inside the cluster.'),
  },
});
