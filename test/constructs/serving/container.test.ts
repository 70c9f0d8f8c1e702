import { type Chart, Duration, Size } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { EnvValue, KnativeService, type KnativeServiceProps, Probe, SecretRef, Volume } from '../../../constructs';
import { configurePlatform } from '../../../constructs/base/platform-settings';
import { synthChart } from '../../../constructs/testing';
import type { VolumeMount } from '../../../lib/api/core/v1/container';
import type { KubeObject } from '../../../lib/api/meta/v1';
import type { RevisionSpec } from '../../../lib/api/serving/v1/revision';
import type { ServiceSpec } from '../../../lib/api/serving/v1/service';
import { expectGolden } from '../../golden';

const image = 'registry.example.com/hello:v1';
const hello = (props: Partial<KnativeServiceProps>) => (chart: Chart) =>
  new KnativeService(chart, 'hello', { image, ...props });

function podOf(props: Partial<KnativeServiceProps>): RevisionSpec {
  const objects = synthChart((chart) => {
    configurePlatform(chart, { features: { 'kubernetes.podspec-securitycontext': 'enabled' }, warnings: 'ignore' });
    hello(props)(chart);
  });
  return (objects.at(-1) as KubeObject<ServiceSpec>).spec!.template.spec;
}

describe('environment variables', () => {
  test('are texts, keys of secrets and of ConfigMaps, alone or all at once', async () => {
    const objects = synthChart(
      hello({
        env: {
          TARGET: 'World',
          GREETING: EnvValue.plain('Hello $(TARGET)'),
          TOKEN: EnvValue.fromSecret('tokens', 'hello'),
          GITHUB: SecretRef.of('github', 'token'),
          COLOUR: EnvValue.fromConfigMap({ name: 'theme' }, 'colour', { optional: true }),
        },
        envFrom: [
          { secret: 'database', prefix: 'DB_' },
          { configMap: 'settings', optional: true },
        ],
      }),
    );
    await expectGolden(objects, 'env');
  });
});

describe('probes', () => {
  test('ask over HTTP, TCP or gRPC, or run a command', async () => {
    const objects = synthChart(
      hello({
        readiness: Probe.http('/ready', { headers: { 'X-Probe': 'knative' }, period: Duration.seconds(5) }),
        liveness: Probe.grpc({ service: 'health', failureThreshold: 5 }),
        startup: Probe.exec(['cat', '/tmp/started'], { timeout: Duration.seconds(2) }),
      }),
    );
    await expectGolden(objects, 'probes');
  });

  test('of readiness are tried by Knative itself when their period is 0', () => {
    const [container] = podOf({ readiness: Probe.tcp({ period: Duration.seconds(0) }) }).containers;
    expect(container?.readinessProbe).toEqual({ tcpSocket: {}, periodSeconds: 0 });
  });
});

describe('resources', () => {
  test('are sizes, numbers and texts, and none is made up', () => {
    const resources = {
      requests: { cpu: 0.25, memory: Size.mebibytes(64), 'nvidia.com/gpu': 1 },
      limits: { cpu: '2', 'ephemeral-storage': Size.gibibytes(1) },
    };
    expect(podOf({ resources }).containers[0]?.resources).toEqual({
      requests: { cpu: '250m', memory: '64Mi', 'nvidia.com/gpu': 1 },
      limits: { cpu: '2', 'ephemeral-storage': '1Gi' },
    });
    expect(podOf({}).containers[0]?.resources).toBeUndefined();
  });
});

