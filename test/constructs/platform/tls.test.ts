import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv from 'ajv';
import { App, Chart } from 'cdk8s';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import {
  AcmeSolver,
  ClusterBootstrap,
  type ClusterBootstrapProps,
  type DnsProvider,
  Ingress,
  Install,
  SecretRef,
  TlsIssuer,
} from '../../../constructs';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { graphOf, stagesOf } from '../../../lib/graph';
import { noUpstreamManifests, upstreamObjects } from '../../lib/platform/upstream-manifests';

/** By operators, since nothing has to be vendored then. */
function objectsOf(props: Partial<ClusterBootstrapProps>): KubeObject[] {
  const chart = new Chart(new App(), 'platform');
  new ClusterBootstrap(chart, 'platform', {
    install: Install.operator(),
    ingress: Ingress.kourier(),
    serving: {},
    ...props,
  });
  return chart.toJson() as KubeObject[];
}

const configIn = (objects: readonly KubeObject[]) =>
  (
    objects.find(({ kind }) => kind === 'KnativeServing') as KubeObject<{
      config: Record<string, Record<string, string>>;
    }>
  ).spec!.config;
const ofCertManager = (objects: readonly KubeObject[]) =>
  objects.filter(({ apiVersion }) => apiVersion === 'cert-manager.io/v1');

const secret = SecretRef.of('dns', 'token');
const letsEncrypt = (provider: DnsProvider = { digitalocean: { token: secret } }) =>
  TlsIssuer.acme({ email: 'ops@example.com', solvers: [AcmeSolver.dns01({ provider, zones: ['example.com'] })] });

test('an authority of its own issues for hosts inside the cluster and for the parts of Knative', () => {
  const own = TlsIssuer.selfSigned();
  const objects = objectsOf({ tls: { clusterLocalIssuer: own, systemInternalIssuer: own } });
  expect(configIn(objects)).toMatchObject({
    certmanager: {
      clusterLocalIssuerRef: 'kind: ClusterIssuer\nname: knative-selfsigned-issuer\n',
      systemInternalIssuerRef: 'kind: ClusterIssuer\nname: knative-selfsigned-issuer\n',
    },
    network: { 'cluster-local-domain-tls': 'enabled', 'system-internal-tls': 'enabled' },
  });
  expect(configIn(objects)['network']).not.toHaveProperty('external-domain-tls');
  expect(ofCertManager(objects).map(({ kind, metadata, spec }) => [kind, metadata.name, spec])).toEqual([
    ['ClusterIssuer', 'knative-selfsigned-issuer-root', { selfSigned: {} }],
    [
      'Certificate',
      'knative-selfsigned-issuer-ca',
      {
        isCA: true,
        commonName: 'knative-selfsigned-issuer',
        secretName: 'knative-selfsigned-issuer-ca',
        privateKey: { algorithm: 'ECDSA', size: 256 },
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'knative-selfsigned-issuer-root' },
      },
    ],
    ['ClusterIssuer', 'knative-selfsigned-issuer', { ca: { secretName: 'knative-selfsigned-issuer-ca' } }],
  ]);
});

test("Let's Encrypt issues for hosts outside, which answer over HTTP by the platform's ingress", () => {
  const issuer = TlsIssuer.acme({ email: 'ops@example.com', solvers: [AcmeSolver.http01()] });
  const objects = objectsOf({ tls: { issuer } });
  expect(configIn(objects)).toMatchObject({
    certmanager: { issuerRef: 'kind: ClusterIssuer\nname: letsencrypt\n' },
    network: { 'external-domain-tls': 'enabled', 'http-protocol': 'redirected' },
  });
  expect(ofCertManager(objects)).toEqual([
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: 'letsencrypt' },
      spec: {
        acme: {
          server: 'https://acme-v02.api.letsencrypt.org/directory',
          email: 'ops@example.com',
          privateKeySecretRef: { name: 'letsencrypt-account-key' },
          solvers: [{ http01: { ingress: { class: 'kourier' } } }],
        },
      },
    },
  ]);
});

test('an issuer that is there is named, and not made', () => {
  const objects = objectsOf({ tls: { issuer: { name: 'corporate', kind: 'Issuer' }, http: 'enabled' } });
  expect(configIn(objects)).toMatchObject({
    certmanager: { issuerRef: 'kind: Issuer\nname: corporate\n' },
    network: { 'http-protocol': 'enabled' },
  });
  expect(ofCertManager(objects)).toEqual([]);
});

