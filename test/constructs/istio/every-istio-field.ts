import { type Chart, Duration } from 'cdk8s';
import {
  AuthorizationPolicy,
  DestinationRule,
  Gateway,
  PeerAuthentication,
  ServiceEntry,
  VirtualService,
} from '../../../constructs';
import type { HTTPMatchRequest, StringMatch } from '../../../lib/api/istio/networking/v1/http-match';

const text: StringMatch = { exact: 'a', prefix: 'a', regex: 'a' };
const headers = { set: { a: 'b' }, add: { a: 'b' }, remove: ['c'] };
const both = { request: headers, response: headers };
const seconds = Duration.seconds(5);
const percentage = { value: 10 };
const destination = { host: 'a', subset: 'v1', port: { number: 80 } };
const match: HTTPMatchRequest = {
  name: 'a',
  uri: text,
  ignoreUriCase: true,
  scheme: text,
  method: text,
  authority: text,
  headers: { a: text },
  withoutHeaders: { a: text },
  queryParams: { a: text },
  port: 80,
  sourceLabels: { a: 'b' },
  sourceNamespace: 'a',
  gateways: ['a'],
  statPrefix: 'a',
};
const layer4 = {
  destinationSubnets: ['10.0.0.0/8'],
  port: 80,
  sourceLabels: { a: 'b' },
  sourceNamespace: 'a',
  gateways: ['a'],
};
const pool = {
  tcp: {
    maxConnections: 1,
    connectTimeout: seconds,
    tcpKeepalive: { probes: 1, time: seconds, interval: seconds },
    maxConnectionDuration: seconds,
    idleTimeout: seconds,
  },
  http: {
    http1MaxPendingRequests: 1,
    http2MaxRequests: 1,
    maxRequestsPerConnection: 1,
    maxRetries: 1,
    idleTimeout: seconds,
    h2UpgradePolicy: 'UPGRADE',
    useClientProtocol: true,
    maxConcurrentStreams: 1,
  },
} as const;
const loadBalancer = {
  simple: 'RANDOM',
  consistentHash: {
    httpHeaderName: 'a',
    httpCookie: { name: 'a', path: '/', ttl: seconds, attributes: [{ name: 'a', value: 'b' }] },
    useSourceIp: true,
    httpQueryParameterName: 'a',
    ringHash: { minimumRingSize: 1 },
    maglev: { tableSize: 1 },
    minimumRingSize: 1,
  },
  localityLbSetting: {
    distribute: [{ from: 'a', to: { b: 100 } }],
    failover: [{ from: 'a', to: 'b' }],
    failoverPriority: ['a'],
    enabled: true,
  },
  warmupDurationSecs: seconds,
  warmup: { duration: seconds, minimumPercent: 10, aggression: 1 },
} as const;
const outlierDetection = {
  consecutiveErrors: 1,
  splitExternalLocalOriginErrors: true,
  consecutiveLocalOriginFailures: 1,
  consecutiveGatewayErrors: 1,
  consecutive5xxErrors: 1,
  interval: seconds,
  baseEjectionTime: seconds,
  maxEjectionPercent: 1,
  minHealthPercent: 1,
};
const clientTls = {
  mode: 'MUTUAL',
  clientCertificate: 'a',
  privateKey: 'a',
  caCertificates: 'a',
  credentialName: 'a',
  subjectAltNames: ['a'],
  sni: 'a',
  insecureSkipVerify: true,
  caCrl: 'a',
} as const;
const ofPort = { loadBalancer, connectionPool: pool, outlierDetection, tls: clientTls };
const trafficPolicy = {
  ...ofPort,
  portLevelSettings: [{ port: { number: 80 }, ...ofPort }],
  tunnel: { protocol: 'POST', targetHost: 'a', targetPort: 80 },
  proxyProtocol: { version: 'V2' },
  retryBudget: { percent: 10, minRetryConcurrency: 1 },
} as const;
const certificate = { serverCertificate: 'a', privateKey: 'a', caCertificates: 'a' };

