import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import { healthOf } from './lua';
import { filesOf, of } from './objects';

const service = of('serving.knative.dev/v1', 'Service', 'hello');
const argocd = (objects: readonly KubeObject[], options = {}) => filesOf(objects, { flavor: 'argocd', ...options });
const annotations = (object: KubeObject) => {
  const written = Object.entries(argocd([object])).find(([name]) => /^\d\d-.*_/.test(name));
  return (load(written?.[1] ?? '') as KubeObject).metadata.annotations;
};

describe('sync options', () => {
  test('leave out the dry run of a kind that may not be defined yet', () => {
    expect(annotations(service)).toEqual({
      'argocd.argoproj.io/sync-wave': '600',
      'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true',
    });
  });

  test('keep what nobody wants to lose, and apply large definitions on the server', () => {
    expect(annotations(of('v1', 'Namespace', 'shop'))?.['argocd.argoproj.io/sync-options']).toBe(
      'Delete=false,Prune=false',
    );
    const definition = of('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'brokers.eventing.knative.dev');
    expect(annotations(definition)?.['argocd.argoproj.io/sync-options']).toBe(
      'Delete=false,Prune=false,ServerSideApply=true',
    );
  });

  test('make a Job anew, since it cannot be changed', () => {
    expect(annotations(of('batch/v1', 'Job', 'migrate'))?.['argocd.argoproj.io/sync-options']).toBe(
      'Force=true,Replace=true',
    );
  });

  test('that the program chose go before ours', () => {
    const chosen = { 'argocd.argoproj.io/sync-options': 'Prune=confirm, PruneLast=true' };
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', annotations: chosen } };
    expect(annotations(namespace)?.['argocd.argoproj.io/sync-options']).toBe(
      'Prune=confirm,PruneLast=true,Delete=false',
    );
  });
});

test('a chain of more than a hundred references in one layer keeps its order', () => {
  const to = (i: number) => ({ ref: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: `s${i}` } });
  const chain = Array.from({ length: 150 }, (_, i) => {
    return of('eventing.knative.dev/v1alpha1', 'EventTransform', `s${i}`, { spec: { sink: to(i + 1) } });
  });
  const channel = (i: number) => ({
    apiVersion: 'eventing.knative.dev/v1alpha1',
    kind: 'EventTransform',
    name: `s${i}`,
  });
  const linked = chain.map((object, i) => ({ ...object, spec: { sink: i < 149 ? { ref: channel(i + 1) } : to(0) } }));
  const trigger = of('eventing.knative.dev/v1', 'Trigger', 't', {
    spec: { broker: 'b', subscriber: { ref: channel(0) } },
  });
  const files = argocd([...linked, trigger]);
  const waveOf = (name: string) => {
    const [, text = ''] = Object.entries(files).find(([file]) => file.endsWith(`_${name}.yaml`)) ?? [];
    return Number((load(text) as KubeObject).metadata.annotations?.['argocd.argoproj.io/sync-wave']);
  };
  const waves = linked.map(({ metadata }) => waveOf(metadata.name ?? ''));
  for (let i = 1; i < waves.length; i++) expect(waves[i]).toBeLessThan(waves[i - 1]!);
  expect(waveOf('t')).toBeGreaterThan(waves[0]!);
});

test('an Application and its project name the repository, and what may come from there', () => {
  const files = argocd([service, of('v1', 'Namespace', 'shop')], {
    name: 'shop',
    path: 'deploy/',
    repo: 'https://git.example.com/shop',
    revision: 'refs/tags/v1',
  });
  expect(load(files['argocd/application.yaml'] ?? '')).toMatchObject({
    metadata: { name: 'shop', annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } },
    spec: {
      project: 'shop',
      source: { repoURL: 'https://git.example.com/shop', path: 'deploy', targetRevision: 'refs/tags/v1' },
    },
  });
  expect(load(files['argocd/project.yaml'] ?? '')).toMatchObject({
    spec: {
      sourceRepos: ['https://git.example.com/shop'],
      destinations: [{ namespace: 'default' }, { namespace: 'shop' }],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
      namespaceResourceWhitelist: [{ group: 'serving.knative.dev', kind: 'Service' }],
    },
  });
});

test('without a repository there is no Application, and that is said', () => {
  const files = argocd([service]);
  expect(Object.keys(files).filter((name) => name.startsWith('argocd/'))).toEqual([
    'argocd/argocd-cm.yaml',
    'argocd/kustomization.yaml',
  ]);
  expect(files['README.md']).toContain('There is no Application');
});

