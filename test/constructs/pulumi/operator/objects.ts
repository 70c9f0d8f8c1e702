const RBAC = 'rbac.authorization.k8s.io';
const metadata = { name: 'mill', namespace: 'mills' };

/** An operator with a webhook that judges what it offers, and something of that; the last comes first. */
export const operator = {
  rye: { apiVersion: 'grain.example.com/v1', kind: 'Flour', metadata: { name: 'rye', namespace: 'mills' } },
  shop: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shop', namespace: 'default' } },
  mill: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      selector: { matchLabels: { app: 'mill' } },
      template: {
        metadata: { labels: { app: 'mill' } },
        spec: { serviceAccountName: 'mill', containers: [{ name: 'mill', image: 'example.com/mill:v1' }] },
      },
    },
  },
  judges: {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'mill.example.com' },
    webhooks: [
      {
        name: 'mill.example.com',
        clientConfig: { service: { name: 'mill', namespace: 'mills' } },
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
      },
    ],
  },
  service: { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: 'mill' }, ports: [{ port: 443 }] } },
  binding: {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'mill' },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'mill' },
    subjects: [{ kind: 'ServiceAccount', ...metadata }],
  },
  role: {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name: 'mill' },
    rules: [{ apiGroups: ['grain.example.com'], resources: ['flours', 'flours/status'], verbs: ['*'] }],
  },
  account: { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
  flours: {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'flours.grain.example.com' },
    spec: {
      group: 'grain.example.com',
      names: { kind: 'Flour', plural: 'flours' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    },
  },
  mills: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'mills' } },
};
