import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClusterBootstrap, Ingress, Install, PlatformRelease } from 'cdk8s-knative';
import { Program } from 'cdk8s-knative/pulumi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiClient, clusterAccess, HttpTransport } from '../../../lib/controller/client';
import { admissionWebhooksOf } from '../../../lib/graph/webhooks';
import { loadRelease } from '../../../lib/platform/load';
import { folderSource } from '../../../lib/platform/vendored/folder-source';
import { vendor } from '../../../lib/platform/vendored/vendor';
import { noUpstreamManifests, UPSTREAM_MANIFESTS } from '../../lib/platform/upstream-manifests';
import { Cluster, isClusterThere } from '../cluster';
import { PlayedRuntime } from '../platform/runtime';
import { hasOpenssl, serveWebhooks, type WebhookServer } from '../platform/webhook-server';
import { Deployment } from './deployment';
import { pulumiPath } from './programs';

const path = !noUpstreamManifests && isClusterThere() && hasOpenssl() ? pulumiPath() : undefined;
const release = PlatformRelease.V1_23;
const components = ['serving', 'kourier'];

describe.skipIf(path === undefined)('Serving and Kourier by the real Pulumi', { timeout: 600_000 }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'cdk8s-knative-vendored-'));
  let webhooks: WebhookServer;
  let cluster: Cluster;
  let runtime: PlayedRuntime;
  let deployment: Deployment;
  const program = async () => {
    new Program('platform', (scope) => {
      new ClusterBootstrap(scope, 'platform', {
        install: Install.manifests({ dir }),
        ingress: Ingress.kourier({ serviceType: 'NodePort' }),
        serving: { hpa: false },
      });
    });
  };

  beforeAll(async () => {
    await vendor(release, { dir, source: folderSource(UPSTREAM_MANIFESTS), components, acceptChanged: true });
    const services = loadRelease(release, { dir }).objects.flatMap(({ object }) =>
      admissionWebhooksOf(object).flatMap(({ service }) =>
        service ? [`${service.name}.${service.namespace}.svc`] : [],
      ),
    );
    webhooks = await serveWebhooks([...new Set(services)]);
    cluster = await Cluster.start(undefined, ['--controllers', '--', webhooks.apiServerFlag]);
    const access = clusterAccess({ path: cluster.kubeconfig, env: {} });
    runtime = new PlayedRuntime(
      new ApiClient(new HttpTransport(access), { fieldManager: 'webhook' }),
      webhooks.caBundle,
    );
    runtime.start();
    deployment = new Deployment(path!, cluster.kubeconfig);
  }, 300_000);
  afterAll(async () => {
    await runtime?.stop();
    await cluster?.stop();
    webhooks?.stop();
    deployment?.remove();
    rmSync(dir, { recursive: true, force: true });
  }, 60_000);

  test('are there after one run, what webhooks judge included', async () => {
    const { changes } = await deployment.up(program);
    expect(Object.keys(changes)).toEqual(['create']);
    const certificate = {
      apiVersion: 'networking.internal.knative.dev/v1alpha1',
      kind: 'Certificate',
      metadata: { name: 'routing-serving-certs', namespace: 'knative-serving' },
    };
    expect(await cluster.get(certificate)).toBeDefined();
    expect(webhooks.asked).toContain('webhook.knative-serving.svc');
  });

  test('are not changed by a second run, whatever run time wrote', async () => {
    const again = await deployment.up(program);
    expect(Object.keys(again.changes), again.text).toEqual(['same']);
  });
});
