import { configMapOf } from './problems';

const issuer = (doc: string) =>
  ({
    type: 'yaml',
    holds: 'map',
    shape: 'IssuerReference',
    fields: ['kind', 'name', 'group'],
    required: ['name'],
    default: '',
    doc,
  }) as const;

/** `config-certmanager`. */
export const certManagerConfigMap = configMapOf({
  namespace: 'knative-serving',
  name: 'config-certmanager',
  settings: 'CertManagerSettings',
  doc: 'Who issues the certificates of services; knative-selfsigned-issuer where nobody says so.',
  keys: {
    issuerRef: issuer('Issuer for hosts that are reached from outside.'),
    clusterLocalIssuerRef: issuer('Issuer for hosts inside the cluster.'),
    systemInternalIssuerRef: issuer("Issuer for Knative's own parts."),
  },
});
