import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { accountWithPullSecret, withPullSecret } from '../../../lib/platform/images/pull-secrets';
import { noUpstreamManifests, upstreamObjects } from './upstream-manifests';
import { configMap } from './vendored-folder';

describe('a secret for pulling images', () => {
  const pods = (kind: string, spec: object, name = 'controller') =>
    ({ apiVersion: 'apps/v1', kind, metadata: { name, namespace: 'a' }, spec: { template: { spec } } }) as KubeObject;
  const secret = [{ name: 'registry' }];
  const given = (...objects: object[]) => withPullSecret(objects as KubeObject[], 'registry');

  test('is at service accounts, and at pods whose account is not among the objects', () => {
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'controller', namespace: 'a' } };
    const own = pods('Deployment', { serviceAccountName: 'controller' });
    const bare = pods('StatefulSet', { imagePullSecrets: [{ name: 'other' }] });
    const result = given(account, own, bare, configMap('a'));
    expect(result).toEqual([
      { ...account, imagePullSecrets: secret },
      own,
      pods('StatefulSet', { imagePullSecrets: [{ name: 'other' }, ...secret] }),
      configMap('a'),
    ]);
    expect(given(...result)).toEqual(result);
  });

  test('is handed on by a controller that has a variable for it', () => {
    const env = (value: object) => ({ env: [{ name: 'BROKER_IMAGE_PULL_SECRET_NAME', ...value }] });
    const [object] = given(pods('Deployment', { containers: [env({ value: '' }), {}] }));
    expect(object?.spec).toMatchObject({ template: { spec: { containers: [env({ value: 'registry' }), {}] } } });
  });

  test("is in the values of Istio's injector, for sidecars", () => {
    const values = (imagePullSecrets: readonly string[]) => ({ global: { hub: 'a.example.com', imagePullSecrets } });
    const injector = configMap('istio-sidecar-injector', { values: JSON.stringify(values([])), config: 'x' });
    const [object] = given(injector) as unknown as [{ data: Record<string, string> }];
    expect(JSON.parse(object.data.values!)).toEqual(values(['registry']));
    expect(object.data.config).toBe('x');
  });

  test('is at the account of pods that users run', () => {
    expect(accountWithPullSecret('shop', 'registry')).toEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: 'shop' },
      imagePullSecrets: secret,
    });
  });
});

describe.skipIf(noUpstreamManifests)("upstream's manifests", () => {
  test('pull with a secret at their accounts, at pods without one, and in sidecars', () => {
    const objects = [
      'knative-serving/1.23.0/serving-core.yaml',
      'net-kourier/1.23/kourier.yaml',
      'net-istio/1.22.0/istio.yaml',
    ].flatMap((file) => upstreamObjects(file));
    const result = withPullSecret(objects, 'registry');
    expect(result).toHaveLength(objects.length);
    const changed = result.filter((each, i) => each !== objects[i]).map(({ kind }) => kind);
    expect(new Set(changed)).toEqual(new Set(['ServiceAccount', 'ConfigMap', 'Deployment']));
  });
});
