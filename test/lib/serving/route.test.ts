import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { expand } from '../../../lib/expand';
import { find, read, said, settings, told } from '../expand/read';

const service = (more = '', metadata = '') => `
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: shop, namespace: demo${metadata}}
spec:
  template:
    spec:
      containers: [{image: "shop:1"}]
  ${more}
`;

const domain = settings('config-domain', { 'example.com': '' });
const network = (data: Readonly<Record<string, string>>) => settings('config-network', data);
const rulesOf = (object: KubeObject) =>
  (object.spec as { rules: { hosts: string[]; http: { paths: object[] } }[] }).rules;

describe('a route with certificates for its hosts outside', () => {
  const tagged = read(service('traffic: [{latestRevision: true, percent: 100, tag: current}]'));

  test('has one for each host, shows them at its ingress, and is called by HTTPS', () => {
    const expansion = expand([
      domain,
      network({ 'external-domain-tls': 'Enabled', 'http-protocol': 'redirected' }),
      ...tagged,
    ]);
    const route = find(expansion, 'Route', 'shop');
    expect(route.status).toMatchObject({
      url: 'https://shop.demo.example.com',
      traffic: [{ url: 'https://current-shop.demo.example.com' }],
    });
    const name = `route-${route.metadata.uid}`;
    expect(find(expansion, 'Certificate', name)).toMatchObject({
      metadata: {
        labels: { 'serving.knative.dev/route': 'shop', 'networking.knative.dev/certificate-type': 'external-domain' },
      },
      spec: { dnsNames: ['shop.demo.example.com'], domain: 'example.com', secretName: name },
    });
    // The tag stands as its Adler-32 checksum.
    expect(find(expansion, 'Certificate', `${name}-200999684`).spec).toMatchObject({
      dnsNames: ['current-shop.demo.example.com'],
    });
    expect(find(expansion, 'Ingress', 'shop').spec).toMatchObject({
      httpOption: 'Redirected',
      tls: [
        { hosts: ['current-shop.demo.example.com'], secretName: `${name}-200999684`, secretNamespace: 'demo' },
        { hosts: ['shop.demo.example.com'], secretName: name, secretNamespace: 'demo' },
      ],
    });
  });

  test('falls back to HTTP while there is none, where that is open', () => {
    const given = [domain, network({ 'external-domain-tls': 'Enabled' }), ...tagged];
    const expansion = expand(given, { conduct: { 'certificate/*': 'waits' } });
    expect(find(expansion, 'Route', 'shop').status).toMatchObject({ url: 'http://shop.demo.example.com' });
    expect(said(expansion, 'Route', 'shop', 'CertificateProvisioned')).toMatch(
      /^True HTTPDowngrade: Certificate route-/,
    );
    expect(said(expansion, 'Route', 'shop')).toMatch(/^True/);
  });

  test('waits for them where HTTP is closed, and fails when they can not be had', () => {
    const given = [domain, network({ 'external-domain-tls': 'Enabled', 'http-protocol': 'redirected' }), ...tagged];
    expect(said(expand(given, { conduct: { 'certificate/*': 'waits' } }), 'Route', 'shop')).toMatch(
      /^Unknown CertificateNotReady: Certificate route-[\w-]+ is not ready: InProgress$/,
    );
    expect(said(expand(given, { conduct: { 'certificate/*': 'fails' } }), 'Route', 'shop')).toMatch(
      /^False CertificateProvisionFailed: Certificate route-[\w-]+ fails to be provisioned: Failed$/,
    );
  });

  test('has none where an annotation says so', () => {
    const [plain] = read(service('', ', annotations: {networking.knative.dev/disable-external-domain-tls: "true"}'));
    const expansion = expand([domain, network({ 'external-domain-tls': 'Enabled' }), plain!]);
    expect(said(expansion, 'Route', 'shop', 'CertificateProvisioned')).toBe(
      'True TLSNotEnabled: external-domain-tls is not enabled',
    );
    expect(expansion.objects.some(({ kind }) => kind === 'Certificate')).toBe(false);
  });

  test('gives back those of tags that it no longer has', () => {
    const steps = [{ update: read(service('traffic: [{latestRevision: true, percent: 100}]')) }];
    const expansion = expand([domain, network({ 'external-domain-tls': 'Enabled' }), ...tagged], { steps });
    expect(
      expansion.objects.filter(({ apiVersion, kind }) => kind === 'Certificate' && apiVersion.startsWith('networking')),
    ).toHaveLength(1);
  });

  test('uses the one that its namespace has for all hosts', () => {
    const [namespace] = read('{apiVersion: v1, kind: Namespace, metadata: {name: demo, labels: {team: shop}}}');
    const settled = network({
      'external-domain-tls': 'Enabled',
      'namespace-wildcard-cert-selector': 'matchExpressions: [{key: team, operator: Exists}]',
    });
    const expansion = expand([domain, settled, namespace!, ...read(service())]);
    expect(find(expansion, 'Certificate', 'demo.example.com').spec).toMatchObject({ dnsNames: ['*.demo.example.com'] });
    expect(find(expansion, 'Ingress', 'shop').spec).toMatchObject({
      tls: [{ hosts: ['shop.demo.example.com'], secretName: 'demo.example.com' }],
    });
  });
});

