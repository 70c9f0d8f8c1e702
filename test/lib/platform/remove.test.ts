import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { ApiClient } from '../../../lib/controller/client';
import { graphOf, stagesOf } from '../../../lib/graph';
import { InUseError, type RemoveOptions, remove, StuckError } from '../../../lib/platform/install/remove';
import { MemoryApiServer } from './memory-api-server';

const of = (apiVersion: string, kind: string, name: string, rest: object = {}, namespace?: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  ...rest,
});
const definition = of('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'flours.grain.example.com', {
  spec: {
    group: 'grain.example.com',
    names: { kind: 'Flour' },
    versions: [{ name: 'v1', served: true, storage: true }],
  },
});
const platform = [
  of('v1', 'Namespace', 'mills'),
  definition,
  of('v1', 'ConfigMap', 'settings', {}, 'mills'),
  of('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'w', { webhooks: [] }),
  of('apps/v1', 'Deployment', 'mill', { spec: {} }, 'mills'),
  of('grain.example.com/v1', 'Flour', 'rye', {}, 'mills'),
];
const used = of('grain.example.com/v1', 'Flour', 'wheat', {}, 'shop');

function serverWith(...objects: KubeObject[]): MemoryApiServer {
  const server = new MemoryApiServer();
  server.serve({ apiVersion: 'grain.example.com/v1', kind: 'Flour', plural: 'flours', namespaced: true });
  for (const object of objects) server.put(object);
  return server;
}
const removed = async (server: MemoryApiServer, options: Partial<RemoveOptions> = {}) => {
  const client = new ApiClient(server, { fieldManager: 'test', retryMs: 0 });
  const stages = stagesOf(graphOf(platform.map((object) => ({ object }))));
  const given = { timeoutMs: 1000, pollMs: 5, dryRun: false, definitions: false, resources: false, onEvent: () => {} };
  const deleted = await remove(client, stages, { ...given, ...options });
  return deleted.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
};

describe('a platform is removed', () => {
  test('from what is of its kinds to its namespaces, and its definitions stay', async () => {
    const server = serverWith(...platform);
    expect(await removed(server)).toEqual([
      'Flour rye',
      'ValidatingWebhookConfiguration w',
      'Deployment mill',
      'ConfigMap settings',
      'Namespace mills',
    ]);
    expect(server.all).toMatchObject([{ kind: 'CustomResourceDefinition' }]);
    expect(await removed(server)).toEqual([]);
  });

  test('with its definitions where these are meant too, last of all', async () => {
    const server = serverWith(...platform);
    expect((await removed(server, { definitions: true })).at(-1)).toBe(
      'CustomResourceDefinition flours.grain.example.com',
    );
    expect(server.all).toEqual([]);
  });

  test('not while others use its kinds, and then together with what they have', async () => {
    const server = serverWith(...platform, used);
    await expect(removed(server)).rejects.toMatchObject({ objects: [{ metadata: { name: 'wheat' } }] });
    await expect(removed(server)).rejects.toBeInstanceOf(InUseError);
    expect(server.all).toHaveLength(platform.length + 1);
    expect((await removed(server, { resources: true })).slice(0, 2).sort()).toEqual(['Flour rye', 'Flour wheat']);
  });

  test('whatever belongs to objects that go anyway', async () => {
    const owner = { apiVersion: 'grain.example.com/v1', kind: 'Flour', name: 'rye', uid: '1' };
    const child = { ...used, metadata: { ...used.metadata, ownerReferences: [owner] } };
    expect(await removed(serverWith(...platform, child))).toHaveLength(5);
  });

  test('in a dry run by words only', async () => {
    const server = serverWith(...platform);
    expect(await removed(server, { dryRun: true })).toHaveLength(5);
    expect(server.all).toHaveLength(platform.length);
  });

  test('no further than to what does not go', async () => {
    const server = serverWith(...platform);
    server.intercept = ({ method, path }) =>
      method === 'DELETE' && path.includes('/flours/') ? { status: 200, body: {}, warnings: [] } : undefined;
    const failure = removed(server, { timeoutMs: 20 });
    await expect(failure).rejects.toBeInstanceOf(StuckError);
    await expect(failure).rejects.toMatchObject({ objects: [{ metadata: { name: 'rye' } }] });
    expect(server.find('Deployment', 'mill')).toBeDefined();
  });
});
