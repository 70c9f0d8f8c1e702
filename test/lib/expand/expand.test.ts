import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { conditionOf } from '../../../lib/controller/conditions';
import {
  differences,
  differencesText,
  type Expansion,
  expand,
  expandChange,
  toOwnerDiagram,
  toTree,
} from '../../../lib/expand';

const read = (text: string) => parseAllDocuments(text).map((document) => document.toJS() as KubeObject);

const service = (image: string) =>
  read(`
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: shop, namespace: demo}
spec:
  template:
    spec:
      containers: [{image: ${image}}]
`);

const find = ({ objects }: Expansion, kind: string, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name)!;

describe('a Service', () => {
  test('becomes a tree of objects, all of them ready', () => {
    expect(toTree(expand(service('shop:1')))).toBe(`Service demo/shop                               Ready
├─ Configuration shop                           Ready
│  └─ Revision shop-00001                       Ready
│     ├─ Deployment shop-00001-deployment       Available
│     ├─ Image shop-00001-cache-user-container
│     └─ PodAutoscaler shop-00001               Ready
│        ├─ ServerlessService shop-00001        Ready
│        │  ├─ Service shop-00001-private
│        │  ├─ Service shop-00001
│        │  └─ Endpoints shop-00001
│        └─ Metric shop-00001                   Ready
└─ Route shop                                   Ready
   ├─ Service shop
   └─ Ingress shop                              Ready
`);
  });

  test('makes a second revision of an update, and moves the traffic to it', () => {
    const expansion = expand(service('shop:1'), { steps: [{ update: service('shop:2') }] });
    expect(find(expansion, 'Route', 'shop').status).toMatchObject({
      traffic: [{ revisionName: 'shop-00002', percent: 100, latestRevision: true }],
    });
    expect(find(expansion, 'Revision', 'shop-00001').metadata.labels).toMatchObject({
      'serving.knative.dev/routingState': 'reserve',
    });
  });

  test('whose pods never come up says so at every level', () => {
    const expansion = expand(service('shop:1'), { conduct: { 'deployment/*': 'fails' } });
    expect(conditionOf(find(expansion, 'Revision', 'shop-00001'), 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
    });
    expect(conditionOf(find(expansion, 'Service', 'shop'), 'Ready')).toMatchObject({ status: 'False' });
  });

  test('whose image nobody has fails before anything runs', () => {
    const expansion = expand(service('shop:1'), { conduct: { 'image/shop:1': 'fails' } });
    expect(conditionOf(find(expansion, 'Revision', 'shop-00001'), 'ContainerHealthy')).toMatchObject({
      reason: 'ContainerMissing',
      message: expect.stringContaining('Unable to fetch image "shop:1"'),
    });
    expect(expansion.objects.some(({ kind }) => kind === 'Deployment')).toBe(false);
  });

  test('that waits for its ingress is not ready, and does not say that it failed', () => {
    const expansion = expand(service('shop:1'), { conduct: { 'ingress/shop': 'waits' } });
    expect(conditionOf(find(expansion, 'Service', 'shop'), 'Ready')).toMatchObject({
      status: 'Unknown',
      reason: 'Uninitialized',
    });
  });

  test('keeps as many pods as it asks for', () => {
    const [given] = service('shop:1');
    const scaled = {
      ...given!,
      spec: {
        template: {
          metadata: { annotations: { 'autoscaling.knative.dev/min-scale': '3' } },
          spec: { containers: [{ image: 'shop:1' }] },
        },
      },
    };
    const expansion = expand([scaled]);
    expect(find(expansion, 'Deployment', 'shop-00001-deployment').spec).toMatchObject({ replicas: 3 });
    expect(find(expansion, 'PodAutoscaler', 'shop-00001').status).toMatchObject({ actualScale: 3, desiredScale: 3 });
  });
});

describe('a change', () => {
  const change = (before: readonly KubeObject[], after: readonly KubeObject[]) => {
    const expanded = expandChange(before, after);
    return differences(expanded.before.objects, expanded.after.objects);
  };

  test('of an image is a new revision and moved traffic', () => {
    const text = differencesText(change(service('shop:1'), service('shop:2')));
    expect(text).toContain('+ Revision demo/shop-00002\n');
    expect(text).toContain('    status.traffic[0].revisionName: "shop-00001" → "shop-00002"\n');
  });

  test('of nothing is no change', () => {
    expect(change(service('shop:1'), service('shop:1'))).toEqual([]);
  });

  test('that leaves an object out takes everything away that it became', () => {
    expect(change(service('shop:1'), []).map(({ change: kind }) => kind)).not.toContain('added');
    const { after } = expandChange(service('shop:1'), []);
    expect(after.objects).toEqual([]);
  });
});

