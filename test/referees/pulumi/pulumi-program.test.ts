import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import type { PulumiFn } from '@pulumi/pulumi/automation';
import { ApiObject, Duration } from 'cdk8s';
import { Broker, ConfigMap, KnativeService, Namespace } from 'cdk8s-knative';
import { inputs, Program, type ProgramOptions } from 'cdk8s-knative/pulumi';
import { Construct } from 'constructs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Cluster, isClusterThere } from '../cluster';
import { Deployment } from './deployment';
import { PlayedControllers } from './played-controllers';
import { pulumiPath } from './programs';

const SECRET = 'hunter2';
const image = 'example.com/shop:v1';

interface Variant {
  readonly color?: string;
  readonly team?: string;
  /** Id of the construct around the service. */
  readonly around?: string;
  /** Whether there is a service that never becomes ready. */
  readonly stuck?: boolean;
  readonly options?: ProgramOptions;
}

/** A program with something of everything. */
function shop({ color = 'blue', team = 'a', around = 'web', stuck = false, options }: Variant = {}): PulumiFn {
  return async () => {
    const key = pulumi.secret(SECRET);
    const program = new Program(
      'shop',
      (scope) => {
        new Namespace(scope, 'shop');
        const broker = new Broker(scope, 'default');
        const service = new KnativeService(
          new Construct(scope, around),
          'web',
          inputs({ image, env: { KEY: key, BROKER: broker.address }, labels: { team } }),
        );
        broker.on({ type: 'order' }, service, { replies: ['order'] });
        new ConfigMap(scope, 'settings', { data: { color } });
        new ApiObject(scope, 'key', {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'key' },
          stringData: { key },
        });
        if (stuck) new KnativeService(scope, 'stuck', { image });
        return { url: service.url, broker: broker.address };
      },
      { namespace: 'shop', platform: { warnings: 'ignore' }, ...options },
    );
    return { ...program.outputs };
  };
}

const path = isClusterThere() ? pulumiPath() : undefined;

