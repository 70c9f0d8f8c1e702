import type { KubeObject } from '../../../lib/api/meta/v1';
import { mergePatch } from '../../../lib/rules/examples';
import { minimalIstio } from '../../../lib/rules/minimal-istio';
import type { Pair } from './pair';

type Cases = Readonly<Record<string, readonly [fault: object, nearMiss: object]>>;

/** Pairs whose fault and near miss are patches of a kind's minimal spec. */
function specsOf(name: keyof typeof minimalIstio & string, cases: Cases): Pair[] {
  const of = (spec: object) => mergePatch(minimalIstio[name], { spec }) as KubeObject;
  const kind = name.slice(name.lastIndexOf('/') + 1);
  return Object.entries(cases).map(([title, [fault, nearMiss]]) => {
    return { title: `${kind} of Istio: ${title}`, fault: of(fault), nearMiss: of(nearMiss) };
  });
}

const route = [{ destination: { host: 'shop.default.svc.cluster.local' } }];
const http = (...routes: readonly object[]) => ({ http: routes.map((one) => ({ route, ...one })) });
const match = (one: object) => http({ match: [one] });
const server = (one: object) => ({
  servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['shop.example.com'], ...one }],
});
const policy = (trafficPolicy: object) => ({ trafficPolicy });
const rule = (one: object) => ({ rules: [one] });
const port = { number: 443, name: 'tls', protocol: 'TLS' };

