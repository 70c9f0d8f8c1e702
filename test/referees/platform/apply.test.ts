import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../../lib/cli/run';
import { ApiClient, clusterAccess, HttpTransport } from '../../../lib/controller/client';
import { admissionWebhooksOf, type WebhookService } from '../../../lib/graph/webhooks';
import { releaseFiles, releaseObjects, releasesAreAbsent } from '../../upstream-releases';
import { type ApiServer, startApiServer } from '../api-server';
import { eventually } from '../eventually';
import { findReferee } from '../find-referee';
import { PlayedRuntime } from './runtime';
import { hasOpenssl, serveWebhooks, type WebhookServer } from './webhook-server';

const RELEASES = resolve(__dirname, '../../../../shared/upstream/manifests');
const FILES = [
  ...releaseFiles,
  'knative-serving/1.23.0/serving-post-install-jobs.yaml',
  'knative-eventing/1.23.0/eventing-post-install.yaml',
].map((file) => resolve(RELEASES, file));

/** The names under which the API server asks the webhooks of the releases, and those that convert between versions. */
function webhookNames(): string[] {
  const services = releaseObjects().flatMap((object) => {
    const { conversion } = (object.spec ?? {}) as {
      conversion?: { webhook?: { clientConfig?: { service?: WebhookService } } };
    };
    return [conversion?.webhook?.clientConfig?.service, ...admissionWebhooksOf(object).map(({ service }) => service)];
  });
  return [...new Set(services.flatMap((service) => (service ? [`${service.name}.${service.namespace}.svc`] : [])))];
}

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Applied {
  readonly stages: readonly {
    readonly id: string;
    readonly objects: readonly { readonly kind: string; readonly name: string; readonly outcome: string }[];
  }[];
}

const program = findReferee('kube-oracle');
const isSkipped = releasesAreAbsent('that a cluster takes the whole of them') || program === undefined || !hasOpenssl();

