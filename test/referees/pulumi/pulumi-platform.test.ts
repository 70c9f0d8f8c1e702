import { ApiObject } from 'cdk8s';
import { Program } from 'cdk8s-knative/pulumi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiClient, clusterAccess, HttpTransport } from '../../../lib/controller/client';
import { operator } from '../../constructs/pulumi/operator/objects';
import { Cluster, isClusterThere } from '../cluster';
import { eventually } from '../eventually';
import { PlayedRuntime } from '../platform/runtime';
import { hasOpenssl, serveWebhooks, type WebhookServer } from '../platform/webhook-server';
import { Deployment } from './deployment';
import { pulumiPath } from './programs';

const program = async () => {
  new Program('platform', (scope) => {
    for (const [id, object] of Object.entries(operator)) new ApiObject(scope, id, object);
  });
};

const path = isClusterThere() && hasOpenssl() ? pulumiPath() : undefined;

describe.skipIf(path === undefined)('an operator that the real Pulumi installs', { timeout: 300_000 }, () => {
  let webhooks: WebhookServer;
  let cluster: Cluster;
  let runtime: PlayedRuntime;
  let deployment: Deployment;

  beforeAll(async () => {
    webhooks = await serveWebhooks(['mill.mills.svc']);
    cluster = await Cluster.start(undefined, ['--controllers']);
    const access = clusterAccess({ path: cluster.kubeconfig, env: {} });
    const client = new ApiClient(new HttpTransport(access), { fieldManager: 'webhook' });
    runtime = new PlayedRuntime(client, webhooks.caBundle);
    runtime.faults.noCertificates = true;
    runtime.faults.noRules = true;
    runtime.start();
    deployment = new Deployment(path!, cluster.kubeconfig);
  }, 300_000);
  afterAll(async () => {
    await runtime?.stop();
    await cluster?.stop();
    webhooks?.stop();
    deployment?.remove();
  }, 60_000);

  test('goes no further than to webhooks without certificate and rules', async () => {
    const up = deployment.up(program);
    await eventually(
      'the operator is available',
      async () => {
        const { status } = (await cluster.get(operator.mill)) ?? {};
        return (status as { availableReplicas?: number } | undefined)?.availableReplicas || undefined;
      },
      240_000,
    );
    // As long as Pulumi would need by far to go on, were it not held.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    expect(await cluster.get(operator.shop)).toBeUndefined();
    runtime.faults.noCertificates = false;
    runtime.faults.noRules = false;
    expect((await up).changes).toEqual({ create: 14 });
    expect(await cluster.get(operator.rye)).toBeDefined();
  });

  test('is changed by no second run, whatever its webhooks wrote', async () => {
    const again = await deployment.up(program);
    expect(again.changes, again.text).toEqual({ same: 14 });
    expect((await deployment.refresh(program)).changes).toEqual({ same: 14 });
  });

  test('goes again, what it offers first', async () => {
    await deployment.destroy();
    expect(await cluster.get(operator.mills)).toBeUndefined();
  });
});