/** Objects with every field that their constructs can set; together they make no sense. */
export function everyIstioField(chart: Chart): void {
  new VirtualService(chart, 'virtual-service', {
    hosts: ['a'],
    gateways: [Gateway.knativeLocal],
    exportTo: ['.'],
    http: [
      {
        name: 'a',
        match: [match],
        route: [{ destination, weight: 1, headers: both }],
        redirect: {
          uri: '/',
          authority: 'a',
          port: 80,
          derivePort: 'FROM_REQUEST_PORT',
          scheme: 'http',
          redirectCode: 301,
        },
        directResponse: { status: 200, body: { string: 'a', bytes: 'YQ==' } },
        delegate: { name: 'a', namespace: 'b' },
        rewrite: { uri: '/', authority: 'a', uriRegexRewrite: { match: 'a', rewrite: 'b' } },
        timeout: seconds,
        retries: {
          attempts: 1,
          perTryTimeout: seconds,
          retryOn: '5xx',
          backoff: seconds,
          retryIgnorePreviousHosts: true,
          retryRemoteLocalities: true,
        },
        fault: {
          delay: { fixedDelay: seconds, exponentialDelay: seconds, percentage, percent: 1 },
          abort: { httpStatus: 500, grpcStatus: 'OK', http2Error: 'a', percentage },
        },
        mirror: destination,
        mirrors: [{ destination, percentage }],
        mirrorPercentage: percentage,
        mirrorPercent: 1,
        mirror_percent: 1,
        corsPolicy: {
          allowOrigins: [text],
          allowOrigin: ['a'],
          allowMethods: ['GET'],
          allowHeaders: ['a'],
          exposeHeaders: ['a'],
          maxAge: seconds,
          allowCredentials: true,
          unmatchedPreflights: 'FORWARD',
        },
        headers: both,
      },
    ],
    tls: [{ match: [{ sniHosts: ['a'], ...layer4 }], route: [{ destination, weight: 1 }] }],
    tcp: [{ match: [{ sourceSubnet: 'a', ...layer4 }], route: [{ destination, weight: 1 }] }],
  });
  new Gateway(chart, 'gateway', {
    selector: { a: 'b' },
    servers: [
      {
        port: { number: 80, protocol: 'HTTP', name: 'a', targetPort: 80 },
        bind: '0.0.0.0',
        hosts: ['*'],
        defaultEndpoint: 'a',
        name: 'a',
        tls: {
          httpsRedirect: true,
          mode: 'SIMPLE',
          credentialName: 'a',
          credentialNames: ['a'],
          caCertCredentialName: 'a',
          ...certificate,
          caCrl: 'a',
          tlsCertificates: [certificate],
          subjectAltNames: ['a'],
          verifyCertificateSpki: ['a'],
          verifyCertificateHash: ['a'],
          minProtocolVersion: 'TLSV1_2',
          maxProtocolVersion: 'TLSV1_3',
          cipherSuites: ['AES128-SHA'],
        },
      },
    ],
  });
  new DestinationRule(chart, 'destination-rule', {
    host: 'a',
    trafficPolicy,
    subsets: [{ name: 'v1', labels: { a: 'b' }, trafficPolicy }],
    exportTo: ['.'],
    selector: { a: 'b' },
  });
  new ServiceEntry(chart, 'service-entry', {
    hosts: ['a.example.com'],
    ports: [{ number: 80, protocol: 'HTTP', name: 'a', targetPort: 80 }],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    addresses: ['10.0.0.1'],
    endpoints: [
      {
        address: '10.0.0.1',
        ports: { a: 80 },
        labels: { a: 'b' },
        network: 'a',
        locality: 'a',
        weight: 1,
        serviceAccount: 'a',
      },
    ],
    selector: { a: 'b' },
    exportTo: ['.'],
    subjectAltNames: ['a'],
  });
  new PeerAuthentication(chart, 'peer-authentication', {
    selector: { a: 'b' },
    mode: 'STRICT',
    ports: { 80: 'DISABLE' },
  });
  const values = ['a'];
  new AuthorizationPolicy(chart, 'authorization-policy', {
    selector: { a: 'b' },
    targets: [{ group: 'a', kind: 'A', name: 'a', namespace: 'a' }],
    action: 'CUSTOM',
    provider: 'a',
    rules: [
      {
        from: [
          {
            source: {
              principals: values,
              notPrincipals: values,
              requestPrincipals: values,
              notRequestPrincipals: values,
              namespaces: values,
              notNamespaces: values,
              serviceAccounts: values,
              notServiceAccounts: values,
              trustDomains: values,
              notTrustDomains: values,
              ipBlocks: values,
              notIpBlocks: values,
              remoteIpBlocks: values,
              notRemoteIpBlocks: values,
            },
          },
        ],
        to: [
          {
            operation: {
              hosts: values,
              notHosts: values,
              ports: values,
              notPorts: values,
              methods: values,
              notMethods: values,
              paths: values,
              notPaths: values,
            },
          },
        ],
        when: [{ key: 'a', values, notValues: values }],
      },
    ],
  });
}