describe('the security context', () => {
  const contextOf = (props: Partial<KnativeServiceProps>) => podOf(props).containers[0]?.securityContext;
  const safe = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
    runAsNonRoot: true,
  };

  test('lets processes do as little as possible', () => {
    expect(contextOf({})).toEqual(safe);
  });

  test('can be widened in part', () => {
    const wide = { runAsNonRoot: false, readOnlyRootFilesystem: true };
    expect(contextOf({ securityContext: wide })).toEqual({ ...safe, ...wide });
    expect(contextOf({ securityContext: { capabilities: { drop: ['NET_RAW'] } } })).toEqual({
      ...safe,
      capabilities: { drop: ['NET_RAW'] },
    });
  });

  test('does not refuse root to who asks for it', () => {
    expect(contextOf({ securityContext: { runAsUser: 0 } })).toEqual({ ...safe, runAsUser: 0, runAsNonRoot: false });
  });

  test('can be left to the cluster', () => {
    expect(contextOf({ securityContext: 'unset' })).toBeUndefined();
  });

  test('leaves to the pod what the pod says for all containers', () => {
    const podSecurityContext = { runAsNonRoot: true, seccompProfile: { type: 'Unconfined' } } as const;
    const { allowPrivilegeEscalation, capabilities } = safe;
    expect(contextOf({ podSecurityContext })).toEqual({ allowPrivilegeEscalation, capabilities });
  });

  test('holds for the containers beside the serving one too', () => {
    const { containers } = podOf({ port: 8080, containers: [{ image: 'registry.example.com/side:v1' }] });
    expect(containers[1]?.securityContext).toEqual(safe);
  });
});

describe('volumes', () => {
  test('belong to the pod once a container mounts them', async () => {
    const cache = Volume.emptyDir({ sizeLimit: Size.mebibytes(100) });
    const objects = synthChart(
      hello({
        port: 8080,
        volumes: {
          '/etc/tls': Volume.secret('tls', { files: { 'server.pem': 'tls.crt' }, mode: 0o400 }),
          '/etc/settings': Volume.configMap('settings'),
          '/var/cache': cache,
        },
        containers: [
          {
            name: 'warmer',
            image: 'registry.example.com/warmer:v1',
            volumes: { '/out': { volume: cache, subPath: 'warm' } },
          },
        ],
      }),
    );
    await expectGolden(objects, 'volumes');
  });

  test('of the same source are one, directories that begin empty are not', () => {
    const volumes = {
      '/a': Volume.secret('tls'),
      '/b': Volume.secret('tls'),
      '/c': Volume.emptyDir(),
      '/d': Volume.emptyDir(),
    };
    expect(podOf({ volumes }).volumes?.map(({ name }) => name)).toEqual(['tls', 'c', 'd']);
  });

  test('of one name and different sources are told apart', () => {
    const volumes = { '/a': Volume.secret('shop'), '/b': Volume.configMap('shop'), '/shop': Volume.emptyDir() };
    expect(podOf({ volumes }).volumes).toEqual([
      { name: 'shop', secret: { secretName: 'shop' } },
      { name: 'shop-2', configMap: { name: 'shop' } },
      { name: 'shop-3', emptyDir: {} },
    ]);
  });

  test('that can only be read are mounted so where Knative does not do it itself', () => {
    const features = {
      'kubernetes.podspec-init-containers': 'enabled',
      'kubernetes.podspec-persistent-volume-claim': 'enabled',
    } as const;
    const claim = Volume.persistentVolumeClaim('data', { readOnly: true });
    const volumes = { '/tls': Volume.secret('tls'), '/data': claim, '/tmp': Volume.emptyDir() };
    const objects = synthChart((chart) => {
      configurePlatform(chart, { features });
      hello({ volumes, initContainers: [{ image, volumes }] })(chart);
    });
    const { containers, initContainers } = (objects[0] as KubeObject<ServiceSpec>).spec!.template.spec;
    const readOnly = (mounts: readonly VolumeMount[] = []) => mounts.map((mount) => mount.readOnly);
    expect(readOnly(containers[0]?.volumeMounts)).toEqual([undefined, true, undefined]);
    expect(readOnly(initContainers?.[0]?.volumeMounts)).toEqual([true, true, undefined]);
  });

  test('have the name that is given', () => {
    const volumes = { '/a': Volume.emptyDir({ name: 'scratch' }) };
    expect(podOf({ volumes }).volumes).toEqual([{ name: 'scratch', emptyDir: {} }]);
  });
});
