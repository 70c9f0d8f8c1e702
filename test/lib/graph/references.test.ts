import { expect, test } from 'vitest';
import { graphOf, toDot, toJson, toMermaid } from '../../../lib/graph';

const service = (name: string, spec: object = {}, namespace = 'default') => ({
  apiVersion: 'serving.knative.dev/v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { template: { spec: { containers: [{ image: 'ghcr.io/example/app', ...spec }] } } },
});
const broker = (name: string, spec: object = {}) => ({
  apiVersion: 'eventing.knative.dev/v1',
  kind: 'Broker',
  metadata: { name, namespace: 'default' },
  spec,
});
const trigger = (name: string, spec: object) => ({
  apiVersion: 'eventing.knative.dev/v1',
  kind: 'Trigger',
  metadata: { name, namespace: 'default' },
  spec,
});
const to = (name: string) => ({ ref: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name } });

const edgesOf = (objects: readonly object[]) =>
  graphOf(objects.map((object) => ({ object: object as ReturnType<typeof service> }))).edges.map(
    ({ from, to: target, type, path }) => `${from.ref.name} ${type} ${target.ref.name} (${path})`,
  );

test('a trigger refers to its broker, its subscriber and its dead letter sink', () => {
  const objects = [
    broker('default'),
    service('orders'),
    service('dead'),
    trigger('t', { broker: 'default', subscriber: to('orders'), delivery: { deadLetterSink: to('dead') } }),
  ];
  expect(edgesOf(objects)).toEqual([
    't broker default (spec.broker)',
    't subscriber orders (spec.subscriber.ref)',
    't deadLetterSink dead (spec.delivery.deadLetterSink.ref)',
  ]);
});

test('the order in which objects are read does not matter', () => {
  const objects = [trigger('t', { broker: 'default', subscriber: to('orders') }), service('orders'), broker('default')];
  expect(edgesOf(objects).sort()).toEqual([
    't broker default (spec.broker)',
    't subscriber orders (spec.subscriber.ref)',
  ]);
});

test('an in-cluster URL in the environment is a reference to the service behind it', () => {
  const env = [{ name: 'HELLO', value: 'http://hello.default.svc.cluster.local' }];
  expect(edgesOf([service('hello'), service('shop', { env })])).toEqual([
    'shop uses hello (spec.template.spec.containers[0].env[0].value)',
  ]);
});

test('the URL of a broker is a reference to the broker', () => {
  const env = [{ name: 'K_SINK', value: 'http://broker-ingress.knative-eventing.svc.cluster.local/default/orders' }];
  expect(edgesOf([broker('orders'), service('shop', { env })])).toEqual([
    'shop uses orders (spec.template.spec.containers[0].env[0].value)',
  ]);
});

test('Secrets and ConfigMaps of variables and volumes are references', () => {
  const named = (kind: string, name: string) => ({ apiVersion: 'v1', kind, metadata: { name, namespace: 'default' } });
  const env = [
    { name: 'A', valueFrom: { secretKeyRef: { name: 'token', key: 'a' } } },
    { name: 'B', valueFrom: { configMapKeyRef: { name: 'settings', key: 'b' } } },
  ];
  const envFrom = [{ secretRef: { name: 'token' } }];
  expect(
    edgesOf([named('Secret', 'token'), named('ConfigMap', 'settings'), service('shop', { env, envFrom })]),
  ).toEqual([
    'shop secret token (spec.template.spec.containers[0].env[0].valueFrom)',
    'shop configMap settings (spec.template.spec.containers[0].env[1].valueFrom)',
    'shop secret token (spec.template.spec.containers[0].envFrom[0])',
  ]);
});

test('an object needs its namespace and the definition of its kind, where both are there', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } };
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'brokers.eventing.knative.dev' },
    spec: { group: 'eventing.knative.dev', names: { kind: 'Broker' } },
  };
  expect(edgesOf([broker('b'), namespace, definition]).sort()).toEqual([
    'b definition brokers.eventing.knative.dev (kind)',
    'b namespace default (metadata.namespace)',
  ]);
});

test('a reference to an object that is not there is dangling; an environment URL of a foreign host is none', () => {
  const env = [{ name: 'X', value: 'http://elsewhere.default.svc.cluster.local' }];
  const graph = graphOf([
    { object: trigger('t', { broker: 'missing', subscriber: to('shop') }) },
    { object: service('shop', { env }) },
  ]);
  expect(graph.danglings().map(({ to: missing, path }) => [missing.name, path])).toEqual([['missing', 'spec.broker']]);
});

test('two objects of one kind, namespace and name are told; equal names of other groups are not', () => {
  const core = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'default' } };
  const graph = graphOf([
    { object: service('a') },
    { object: core },
    { object: service('a') },
    { object: service('a', {}, 'other') },
  ]);
  expect(graph.duplicates().map(({ first, second }) => [first.index, second.index])).toEqual([[0, 2]]);
});

test('two objects of one name are no duplicates in files of different folders, and each folder refers to its own', () => {
  const from = (folder: string) => [
    { object: broker('default'), origin: { file: `${folder}/broker.yaml` } },
    { object: trigger('t', { broker: 'default', subscriber: to('x') }), origin: { file: `${folder}/trigger.yaml` } },
  ];
  const graph = graphOf([...from('blue'), ...from('green')]);
  expect(graph.duplicates()).toEqual([]);
  expect(graph.edges.map(({ from: { origin }, to: target }) => [origin.file, target.origin.file])).toEqual([
    ['blue/trigger.yaml', 'blue/broker.yaml'],
    ['green/trigger.yaml', 'green/broker.yaml'],
  ]);
});

