import { describe, expect, test } from 'vitest';
import {
  ApiClient,
  ApiError,
  type ClusterAccess,
  ConnectionError,
  HttpTransport,
} from '../../../../lib/controller/client';
import { loopback } from '../../platform/loopback';
import { MemoryApiServer, refusal } from '../../platform/memory-api-server';

const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'mills' } };
const name = { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings', namespace: 'mills' };
const clientOf = (server: MemoryApiServer, retryMs = 0) => new ApiClient(server, { fieldManager: 'test', retryMs });
const accessTo = (url: string, user: object = {}): ClusterAccess => ({
  context: 'test',
  server: new URL(url),
  namespace: 'default',
  insecure: false,
  user: { impersonation: {}, ...user },
});

describe('a client', () => {
  test('reads what it applied, and tells what is not there', async () => {
    const client = clientOf(new MemoryApiServer());
    expect(await client.get(name)).toBeUndefined();
    await client.apply(settings);
    expect(await client.get(name)).toMatchObject(settings);
    expect(await client.delete(name)).toBe(true);
    expect(await client.delete(name)).toBe(false);
  });

  test('applies on the side of the server, in its own name, and strictly', async () => {
    const server = new MemoryApiServer();
    await clientOf(server).apply(settings, { force: true, dryRun: true });
    expect(server.requests.at(-1)).toMatchObject({
      method: 'PATCH',
      contentType: 'application/apply-patch+yaml',
      path: '/api/v1/namespaces/mills/configmaps/settings?fieldManager=test&fieldValidation=Strict&dryRun=All&force=true',
    });
  });

  test('reads a long list in parts', async () => {
    const server = new MemoryApiServer();
    server.intercept = ({ path }) => {
      if (!path.includes('/configmaps?')) return undefined;
      const next = new URL(path, 'http://x').searchParams.get('continue');
      const items = [{ metadata: { name: next ?? 'first' } }];
      const metadata = next === null ? { continue: 'second' } : {};
      return { status: 200, body: { items, metadata }, warnings: [] };
    };
    const found = await clientOf(server).list('v1', 'ConfigMap');
    expect(found.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ConfigMap first',
      'ConfigMap second',
    ]);
  });

  test('finds a kind that came after it had looked', async () => {
    const server = new MemoryApiServer();
    const client = clientOf(server);
    const flour = { apiVersion: 'batch/v1', kind: 'Flour', metadata: { name: 'rye' } };
    await client.get({ apiVersion: 'batch/v1', kind: 'Job', name: 'x' });
    await expect(client.apply(flour)).rejects.toThrow('the cluster serves no Flour of batch/v1');
    server.serve({ apiVersion: 'batch/v1', kind: 'Flour', plural: 'flours', namespaced: true });
    expect(await client.apply(flour)).toMatchObject(flour);
  });

  test('tries again what a busy server turned away, for as long as it is told', async () => {
    const server = new MemoryApiServer();
    let times = 2;
    server.intercept = ({ method }) =>
      method === 'PATCH' && times-- > 0 ? refusal(429, 'TooManyRequests', 'later') : undefined;
    expect(await clientOf(server, 10_000).apply(settings)).toMatchObject(settings);
    times = 1;
    await expect(clientOf(server, 0).apply(settings)).rejects.toMatchObject({ status: 429 });
  });

  test('tells of a refusal the reason and the fields, and nothing of what was sent', async () => {
    const server = new MemoryApiServer();
    const cause = { reason: 'FieldValueInvalid', message: 'bad', field: 'data.a' };
    server.intercept = ({ method }) =>
      method === 'PATCH' ? refusal(422, 'Invalid', 'it is invalid', [cause]) : undefined;
    const failure = await clientOf(server)
      .apply({ ...settings, data: { password: 'hunter2' } })
      .catch((error: unknown) => error as ApiError);
    expect(failure).toMatchObject({ status: 422, reason: 'Invalid', causes: [cause] });
    expect(JSON.stringify({ ...failure, message: (failure as ApiError).message })).not.toContain('hunter2');
  });

  test.each([
    ['Internal error occurred: failed calling webhook "a.example.com": connect: refused', 'a.example.com'],
    [
      'conversion webhook for tekton.dev/v1, Kind=Task failed: no endpoints',
      'the conversion of tekton.dev/v1, Kind=Task',
    ],
    ['admission webhook "a.example.com" denied the request: no', undefined],
  ])('knows whether a webhook could not be asked: %s', (message, webhook) => {
    expect(new ApiError(message, 500, '', [], { method: 'GET', path: '/' }).uncalledWebhook).toBe(webhook);
  });
});

describe('over HTTP', () => {
  test('credentials go with every request, and are asked for anew when they are no longer taken', async () => {
    let asked = 0;
    const server = await loopback(new MemoryApiServer(), () => (asked++ === 0 ? 401 : undefined));
    const printed = { apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status: { token: 't' } };
    const exec = {
      apiVersion: printed.apiVersion,
      command: process.execPath,
      args: ['-p', JSON.stringify(JSON.stringify(printed))],
      env: {},
    };
    const client = new ApiClient(new HttpTransport(accessTo(server.url, { exec }), { env: {} }), {
      fieldManager: 'test',
    });
    expect(await client.apply(settings)).toMatchObject(settings);
    expect(new Set(server.headers.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer t']));
    expect(asked).toBe(3);
    client.close();
    await server.stop();
  });

  test('a server that is not there is told by its address', async () => {
    const server = await loopback(new MemoryApiServer());
    await server.stop();
    const client = new ApiClient(new HttpTransport(accessTo(server.url)), { fieldManager: 'test', retryMs: 0 });
    const failure = client.get(name);
    await expect(failure).rejects.toBeInstanceOf(ConnectionError);
    await expect(failure).rejects.toThrow(`${server.url} can't be reached: nothing listens there`);
  });

  test('a server that does not answer is given up', async () => {
    const server = await loopback({ send: () => new Promise<never>(() => undefined), close: () => undefined });
    const transport = new HttpTransport(accessTo(server.url), { timeoutMs: 50 });
    const client = new ApiClient(transport, { fieldManager: 'test', retryMs: 0 });
    await expect(client.get(name)).rejects.toThrow('no answer within 0.05 s');
    client.close();
    await server.stop();
  });

  test('a request is broken off', async () => {
    const server = await loopback({ send: () => new Promise<never>(() => undefined), close: () => undefined });
    const client = new ApiClient(new HttpTransport(accessTo(server.url)), { fieldManager: 'test' });
    await expect(client.request({ method: 'GET', path: '/', signal: AbortSignal.timeout(20) })).rejects.toThrow();
    client.close();
    await server.stop();
  });
});
