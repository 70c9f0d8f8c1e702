import type { ConfigTable } from './key';
import { configMapOf } from './problems';

const INGRESS = '.ingress.networking.knative.dev';

/** The keys of `config-network`. */
const networkKeys = {
  'ingress-class': {
    type: 'text',
    default: `istio${INGRESS}`,
    short: {
      istio: `istio${INGRESS}`,
      kourier: `kourier${INGRESS}`,
      contour: `contour${INGRESS}`,
      'gateway-api': `gateway-api${INGRESS}`,
    },
    doc: 'Which ingress serves routes that name none.',
  },
  'certificate-class': {
    type: 'text',
    default: 'cert-manager.certificate.networking.knative.dev',
    doc: 'Who makes the certificates of routes that name nobody.',
  },
  'namespace-wildcard-cert-selector': {
    type: 'yaml',
    holds: 'map',
    shape: 'LabelSelection',
    fields: ['matchLabels', 'matchExpressions'],
    default: '',
    doc: 'Namespaces that get one certificate for all their hosts.',
  },
  'domain-template': {
    type: 'template',
    default: '{{.Name}}.{{.Namespace}}.{{.Domain}}',
    doc: 'Host name of a route: a Go template of Name, Namespace, Domain, Annotations and Labels.',
  },
  'tag-template': {
    type: 'template',
    default: '{{.Tag}}-{{.Name}}',
    doc: 'What stands in place of the name for a tag: a Go template of Name and Tag.',
  },
  'external-domain-tls': {
    type: 'enum',
    values: ['disabled', 'enabled'],
    folded: true,
    ignored: true,
    default: 'disabled',
    doc: 'Whether hosts that are reached from outside get certificates.',
  },
  'cluster-local-domain-tls': {
    type: 'enum',
    values: ['disabled', 'enabled'],
    folded: true,
    default: 'disabled',
    doc: 'Whether hosts inside the cluster get certificates.',
  },
  'system-internal-tls': {
    type: 'enum',
    values: ['disabled', 'enabled'],
    folded: true,
    default: 'disabled',
    doc: 'Whether ingress, activator and queue proxies speak TLS to each other.',
  },
  'http-protocol': {
    type: 'enum',
    values: ['enabled', 'redirected', 'disabled'],
    folded: true,
    default: 'enabled',
    doc: 'What plain HTTP from outside gets; redirected needs certificates.',
  },
  'rollout-duration': {
    type: 'integer',
    bits: 64,
    default: 0,
    minimum: 0,
    unit: 'seconds',
    doc: 'Time over which a new revision takes the traffic of the one before.',
  },
  'autocreate-cluster-domain-claims': {
    type: 'boolean',
    default: false,
    doc: 'Whether a DomainMapping claims its domain by itself.',
  },
  'enable-mesh-pod-addressability': {
    type: 'boolean',
    default: false,
    doc: 'Whether pods of a mesh can be reached by their addresses.',
  },
  'mesh-compatibility-mode': {
    type: 'enum',
    values: ['auto', 'enabled', 'disabled'],
    folded: true,
    ignored: true,
    default: 'auto',
    doc: 'Whether pods are asked by the address of their Service, as a mesh demands, or by their own.',
  },
  'default-external-scheme': {
    type: 'text',
    default: 'http',
    doc: 'Scheme of the URLs in a status, where a load balancer ends TLS.',
  },
} as const satisfies ConfigTable;

/** `config-network`. */
export const networkConfigMap = configMapOf({
  namespace: 'knative-serving',
  name: 'config-network',
  settings: 'NetworkSettings',
  doc: 'Host names, certificates and the ingress of services.',
  keys: networkKeys,
  legacy: {
    'ingress.class': 'ingress-class',
    'certificate.class': 'certificate-class',
    domainTemplate: 'domain-template',
    tagTemplate: 'tag-template',
    rolloutDuration: 'rollout-duration',
    autocreateClusterDomainClaims: 'autocreate-cluster-domain-claims',
    'auto-tls': 'external-domain-tls',
    autoTLS: 'external-domain-tls',
    httpProtocol: 'http-protocol',
    defaultExternalScheme: 'default-external-scheme',
  },
  removed: { 'internal-encryption': 'system-internal-tls', 'istio.sidecar.includeOutboundIPRanges': undefined },
});