test('an object in another folder is found where there is none of that name nearby', () => {
  const graph = graphOf([
    { object: broker('default'), origin: { file: 'infra/broker.yaml' } },
    { object: trigger('t', { broker: 'default', subscriber: to('x') }), origin: { file: 'apps/trigger.yaml' } },
  ]);
  expect(graph.edges.map(({ to: target }) => target.origin.file)).toEqual(['infra/broker.yaml']);
});

test('an object that the server names is drawn without a name', () => {
  const run = { apiVersion: 'tekton.dev/v1', kind: 'PipelineRun', metadata: { generateName: 'ci-' } };
  const graph = graphOf([{ object: run }]);
  expect(toMermaid(graph)).toContain('["PipelineRun<br/>(generated)"]');
  expect(toDot(graph)).toContain('label="PipelineRun (generated)"');
});

test('the graph is drawn in Mermaid and Graphviz and written as data', () => {
  const graph = graphOf([
    { object: broker('default') },
    { object: trigger('t', { broker: 'default', subscriber: to('gone') }) },
  ]);
  expect(toMermaid(graph)).toMatchInlineSnapshot(`
    "flowchart LR
      subgraph "default"
        n0["Broker<br/>default"]
        n1["Trigger<br/>t"]
      end
      n1 -->|broker| n0
    "
  `);
  expect(toDot(graph)).toMatchInlineSnapshot(`
    "digraph platform {
      rankdir=LR;
      node [shape=box];
      n0 [label="Broker default/default"];
      n1 [label="Trigger default/t"];
      n1 -> n0 [label="broker"];
    }
    "
  `);
  expect(toJson(graph)).toMatchInlineSnapshot(`
    {
      "cycles": [],
      "danglings": [
        {
          "from": "eventing.knative.dev/Trigger/default/t",
          "path": "spec.subscriber.ref",
          "to": {
            "group": "serving.knative.dev",
            "kind": "Service",
            "name": "gone",
            "namespace": "default",
          },
          "type": "subscriber",
        },
      ],
      "edges": [
        {
          "from": "eventing.knative.dev/Trigger/default/t",
          "path": "spec.broker",
          "to": "eventing.knative.dev/Broker/default/default",
          "type": "broker",
        },
      ],
      "nodes": [
        {
          "apiVersion": "eventing.knative.dev/v1",
          "id": "eventing.knative.dev/Broker/default/default",
          "kind": "Broker",
          "name": "default",
          "namespace": "default",
          "wave": 0,
        },
        {
          "apiVersion": "eventing.knative.dev/v1",
          "id": "eventing.knative.dev/Trigger/default/t",
          "kind": "Trigger",
          "name": "t",
          "namespace": "default",
          "wave": 1,
        },
      ],
    }
  `);
});

test('what a pod may do without is not missed', () => {
  const secretNamed = (secretName: string, optional?: boolean) => ({
    name: secretName,
    secret: { secretName, optional },
  });
  const keyOf = (name: string) => ({ name, valueFrom: { configMapKeyRef: { name, key: 'a', optional: true } } });
  const spec = {
    containers: [{ name: 'a', image: 'a', env: [keyOf('settings')] }],
    volumes: [secretNamed('needed'), secretNamed('cacerts', true)],
  };
  const graph = graphOf([{ object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'istiod' }, spec } }]);
  expect(graph.danglings().map(({ to }) => to.name)).toEqual(['needed']);
});

test('certificates refer to who issues them, and an authority to the certificate whose Secret it signs by', () => {
  const of = (kind: string, name: string, spec: object, namespace?: string) => ({
    object: { apiVersion: 'cert-manager.io/v1', kind, metadata: { name, ...(namespace && { namespace }) }, spec },
  });
  const graph = graphOf([
    of('ClusterIssuer', 'all', { ca: { secretName: 'ca' } }),
    of('Issuer', 'shop', { ca: { secretName: 'shop-ca' } }, 'shop'),
    of('Certificate', 'root', { secretName: 'ca', issuerRef: { kind: 'ClusterIssuer', name: 'self' } }, 'cert-manager'),
    of('Certificate', 'shop', { secretName: 'shop-ca', issuerRef: { kind: 'ClusterIssuer', name: 'all' } }, 'shop'),
    of('Certificate', 'web', { secretName: 'web', issuerRef: { name: 'shop' } }, 'shop'),
    of('Certificate', 'elsewhere', { secretName: 'web', issuerRef: { name: 'shop' } }, 'other'),
    of('ClusterIssuer', 'self', { selfSigned: {} }),
  ]);
  const edges = graph.edges.map(({ from, to, type, path }) => [from.ref.name, type, to.ref.name, path]);
  expect(edges).toEqual([
    ['root', 'reference', 'self', 'spec.issuerRef'],
    ['shop', 'reference', 'all', 'spec.issuerRef'],
    ['web', 'reference', 'shop', 'spec.issuerRef'],
    ['all', 'secret', 'root', 'spec.ca.secretName'],
    ['shop', 'secret', 'shop', 'spec.ca.secretName'],
  ]);
});
