import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInKinds } from '../../../lib/api/kubernetes';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { kinds } from '../../../lib/api/registry';
import { type GraphNode, graphOf, type Layer, layersOf, ResourceGraph } from '../../../lib/graph';
import { loadManifests } from '../../../lib/manifests';

const RBAC = 'rbac.authorization.k8s.io';

const of = (apiVersion: string, kind: string, name: string, rest: object = {}, namespace?: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  ...rest,
});
const service = (name: string, container: object = {}) =>
  of('serving.knative.dev/v1', 'Service', name, { spec: { template: { spec: { containers: [container] } } } }, 'shop');
const to = (name: string) => ({ ref: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name } });
const toBroker = { ref: { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: 'default' } };

const layers = (...objects: KubeObject[]) => layersOf(graphOf(objects.map((object) => ({ object }))));
const contents = (found: readonly Layer[]) =>
  Object.fromEntries(found.map(({ name, waves }) => [name, waves.map((wave) => wave.map(({ ref }) => ref.name))]));

test('a program is laid out from what everything stands on to what sets it going', () => {
  const found = layers(
    of('sources.knative.dev/v1', 'PingSource', 'ping', { spec: { sink: toBroker } }, 'shop'),
    of('tekton.dev/v1', 'PipelineRun', 'run', { spec: { pipelineRef: { name: 'ci' } } }, 'shop'),
    of('tekton.dev/v1', 'Pipeline', 'ci', { spec: { tasks: [{ name: 'b', taskRef: { name: 'build' } }] } }, 'shop'),
    of('tekton.dev/v1', 'Task', 'build', {}, 'shop'),
    of('eventing.knative.dev/v1', 'Trigger', 't', { spec: { broker: 'default', subscriber: to('orders') } }, 'shop'),
    service('orders', { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'token', key: 'a' } } }] }),
    of('eventing.knative.dev/v1', 'Broker', 'default', {}, 'shop'),
    of('external-secrets.io/v1', 'ExternalSecret', 'token', {}, 'shop'),
    of('v1', 'ConfigMap', 'settings', {}, 'shop'),
    of('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'brokers.eventing.knative.dev', {
      spec: { group: 'eventing.knative.dev', names: { kind: 'Broker' } },
    }),
    of('v1', 'Namespace', 'shop'),
  );
  expect(contents(found)).toEqual({
    namespaces: [['shop']],
    crds: [['brokers.eventing.knative.dev']],
    configuration: [['settings']],
    secrets: [['token']],
    brokers: [['default']],
    services: [['orders']],
    triggers: [['t']],
    sources: [['ping']],
    pipelines: [['build'], ['ci']],
    runs: [['run']],
  });
  expect(found.map(({ number }) => number)).toEqual([0, 1, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('an object goes up to the layer of what it refers to', () => {
  const delivery = { deadLetterSink: to('dead') };
  const found = layers(
    of('eventing.knative.dev/v1', 'Broker', 'default', { spec: { delivery } }, 'shop'),
    of('eventing.knative.dev/v1', 'Broker', 'plain', {}, 'shop'),
    service('dead'),
  );
  expect(contents(found)).toEqual({ brokers: [['plain']], services: [['dead'], ['default']] });
});

test('a binding goes together with the subject whose pods wait for it', () => {
  const subject = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'legacy' };
  const found = layers(
    of('sources.knative.dev/v1', 'SinkBinding', 'bind', { spec: { subject, sink: to('orders') } }, 'shop'),
    of('apps/v1', 'Deployment', 'legacy', {}, 'shop'),
    service('orders'),
  );
  expect(contents(found)).toEqual({ services: [['orders'], ['bind', 'legacy']] });
});

test('a claim to storage goes together with the first pod that uses it', () => {
  const claim = of('v1', 'PersistentVolumeClaim', 'disk', {}, 'shop');
  const volumes = [{ name: 'd', persistentVolumeClaim: { claimName: 'disk' } }];
  const pod = of('apps/v1', 'Deployment', 'db', { spec: { template: { spec: { volumes } } } }, 'shop');
  expect(contents(layers(claim, pod))).toEqual({ services: [['disk', 'db']] });
  expect(contents(layers(claim))).toEqual({ configuration: [['disk']] });
});

test('a source of a kind that nobody knows comes with the sources', () => {
  const found = layers(of('example.com/v1', 'FaxSource', 'fax', { spec: { sink: toBroker } }, 'shop'));
  expect(contents(found)).toEqual({ sources: [['fax']] });
});

describe('an operator', () => {
  const workload = of(
    'apps/v1',
    'Deployment',
    'mill',
    {
      spec: {
        template: { spec: { serviceAccountName: 'mill', volumes: [{ name: 'c', secret: { secretName: 's' } }] } },
      },
    },
    'mills',
  );
  const account = of('v1', 'ServiceAccount', 'mill', {}, 'mills');
  const certificate = of('v1', 'Secret', 's', {}, 'mills');
  const binding = of(`${RBAC}/v1`, 'ClusterRoleBinding', 'b', {
    roleRef: { kind: 'ClusterRole', name: 'r' },
    subjects: [{ kind: 'ServiceAccount', name: 'mill', namespace: 'mills' }],
  });
  const role = (resources: string[]) =>
    of(`${RBAC}/v1`, 'ClusterRole', 'r', { rules: [{ apiGroups: ['grain.example.com'], resources }] });
  const definition = of('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'flours.grain.example.com', {
    spec: { group: 'grain.example.com', names: { kind: 'Flour' } },
  });
  const flour = of('grain.example.com/v1', 'Flour', 'rye', {}, 'mills');

  test('is known by the status that it may write, and comes with all that it needs', () => {
    const found = layers(flour, binding, certificate, workload, account, role(['flours/status']), definition);
    expect(contents(found)).toEqual({
      crds: [['flours.grain.example.com']],
      operators: [['mill', 'r'], ['b'], ['s'], ['mill']],
      configuration: [['rye']],
    });
  });

  test('is none if it only reads', () => {
    const found = layers(flour, binding, certificate, workload, account, role(['flours']), definition);
    expect(found.map(({ name }) => name)).toEqual(['crds', 'configuration', 'secrets', 'services']);
  });

  test('is known by the webhook that it serves', () => {
    const clientConfig = { service: { name: 'mill', namespace: 'mills' } };
    const webhook = of('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'w', {
      webhooks: [{ name: 'w.example.com', clientConfig }],
    });
    const found = layers(webhook, workload, of('batch/v1', 'Job', 'migrate', {}, 'mills'), flour);
    expect(contents(found)).toEqual({
      operators: [['w'], ['mill']],
      configuration: [['rye']],
      services: [['migrate']],
    });
  });

  test('gives its namespace no say where it is not among the objects', () => {
    const settings = of('v1', 'ConfigMap', 'config-features', {}, 'knative-serving');
    expect(contents(layers(settings))).toEqual({ configuration: [['config-features']] });
  });
});