test.each<[DnsProvider, object]>([
  [{ cloudflare: { apiToken: secret } }, { cloudflare: { apiTokenSecretRef: { name: 'dns', key: 'token' } } }],
  [
    { route53: { region: 'eu-central-1', accessKeyID: 'AKIA', secretAccessKey: secret } },
    {
      route53: {
        region: 'eu-central-1',
        accessKeyID: 'AKIA',
        secretAccessKeySecretRef: { name: 'dns', key: 'token' },
      },
    },
  ],
  [{ cloudDNS: { project: 'shop' } }, { cloudDNS: { project: 'shop' } }],
  [
    { azureDNS: { subscriptionID: 's', resourceGroupName: 'g', managedIdentityClientID: 'i' } },
    { azureDNS: { subscriptionID: 's', resourceGroupName: 'g', managedIdentity: { clientID: 'i' } } },
  ],
  [{ digitalocean: { token: secret } }, { digitalocean: { tokenSecretRef: { name: 'dns', key: 'token' } } }],
  [
    { rfc2136: { nameserver: '192.0.2.53:53', tsigKeyName: 'k', tsigAlgorithm: 'HMACSHA256', tsigSecret: secret } },
    {
      rfc2136: {
        nameserver: '192.0.2.53:53',
        tsigKeyName: 'k',
        tsigAlgorithm: 'HMACSHA256',
        tsigSecretSecretRef: { name: 'dns', key: 'token' },
      },
    },
  ],
  [
    { acmeDNS: { host: 'https://dns.example.com', account: secret } },
    { acmeDNS: { host: 'https://dns.example.com', accountSecretRef: { name: 'dns', key: 'token' } } },
  ],
  [
    { akamai: { serviceConsumerDomain: 'd', clientToken: secret, clientSecret: secret, accessToken: secret } },
    {
      akamai: {
        serviceConsumerDomain: 'd',
        clientTokenSecretRef: { name: 'dns', key: 'token' },
        clientSecretSecretRef: { name: 'dns', key: 'token' },
        accessTokenSecretRef: { name: 'dns', key: 'token' },
      },
    },
  ],
  [
    { webhook: { groupName: 'acme.example.com', solverName: 'alidns', config: { region: '' } } },
    { webhook: { groupName: 'acme.example.com', solverName: 'alidns', config: { region: '' } } },
  ],
])('a zone of %o is proved by %o', (provider, dns01) => {
  const [issuer] = ofCertManager(objectsOf({ tls: { issuer: letsEncrypt(provider) } }));
  expect(issuer?.spec).toMatchObject({
    acme: { solvers: [{ dns01, selector: { dnsZones: ['example.com'] } }] },
  });
});

test.each<[() => unknown, RegExp]>([
  [() => objectsOf({ tls: { clusterLocalIssuer: letsEncrypt() } }), /KG0004 .*tls\.clusterLocalIssuer/],
  [() => objectsOf({ tls: { systemInternalIssuer: letsEncrypt() } }), /KG0004 .*tls\.systemInternalIssuer/],
  [
    () =>
      objectsOf({
        serving: { network: { namespaceWildcardCertSelector: { matchLabels: { a: 'b' } } } },
        tls: { issuer: TlsIssuer.acme({ solvers: [AcmeSolver.http01()] }) },
      }),
    /KG0004 .*wildcard.*AcmeSolver\.dns01/,
  ],
  [
    () =>
      objectsOf({
        tls: {
          issuer: TlsIssuer.selfSigned({ name: 'a' }),
          clusterLocalIssuer: TlsIssuer.acme({ name: 'a', solvers: [] }),
        },
      }),
    /KG0003 .*solvers/,
  ],
  [
    () => {
      const solvers = [AcmeSolver.http01()];
      return objectsOf({
        tls: {
          issuer: TlsIssuer.acme({ name: 'a', solvers }),
          clusterLocalIssuer: TlsIssuer.selfSigned({ name: 'a' }),
        },
      });
    },
    /KG0002 .*there is another ClusterIssuer a/,
  ],
  [() => TlsIssuer.acme({ server: 'letsencript', solvers: [AcmeSolver.http01()] }), /KG0004 .*"letsencript"/],
  [() => TlsIssuer.acme({ server: 'http://acme.example.com', solvers: [AcmeSolver.http01()] }), /KG0004/],
  [() => AcmeSolver.dns01({ provider: {} }), /KG0004 .*nobody is named.*cloudflare/],
  [() => AcmeSolver.dns01({ provider: { godaddy: {} } as DnsProvider }), /KG0004 .*"godaddy"/],
  [() => letsEncrypt({ cloudflare: { apiToken: secret, emial: 'a' } } as DnsProvider), /KG0007 .*did you mean "email"/],
  [() => TlsIssuer.selfSigned({ nme: 'a' } as object), /KG0007 .*did you mean "name"/],
])('what can not be is refused: %s', (run, message) => {
  expect(run).toThrow(message);
});