const pipeline = read(`
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: {name: ci, namespace: demo}
spec:
  pipelineSpec:
    tasks:
      - name: test
        taskSpec: {steps: [{name: t, image: node:24, script: npm test}]}
      - name: deploy
        runAfter: [test]
        taskSpec: {steps: [{name: d, image: kubectl:1, script: kubectl apply -f .}]}
    finally:
      - name: notify
        params: [{name: how, value: $(tasks.status)}]
        taskSpec:
          params: [{name: how}]
          steps: [{name: n, image: curl:1, script: echo $(params.how)}]
`);

describe('a PipelineRun', () => {
  test('runs its tasks one after the other, and those of finally last', () => {
    const expansion = expand(pipeline);
    expect(conditionOf(find(expansion, 'PipelineRun', 'ci'), 'Succeeded')).toMatchObject({
      status: 'True',
      message: 'Tasks Completed: 3 (Failed: 0, Cancelled 0), Skipped: 0',
    });
    expect(find(expansion, 'TaskRun', 'ci-notify').spec).toMatchObject({
      params: [{ name: 'how', value: 'Succeeded' }],
    });
  });

  test('whose first task fails leaves the second out, and still tells', () => {
    const expansion = expand(pipeline, { conduct: { 'pod/ci-test-pod': 'fails' } });
    const run = find(expansion, 'PipelineRun', 'ci');
    expect(conditionOf(run, 'Succeeded')).toMatchObject({
      status: 'False',
      reason: 'Failed',
      message: 'Tasks Completed: 2 (Failed: 1, Cancelled 0), Skipped: 1',
    });
    expect(run.status).toMatchObject({ skippedTasks: [{ name: 'deploy', reason: 'PipelineRun was stopping' }] });
    expect(find(expansion, 'TaskRun', 'ci-notify').spec).toMatchObject({ params: [{ name: 'how', value: 'Failed' }] });
  });
});

test('a broker without the ConfigMap of its channel says what is missing', () => {
  const [broker] = read(`
apiVersion: eventing.knative.dev/v1
kind: Broker
metadata: {name: default, namespace: demo, annotations: {eventing.knative.dev/broker.class: MTChannelBasedBroker}}
spec:
  config: {apiVersion: v1, kind: ConfigMap, name: none, namespace: demo}
`);
  expect(conditionOf(find(expand([broker!]), 'Broker', 'default'), 'Ready')).toMatchObject({
    reason: 'ChannelTemplateFailed',
    message: 'Error on setting up the ChannelTemplate: configmap "none" not found',
  });
});

test('a diagram has an arrow from each owner to what it owns, and marks what is not ready', () => {
  const diagram = toOwnerDiagram(expand(service('shop:1'), { conduct: { 'deployment/*': 'fails' } }));
  expect(diagram).toContain('n0["Service<br/>shop"]');
  expect(diagram).toContain('  n0 --> n1\n');
  expect(diagram).toContain('  class n0 bad\n');
});

test('the same objects always become the same', () => {
  expect(JSON.stringify(expand([...service('shop:1'), ...pipeline]))).toBe(
    JSON.stringify(expand([...service('shop:1'), ...pipeline])),
  );
});

const listener = (resources = '') =>
  read(`
apiVersion: triggers.tekton.dev/v1beta1
kind: EventListener
metadata: {name: github, namespace: demo}
spec:
  serviceAccountName: listener
  triggers: [{template: {ref: build}}]
  ${resources}
`);

describe('an EventListener', () => {
  test('is a workload and a service, and has their address', () => {
    const expansion = expand(listener());
    expect(toTree(expansion)).toBe(`EventListener demo/github  Ready
├─ Deployment el-github    Available
└─ Service el-github
`);
    expect(find(expansion, 'EventListener', 'github').status).toMatchObject({
      address: { url: 'http://el-github.demo.svc.cluster.local:8080' },
    });
    expect(find(expansion, 'Deployment', 'el-github').spec).toMatchObject({
      template: {
        spec: {
          serviceAccountName: 'listener',
          containers: [{ securityContext: { readOnlyRootFilesystem: true, runAsNonRoot: true } }],
        },
      },
    });
  });

  test('whose pods do not come up is not ready', () => {
    const expansion = expand(listener(), { conduct: { 'deployment/*': 'fails' } });
    expect(conditionOf(find(expansion, 'EventListener', 'github'), 'Ready')).toMatchObject({ status: 'False' });
  });

  test('may be a Knative Service, and is ready when that is', () => {
    const expansion = expand(
      listener('resources: {customResource: {apiVersion: serving.knative.dev/v1, kind: Service, spec: {}}}'),
    );
    expect(conditionOf(find(expansion, 'EventListener', 'github'), 'Ready')).toMatchObject({ status: 'True' });
    expect(find(expansion, 'Revision', 'el-github-00001')).toBeDefined();
  });
});
