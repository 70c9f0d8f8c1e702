import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { ApiClient, type ApiRequest } from '../../../lib/controller/client';
import { graphOf, type Stage, stagesOf } from '../../../lib/graph';
import { OwnershipError } from '../../../lib/platform/install/apply-object';
import { InstallError, type InstallEvent, type InstallOptions, install } from '../../../lib/platform/install/install';
import { MemoryApiServer, refusal } from './memory-api-server';

const of = (apiVersion: string, kind: string, name: string, rest: object = {}, namespace?: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  ...rest,
});
const namespace = of('v1', 'Namespace', 'mills');
const settings = of('v1', 'ConfigMap', 'settings', { data: { a: '1' } }, 'mills');
const deployment = of(
  'apps/v1',
  'Deployment',
  'mill',
  { spec: { selector: { matchLabels: { app: 'mill' } }, template: { metadata: { labels: { app: 'mill' } } } } },
  'mills',
);
const definition = of('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'flours.grain.example.com', {
  spec: {
    group: 'grain.example.com',
    names: { kind: 'Flour' },
    versions: [{ name: 'v1', served: true, storage: true }],
  },
});
const flour = of('grain.example.com/v1', 'Flour', 'rye', {}, 'mills');

const stages = (...objects: KubeObject[]): Stage[] => stagesOf(graphOf(objects.map((object) => ({ object }))));
const quick = { timeoutMs: 2000, pollMs: 5, dryRun: false, force: false };

/** The parts that Kubernetes' own controllers and the API server play. */
function controlled(objects: readonly KubeObject[] = []): MemoryApiServer {
  const server = new MemoryApiServer(objects);
  server.onWrite = (object) => {
    const fields = object as { status?: unknown };
    if (object.kind === 'Namespace') fields.status = { phase: 'Active' };
    if (object.kind === 'Deployment') fields.status = available;
    if (object.kind === 'CustomResourceDefinition') {
      fields.status = { conditions: ['NamesAccepted', 'Established'].map((type) => ({ type, status: 'True' })) };
      server.serve({ apiVersion: 'grain.example.com/v1', kind: 'Flour', plural: 'flours', namespaced: true });
    }
  };
  return server;
}
const available = {
  observedGeneration: 1,
  replicas: 1,
  updatedReplicas: 1,
  availableReplicas: 1,
  conditions: [{ type: 'Available', status: 'True' }],
};

async function run(server: MemoryApiServer, given: readonly Stage[], options: Partial<InstallOptions> = {}) {
  const events: InstallEvent[] = [];
  const client = new ApiClient(server, { fieldManager: 'test', retryMs: 0 });
  const onEvent = (event: InstallEvent) => events.push(event);
  const report = await install(client, given, { ...quick, onEvent, ...options });
  const outcomes = report.stages.flatMap(({ objects }) => objects.map(({ node, outcome }) => [node.ref.name, outcome]));
  return { events, outcomes: Object.fromEntries(outcomes) as Record<string, string> };
}

test('objects are applied stage by stage, and a second run changes nothing', async () => {
  const server = controlled();
  const given = stages(flour, deployment, settings, definition, namespace);
  const first = await run(server, given);
  expect(Object.entries(first.outcomes)).toEqual([
    ['mills', 'created'],
    ['flours.grain.example.com', 'created'],
    ['rye', 'created'],
    ['settings', 'created'],
    ['mill', 'created'],
  ]);
  const second = await run(server, given);
  expect(new Set(Object.values(second.outcomes))).toEqual(new Set(['unchanged']));
});

test('a changed object is told from those that stay as they are', async () => {
  const server = controlled();
  await run(server, stages(namespace, settings));
  const { outcomes } = await run(server, stages(namespace, { ...settings, data: { a: '2' } } as KubeObject));
  expect(outcomes).toEqual({ mills: 'unchanged', settings: 'changed' });
});

test('the next stage waits until the workloads of the one before are available', async () => {
  const server = controlled();
  let looks = 0;
  server.intercept = ({ method, path }) => {
    if (method !== 'GET' || !path.endsWith('/deployments/mill') || server.find('Deployment', 'mill') === undefined) {
      return undefined;
    }
    looks++;
    const status = looks < 4 ? { ...available, availableReplicas: 0 } : available;
    return { status: 200, body: { ...server.find('Deployment', 'mill'), status }, warnings: [] };
  };
  const { events } = await run(server, stages(namespace, deployment));
  const waits = events.filter(({ type }) => type === 'waiting');
  expect(waits).toHaveLength(3);
  expect(waits[0]).toMatchObject({ pending: [{ reason: '0 of 1 replicas are available' }] });
});

