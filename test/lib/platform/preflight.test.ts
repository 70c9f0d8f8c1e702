import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { ApiClient } from '../../../lib/controller/client';
import { graphOf } from '../../../lib/graph';
import { preflight } from '../../../lib/platform/preflight';
import { MemoryApiServer } from './memory-api-server';

const namespace = (name: string): KubeObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const controller = (version: string, container: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'controller', namespace: 'knative-serving', labels: { 'app.kubernetes.io/version': version } },
  spec: { template: { spec: { containers: [{ name: 'controller', ...container }] } } },
});
const balanced: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'kourier', namespace: 'default' },
  spec: { type: 'LoadBalancer' },
};
const claim: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'loki', namespace: 'default' },
  spec: { volumeClaimTemplates: [{ spec: {} }] },
};
const storageClass = (annotations: Record<string, string>): KubeObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'fast', annotations },
});

const check = (server: MemoryApiServer, ...objects: KubeObject[]) => {
  const { nodes } = graphOf(objects.map((object) => ({ object })));
  return preflight({ client: new ApiClient(server, { fieldManager: 'test', retryMs: 0 }), nodes });
};
const on = (gitVersion: string, objects: readonly KubeObject[] = []) => {
  const server = new MemoryApiServer(objects);
  server.intercept = ({ path }) =>
    path === '/version' ? { status: 200, body: { gitVersion }, warnings: [] } : undefined;
  return server;
};

describe('before anything is written', () => {
  const serving = [namespace('knative-serving'), controller('1.23.0')];

  test('a fit cluster has nothing said of it', async () => {
    const there = [namespace('default'), storageClass({ 'storageclass.kubernetes.io/is-default-class': 'true' })];
    const server = on('v1.34.0', [
      ...there,
      { ...balanced, status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } },
    ]);
    expect(await check(server, ...serving, claim, balanced)).toEqual([]);
  });

  test('a server that is too old for a component is an error, whatever its vendor adds', async () => {
    const [finding] = await check(on('v1.33.9-gke.100'), ...serving);
    expect(finding).toMatchObject({ check: 'kubernetes-version', severity: 'error' });
    expect(finding?.message).toContain('Knative Serving 1.23.0 needs Kubernetes 1.34, this is v1.33.9-gke.100');
  });

  test('a component may be told to start on an older server', async () => {
    const env = [{ name: 'KUBERNETES_MIN_VERSION', value: 'v1.30.0' }];
    expect(await check(on('v1.33.9'), namespace('knative-serving'), controller('1.23.0', { env }))).toEqual([]);
  });

  test.each([
    ['1.23.0', undefined],
    ['1.22.1', undefined],
    ['1.20.0', { severity: 'warning', message: expect.stringContaining('skips 2 of its minor versions') }],
    ['1.24.0', { severity: 'error', message: expect.stringContaining('goes back') }],
  ])('the step from the installed version %s is judged', async (installed, finding) => {
    const server = on('v1.36.0', [namespace('knative-serving'), controller(installed)]);
    expect(await check(server, ...serving)).toEqual(
      finding === undefined ? [] : [expect.objectContaining({ check: 'upgrade-step', ...finding })],
    );
  });

  test('a namespace that nobody brings, or that does not end, is an error', async () => {
    const dying = {
      ...namespace('mills'),
      status: { conditions: [{ status: 'True', message: 'Flours have finalizers' }] },
    };
    const server = on('v1.36.0', [
      { ...dying, metadata: { name: 'mills', deletionTimestamp: '2026-01-01T00:00:00Z' } },
    ]);
    const findings = await check(server, controller('1.23.0'), {
      ...balanced,
      metadata: { name: 'a', namespace: 'mills' },
    });
    expect(findings.filter((finding) => finding.check === 'namespaces').map(({ message }) => message)).toEqual([
      'the namespace knative-serving is neither there nor among the objects',
      'the namespace mills is being deleted and does not end: Flours have finalizers',
    ]);
  });

  test('storage without a default class is an error', async () => {
    const server = on('v1.36.0', [namespace('default'), storageClass({})]);
    expect(await check(server, claim)).toMatchObject([{ check: 'storage-class', severity: 'error' }]);
  });

  test.each<[string, readonly KubeObject[], number]>([
    ['nothing balances loads', [], 1],
    ['the nodes are of kind', [node('kind://docker/kind/a')], 1],
    ["the nodes are a cloud's", [node('aws:///eu-central-1a/i-1')], 0],
    ['MetalLB runs', [{ ...controller('1'), metadata: { name: 'controller', namespace: 'metallb-system' } }], 0],
  ])('a load balancer is looked for: %s', async (_, objects, count) => {
    const server = on('v1.36.0', [namespace('default'), ...objects]);
    const findings = await check(server, balanced);
    expect(findings.map((finding) => finding.check)).toEqual(Array(count).fill('load-balancer'));
  });

  test('who may not do everything is asked of each kind, and of the roles that are given away', async () => {
    const server = on('v1.36.0', [namespace('default')]);
    const asked: string[] = [];
    server.intercept = ({ path, body }) => {
      if (!path.endsWith('/selfsubjectaccessreviews')) return undefined;
      const { resourceAttributes } = (body as { spec: { resourceAttributes: Record<string, string> } }).spec;
      const { group = '', resource, verb } = resourceAttributes;
      asked.push(`${verb} ${resource}.${group}`);
      const allowed = verb === 'get';
      return { status: 201, body: { status: { allowed } }, warnings: [] };
    };
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'r' },
      rules: [],
    };
    const [finding, ...others] = await check(server, balanced, role);
    expect(others.map((other) => other.check)).toEqual(['load-balancer']);
    expect(finding?.message).toContain('you may not create services in default, patch services in default');
    expect(asked).toContain('escalate clusterroles.rbac.authorization.k8s.io');
  });
});

function node(providerID: string): KubeObject {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' }, spec: { providerID } };
}