describe.skipIf(isSkipped)('the whole platform on a real API server', { timeout: 600_000 }, () => {
  let webhooks: WebhookServer;
  let server: ApiServer;
  let client: ApiClient;
  let runtime: PlayedRuntime;

  beforeAll(async () => {
    webhooks = await serveWebhooks(webhookNames());
    server = await startApiServer(program!, undefined, ['--controllers', '--', webhooks.apiServerFlag]);
    const connect = (fieldManager: string) => {
      const access = clusterAccess({ path: server.kubeconfig, env: {} });
      return new ApiClient(new HttpTransport(access), { fieldManager });
    };
    client = connect('test');
    runtime = new PlayedRuntime(connect('webhook'), webhooks.caBundle);
    runtime.start();
  }, 180_000);

  afterAll(async () => {
    await runtime?.stop();
    client?.close();
    await server?.stop();
    webhooks?.stop();
  }, 60_000);

  let files = FILES;
  let onStderr: (text: string) => void = () => undefined;
  const platform = async (command: string, ...options: string[]): Promise<Outcome> => {
    let stdout = '';
    let stderr = '';
    const code = await run(['platform', command, ...files, '--kubeconfig', server.kubeconfig, ...options], {
      stdout: { write: (text) => (stdout += text) },
      stderr: {
        write: (text) => {
          stderr += text;
          onStderr(text);
        },
      },
      stdin: (async function* () {})(),
      env: {},
      cwd: process.cwd(),
    });
    return { code, stdout, stderr };
  };
  const applied = async (...options: string[]) => {
    const { code, stdout, stderr } = await platform('apply', '--format', 'json', ...options);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    const objects = (JSON.parse(stdout) as Applied).stages.flatMap((stage) => stage.objects);
    return { objects, outcomes: new Set(objects.map(({ outcome }) => outcome)), stderr };
  };

  test('a dry run tells what would be created, and creates nothing', async () => {
    const { objects, outcomes } = await applied('--dry-run');
    expect(objects.length).toBeGreaterThan(500);
    expect(outcomes).toEqual(new Set(['created']));
    const namespaces = await client.list('v1', 'Namespace', { metadataOnly: true });
    expect(namespaces.map(({ metadata }) => metadata.name)).not.toContain('knative-serving');
  });

  test('a run that is killed in the middle leaves what it had applied', async () => {
    const args = [
      '--import',
      'tsx',
      'lib/cli/main.ts',
      'platform',
      'apply',
      ...FILES,
      '--kubeconfig',
      server.kubeconfig,
    ];
    const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      if (text.includes('[4/')) child.kill('SIGKILL');
    });
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect({ code, signal, stderr }).toMatchObject({ code: null, signal: 'SIGKILL' });
    const roles = await client.list('rbac.authorization.k8s.io/v1', 'ClusterRole', { metadataOnly: true });
    expect(roles.map(({ metadata }) => metadata.name)).toContain('knative-serving-admin');
    expect(await client.list('apps/v1', 'Deployment')).toEqual([]);
  });

  describe('goes no further than to webhooks', () => {
    const refused = async () => {
      const { code, stderr } = await platform('apply', '--timeout', '20s');
      const configurations = await client.list('networking.internal.knative.dev/v1alpha1', 'Certificate');
      expect({ code, shipped: configurations.length }).toEqual({ code: 2, shipped: 0 });
      return stderr;
    };

    test('that have no certificate', async () => {
      runtime.faults.noCertificates = true;
      expect(await refused()).toContain('webhook.serving.knative.dev has no caBundle');
      runtime.faults.noCertificates = false;
    });

    test('that have no rules', async () => {
      // Those of a release's own are there from the beginning.
      runtime.faults.noRules = true;
      await eventually('the certificates are written', async () => {
        const found = await client.get<never>(serving);
        return JSON.stringify(found).includes('caBundle') || undefined;
      });
      for (const kind of ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']) {
        const named = { ...serving, kind, name: EMPTY[kind]! };
        const { webhooks: entries } = (await client.get(named)) as unknown as { webhooks: object[] };
        await client.patch(named, { webhooks: entries.map((entry) => ({ ...entry, rules: [] })) });
      }
      expect(await refused()).toContain('webhook.eventing.knative.dev has no rules');
      runtime.faults.noRules = false;
    });

    test('that do not answer', async () => {
      webhooks.isAway = true;
      const stderr = await refused().finally(() => {
        webhooks.isAway = false;
      });
      expect(stderr).toMatch(/webhook\.serving\.knative\.dev doesn't answer: .*failed calling webhook/);
    });
  });

  test('goes on to the end, and every object is taken', async () => {
    const { objects, outcomes } = await applied();
    expect(outcomes).toEqual(new Set(['created', 'unchanged']));
    const named = (kind: string) => objects.filter((object) => object.kind === kind).map(({ name }) => name);
    expect(named('Image')).toEqual(['queue-proxy']);
    expect(named('ClusterInterceptor')).toHaveLength(5);
    expect(named('Job').sort()).toEqual([
      'cleanup-serving-1.23.0',
      'storage-version-migration-eventing-1.23.0',
      'storage-version-migration-serving-1.23.0',
    ]);
    expect(webhooks.asked).toContain('webhook.knative-serving.svc');
  });

  test('a second run changes nothing, whatever run time wrote', async () => {
    for (const options of [[], ['--dry-run']]) {
      const { objects } = await applied(...options);
      expect(objects.filter(({ outcome }) => outcome !== 'unchanged')).toEqual([]);
    }
  });

  test('is in place, says the status', async () => {
    const { code, stdout } = await platform('status');
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/\d+ in place\n$/) });
    expect(stdout).toContain('Knative Serving 1.23.0');
  });

  test('what a later run does not bring is obsolete, and deleted when asked to; its definitions stay', async () => {
    const dashboard = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'tekton-pipelines',
      name: 'tekton-dashboard',
    };
    const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };
    files = FILES.filter((file) => !file.includes('tekton-dashboard'));
    const status = await platform('status');
    expect({ ...status, stdout: '' }).toEqual({ code: 2, stdout: '', stderr: '' });
    expect(status.stdout).toContain('obsolete: Deployment tekton-pipelines/tekton-dashboard');
    const { outcomes, stderr } = await applied('--prune');
    expect(outcomes).toEqual(new Set(['unchanged']));
    expect(stderr).toContain('CustomResourceDefinition extensions.dashboard.tekton.dev');
    expect(await client.get(dashboard)).toBeUndefined();
    expect(await client.get({ ...definition, name: 'extensions.dashboard.tekton.dev' })).toBeDefined();
    files = FILES;
    expect((await applied()).outcomes).toEqual(new Set(['created', 'unchanged']));
    expect(await client.get(dashboard)).toBeDefined();
  });

  test("what somebody edited is drift, isn't overwritten by itself, and is taken over when asked to", async () => {
    const features = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'knative-serving', name: 'config-features' };
    await client.patch(features, { metadata: { labels: { 'app.kubernetes.io/version': 'mine' } } });
    const status = await platform('status');
    expect(status.code).toBe(2);
    expect(status.stdout).toContain('drifted: ConfigMap knative-serving/config-features: metadata.labels');
    const refused = await platform('apply');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("is test's");
    expect(refused.stderr).toContain('--force-conflicts');
    const { objects } = await applied('--force-conflicts');
    const changed = objects.filter(({ outcome }) => outcome !== 'unchanged');
    expect(changed).toMatchObject([{ name: 'config-features', outcome: 'changed' }]);
  });

  test('an object whose webhook is away for a while is tried again', async () => {
    const image = { apiVersion: 'caching.internal.knative.dev/v1alpha1', kind: 'Image', name: 'queue-proxy' };
    await client.delete({ ...image, namespace: 'knative-serving' });
    await client.delete({
      apiVersion: 'networking.internal.knative.dev/v1alpha1',
      kind: 'Certificate',
      namespace: 'knative-serving',
      name: 'routing-serving-certs',
    });
    // Away from when the last stage of these begins until it is noticed.
    onStderr = (text) => {
      if (/^\[\d+\/\d+\] configuration, accounts/.test(text)) webhooks.isAway = true;
      if (text.startsWith('  again: ')) webhooks.isAway = false;
    };
    const { code, stderr } = await platform('apply');
    onStderr = () => undefined;
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect(stderr).toMatch(/^ {2}again: \w+ .*: .*failed calling webhook/m);
  });

  describe('is removed', () => {
    const service = {
      apiVersion: 'serving.knative.dev/v1',
      kind: 'Service',
      metadata: { name: 'hello', namespace: 'default' },
      spec: { template: { spec: { containers: [{ image: 'example.com/hello' }] } } },
    };

    test('not while somebody uses it', async () => {
      await client.apply(service);
      const { code, stderr } = await platform('remove', '--yes');
      expect(code).toBe(2);
      expect(stderr).toContain('Service default/hello');
      expect(await client.get({ ...serving, kind: 'ValidatingWebhookConfiguration', name: VALIDATION })).toBeDefined();
    });

    test('not without being told twice', async () => {
      const { code, stdout, stderr } = await platform('remove', '--with-resources');
      expect(code).toBe(2);
      expect(stdout).toContain('would be deleted');
      expect(stderr).toContain('--yes');
    });

    test('with all that is of its kinds, in an order in which nothing hangs', async () => {
      const { code, stdout, stderr } = await platform(
        'remove',
        '--with-resources',
        '--crds',
        '--yes',
        '--timeout',
        '120s',
      );
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
      const titles = stdout.match(/^[a-z].*(?=: \d+$)/gm);
      expect(titles).toEqual([
        "what is of the platform's kinds",
        'webhook configurations',
        'workloads',
        'configuration, secrets and services',
        'accounts and roles',
        'namespaces',
        "the platform's definitions",
      ]);
      expect(await client.list('apiextensions.k8s.io/v1', 'CustomResourceDefinition')).toEqual([]);
      const namespaces = await client.list('v1', 'Namespace');
      expect(namespaces.map(({ metadata }) => metadata.name).sort()).toEqual([
        'default',
        'kube-node-lease',
        'kube-public',
        'kube-system',
      ]);
    });

    test('once: the second time there is nothing left to delete', async () => {
      const { code, stdout } = await platform('remove', '--yes', '--crds');
      expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^0 objects deleted/) });
    });
  });
});

const VALIDATION = 'validation.webhook.serving.knative.dev';
const serving = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  name: 'webhook.serving.knative.dev',
};
const EMPTY: Readonly<Record<string, string>> = {
  MutatingWebhookConfiguration: 'webhook.eventing.knative.dev',
  ValidatingWebhookConfiguration: 'validation.webhook.eventing.knative.dev',
};