test('what does not become ready in time is told with the reason of its Pods', async () => {
  const server = controlled();
  server.onWrite = (object) => {
    const fields = object as { status?: unknown };
    if (object.kind === 'Namespace') fields.status = { phase: 'Active' };
    if (object.kind === 'Deployment') fields.status = { ...available, availableReplicas: 0 };
  };
  const waiting = { reason: 'ImagePullBackOff', message: 'registry.example.com does not answer' };
  server.put(
    of('v1', 'Pod', 'mill-1', { status: { containerStatuses: [{ name: 'mill', state: { waiting } }] } }, 'mills'),
  );
  const failure = run(server, stages(namespace, deployment), { timeoutMs: 30 });
  await expect(failure).rejects.toBeInstanceOf(InstallError);
  await failure.catch(({ faults }: InstallError) => {
    expect(String(faults[0]!.error)).toContain(
      'container mill: ImagePullBackOff: registry.example.com does not answer',
    );
  });
});

test('a definition whose names are taken ends the run at once', async () => {
  const server = controlled();
  server.onWrite = (object) => {
    const condition = { type: 'NamesAccepted', status: 'False', reason: 'KindConflict', message: 'Flour is taken' };
    (object as { status?: unknown }).status = { conditions: [condition] };
  };
  const failure = run(server, stages(definition), { timeoutMs: 60_000 });
  await failure.catch(({ faults, kind }: InstallError) => {
    expect(kind).toBe('not ready');
    expect(String(faults[0]!.error)).toContain('KindConflict: Flour is taken');
  });
  await expect(failure).rejects.toBeInstanceOf(InstallError);
});

describe('an object that the server refuses', () => {
  const isApplyOf =
    (name: string) =>
    ({ method, path }: ApiRequest) =>
      method === 'PATCH' && path.includes(`/${name}?`);

  test.each([false, true])('is tried again while a webhook is away (dry run: %s)', async (dryRun) => {
    const server = controlled();
    server.put(namespace);
    let refused = 0;
    server.intercept = (request) => {
      if (!isApplyOf('settings')(request) || refused >= 2) return undefined;
      refused++;
      const reason = 'connect: connection refused';
      const message = `Internal error occurred: failed calling webhook "config.example.com": ${reason}`;
      return refusal(500, 'InternalError', message);
    };
    const { events, outcomes } = await run(server, stages(namespace, settings), { timeoutMs: 20_000, dryRun });
    expect(outcomes.settings).toBe('created');
    expect(events.filter(({ type }) => type === 'retry')).toHaveLength(2);
  });

  test('because of a webhook that comes back in a stage that follows is applied then', async () => {
    const server = controlled();
    const service = of('v1', 'Service', 'mill', { spec: { selector: { app: 'mill' } } }, 'mills');
    const clientConfig = { service: { name: 'mill', namespace: 'mills' }, caBundle: 'Y2E=' };
    const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] }];
    const webhook = of('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'w', {
      webhooks: [{ name: 'w.example.com', clientConfig, rules }],
    });
    server.put(of('v1', 'Namespace', 'default'));
    server.put({
      ...of('discovery.k8s.io/v1', 'EndpointSlice', 'mill', { endpoints: [{ addresses: ['10.0.0.1'] }] }, 'mills'),
    });
    const message = 'Internal error occurred: failed calling webhook "w.example.com": connection refused';
    server.intercept = ({ method, path }) =>
      method !== 'GET' && path.includes('/configmaps') && server.find('Deployment', 'mill') === undefined
        ? refusal(500, 'InternalError', message)
        : undefined;
    const { events, outcomes } = await run(server, stages(namespace, settings, service, webhook, deployment));
    expect(events.filter(({ type }) => type === 'deferred')).toMatchObject([{ until: { id: 'operators.workloads' } }]);
    expect(Object.keys(outcomes)).toEqual(['mills', 'mill', 'w', 'settings']);
    expect(outcomes.settings).toBe('created');
  });

  test('is not tried again where a webhook judged it', async () => {
    const server = controlled();
    server.intercept = (request) =>
      isApplyOf('settings')(request)
        ? refusal(400, 'BadRequest', 'admission webhook "config.example.com" denied the request: bad value')
        : undefined;
    const failure = run(server, stages(namespace, settings));
    await expect(failure).rejects.toMatchObject({ kind: 'refused', faults: [{ object: settings }] });
    expect(server.requests.filter(isApplyOf('settings'))).toHaveLength(1);
  });

  test('costs no other object of its stage', async () => {
    const server = controlled();
    const other = of('v1', 'ConfigMap', 'other', {}, 'mills');
    server.intercept = (request) =>
      isApplyOf('settings')(request) ? refusal(422, 'Invalid', 'data is wrong') : undefined;
    await expect(run(server, stages(namespace, settings, other))).rejects.toBeInstanceOf(InstallError);
    expect(server.find('ConfigMap', 'other')).toBeDefined();
  });

  test('for a field that somebody else wrote is told, and taken over when asked to', async () => {
    const server = controlled();
    const cause = { reason: 'FieldManagerConflict', message: 'conflict with "kubectl" using v1', field: '.data.a' };
    server.intercept = (request) =>
      isApplyOf('settings')(request) && !request.path.includes('force=true')
        ? refusal(409, 'Conflict', 'Apply failed with 1 conflict', [cause])
        : undefined;
    const failure = run(server, stages(namespace, settings));
    await failure.catch(({ faults }: InstallError) => {
      expect(faults[0]!.error).toBeInstanceOf(OwnershipError);
      expect(String(faults[0]!.error)).toContain("data.a is kubectl's");
    });
    await expect(failure).rejects.toBeInstanceOf(InstallError);
    expect((await run(server, stages(namespace, settings), { force: true })).outcomes.settings).toBe('created');
  });

  test('for a field that run time writes is applied without that field', async () => {
    const server = controlled();
    const configuration = of(
      'admissionregistration.k8s.io/v1',
      'ValidatingWebhookConfiguration',
      'w.serving.knative.dev',
      {
        webhooks: [
          { name: 'w.serving.knative.dev', clientConfig: { url: 'https://a.example.com' }, rules: [{ a: 1 }] },
        ],
      },
    );
    const field = '.webhooks[name="w.serving.knative.dev"].rules';
    const cause = { reason: 'FieldManagerConflict', message: 'conflict with "webhook" using v1', field };
    server.intercept = ({ method, body }) => {
      const rules = (body as { webhooks?: { rules?: unknown }[] } | undefined)?.webhooks?.[0]?.rules;
      return method === 'PATCH' && rules !== undefined
        ? refusal(409, 'Conflict', 'Apply failed with 1 conflict', [cause])
        : undefined;
    };
    // What judges its readiness is another test's: nothing is waited for in a dry run.
    const { outcomes } = await run(server, stages(configuration), { dryRun: true });
    expect(outcomes).toEqual({ 'w.serving.knative.dev': 'created' });
    expect(server.requests.at(-1)?.body).toMatchObject({
      webhooks: [{ name: 'w.serving.knative.dev', clientConfig: { url: 'https://a.example.com' } }],
    });
  });
});

