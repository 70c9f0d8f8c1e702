import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { graphOf, type Stage, stagesOf } from '../../../lib/graph';
import { releaseFiles, releaseObjects, releasesAreAbsent } from '../../upstream-releases';

const ADMISSION = 'admissionregistration.k8s.io/v1';
const RBAC = 'rbac.authorization.k8s.io/v1';

const of = (apiVersion: string, kind: string, name: string, rest: object = {}, namespace?: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  ...rest,
});
const named = (object: KubeObject, labels: Record<string, string>): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, labels },
});
const workload = (name: string, namespace: string, podLabels: Record<string, string> = { app: name }) =>
  of('apps/v1', 'Deployment', name, { spec: { template: { metadata: { labels: podLabels }, spec: {} } } }, namespace);
const service = (name: string, namespace: string) =>
  of('v1', 'Service', name, { spec: { selector: { app: name } } }, namespace);
const webhook = (name: string, namespace: string, entry: object = {}) =>
  of(ADMISSION, 'MutatingWebhookConfiguration', `${name}-config`, {
    webhooks: [{ name: `${name}.example.com`, clientConfig: { service: { name, namespace } }, ...entry }],
  });
const pods = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }];

const stages = (...objects: KubeObject[]) => stagesOf(graphOf(objects.map((object) => ({ object }))));
const contents = (found: readonly Stage[]) =>
  Object.fromEntries(found.map(({ id, nodes }) => [id, nodes.map(({ ref }) => `${ref.kind} ${ref.name}`)]));
const awaited = (found: readonly Stage[]) =>
  Object.fromEntries(
    found.flatMap(({ id, webhooks }) => (webhooks.length === 0 ? [] : [[id, webhooks.map(({ ref }) => ref.name)]])),
  );

test('an operator is installed from its namespace to the jobs that come last', () => {
  const found = stages(
    of('batch/v1', 'Job', 'migrate', {}, 'mills'),
    of('grain.example.com/v1', 'Flour', 'rye', {}, 'mills'),
    named(workload('gateway', 'mills'), { 'networking.knative.dev/ingress-provider': 'mill' }),
    workload('mill', 'mills'),
    webhook('mill', 'mills'),
    service('mill', 'mills'),
    of('v1', 'ConfigMap', 'config-mill', {}, 'mills'),
    of(RBAC, 'ClusterRoleBinding', 'mill', {
      roleRef: { kind: 'ClusterRole', name: 'mill' },
      subjects: [{ kind: 'ServiceAccount', name: 'mill', namespace: 'mills' }],
    }),
    of(RBAC, 'ClusterRole', 'mill', { rules: [] }),
    of('v1', 'ServiceAccount', 'mill', {}, 'mills'),
    of('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'flours.grain.example.com', {
      spec: { group: 'grain.example.com', names: { kind: 'Flour' } },
    }),
    of('v1', 'Namespace', 'mills'),
  );
  expect(contents(found)).toEqual({
    namespaces: ['Namespace mills'],
    crds: ['CustomResourceDefinition flours.grain.example.com'],
    'operators.roles': ['ClusterRole mill', 'ServiceAccount mill'],
    'operators.bindings': ['ClusterRoleBinding mill'],
    'operators.settings': ['Service mill', 'ConfigMap config-mill'],
    'operators.webhooks': ['MutatingWebhookConfiguration mill-config'],
    'operators.workloads': ['Deployment mill'],
    'operators.ingress': ['Deployment gateway'],
    configuration: ['Flour rye'],
    'services.jobs': ['Job migrate'],
  });
  expect(awaited(found)).toEqual({ 'operators.workloads': ['mill-config'] });
});