test('a route inside the cluster has nothing to do with certificates for hosts outside', () => {
  const [local] = read(service('', ', labels: {networking.knative.dev/visibility: cluster-local}'));
  const expansion = expand([domain, network({ 'external-domain-tls': 'Enabled' }), local!]);
  expect(said(expansion, 'Route', 'shop', 'CertificateProvisioned')).toBe(
    'True TLSNotEnabled: TLS is not enabled for cluster-local',
  );
});

test('hosts inside the cluster have one certificate for all their names', () => {
  const expansion = expand([domain, network({ 'cluster-local-domain-tls': 'enabled' }), ...read(service())]);
  const route = find(expansion, 'Route', 'shop');
  expect(find(expansion, 'Certificate', `route-${route.metadata.uid}-local`).spec).toMatchObject({
    dnsNames: ['shop.demo', 'shop.demo.svc', 'shop.demo.svc.cluster.local'],
    domain: 'svc.cluster.local',
  });
  expect(route.status).toMatchObject({
    address: { url: 'https://shop.demo.svc.cluster.local' },
    url: 'http://shop.demo.example.com',
  });
});

test('with TLS inside the system, ingresses call revisions at their secure port, with a certificate of the namespace', () => {
  const expansion = expand([network({ 'system-internal-tls': 'enabled' }), ...read(service())]);
  expect(find(expansion, 'Certificate', 'serving-certs').spec).toMatchObject({
    dnsNames: ['kn-user-demo', 'data-plane.knative.dev'],
  });
  expect(rulesOf(find(expansion, 'Ingress', 'shop'))[0]!.http.paths[0]).toMatchObject({
    splits: [{ servicePort: 443 }],
  });
  expect(find(expansion, 'Deployment', 'shop-00001-deployment').spec).toMatchObject({
    template: { spec: { volumes: [{ name: 'server-certs', secret: { secretName: 'serving-certs' } }] } },
  });
});

test('an issuer of its own makes the certificates of hosts inside the cluster', () => {
  const issuers = settings('config-certmanager', { clusterLocalIssuerRef: 'kind: ClusterIssuer\nname: inside\n' });
  const expansion = expand([issuers, network({ 'cluster-local-domain-tls': 'enabled' }), ...read(service())]);
  const issued = expansion.objects.find(({ apiVersion }) => apiVersion === 'cert-manager.io/v1');
  expect(issued?.spec).toMatchObject({ commonName: 'shop.demo', issuerRef: { name: 'inside' } });
});

