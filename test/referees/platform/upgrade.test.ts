import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../../lib/cli/run';
import { ApiClient, clusterAccess, HttpTransport } from '../../../lib/controller/client';
import { noUpstreamManifests, UPSTREAM_MANIFESTS } from '../../lib/platform/upstream-manifests';
import { type ApiServer, startApiServer } from '../api-server';
import { findReferee } from '../find-referee';
import { PlayedRuntime } from './runtime';
import { hasOpenssl, serveWebhooks, type WebhookServer } from './webhook-server';

const program = findReferee('kube-oracle');
const isSkipped = noUpstreamManifests || program === undefined || !hasOpenssl();

/** As docs/how-to/upgrade-a-platform.md and its neighbours tell it. */
describe.skipIf(isSkipped)('Serving, from one release to the next', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-knative-upgrade-'));
  let webhooks: WebhookServer;
  let server: ApiServer;
  let client: ApiClient;
  let runtime: PlayedRuntime;

  beforeAll(async () => {
    webhooks = await serveWebhooks(['webhook.knative-serving.svc']);
    server = await startApiServer(program!, undefined, ['--controllers', '--', webhooks.apiServerFlag]);
    const access = () => clusterAccess({ path: server.kubeconfig, env: {} });
    client = new ApiClient(new HttpTransport(access()), { fieldManager: 'test' });
    runtime = new PlayedRuntime(
      new ApiClient(new HttpTransport(access()), { fieldManager: 'webhook' }),
      webhooks.caBundle,
    );
    runtime.start();
  }, 180_000);
  afterAll(async () => {
    await runtime?.stop();
    client?.close();
    await server?.stop();
    webhooks?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const platform = async (...args: string[]) => {
    let stdout = '';
    let stderr = '';
    const code = await run(['platform', ...args], {
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      stdin: (async function* () {})(),
      env: { KUBECONFIG: server.kubeconfig },
      cwd: folder,
    });
    return { code, stdout, stderr };
  };
  const good = async (...args: string[]) => {
    const { code, stdout, stderr } = await platform(...args);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };
  const vendored = (release: string) =>
    good('vendor', '--release', release, '--component', 'serving', '--from', UPSTREAM_MANIFESTS);

  test('the older one is installed', async () => {
    await vendored('1.22');
    expect(await good('apply', '--release', '1.22')).toMatch(/^\d+ created\n$/);
    expect(await good('status', '--release', '1.22')).toContain('Knative Serving 1.22.1');
  });

  test('a dry run tells what would change, field by field, and what is left behind', async () => {
    await vendored('1.23');
    const told = await good('apply', '--release', '1.23', '--dry-run', '--prune');
    expect(told).toContain('  would be changed: ConfigMap knative-serving/config-features: data._example, ');
    expect(told).toContain('  would be created: Job knative-serving/storage-version-migration-serving-1.23.0\n');
    expect(told).toContain('  would be deleted: Job knative-serving/storage-version-migration-serving-1.22.1\n');
    const { code, stdout } = await platform('status', '--release', '1.23');
    expect({ code, stdout }).toMatchObject({ code: 2, stdout: expect.stringContaining('2 missing') });
  });

  test('the newer one takes its place, and nothing is left behind', async () => {
    expect(await good('apply', '--release', '1.23', '--prune')).toMatch(
      /2 created, \d+ changed, \d+ unchanged, 2 deleted\n$/,
    );
    expect(await good('status', '--release', '1.23')).toMatch(/^Knative Serving 1\.23\.0\n\d+ in place\n$/);
    const jobs = await client.list('batch/v1', 'Job', { metadataOnly: true });
    expect(jobs.map(({ metadata }) => metadata.name).sort()).toEqual([
      'cleanup-serving-1.23.0',
      'storage-version-migration-serving-1.23.0',
    ]);
  });

  test('there is no way back', async () => {
    await vendored('1.22');
    const { code, stderr } = await platform('apply', '--release', '1.22');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('(upgrade-step)') });
    await vendored('1.23');
  });

  test('it is removed, and forgotten', async () => {
    await good('remove', '--release', '1.23', '--crds', '--yes');
    const inventories = await client.list('v1', 'ConfigMap', { namespace: 'kube-system', metadataOnly: true });
    expect(inventories.map(({ metadata }) => metadata.name)).not.toContain('cdk8s-knative.platform');
  });
});
