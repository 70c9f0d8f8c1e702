import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import { filesOf, of } from './objects';

const flux = (objects: readonly KubeObject[], options = {}) => filesOf(objects, { flavor: 'flux', ...options });
const broker = of('eventing.knative.dev/v1', 'Broker', 'default');
const settings = of('v1', 'ConfigMap', 'settings');
const run = of('tekton.dev/v1', 'TaskRun', 'once');

const annotations = (object: KubeObject) => {
  const written = Object.entries(flux([object])).find(([name]) => /^\d\d-.*_/.test(name));
  return (load(written?.[1] ?? '') as KubeObject).metadata.annotations ?? {};
};

test('there is a Kustomization for each layer, and each depends on the one before', () => {
  const files = flux([broker, settings, run], { name: 'shop', path: './deploy' });
  expect(Object.keys(files).filter((name) => name.startsWith('flux/'))).toEqual([
    'flux/30-configuration.yaml',
    'flux/50-brokers.yaml',
    'flux/95-runs.yaml',
    'flux/kustomization.yaml',
  ]);
  expect(load(files['flux/30-configuration.yaml'] ?? '')).toEqual({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'shop-configuration', namespace: 'flux-system' },
    spec: {
      interval: '1h',
      retryInterval: '2m',
      timeout: '10m',
      path: './deploy/30-configuration',
      prune: true,
      wait: true,
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
    },
  });
  expect(load(files['flux/50-brokers.yaml'] ?? '')).toMatchObject({
    spec: { dependsOn: [{ name: 'shop-configuration' }] },
  });
  expect(load(files['flux/95-runs.yaml'] ?? '')).toMatchObject({ spec: { dependsOn: [{ name: 'shop-brokers' }] } });
});

test('health is told of the kinds that say it by a condition, and no other', () => {
  const checks = (name: string) =>
    (load(flux([broker, settings, run])[`flux/${name}.yaml`] ?? '') as { spec: { healthCheckExprs?: object[] } }).spec
      .healthCheckExprs;
  const is = (type: string, status: string) =>
    `has(status.conditions) && status.conditions.exists(c, c.type == '${type}' && c.status == '${status}')`;
  expect(checks('30-configuration')).toBeUndefined();
  expect(checks('50-brokers')).toEqual([
    { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', current: is('Ready', 'True') },
  ]);
  expect(checks('95-runs')).toEqual([
    {
      apiVersion: 'tekton.dev/v1',
      kind: 'TaskRun',
      current: is('Succeeded', 'True'),
      failed: is('Succeeded', 'False'),
    },
  ]);
});

test('a layer does not wait for what only controllers make, such as the Certificate that Serving ships', () => {
  const certificate = of('networking.internal.knative.dev/v1alpha1', 'Certificate', 'routing-serving-certs', {
    spec: { dnsNames: ['a'], secretName: 'a' },
  });
  const { spec } = load(flux([certificate])['flux/30-configuration.yaml'] ?? '') as { spec: object };
  expect(spec).not.toHaveProperty('healthCheckExprs');
});

test.each([
  ['main', { branch: 'main' }],
  ['refs/tags/v1', { name: 'refs/tags/v1' }],
  ['0123456789abcdef0123456789abcdef01234567', { commit: '0123456789abcdef0123456789abcdef01234567' }],
])('the revision %s of a repository is taken for what it is', (revision, ref) => {
  const files = flux([broker], { name: 'shop', repo: 'https://git.example.com/shop', revision });
  expect(load(files['flux/source.yaml'] ?? '')).toMatchObject({ spec: { url: 'https://git.example.com/shop', ref } });
  expect(load(files['flux/50-brokers.yaml'] ?? '')).toMatchObject({ spec: { sourceRef: { name: 'shop' } } });
});

test('what nobody wants to lose is not pruned, and a Job is made anew', () => {
  const pruning = 'kustomize.toolkit.fluxcd.io/prune';
  expect(annotations(of('v1', 'Namespace', 'shop'))).toEqual({ [pruning]: 'disabled' });
  expect(annotations(of('v1', 'PersistentVolumeClaim', 'disk'))).toEqual({ [pruning]: 'disabled' });
  expect(annotations(of('batch/v1', 'Job', 'migrate'))).toEqual({ 'kustomize.toolkit.fluxcd.io/force': 'enabled' });
  expect(annotations(broker)).toEqual({});
});

test('a text that Flux would take for a variable is kept from it, and what it would not is left alone', () => {
  const disabled = { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' };
  const script = (text: string) =>
    annotations(of('tekton.dev/v1', 'Task', 't', { spec: { steps: [{ script: text }] } }));
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what shells, and Flux, put variables into
  expect(script('echo ${HOME}')).toEqual(disabled);
  expect(script('echo $$')).toEqual(disabled);
  expect(script('echo $HOME $(params.x) 5$')).toEqual({});
});