const CRDS = resolve(__dirname, '../../../../shared/upstream/crds/cert-manager.io');
const absent = !existsSync(CRDS);
if (absent) console.warn(`${CRDS} is absent: issuers are not judged by their CRDs`);

describe.skipIf(absent)('the CRDs of cert-manager', () => {
  interface Schema {
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly items?: Schema;
    readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  }
  const schemaOf = (kind: string): Schema => {
    const crd = load(readFileSync(resolve(CRDS, `${kind}.yaml`), 'utf8')) as {
      spec: { versions: { schema: { openAPIV3Schema: Schema } }[] };
    };
    return crd.spec.versions[0]!.schema.openAPIV3Schema;
  };
  /** Paths of fields that an API server would drop. */
  const dropped = (schema: Schema, value: unknown, path: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((item) => dropped(schema.items ?? {}, item, path));
    if (typeof value !== 'object' || value === null || schema['x-kubernetes-preserve-unknown-fields']) return [];
    if (schema.properties === undefined) return [];
    return Object.entries(value).flatMap(([name, field]) => {
      const known = schema.properties?.[name];
      return known === undefined ? [`${path}.${name}`] : dropped(known, field, `${path}.${name}`);
    });
  };

  test.each([
    ['an authority of its own', TlsIssuer.selfSigned()],
    [
      'an ACME server',
      TlsIssuer.acme({ solvers: [AcmeSolver.http01({ ingressClass: 'istio', hosts: ['a.example.com'] })] }),
    ],
    ['Cloudflare', letsEncrypt({ cloudflare: { apiToken: secret, email: 'a@example.com' } })],
    [
      'Route 53',
      letsEncrypt({
        route53: { region: 'r', hostedZoneID: 'z', role: 'r', accessKeyID: 'k', secretAccessKey: secret },
      }),
    ],
    ['Cloud DNS', letsEncrypt({ cloudDNS: { project: 'p', hostedZoneName: 'z', serviceAccount: secret } })],
    [
      'Azure DNS',
      letsEncrypt({
        azureDNS: {
          subscriptionID: 's',
          resourceGroupName: 'g',
          hostedZoneName: 'z',
          environment: 'AzureChinaCloud',
          tenantID: 't',
          clientID: 'c',
          clientSecret: secret,
        },
      }),
    ],
    ['DigitalOcean', letsEncrypt()],
    [
      'BIND',
      letsEncrypt({ rfc2136: { nameserver: 'n', tsigKeyName: 'k', tsigAlgorithm: 'HMACSHA256', tsigSecret: secret } }),
    ],
    ['acme-dns', letsEncrypt({ acmeDNS: { host: 'h', account: secret } })],
    [
      'Akamai',
      letsEncrypt({
        akamai: { serviceConsumerDomain: 'd', clientToken: secret, clientSecret: secret, accessToken: secret },
      }),
    ],
    ['a webhook', letsEncrypt({ webhook: { groupName: 'g', solverName: 's', config: { a: 1 } } })],
  ])('take %s, whole', (_, issuer) => {
    const tls = issuer.of === 'own' ? { clusterLocalIssuer: issuer } : { issuer };
    const objects = ofCertManager(objectsOf({ tls }));
    expect(objects.length).toBeGreaterThan(0);
    for (const object of objects) {
      const schema = schemaOf(object.kind);
      const validate = new Ajv({ strict: false, logger: false, allErrors: true }).compile(schema);
      validate(object);
      expect(validate.errors ?? []).toEqual([]);
      expect(dropped(schema.properties!['spec']!, object.spec, 'spec')).toEqual([]);
    }
  });
});

test.skipIf(noUpstreamManifests)(
  'issuers come once the webhook of cert-manager answers, and the CA before who issues by it',
  () => {
    const issuers = ofCertManager(objectsOf({ tls: { clusterLocalIssuer: TlsIssuer.selfSigned() } }));
    const certManager = upstreamObjects('cert-manager/from-serving-third_party/cert-manager.yaml');
    const stages = stagesOf(graphOf([...issuers, ...certManager].map((object) => ({ object }))));
    const stageOf = (kind: string, name: string) =>
      stages.findIndex(({ nodes }) => nodes.some(({ ref }) => ref.kind === kind && ref.name === name));
    const answered = stages.findIndex(({ webhooks }) =>
      webhooks.some(({ ref }) => ref.name === 'cert-manager-webhook'),
    );
    const order = [
      answered,
      stageOf('ClusterIssuer', 'knative-selfsigned-issuer-root'),
      stageOf('Certificate', 'knative-selfsigned-issuer-ca'),
      stageOf('ClusterIssuer', 'knative-selfsigned-issuer'),
    ];
    expect(answered).toBeGreaterThan(0);
    expect(order, JSON.stringify(order)).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(4);
  },
);