/** Faults that people make in Istio's objects. */
export const istioPairs: readonly Pair[] = [
  ...specsOf('networking.istio.io/v1/VirtualService', {
    'a host that is a text': [{ hosts: 'shop.example.com' }, { hosts: ['shop.example.com'] }],
    'a host that is a URL': [{ hosts: ['http://shop.example.com'] }, { hosts: ['shop.example.com'] }],
    'a wildcard in the middle': [{ hosts: ['shop.*.com'] }, { hosts: ['*.shop.com'] }],
    'any host for the mesh': [
      { hosts: ['*'], gateways: ['mesh'] },
      { hosts: ['*'], gateways: ['shop'] },
    ],
    'a uri that is a text': [match({ uri: '/login' }), match({ uri: { prefix: '/login' } })],
    'a comparison that is none': [match({ uri: { suffix: '/login' } }), match({ uri: { regex: '.*/login' } })],
    'two comparisons': [match({ uri: { exact: '/a', prefix: '/a' } }), match({ uri: { exact: '/a' } })],
    'a header that is a text': [match({ headers: { foo: 'bar' } }), match({ headers: { foo: { exact: 'bar' } } })],
    'an expression that looks ahead': [match({ uri: { regex: '/(?!a)' } }), match({ uri: { regex: '/(?:a)' } })],
    'a glob as an expression': [match({ uri: { regex: '*' } }), match({ uri: { regex: '.*' } })],
    'a timeout without a unit': [http({ timeout: '30' }), http({ timeout: '30s' })],
    'a timeout that is a number': [http({ timeout: 30 }), http({ timeout: '30s' })],
    'a timeout of nothing': [http({ timeout: '0s' }), http({ timeout: '1ms' })],
    'retries on conditions with spaces': [
      http({ retries: { attempts: 2, retryOn: '5xx, reset' } }),
      http({ retries: { attempts: 2, retryOn: '5xx,reset' } }),
    ],
    'a time for tries that are switched off': [
      http({ retries: { attempts: 0, perTryTimeout: '2s' } }),
      http({ retries: { attempts: 1, perTryTimeout: '2s' } }),
    ],
    'a port by its name': [
      { http: [{ route: [{ destination: { host: 'shop', port: { name: 'http' } } }] }] },
      { http: [{ route: [{ destination: { host: 'shop', port: { number: 80 } } }] }] },
    ],
    'a port that is a number': [
      { http: [{ route: [{ destination: { host: 'shop', port: 80 } }] }] },
      { http: [{ route: [{ destination: { host: 'shop', port: { number: 80 } } }] }] },
    ],
    'a destination that is a text': [
      { http: [{ route: [{ destination: 'shop' }] }] },
      { http: [{ route: [{ destination: { host: 'shop' } }] }] },
    ],
    'shares of nothing': [
      { http: [{ route: [...route, ...route] }] },
      { http: [{ route: route.concat(route).map((one) => ({ ...one, weight: 50 })) }] },
    ],
    'a route and a redirect': [http({ redirect: { uri: '/a' } }), { http: [{ redirect: { uri: '/a' } }] }],
    'a redirect with 200': [
      { http: [{ redirect: { uri: '/a', redirectCode: 200 } }] },
      { http: [{ redirect: { uri: '/a', redirectCode: 302 } }] },
    ],
    'a rewrite of nothing': [http({ rewrite: {} }), http({ rewrite: { authority: 'a.example.com' } })],
    'the host set twice': [
      http({ rewrite: { authority: 'a' }, headers: { request: { set: { host: 'b' } } } }),
      http({ rewrite: { authority: 'a' }, headers: { request: { set: { 'x-host': 'b' } } } }),
    ],
    'a percent sign alone': [
      http({ headers: { request: { set: { a: '5%' } } } }),
      http({ headers: { request: { set: { a: '5%%' } } } }),
    ],
    'a delegate beside a route': [http({ delegate: { name: 'a' } }), { http: [{ delegate: { name: 'a' } }] }],
    'a misspelt gateways': [{ gateway: ['shop'] }, { gateways: ['shop'] }],
    'TLS for a host that is none of it': [
      { http: null, tls: [{ match: [{ sniHosts: ['a.example.com'] }], route }] },
      { http: null, tls: [{ match: [{ sniHosts: ['shop.example.com'] }], route }] },
    ],
  }),
  ...specsOf('networking.istio.io/v1/Gateway', {
    'HTTPS without a certificate': [
      server({ port: { number: 443, name: 'https', protocol: 'HTTPS' } }),
      server({ port: { number: 443, name: 'https', protocol: 'HTTPS' }, tls: { mode: 'SIMPLE', credentialName: 'a' } }),
    ],
    'HTTP with a certificate': [
      server({ tls: { mode: 'SIMPLE', credentialName: 'a' } }),
      server({ tls: { httpsRedirect: true } }),
    ],
    'a mode in lower case': [
      server({ port: { number: 443, name: 'https', protocol: 'HTTPS' }, tls: { mode: 'simple', credentialName: 'a' } }),
      server({ port: { number: 443, name: 'https', protocol: 'https' }, tls: { mode: 'SIMPLE', credentialName: 'a' } }),
    ],
    'a short name': [server({ hosts: ['shop'] }), server({ hosts: ['shop.example.com'] })],
    'a port without a name': [
      server({ port: { number: 80, protocol: 'HTTP' } }),
      server({ port: { number: 80, protocol: 'HTTP', name: 'a' } }),
    ],
    'a protocol that there is not': [
      server({ port: { number: 80, protocol: 'HTTP1', name: 'a' } }),
      server({ port: { number: 80, protocol: 'HTTP2', name: 'a' } }),
    ],
    'a selector by matchLabels': [{ selector: { matchLabels: { a: 'b' } } }, { selector: { a: 'b' } }],
  }),
  ...specsOf('networking.istio.io/v1/DestinationRule', {
    'an empty policy': [policy({}), policy({ tls: { mode: 'DISABLE' } })],
    'MUTUAL without a certificate': [
      policy({ tls: { mode: 'MUTUAL' } }),
      policy({ tls: { mode: 'MUTUAL', credentialName: 'a' } }),
    ],
    'two ways to balance': [
      policy({ loadBalancer: { simple: 'RANDOM', consistentHash: { useSourceIp: true } } }),
      policy({ loadBalancer: { consistentHash: { useSourceIp: true } } }),
    ],
    'more than all endpoints left out': [
      policy({ outlierDetection: { maxEjectionPercent: 101 } }),
      policy({ outlierDetection: { maxEjectionPercent: 100 } }),
    ],
    'a subset twice': [{ subsets: [{ name: 'v1' }, { name: 'v1' }] }, { subsets: [{ name: 'v1' }, { name: 'v2' }] }],
    'shares of localities that are not all': [
      policy({ loadBalancer: { localityLbSetting: { distribute: [{ from: 'a', to: { b: 50 } }] } } }),
      policy({ loadBalancer: { localityLbSetting: { distribute: [{ from: 'a', to: { b: 50, c: 50 } }] } } }),
    ],
    'limits of a wrong depth': [
      policy({ connectionPool: { maxConnections: 1 } }),
      policy({ connectionPool: { tcp: { maxConnections: 1 } } }),
    ],
  }),
  ...specsOf('networking.istio.io/v1/ServiceEntry', {
    'every host': [
      { hosts: ['*'], resolution: 'NONE' },
      { hosts: ['*.com'], resolution: 'NONE' },
    ],
    'a wildcard by DNS': [{ hosts: ['*.example.com'] }, { hosts: ['api.example.com'] }],
    'a range by DNS': [{ addresses: ['10.0.0.0/8'] }, { addresses: ['10.0.0.1'] }],
    'endpoints without a resolution': [
      { resolution: 'NONE', endpoints: [{ address: '10.0.0.1' }] },
      { resolution: 'STATIC', endpoints: [{ address: '10.0.0.1' }] },
    ],
    'a name where there must be an address': [
      { resolution: 'STATIC', endpoints: [{ address: 'a.example.com' }] },
      { resolution: 'DNS', endpoints: [{ address: 'a.example.com' }] },
    ],
    'a port twice': [{ ports: [port, { ...port, name: 'a' }] }, { ports: [port, { ...port, number: 444, name: 'a' }] }],
    'a port by a name of two words': [
      { ports: [{ ...port, name: 'my port' }] },
      { ports: [{ ...port, name: 'my-port' }] },
    ],
    'a location in lower case': [{ location: 'mesh_external' }, { location: 'MESH_EXTERNAL' }],
  }),
  ...specsOf('networking.istio.io/v1/Sidecar', {
    'a host without a namespace': [
      { egress: [{ hosts: ['shop.example.com'] }] },
      { egress: [{ hosts: ['*/shop.example.com'] }] },
    ],
    'nothing at all': [{ egress: null }, { egress: [{ hosts: ['./*'] }] }],
  }),
  ...specsOf('networking.istio.io/v1alpha3/EnvoyFilter', {
    'a change without an operation': [
      { configPatches: [{ applyTo: 'CLUSTER', patch: { value: { name: 'a' } } }] },
      { configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'ADD', value: { name: 'a' } } }] },
    ],
    'a cluster found by a listener': [
      { configPatches: [{ applyTo: 'CLUSTER', match: { listener: {} }, patch: { operation: 'REMOVE' } }] },
      { configPatches: [{ applyTo: 'CLUSTER', match: { cluster: {} }, patch: { operation: 'REMOVE' } }] },
    ],
  }),
  ...specsOf('security.istio.io/v1/PeerAuthentication', {
    'ports without a selector': [
      { selector: null, portLevelMtls: { '80': { mode: 'STRICT' } } },
      { portLevelMtls: { '80': { mode: 'STRICT' } } },
    ],
    'a mode that is a text': [{ mtls: 'STRICT' }, { mtls: { mode: 'STRICT' } }],
    'a selector by labels alone': [{ selector: { app: 'shop' } }, { selector: { matchLabels: { app: 'shop' } } }],
  }),
  ...specsOf('security.istio.io/v1/AuthorizationPolicy', {
    'a source of nothing': [rule({ from: [{ source: {} }] }), rule({ from: [{ source: { ipBlocks: ['10.0.0.1'] } }] })],
    'a port that is a number': [
      rule({ to: [{ operation: { ports: [80] } }] }),
      rule({ to: [{ operation: { ports: ['80'] } }] }),
    ],
    'a template that there is not': [
      rule({ to: [{ operation: { paths: ['/a/{id}'] } }] }),
      rule({ to: [{ operation: { paths: ['/a/{*}'] } }] }),
    ],
    'a condition of nothing': [
      rule({ when: [{ key: 'source.ip' }] }),
      rule({ when: [{ key: 'source.ip', values: ['10.0.0.1'] }] }),
    ],
    'a condition on a header without its name': [
      rule({ when: [{ key: 'request.headers', values: ['a'] }] }),
      rule({ when: [{ key: 'request.headers[a]', values: ['a'] }] }),
    ],
    'denial of nothing': [
      { action: 'DENY', rules: null },
      { action: 'DENY', rules: [{}] },
    ],
  }),
  ...specsOf('security.istio.io/v1/RequestAuthentication', {
    'keys twice': [
      { jwtRules: [{ issuer: 'a', jwks: '{"keys":[]}', jwksUri: 'https://a' }] },
      { jwtRules: [{ issuer: 'a', jwksUri: 'https://a' }] },
    ],
    'keys by no address': [
      { jwtRules: [{ issuer: 'a', jwksUri: 'a.example.com' }] },
      { jwtRules: [{ issuer: 'a', jwksUri: 'http://a.example.com' }] },
    ],
  }),
  ...specsOf('telemetry.istio.io/v1/Telemetry', {
    'a share beyond all': [
      { tracing: [{ randomSamplingPercentage: 101 }] },
      { tracing: [{ randomSamplingPercentage: 100 }] },
    ],
    'a tag that is set to nothing': [
      { metrics: [{ overrides: [{ tagOverrides: { a: { operation: 'UPSERT' } } }] }] },
      { metrics: [{ overrides: [{ tagOverrides: { a: { operation: 'REMOVE' } } }] }] },
    ],
  }),
];
