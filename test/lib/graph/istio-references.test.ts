import { expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { graphOf } from '../../../lib/graph';

const object = (apiVersion: string, kind: string, name: string, spec?: object, namespace = 'shop'): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  spec,
});
const networking = (kind: string, name: string, spec?: object) => object('networking.istio.io/v1', kind, name, spec);
const knative = (name: string) => object('serving.knative.dev/v1', 'Service', name);

const edgesOf = (...objects: readonly KubeObject[]) =>
  graphOf(objects.map((one) => ({ object: one }))).edges.map(
    ({ from, to, type, path }) => `${from.ref.name} ${type} ${to.ref.kind} ${to.ref.name} (${path})`,
  );

test('a virtual service refers to its gateways, its destinations and the services that hosts are rewritten to', () => {
  const route = networking('VirtualService', 'route', {
    gateways: ['front', 'shop/front', 'mesh'],
    http: [
      {
        match: [{ gateways: ['front'] }],
        route: [{ destination: { host: 'knative-local-gateway.istio-system.svc.cluster.local' } }],
        rewrite: { authority: 'login.shop.svc.cluster.local' },
        mirror: { host: 'copy' },
        mirrors: [{ destination: { host: 'copy.shop.svc.cluster.local' } }],
      },
      { delegate: { name: 'rest' } },
    ],
    tls: [{ route: [{ destination: { host: 'db' } }] }],
  });
  const others = [
    networking('Gateway', 'front'),
    networking('VirtualService', 'rest'),
    object('v1', 'Service', 'knative-local-gateway', {}, 'istio-system'),
    knative('login'),
    object('v1', 'Service', 'copy'),
    object('v1', 'Service', 'db'),
  ];
  expect(edgesOf(...others, route)).toEqual([
    'route gateway Gateway front (spec.gateways[0])',
    'route gateway Gateway front (spec.gateways[1])',
    'route gateway Gateway front (spec.http[0].match[0].gateways[0])',
    'route destination Service knative-local-gateway (spec.http[0].route[0].destination.host)',
    'route destination Service copy (spec.http[0].mirror.host)',
    'route destination Service copy (spec.http[0].mirrors[0].destination.host)',
    'route destination Service login (spec.http[0].rewrite.authority)',
    'route delegate VirtualService rest (spec.http[1].delegate)',
    'route destination Service db (spec.tls[0].route[0].destination.host)',
  ]);
});

test('hosts elsewhere and wildcards are no references', () => {
  const route = networking('VirtualService', 'route', {
    http: ['api.example.com', '*', '*.shop.svc.cluster.local', ''].map((host) => ({
      route: [{ destination: { host } }],
    })),
  });
  const graph = graphOf([route, knative('api')].map((one) => ({ object: one })));
  expect(graph.edges).toEqual([]);
  expect(graph.danglings()).toEqual([]);
});

test('gateways and destination rules refer to Secrets that are beside them', () => {
  const secret = (name: string) => object('v1', 'Secret', name);
  const gateway = networking('Gateway', 'front', {
    servers: [{ tls: { credentialName: 'cert' } }, { tls: { credentialNames: ['rsa', 'elsewhere'] } }],
  });
  const rule = networking('DestinationRule', 'rule', {
    host: 'login.shop.svc.cluster.local',
    trafficPolicy: { tls: { credentialName: 'client' }, portLevelSettings: [{ tls: { credentialName: 'port' } }] },
    subsets: [{ trafficPolicy: { tls: { credentialName: 'subset' } } }],
  });
  const secrets = ['cert', 'rsa', 'client', 'port', 'subset'].map(secret);
  expect(edgesOf(...secrets, knative('login'), gateway, rule)).toEqual([
    'front secret Secret cert (spec.servers[0].tls.credentialName)',
    'front secret Secret rsa (spec.servers[1].tls.credentialNames[0])',
    'rule destination Service login (spec.host)',
    'rule secret Secret client (spec.trafficPolicy.tls.credentialName)',
    'rule secret Secret port (spec.trafficPolicy.portLevelSettings[0].tls.credentialName)',
    'rule secret Secret subset (spec.subsets[0].trafficPolicy.tls.credentialName)',
  ]);
});

test('policies refer to the objects that they are attached to', () => {
  const target = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'front' };
  const policy = object('security.istio.io/v1', 'AuthorizationPolicy', 'policy', {
    targetRef: { kind: 'Service', name: 'login' },
    targetRefs: [target],
  });
  const gateway = object('gateway.networking.k8s.io/v1', 'Gateway', 'front');
  expect(edgesOf(object('v1', 'Service', 'login'), gateway, policy)).toEqual([
    'policy target Service login (spec.targetRef)',
    'policy target Gateway front (spec.targetRefs[0])',
  ]);
});

test('hosts of service entries lead to the entries', () => {
  const entry = networking('ServiceEntry', 'payments', { hosts: ['api.example.com', '*.example.org'] });
  const rule = networking('DestinationRule', 'rule', { host: 'api.example.com' });
  const route = networking('VirtualService', 'route', {
    http: [
      {
        route: [{ destination: { host: 'api.example.com' } }, { destination: { host: 'other.example.com' } }],
        mirror: { host: '*.example.org' },
      },
    ],
  });
  expect(edgesOf(entry, rule, route)).toEqual([
    'rule destination ServiceEntry payments (spec.host)',
    'route destination ServiceEntry payments (spec.http[0].route[0].destination.host)',
    'route destination ServiceEntry payments (spec.http[0].mirror.host)',
  ]);
});

test('a host that is set for one destination alone leads to its service', () => {
  const destination = { host: 'knative-local-gateway.istio-system.svc.cluster.local' };
  const headers = { request: { set: { host: 'login.shop.svc.cluster.local' } } };
  const route = networking('VirtualService', 'route', { http: [{ route: [{ destination, headers }] }] });
  expect(edgesOf(knative('login'), route)).toEqual([
    'route destination Service login (spec.http[0].route[0].headers.request.set.host)',
  ]);
});