describe.skipIf(path === undefined)('the real Pulumi and a real API server', () => {
  let cluster: Cluster;
  let controllers: PlayedControllers;
  let deployment: Deployment;
  const object = (apiVersion: string, kind: string, name: string) => {
    return cluster.get({ apiVersion, kind, metadata: { name, namespace: 'shop' } });
  };

  beforeAll(async () => {
    // Deletion is the garbage collector's work, and that of the namespace's controller.
    cluster = await Cluster.withUpstreamCrds(['serving.knative.dev', 'eventing.knative.dev'], ['--controllers']);
    controllers = new PlayedControllers(cluster.client, (name) => name === 'stuck');
    deployment = new Deployment(path!, cluster.kubeconfig);
  });
  afterAll(async () => {
    await controllers?.stop();
    await cluster?.stop();
    deployment?.remove();
  });

  test('up creates the objects, in an order that they can be created in', async () => {
    expect((await deployment.preview(shop())).changes.create).toBe(11);
    const { changes, outputs } = await deployment.up(shop());
    expect(changes).toEqual({ create: 11 });
    expect(await object('v1', 'ConfigMap', 'settings')).toMatchObject({ data: { color: 'blue' } });
    // What the controllers said, as Outputs, and in the environment of another object.
    expect(outputs.url?.value).toBe('http://web.shop.example.com');
    expect(outputs.broker?.value).toBe('http://broker.example.com/shop/default');
    expect(JSON.stringify(await object('serving.knative.dev/v1', 'Service', 'web'))).toContain(
      '{"name":"BROKER","value":"http://broker.example.com/shop/default"}',
    );
  });

  test('a secret is in the cluster, and nowhere in the state in clear', async () => {
    expect(await object('v1', 'Secret', 'key')).toMatchObject({ data: { key: btoa(SECRET) } });
    const texts = deployment.stateTexts();
    expect(texts.some((text) => text.includes('kubernetes:core/v1:Secret'))).toBe(true);
    expect(texts.filter((text) => text.includes(SECRET) || text.includes(btoa(SECRET)))).toEqual([]);
  });

  test('a second up changes nothing, nor does a refresh', async () => {
    expect((await deployment.up(shop())).changes).toEqual({ same: 11 });
    expect((await deployment.refresh(shop())).changes).toEqual({ same: 11 });
  });

  test('an edit changes objects in place, the data of a ConfigMap too', async () => {
    const before = await object('v1', 'ConfigMap', 'settings');
    const { changes } = await deployment.up(shop({ color: 'red', team: 'b' }));
    expect(changes).toEqual({ update: 2, same: 9 });
    const after = await object('v1', 'ConfigMap', 'settings');
    expect(after).toMatchObject({ data: { color: 'red' }, metadata: { uid: before?.metadata.uid } });
    expect(await object('serving.knative.dev/v1', 'Service', 'web')).toMatchObject({
      metadata: { labels: { team: 'b' } },
    });
  });

  test('what a webhook noted of an object stays', async () => {
    const service = {
      apiVersion: 'serving.knative.dev/v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'shop' },
    };
    const annotations = { 'serving.knative.dev/creator': 'alice', 'serving.knative.dev/lastModifier': 'alice' };
    await cluster.apply({ ...service, metadata: { ...service.metadata, annotations } });
    const { changes } = await deployment.up(shop({ color: 'red', team: 'c' }));
    expect(changes).toEqual({ update: 1, same: 10 });
    expect(await cluster.get(service)).toMatchObject({ metadata: { annotations, labels: { team: 'c' } } });
  });

  test('a construct above an object may be renamed, and the object stays', async () => {
    const before = await object('serving.knative.dev/v1', 'Service', 'web');
    const { changes } = await deployment.up(shop({ color: 'red', team: 'c', around: 'frontend' }));
    expect(changes).toMatchObject({ create: 1, delete: 1 });
    expect(changes.replace).toBeUndefined();
    expect((await object('serving.knative.dev/v1', 'Service', 'web'))?.metadata.uid).toBe(before?.metadata.uid);
  });

  test('a service that never becomes ready stops the deployment, by its name', async () => {
    const options = { timeout: Duration.seconds(4) };
    const failing = deployment.up(shop({ color: 'red', team: 'c', around: 'frontend', stuck: true, options }));
    await expect(failing).rejects.toThrow(/shop\/shop\/stuck[\s\S]*timed out/i);
  });

  test('destroy removes everything', async () => {
    await deployment.destroy();
    expect(await object('v1', 'ConfigMap', 'settings')).toBeUndefined();
    expect(await object('serving.knative.dev/v1', 'Service', 'web')).toBeUndefined();
    expect(await cluster.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } })).toBeUndefined();
  });

  test('what is in the cluster already is adopted', async () => {
    const broker = {
      apiVersion: 'eventing.knative.dev/v1',
      kind: 'Broker',
      metadata: { name: 'orders', namespace: 'adopted' },
    };
    await cluster.apply(broker);
    const uid = (await cluster.get(broker))?.metadata.uid;
    const program = (adopt: boolean) => async () => {
      new Program('shop', (scope) => void new Broker(scope, 'orders'), { namespace: 'adopted', adopt, waitFor: false });
    };
    expect((await deployment.up(program(true))).changes).toMatchObject({ import: 1 });
    expect((await deployment.up(program(false))).changes).toMatchObject({ same: 4 });
    expect((await cluster.get(broker))?.metadata.uid).toBe(uid);
  });

  test('the example at the top of this repository can be deployed by the command', () => {
    const root = resolve(__dirname, '../../..');
    if (!existsSync(join(root, 'build/constructs/pulumi/index.js'))) {
      console.warn('skipped: the package is not built, which the example imports by its name: npm run build');
      return;
    }
    const run = (...args: string[]) => {
      const env = { ...process.env, ...deployment.environment };
      return execFileSync('pulumi', [...args, '--non-interactive'], { cwd: root, env, encoding: 'utf8' });
    };
    // The configuration of a stack is a file of its project.
    const config = join(root, 'Pulumi.referee.yaml');
    try {
      run('stack', 'init', 'referee');
      expect(run('preview')).toMatch(/serving\.knative\.dev\/v1:Service shop\/shop\/orders create/);
    } finally {
      rmSync(config, { force: true });
    }
  });
});
