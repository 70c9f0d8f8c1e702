import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { conditionOf } from '../../../lib/controller/conditions';
import { type Expansion, expand } from '../../../lib/expand';
import type { WorldOptions } from '../../../lib/world/world';
import { find, read, said, settings } from './read';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const service = (image: string, annotations = '{}') =>
  read(`
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: shop, namespace: demo}
spec:
  template:
    metadata: {annotations: ${annotations}}
    spec: {containers: [{image: "registry.example.com/${image}"}]}
`);

const expandedAfter = (milliseconds: number, objects: readonly KubeObject[], conduct: WorldOptions['conduct']) =>
  expand(objects, { conduct, steps: [{ passes: milliseconds }] });
const replicas = (expansion: Expansion) =>
  (find(expansion, 'Deployment', 'shop-00001-deployment').spec as { replicas: number }).replicas;

describe('a revision without traffic', () => {
  const idle = { 'revision/*': 'idles' } as const;

  test('keeps its pod for its window', () => {
    expect(replicas(expandedAfter(MINUTE - 1, service('shop:1'), idle))).toBe(1);
    const down = expandedAfter(MINUTE, service('shop:1'), idle);
    expect(replicas(down)).toBe(0);
    expect(said(down, 'PodAutoscaler', 'shop-00001', 'Active')).toBe(
      'False NoTraffic: The target is not receiving traffic.',
    );
    expect(find(down, 'ServerlessService', 'shop-00001').spec).toMatchObject({ mode: 'Proxy' });
    expect(said(down, 'Service', 'shop')).toMatch(/^True/);
  });

  test('keeps it half a minute more where the activator was not in the path before', () => {
    const direct = service('shop:1', '{autoscaling.knative.dev/target-burst-capacity: "0"}');
    expect(replicas(expandedAfter(89 * SECOND, direct, idle))).toBe(1);
    expect(replicas(expandedAfter(90 * SECOND, direct, idle))).toBe(0);
  });

  test('keeps as many pods as it must have', () => {
    const annotations = '{autoscaling.knative.dev/min-scale: "2"}';
    expect(replicas(expandedAfter(60 * MINUTE, service('shop:1', annotations), idle))).toBe(2);
  });

  test('keeps its last pod for as long as it says', () => {
    const annotations = '{autoscaling.knative.dev/scale-to-zero-pod-retention-period: 10m}';
    expect(replicas(expandedAfter(10 * MINUTE, service('shop:1', annotations), idle))).toBe(1);
    expect(replicas(expandedAfter(11 * MINUTE, service('shop:1', annotations), idle))).toBe(0);
  });

  test('stays up where others of its kind have some', () => {
    expect(replicas(expandedAfter(60 * MINUTE, service('shop:1'), { 'revision/other-*': 'idles' }))).toBe(1);
  });
});