test('a Job whose template changed is replaced', async () => {
  const job = of('batch/v1', 'Job', 'migrate', { spec: { template: { image: 'b' } } }, 'default');
  const server = new MemoryApiServer([
    of('batch/v1', 'Job', 'migrate', { spec: { template: { image: 'a' } } }, 'default'),
  ]);
  server.onWrite = (object) => {
    (object as { status?: unknown }).status = { conditions: [{ type: 'Complete', status: 'True' }] };
  };
  server.intercept = ({ method }) =>
    method === 'PATCH' && server.find('Job', 'migrate') !== undefined
      ? refusal(422, 'Invalid', 'Job is invalid', [{ reason: 'FieldValueInvalid', message: 'field is immutable' }])
      : undefined;
  const { outcomes } = await run(server, stages(job));
  expect(outcomes).toEqual({ migrate: 'replaced' });
});

test('a dry run keeps nothing, and needs nothing of what would come before', async () => {
  const server = new MemoryApiServer();
  server.intercept = ({ method, path }) =>
    method === 'PATCH' && path.includes('/namespaces/mills/')
      ? refusal(404, 'NotFound', 'namespaces "mills" not found')
      : undefined;
  const given = stages(flour, deployment, settings, definition, namespace);
  const { outcomes } = await run(server, given, { dryRun: true });
  expect(new Set(Object.values(outcomes))).toEqual(new Set(['created']));
  expect(server.all).toEqual([]);
});

test('a run that is broken off goes on where it was', async () => {
  const server = controlled();
  const broken = new AbortController();
  const given = stages(flour, deployment, settings, definition, namespace);
  const first = run(server, given, {
    signal: broken.signal,
    onEvent: (event) => {
      if (event.type === 'applied' && event.node.ref.kind === 'CustomResourceDefinition') broken.abort();
    },
  });
  await expect(first).rejects.toThrow();
  expect(server.find('Flour', 'rye')).toBeUndefined();
  const { outcomes } = await run(server, given);
  expect(outcomes).toEqual({
    mills: 'unchanged',
    'flours.grain.example.com': 'unchanged',
    settings: 'created',
    rye: 'created',
    mill: 'created',
  });
});