describe('a mapping of a domain', () => {
  const claimed = network({ 'autocreate-cluster-domain-claims': 'true' });
  const mapping = (more = '', ref = '{apiVersion: serving.knative.dev/v1, kind: Service, name: shop}') =>
    read(`
apiVersion: serving.knative.dev/v1beta1
kind: DomainMapping
metadata: {name: shop.example.org, namespace: demo}
spec: {ref: ${ref}${more}}
`);

  test('brings its own certificate', () => {
    const expansion = expand([claimed, ...read(service()), ...mapping(', tls: {secretName: mine}')]);
    expect(find(expansion, 'DomainMapping', 'shop.example.org').status).toMatchObject({
      url: 'https://shop.example.org',
    });
    expect(said(expansion, 'DomainMapping', 'shop.example.org', 'CertificateProvisioned')).toBe(
      'True CertificateExternallyProvided: TLS certificate was provided externally',
    );
    expect(find(expansion, 'Ingress', 'shop.example.org').spec).toMatchObject({
      tls: [{ hosts: ['shop.example.org'], secretName: 'mine', secretNamespace: 'demo' }],
    });
  });

  test('gets one where hosts outside have certificates', () => {
    const both = network({ 'autocreate-cluster-domain-claims': 'true', 'external-domain-tls': 'enabled' });
    const expansion = expand([both, ...read(service()), ...mapping()]);
    expect(find(expansion, 'Certificate', 'shop.example.org').metadata.labels).toMatchObject({
      'serving.knative.dev/domainMapping': 'shop.example.org',
    });
    expect(find(expansion, 'DomainMapping', 'shop.example.org').status).toMatchObject({
      url: 'https://shop.example.org',
    });
  });

  test('is not made where nobody has claimed the domain, or another namespace has', () => {
    const taken = 'False DomainAlreadyClaimed: The domain name is already in use by another DomainMapping';
    const none = expand([...read(service()), ...mapping()]);
    expect(said(none, 'DomainMapping', 'shop.example.org')).toBe(taken);
    const [claim] = read(
      '{apiVersion: networking.internal.knative.dev/v1alpha1, kind: ClusterDomainClaim, metadata: {name: shop.example.org}, spec: {namespace: other}}',
    );
    const other = expand([claim!, ...read(service()), ...mapping()]);
    expect(said(other, 'DomainMapping', 'shop.example.org')).toBe(taken);
    expect(told(other, 'DomainMapping', 'shop.example.org')).toContain(
      'Warning InternalError namespace "demo" does not own ClusterDomainClaim for "shop.example.org"',
    );
  });

  test('may lead to a core Service, and says what it can not lead to', () => {
    const [core] = read(
      '{apiVersion: v1, kind: Service, metadata: {name: plain, namespace: demo}, spec: {selector: {app: plain}}}',
    );
    const plain = expand([claimed, core!, ...mapping('', '{apiVersion: v1, kind: Service, name: plain}')]);
    expect(rulesOf(find(plain, 'Ingress', 'shop.example.org'))[0]!.http.paths).toMatchObject([
      {
        rewriteHost: 'plain.demo.svc.cluster.local',
        splits: [{ serviceName: 'plain', servicePort: 80, percent: 100 }],
      },
    ]);
    const lost = expand([claimed, ...mapping()]);
    expect(said(lost, 'DomainMapping', 'shop.example.org')).toBe(
      'False ResolveFailed: failed to get object demo/shop: services.serving.knative.dev "shop" not found',
    );
    const [broker] = read(
      '{apiVersion: eventing.knative.dev/v1, kind: Broker, metadata: {name: default, namespace: demo}}',
    );
    const deep = expand([
      claimed,
      broker!,
      ...mapping('', '{apiVersion: eventing.knative.dev/v1, kind: Broker, name: default}'),
    ]);
    expect(said(deep, 'DomainMapping', 'shop.example.org')).toBe(
      'False ResolveFailed: resolved URI "http://broker-ingress.knative-eventing.svc.cluster.local/demo/default" contains a path',
    );
  });
});

describe('a route whose names somebody else has', () => {
  test('does not take them', () => {
    const [core] = read(
      '{apiVersion: v1, kind: Service, metadata: {name: shop, namespace: demo}, spec: {selector: {app: old}}}',
    );
    const expansion = expand([core!, ...read(service())]);
    expect(said(expansion, 'Route', 'shop')).toBe(
      'False NotOwned: There is an existing placeholder Service "shop" that we do not own.',
    );
    expect(told(expansion, 'Route', 'shop')).toContain(
      'Warning InternalError route: "shop" does not own Service: "shop"',
    );
  });
});

test('of several targets that can never work, the last one is told', () => {
  const expansion = expand(
    read(`
apiVersion: serving.knative.dev/v1
kind: Route
metadata: {name: split, namespace: demo}
spec:
  traffic: [{revisionName: one, percent: 50}, {revisionName: two, percent: 50}]
`),
  );
  expect(said(expansion, 'Route', 'split')).toBe(
    'False RevisionMissing: Revision "two" referenced in traffic not found.',
  );
});

test('requests with the header of a tag go to it, where the cluster lets them', () => {
  const expansion = expand([
    settings('config-features', { 'tag-header-based-routing': 'Enabled' }),
    ...read(service('traffic: [{latestRevision: true, percent: 100, tag: current}]')),
  ]);
  const [own, tag] = rulesOf(find(expansion, 'Ingress', 'shop'));
  expect(own!.http.paths).toMatchObject([
    { headers: { 'Knative-Serving-Tag': { exact: 'current' } } },
    { appendHeaders: { 'Knative-Serving-Default-Route': 'true' } },
  ]);
  expect(tag!.http.paths).toMatchObject([{ appendHeaders: { 'Knative-Serving-Tag': 'current' } }]);
});