describe('a Deployment whose pods do not come up', () => {
  const waits = { 'deployment/shop-*': 'waits' } as const;
  const progressing = (expansion: Expansion, name = 'shop-00001-deployment') =>
    conditionOf(find(expansion, 'Deployment', name), 'Progressing')?.reason;

  test('waits until its deadline, and fails then, and its service with it', () => {
    const before = expandedAfter(10 * MINUTE - 1, service('shop:1'), waits);
    expect(progressing(before)).toBe('ReplicaSetUpdated');
    expect(said(before, 'Service', 'shop')).toMatch(/^Unknown/);
    const late = expandedAfter(10 * MINUTE, service('shop:1'), waits);
    expect(progressing(late)).toBe('ProgressDeadlineExceeded');
    expect(said(late, 'Revision', 'shop-00001')).toMatch(/^False ProgressDeadlineExceeded: ReplicaSet/);
    expect(said(late, 'Service', 'shop')).toMatch(/^False RevisionMissing/);
  });

  test('has the deadline that its revision asks for', () => {
    const annotations = '{serving.knative.dev/progress-deadline: 90s}';
    expect(progressing(expandedAfter(90 * SECOND - 1, service('shop:1', annotations), waits))).toBe(
      'ReplicaSetUpdated',
    );
    expect(progressing(expandedAfter(90 * SECOND, service('shop:1', annotations), waits))).toBe(
      'ProgressDeadlineExceeded',
    );
  });

  test('is given up by the autoscaler, and is complete without any pods', () => {
    const given = expandedAfter(11 * MINUTE, service('shop:1'), waits);
    expect(replicas(given)).toBe(0);
    expect(progressing(given)).toBe('NewReplicaSetAvailable');
    expect(said(given, 'Revision', 'shop-00001')).toBe(
      'False ProgressDeadlineExceeded: Initial scale was never achieved',
    );
  });

  test('begins anew with another template', () => {
    const deployment = (image: string) =>
      read(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop-web, namespace: demo}
spec:
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: "${image}"}]}}
`);
    const steps = [{ passes: 9 * MINUTE }, { update: deployment('web:2') }, { passes: 9 * MINUTE }];
    const expansion = expand(deployment('web:1'), { conduct: waits, steps });
    expect(progressing(expansion, 'shop-web')).toBe('ReplicaSetUpdated');
    const later = expand(deployment('web:1'), { conduct: waits, steps: [...steps, { passes: MINUTE }] });
    expect(progressing(later, 'shop-web')).toBe('ProgressDeadlineExceeded');
  });

  test('is none of the program where it is the control plane’s own', () => {
    const expansion = expand(service('shop:1'), {
      conduct: { 'deployment/*': 'waits' },
      steps: [{ passes: 60 * MINUTE }],
    });
    expect(expansion.objects.map(({ metadata }) => metadata.namespace)).not.toContain('knative-serving');
  });
});

test('a gradual rollout takes its steps, and is through when its time is', () => {
  const objects = [settings('config-network', { 'rollout-duration': '600' }), ...service('shop:1')];
  const shares = (passes: number) => {
    const expansion = expand(objects, { steps: [{ update: service('shop:2') }, { passes }] });
    const { traffic } = find(expansion, 'Route', 'shop').status as {
      traffic: { revisionName: string; percent: number }[];
    };
    return traffic.map(({ revisionName, percent }) => `${revisionName} ${percent}`);
  };
  expect(shares(0)).toEqual(['shop-00001 99', 'shop-00002 1']);
  const [older, newer] = shares(5 * MINUTE).map((share) => Number(share.split(' ')[1]));
  expect(older! + newer!).toBe(100);
  expect(newer).toBeGreaterThan(40);
  expect(newer).toBeLessThan(60);
  expect(shares(10 * MINUTE)).toEqual(['shop-00002 100']);
});

test('a run whose pods never end times out, after as many attempts as it has', () => {
  const [run] = read(`
apiVersion: tekton.dev/v1
kind: TaskRun
metadata: {name: build, namespace: demo}
spec:
  timeout: 5m
  retries: 1
  taskSpec: {steps: [{name: build, image: "builder:1", script: make}]}
`);
  const conduct = { 'pod/*': 'waits' } as const;
  expect(said(expandedAfter(5 * MINUTE, [run!], conduct), 'TaskRun', 'build', 'Succeeded')).toMatch(/^Unknown/);
  const late = expandedAfter(10 * MINUTE, [run!], conduct);
  expect(said(late, 'TaskRun', 'build', 'Succeeded')).toBe(
    'False TaskRunTimeout: TaskRun "build" failed to finish within "5m0s"',
  );
  expect(find(late, 'TaskRun', 'build').status).toMatchObject({
    completionTime: '2026-01-01T00:10:00Z',
    retriesStatus: [{ completionTime: '2026-01-01T00:05:00Z' }],
  });
});

test('the same time always leads to the same, in one step or in several', () => {
  const conduct = { 'revision/*': 'idles' } as const;
  const at = (...steps: number[]) =>
    JSON.stringify(expand(service('shop:1'), { conduct, steps: steps.map((passes) => ({ passes })) }));
  expect(at(5 * MINUTE)).toBe(at(5 * MINUTE));
  expect(at(MINUTE, 10 * SECOND, 230 * SECOND)).toBe(at(5 * MINUTE));
});
