import { example, type FoundExample } from './found-example';

const jwks = (key: object) => ({
  jwtRules: [{ issuer: 'https://accounts.example.com', jwks: JSON.stringify({ keys: [key] }) }],
});
const destination = { host: 'shop.default.svc.cluster.local' };
const patched = (match: object, more: object = {}) => ({
  configPatches: [{ applyTo: 'HTTP_FILTER', match, patch: { operation: 'INSERT_FIRST', value: {} }, ...more }],
});

/** Of Istio; see `found.ts`. */
export const foundInIstio: readonly FoundExample[] = [
  example('Gateways in a match of TCP are looked at as those of HTTP are.', 'networking.istio.io/v1/VirtualService', {
    http: null,
    tcp: [{ match: [{ gateways: ['a'.repeat(64)] }], route: [{ destination }] }],
  }),
  example('Gateways in a match of TLS are looked at as well.', 'networking.istio.io/v1/VirtualService', {
    http: null,
    tls: [{ match: [{ sniHosts: ['shop.example.com'], gateways: ['10'] }], route: [{ destination }] }],
  }),
  example('Of a route with a delegate mirrors are not compared.', 'networking.istio.io/v1/VirtualService', {
    http: [{ delegate: {}, mirror: { host: 'a' }, mirrors: [{ destination: { host: 'a' } }] }],
  }),
  example('The subset of a proxy for what goes out is a DNS label.', 'networking.istio.io/v1/Sidecar', {
    outboundTrafficPolicy: {
      mode: 'ALLOW_ANY',
      egressProxy: { host: 'proxy.default.svc.cluster.local', port: { number: 80 }, subset: 'v_1' },
    },
  }),
  example('An empty list of accounts is no identity.', 'security.istio.io/v1/AuthorizationPolicy', {
    rules: [{ from: [{ source: { ipBlocks: ['10.0.0.0/8'], notServiceAccounts: [] } }] }],
    action: 'CUSTOM',
    provider: { name: 'keys' },
  }),
  example('A tag has a name.', 'telemetry.istio.io/v1/Telemetry', { tracing: [{ customTags: { '': {} } }] }),
  example(
    'Two digits and more after a backslash are a character, not a group.',
    'networking.istio.io/v1alpha3/EnvoyFilter',
    patched({ proxy: { proxyVersion: '^1\\30.*' } }),
  ),
  example(
    'A filter is looked at only where a listener is changed.',
    'networking.istio.io/v1alpha3/EnvoyFilter',
    patched({ listener: { filterChain: { filter: {} } } }, { applyTo: 'EXTENSION_CONFIG' }),
  ),
  example(
    'The sort of a key is spelt as the standard has it.',
    'security.istio.io/v1/RequestAuthentication',
    jwks({ kty: 'rsa', n: 'AQAB', e: 'AQAB' }),
  ),
  example(
    'What is missing is told though the bytes beside it are no base64.',
    'networking.istio.io/v1/VirtualService',
    {
      http: [{ directResponse: { body: { bytes: 'b3B$bg==' } } }],
    },
  ),
  example(
    'The parts of a key are base64.',
    'security.istio.io/v1/RequestAuthentication',
    jwks({ kty: 'RSA', n: 'AQABA', e: 'AQAB' }),
  ),
  example('Keys may be at an address without a host.', 'security.istio.io/v1/RequestAuthentication', {
    jwtRules: [{ jwksUri: 'https:0/b.example.com/p' }],
  }),
  example('The name of a label has 63 characters at most.', 'networking.istio.io/v1/ServiceEntry', {
    resolution: 'STATIC',
    endpoints: [{ network: 'east', labels: { ['a'.repeat(64)]: 'a' } }],
  }),
];