test('what controllers write is no difference', () => {
  const webhook = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'config.webhook.serving.knative.dev' },
    webhooks: [{ name: 'x' }],
  };
  const files = argocd([webhook as KubeObject], { repo: 'https://git.example.com/shop' });
  expect(load(files['argocd/application.yaml'] ?? '')).toMatchObject({
    spec: {
      ignoreDifferences: [
        {
          group: 'admissionregistration.k8s.io',
          kind: 'ValidatingWebhookConfiguration',
          name: 'config.webhook.serving.knative.dev',
          jqPathExpressions: expect.arrayContaining(['.webhooks[]?.clientConfig.caBundle', '.webhooks[]?.rules']),
        },
      ],
    },
  });
});

describe('Argo CD is told that', () => {
  const { data } = load(argocd([service])['argocd/argocd-cm.yaml'] ?? '') as { data: Record<string, string> };
  const scripts = load(data['resource.customizations'] ?? '') as Record<string, { 'health.lua': string }>;
  const health = (pattern: string, apiVersion: string, kind: string, rest: object) =>
    healthOf(scripts[pattern]?.['health.lua'] ?? '', { apiVersion, kind, metadata: { generation: 2 }, ...rest });
  const broker = (status: object) => health('*.knative.dev/*', 'eventing.knative.dev/v1', 'Broker', { status });
  const run = (status: object) => health('tekton.dev/*', 'tekton.dev/v1', 'PipelineRun', { status });
  const conditions = (type: string, status: string, rest = {}) => ({ conditions: [{ type, status, ...rest }] });

  test('a broker is healthy once it is ready, and degraded if it is not', () => {
    expect(broker(conditions('Ready', 'True'))).toEqual({ status: 'Healthy', message: '' });
    expect(broker(conditions('Ready', 'Unknown', { reason: 'Waiting' }))).toEqual({
      status: 'Progressing',
      message: 'Waiting',
    });
    expect(broker(conditions('Ready', 'False', { message: 'no channel', reason: 'X' }))).toEqual({
      status: 'Degraded',
      message: 'no channel',
    });
  });

  test('other conditions than the one that sums them up do not count', () => {
    const more = [
      { type: 'Addressable', status: 'False' },
      { type: 'Ready', status: 'True' },
    ];
    expect(broker({ conditions: more }).status).toBe('Healthy');
    expect(broker({ conditions: more.slice(0, 1) }).status).toBe('Progressing');
  });

  test('what a controller has not seen yet is progressing', () => {
    expect(broker({}).status).toBe('Progressing');
    expect(health('*.knative.dev/*', 'eventing.knative.dev/v1', 'Broker', {}).status).toBe('Progressing');
    expect(broker({ observedGeneration: 1, ...conditions('Ready', 'True') }).status).toBe('Progressing');
    expect(broker({ observedGeneration: 2, ...conditions('Ready', 'True') }).status).toBe('Healthy');
  });

  test('what is being deleted is progressing', () => {
    const metadata = { deletionTimestamp: '2026-01-01T00:00:00Z' };
    expect(health('*.knative.dev/*', 'eventing.knative.dev/v1', 'Broker', { metadata }).status).toBe('Progressing');
  });

  test('a run is healthy once it has succeeded', () => {
    expect(run({}).status).toBe('Progressing');
    expect(run(conditions('Succeeded', 'Unknown')).status).toBe('Progressing');
    expect(run(conditions('Succeeded', 'True')).status).toBe('Healthy');
    expect(run(conditions('Succeeded', 'False')).status).toBe('Degraded');
  });

  test('a listener is waited for, and a kind without conditions is not', () => {
    const listener = (status: object) =>
      health('*.tekton.dev/*', 'triggers.tekton.dev/v1beta1', 'EventListener', { status });
    expect(listener({}).status).toBe('Progressing');
    expect(listener(conditions('Ready', 'True')).status).toBe('Healthy');
    expect(health('*.tekton.dev/*', 'triggers.tekton.dev/v1beta1', 'Trigger', {}).status).toBe('Healthy');
    expect(health('tekton.dev/*', 'tekton.dev/v1', 'Task', {}).status).toBe('Healthy');
    expect(health('*.knative.dev/*', 'caching.internal.knative.dev/v1alpha1', 'Image', {}).status).toBe('Healthy');
    // Serving ships one, and without cert-manager nobody ever looks at it: a wave would wait for ever.
    const internal = 'networking.internal.knative.dev/v1alpha1';
    expect(health('*.knative.dev/*', internal, 'Certificate', {}).status).toBe('Healthy');
  });

  test('a claim to storage that waits for its first pod is healthy', () => {
    const claim = (phase: string) =>
      health('PersistentVolumeClaim', 'v1', 'PersistentVolumeClaim', { status: { phase } });
    expect(claim('Pending').status).toBe('Healthy');
    expect(claim('Bound').status).toBe('Healthy');
    expect(claim('Lost').status).toBe('Degraded');
  });
});