describe('a workload whose Pods a webhook changes', () => {
  const injector = [
    workload('injector', 'mesh'),
    service('injector', 'mesh'),
    webhook('injector', 'mesh', {
      rules: pods,
      namespaceSelector: { matchLabels: { inject: 'yes' } },
      objectSelector: { matchExpressions: [{ key: 'inject', operator: 'NotIn', values: ['no'] }] },
    }),
  ];
  const namespace = named(of('v1', 'Namespace', 'mills'), { inject: 'yes' });
  const mill = [workload('mill', 'mills'), service('mill', 'mills'), webhook('mill', 'mills')];

  test('comes after what answers the webhook, and so does its own webhook', () => {
    const found = stages(...mill, namespace, ...injector);
    expect(contents(found)).toMatchObject({
      'operators.workloads': ['Deployment injector'],
      'operators.workloads.2': ['Deployment mill'],
    });
    expect(awaited(found)).toEqual({
      'operators.workloads': ['injector-config'],
      'operators.workloads.2': ['mill-config'],
    });
  });

  test('comes with the others where a selector leaves it out', () => {
    const outside = stages(...mill, ...injector);
    expect(contents(outside)).toMatchObject({ 'operators.workloads': ['Deployment mill', 'Deployment injector'] });
    const [, ...others] = mill;
    const refusing = stages(
      workload('mill', 'mills', { app: 'mill', inject: 'no' }),
      ...others,
      namespace,
      ...injector,
    );
    expect(contents(refusing)).toMatchObject({ 'operators.workloads': ['Deployment mill', 'Deployment injector'] });
  });

  test('comes with the one that answers the webhook if each waits for the other', () => {
    const own = named(of('v1', 'Namespace', 'mesh'), { inject: 'yes' });
    const found = stages(...injector, own);
    expect(contents(found)).toMatchObject({ 'operators.workloads': ['Deployment injector'] });
  });
});

test('a webhook that is served from elsewhere is waited for as soon as it is configured', () => {
  expect(awaited(stages(webhook('mill', 'mills')))).toEqual({ 'operators.webhooks': ['mill-config'] });
});

describe.skipIf(releasesAreAbsent('that the stages of the releases are as they must be'))("upstream's releases", () => {
  const seen = new Set<string>();
  const objects = releaseObjects([
    ...releaseFiles,
    'knative-serving/1.23.0/serving-post-install-jobs.yaml',
    'knative-eventing/1.23.0/eventing-post-install.yaml',
  ]).filter(({ apiVersion, kind, metadata: { name, namespace } }) => {
    const key = `${apiVersion}/${kind}/${namespace}/${name}`;
    return name === undefined || seen.size < seen.add(key).size;
  });
  const found = stages(...objects);
  const stageOf = new Map(found.flatMap(({ nodes }, i) => nodes.map((node) => [node, i] as const)));
  const all = found.flatMap(({ nodes }) => nodes);
  const stagesOfKinds = (...kinds: string[]) =>
    all.filter(({ ref }) => kinds.includes(ref.kind)).map((node) => stageOf.get(node)!);

  test('go from namespaces to jobs', () => {
    expect(found.map(({ id }) => id)).toEqual([
      'namespaces',
      'crds',
      'operators.roles',
      'operators.bindings',
      'operators.settings',
      'operators.webhooks',
      'operators.workloads',
      'operators.workloads.2',
      'operators.ingress',
      'configuration',
      'services.jobs',
    ]);
    expect(all).toHaveLength(objects.length);
  });

  test('have all definitions in one stage, before all that is of a kind defined', () => {
    const definitions = stagesOfKinds('CustomResourceDefinition');
    expect(definitions.length).toBe(71);
    expect(new Set(definitions)).toEqual(new Set([1]));
  });

  test('have every binding after every role, and every namespace before its objects', () => {
    const bindings = stagesOfKinds('ClusterRoleBinding', 'RoleBinding');
    expect(Math.min(...bindings)).toBeGreaterThan(Math.max(...stagesOfKinds('ClusterRole', 'Role', 'ServiceAccount')));
    expect(new Set(stagesOfKinds('Namespace'))).toEqual(new Set([0]));
  });

  test('have the objects that components ship after the webhooks that judge these', () => {
    const shipped = stagesOfKinds('Certificate', 'Image', 'ClusterInterceptor', 'Gateway', 'PeerAuthentication');
    expect(shipped).toHaveLength(11);
    const lastWebhook = Math.max(...found.map(({ webhooks }, i) => (webhooks.length > 0 ? i : 0)));
    expect(Math.min(...shipped)).toBeGreaterThan(lastWebhook);
    expect(found.flatMap(({ webhooks }) => webhooks)).toHaveLength(25);
  });

  test('have what runs a gateway after what configures its proxies', () => {
    const at = (name: string) => stageOf.get(all.find(({ ref }) => ref.kind === 'Deployment' && ref.name === name)!)!;
    expect(at('istio-ingressgateway')).toBeGreaterThan(at('istiod'));
    expect(at('3scale-kourier-gateway')).toBeGreaterThan(at('webhook'));
  });
});