/** Where each node is: layer and wave, as one number. */
function places(graph: ResourceGraph): Map<GraphNode, number> {
  const found = layersOf(graph).flatMap(({ number, waves }) =>
    waves.flatMap((wave, i) => wave.map((node) => [node, number * 1000 + i] as const)),
  );
  return new Map(found);
}

const allKinds = [...kinds, ...builtInKinds];
const anyGraph = fc
  .tuple(
    fc.array(fc.constantFrom(...allKinds), { minLength: 1, maxLength: 25 }),
    fc.array(fc.tuple(fc.nat(24), fc.nat(24), fc.constantFrom('uses', 'subject', 'claim')), { maxLength: 60 }),
  )
  .map(([chosen, edges]) => {
    const graph = new ResourceGraph();
    const nodes = chosen.map(({ apiVersion, kind }, i) => graph.add(of(apiVersion, kind, `n${i}`)));
    const at = (i: number) => nodes[i % nodes.length]!;
    for (const [from, target, type] of edges) graph.connect(at(from), at(target), type as 'uses', 'spec');
    return graph;
  });

test('in any graph, every object is in one layer, and a reference never leads to a later one', () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const place = places(graph);
      expect(place.size).toBe(graph.nodes.length);
      for (const { from, to } of graph.edges) expect(place.get(to)).toBeLessThanOrEqual(place.get(from)!);
    }),
  );
});

test('where nothing waits for each other, layers agree with waves: a reference leads to an earlier place', () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const waiting = ['PersistentVolumeClaim', 'SinkBinding', 'GitHubBinding'];
      fc.pre(graph.cycles().length === 0 && !graph.nodes.some(({ ref }) => waiting.includes(ref.kind)));
      const place = places(graph);
      const wave = new Map(graph.waves().flatMap((nodes, i) => nodes.map((node) => [node, i] as const)));
      for (const { from, to } of graph.edges) {
        expect(wave.get(to)).toBeLessThan(wave.get(from)!);
        expect(place.get(to)).toBeLessThan(place.get(from)!);
      }
    }),
  );
});

const releases = resolve(__dirname, '../../../../shared/upstream/manifests');
const isHere = existsSync(releases);
if (!isHere) console.warn('skipped: there are no releases beside the project, so their layers are not looked at');

test.skipIf(!isHere)(
  'a whole platform has its operators and all they need in one layer, and what they judge above',
  async () => {
    const files = [
      'knative-serving/1.23.0/serving-core.yaml',
      'knative-eventing/1.23.0/eventing-core.yaml',
      'net-istio/1.23',
      'tekton-pipelines/1.15.0/release.yaml',
      'tekton-triggers/0.37.0',
      'istio/1.29.2/istio-kind-mesh.yaml',
    ];
    const { objects, problems } = await loadManifests(files.map((file) => join(releases, file)));
    expect(problems).toEqual([]);
    const found = layers(...objects.map(({ object }) => object));
    expect(found.map(({ name }) => name)).toEqual(['namespaces', 'crds', 'operators', 'configuration']);
    expect(new Set(found[3]?.nodes.map(({ ref }) => ref.kind))).toEqual(
      new Set(['Certificate', 'Image', 'Gateway', 'PeerAuthentication', 'ClusterInterceptor']),
    );
  },
);
