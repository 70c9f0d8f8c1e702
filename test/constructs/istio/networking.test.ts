import { type Chart, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  AuthorizationPolicy,
  DestinationRule,
  Gateway,
  GatewayServer,
  KnativeService,
  Namespace,
  PeerAuthentication,
  resourceGraph,
  ServiceEntry,
  type ServiceEntryProps,
  VirtualService,
} from '../../../constructs';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const shop = { name: 'shop', namespace: 'shop' };

describe('a gateway', () => {
  test('lets requests in, and a virtual service says where they go', async () => {
    const program = (chart: Chart) => {
      const hosts = ['shop.example.com'];
      const gateway = new Gateway(chart, 'shop', {
        servers: [
          GatewayServer.http({ hosts, redirectToHttps: true }),
          GatewayServer.https({ hosts, certificate: 'shop-tls', minProtocolVersion: 'TLSV1_3' }),
          GatewayServer.https({ hosts: ['partner.example.com'], port: 8443, certificate: 'partner-tls', mutual: true }),
          GatewayServer.passthrough({ hosts: ['db.example.com'], port: 5433 }),
        ],
      });
      new VirtualService(chart, 'shop-routes', {
        hosts,
        gateways: [gateway, 'mesh'],
        http: [
          {
            match: [{ uri: { prefix: '/old' } }],
            redirect: { uri: '/new', redirectCode: 308 },
          },
          {
            timeout: Duration.seconds(10),
            fault: { delay: { fixedDelay: Duration.seconds(1), percentage: { value: 1 } } },
            corsPolicy: { allowOrigins: [{ exact: 'https://example.com' }], maxAge: Duration.hours(24) },
            route: [
              { destination: { host: shop, subset: 'v1', port: { number: 80 } }, weight: 90 },
              { destination: { host: shop, subset: 'v2', port: { number: 80 } }, weight: 10 },
            ],
          },
        ],
      });
      new DestinationRule(chart, 'shop-policy', {
        host: shop,
        trafficPolicy: {
          connectionPool: { tcp: { maxConnections: 100, connectTimeout: Duration.seconds(2) } },
          outlierDetection: { consecutive5xxErrors: 5, baseEjectionTime: Duration.minutes(1) },
        },
        subsets: [
          { name: 'v1', labels: { version: '1' } },
          { name: 'v2', labels: { version: '2' } },
        ],
      });
    };
    await expectGolden(synthChart(program), 'gateway');
  });

  test('is named as the virtual service sees it', () => {
    const program = (chart: Chart) =>
      new VirtualService(chart, 'a', {
        hosts: ['a.example.com'],
        gateways: [Gateway.knativeIngress, Gateway.named('beside'), Gateway.named('own', 'default')],
        http: [{ redirect: { scheme: 'https' } }],
      });
    expect(synthChart(program)[0]?.spec).toMatchObject({
      gateways: ['knative-serving/knative-ingress-gateway', 'beside', 'own'],
    });
  });
});

describe('a service entry', () => {
  const specOf = (props: ServiceEntryProps) => synthChart((chart) => new ServiceEntry(chart, 'api', props))[0]?.spec;

  test('with hosts alone is a way out of the mesh', async () => {
    await expectGolden(
      synthChart((chart) => new ServiceEntry(chart, 'payments', { hosts: ['api.payments.example.com'] })),
      'service-entry',
    );
  });

  test('of a wildcard looks nothing up', () => {
    expect(specOf({ hosts: ['*.example.com'], ports: [80, 443, 5432] })).toEqual({
      hosts: ['*.example.com'],
      location: 'MESH_EXTERNAL',
      resolution: 'NONE',
      ports: [
        { number: 80, name: 'http', protocol: 'HTTP' },
        { number: 443, name: 'tls', protocol: 'TLS' },
        { number: 5432, name: 'tcp-5432', protocol: 'TCP' },
      ],
    });
  });

  test('is a destination', () => {
    const program = (chart: Chart) => {
      const api = new ServiceEntry(chart, 'api', { hosts: ['api.example.com'] });
      new DestinationRule(chart, 'api-tls', { host: api, trafficPolicy: { tls: { mode: 'SIMPLE' } } });
    };
    expect(synthChart(program)[1]?.spec).toMatchObject({ host: 'api.example.com' });
  });
});

test('policies say which connections and which requests Pods take', async () => {
  const program = (chart: Chart) => {
    const selector = { app: 'shop' };
    new PeerAuthentication(chart, 'shop', { selector, mode: 'STRICT', ports: { 8443: 'PERMISSIVE' } });
    new AuthorizationPolicy(chart, 'shop-readers', {
      selector,
      action: 'ALLOW',
      rules: [{ from: [{ source: { namespaces: ['istio-system'] } }], to: [{ operation: { methods: ['GET'] } }] }],
    });
  };
  await expectGolden(synthChart(program), 'policies');
});

describe('a namespace', () => {
  test.each([
    [true, { 'istio-injection': 'enabled' }],
    [false, { 'istio-injection': 'disabled' }],
    ['1-30', { 'istio.io/rev': '1-30' }],
  ])('with injection %j has the label for it', (injection, labels) => {
    const [namespace] = synthChart((chart) => new Namespace(chart, 'shop', { istio: { injection } }));
    expect(namespace?.metadata.labels).toEqual(labels);
  });

  test('without has none', () => {
    expect(synthChart((chart) => new Namespace(chart, 'shop'))[0]?.metadata.labels).toBeUndefined();
  });
});

test('routes refer to gateways and services in the graph of the program', () => {
  let edges: string[] = [];
  synthChart((chart) => {
    const service = new KnativeService(chart, 'shop', { image: 'registry.example.com/shop:v1' });
    const gateway = new Gateway(chart, 'front', { servers: [GatewayServer.http({ hosts: ['*'] })] });
    new VirtualService(chart, 'route', {
      hosts: ['*'],
      gateways: [gateway],
      http: [{ route: [{ destination: { host: service } }] }],
    });
    edges = resourceGraph(chart).edges.map(({ from, to, type }) => `${from.ref.name} ${type} ${to.ref.name}`);
  });
  expect(edges).toEqual(['route gateway front', 'route destination shop']);
});

test('what is none of Istio’s does not compile', () => {
  const wrong = (chart: Chart) => {
    // @ts-expect-error a timeout has a unit
    new VirtualService(chart, 'a', { http: [{ timeout: '30s' }] });
    // @ts-expect-error a gateway is an object, but for the mesh
    new VirtualService(chart, 'b', { gateways: ['front'] });
    // @ts-expect-error there is no such resolution
    new ServiceEntry(chart, 'c', { hosts: [], resolution: 'MAGIC' });
    // @ts-expect-error there is no such mode
    new PeerAuthentication(chart, 'd', { mode: 'SOMETIMES' });
  };
  expect(wrong).toBeTypeOf('function');
});
