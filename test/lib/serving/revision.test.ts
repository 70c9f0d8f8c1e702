import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { expand } from '../../../lib/expand';
import { find, read, said, settings, told } from '../expand/read';

interface Container {
  readonly name: string;
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly resources: object;
  readonly [field: string]: unknown;
}

interface Pod {
  readonly containers: readonly Container[];
  readonly volumes?: readonly object[];
  readonly [field: string]: unknown;
}

const service = (spec: string, annotations = '{}', metadata = '') =>
  read(`
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: shop, namespace: demo${metadata}}
spec:
  template:
    metadata: {annotations: ${annotations}}
    spec: ${spec}
`);

const plain = service('{containers: [{image: "shop:1"}]}');

function podOf(objects: readonly KubeObject[]): Pod {
  const deployment = find(expand(objects), 'Deployment', 'shop-00001-deployment');
  return (deployment.spec as { template: { spec: Pod } }).template.spec;
}

const queueProxyOf = ({ containers }: Pod) => containers.find(({ name }) => name === 'queue-proxy')!;
const envOf = (container: Container, name: string) => container.env.find((each) => each.name === name)?.value;

describe('the settings in the input', () => {
  test('fill in what a service does not say', () => {
    const defaults = settings('config-defaults', {
      'revision-timeout-seconds': '120',
      'revision-cpu-request': '250m',
      'container-name-template': 'main',
      'container-concurrency': '7',
    });
    const pod = podOf([defaults, ...plain]);
    expect(pod.containers[0]).toMatchObject({ name: 'main', resources: { requests: { cpu: '250m' } } });
    expect(pod.terminationGracePeriodSeconds).toBe(120);
    expect(envOf(queueProxyOf(pod), 'CONTAINER_CONCURRENCY')).toBe('7');
  });

  test('count from the moment when they are there, and not for what was filled in before', () => {
    const later = settings('config-defaults', { 'revision-timeout-seconds': '120' });
    const expansion = expand(plain, {
      steps: [{ update: [later] }, { update: service('{containers: [{image: "shop:2"}]}') }],
    });
    expect(find(expansion, 'Revision', 'shop-00001').spec).toMatchObject({ timeoutSeconds: 300 });
  });

  test('make containers safe', () => {
    const [container] = podOf([settings('config-features', { 'secure-pod-defaults': 'Enabled' }), ...plain]).containers;
    expect(container!.securityContext).toMatchObject({ allowPrivilegeEscalation: false, runAsNonRoot: true });
  });

  test('give queue-proxy tokens, annotations and logs to read', () => {
    const pod = podOf([
      settings('config-deployment', { 'queue-sidecar-token-audiences': 'b,a' }),
      settings('config-features', { 'queueproxy.mount-podinfo': 'Allowed' }),
      settings('config-observability', { 'logging.enable-var-log-collection': 'true' }),
      ...service(
        '{containers: [{image: "shop:1", volumeMounts: [{name: tmp, mountPath: /tmp}]}], volumes: [{name: tmp, emptyDir: {}}]}',
        '{features.knative.dev/queueproxy-podinfo: enabled}',
      ),
    ]);
    expect(pod.volumes).toMatchObject([
      { name: 'tmp' },
      { name: 'pod-info', downwardAPI: { items: [{ path: 'annotations' }] } },
      { name: 'knative-token-volume', projected: { sources: [{ serviceAccountToken: { audience: 'a' } }, {}] } },
      { name: 'knative-var-log', emptyDir: {} },
    ]);
    expect(queueProxyOf(pod).volumeMounts).toMatchObject([
      { name: 'pod-info', mountPath: '/etc/podinfo', readOnly: true },
      { name: 'knative-token-volume', mountPath: '/var/run/secrets/tokens' },
    ]);
    expect(pod.containers[0]!.volumeMounts).toMatchObject([{ name: 'tmp' }, { name: 'knative-var-log' }]);
    expect(envOf(queueProxyOf(pod), 'OBSERVABILITY_CONFIG')).toContain('"EnableVarLogCollection":true');
  });

  test('choose the runtime of a pod by its labels', () => {
    const classes = 'gvisor: {selector: {team: shop}}\nkata: {}\n';
    const deployment = settings('config-deployment', { 'runtime-class-name': classes });
    const [labelled] = service('{containers: [{image: "shop:1"}]}');
    const spec = labelled!.spec as { template: object };
    const template = { ...spec.template, metadata: { labels: { team: 'shop' } } };
    expect(podOf([deployment, { ...labelled!, spec: { template } } as KubeObject]).runtimeClassName).toBe('gvisor');
    expect(podOf([deployment, ...plain]).runtimeClassName).toBe('kata');
  });
});

describe('readiness', () => {
  test('of all containers is asked by queue-proxy, where the cluster lets it', () => {
    const pod = podOf([
      settings('config-features', { 'multi-container-probing': 'enabled' }),
      ...service(`{containers: [
        {name: web, image: "web:1", ports: [{containerPort: 8081}], readinessProbe: {httpGet: {path: "/a?b=1&c=2"}}},
        {name: side, image: "side:1", readinessProbe: {tcpSocket: {port: 9000}}},
        {name: quiet, image: "quiet:1", readinessProbe: {exec: {command: ["true"]}}}]}`),
    ]);
    // As Go writes it: an ampersand by its number.
    expect(envOf(queueProxyOf(pod), 'SERVING_READINESS_PROBE')).toBe(
      '[{"httpGet":{"path":"/a?b=1\\u0026c=2","port":8081,"host":"127.0.0.1","scheme":"HTTP"},"successThreshold":1},' +
        '{"tcpSocket":{"port":9000,"host":"127.0.0.1"},"successThreshold":1}]',
    );
    expect(pod.containers[1]).not.toHaveProperty('readinessProbe');
    expect(pod.containers[2]).toHaveProperty('readinessProbe.exec');
  });

  test('that a command tells stays in its container, while queue-proxy asks for the port', () => {
    const pod = podOf(service('{containers: [{image: "shop:1", readinessProbe: {exec: {command: ["true"]}}}]}'));
    expect(pod.containers[0]).toHaveProperty('readinessProbe.exec');
    expect(envOf(queueProxyOf(pod), 'SERVING_READINESS_PROBE')).toBe(
      '{"tcpSocket":{"port":8080,"host":"127.0.0.1"},"successThreshold":1}',
    );
  });
});

describe('queue-proxy', () => {
  test('gets a share of what its container has, between bounds and in whole units', () => {
    const [annotation] = ['{queue.sidecar.serving.knative.dev/resourcePercentage: "20"}'];
    const resources = '{requests: {cpu: 333m, memory: 1Gi}, limits: {cpu: "10", memory: 1G}}';
    const pod = podOf(service(`{containers: [{image: "shop:1", resources: ${resources}}]}`, annotation));
    expect(queueProxyOf(pod).resources).toEqual({
      requests: { cpu: '66m', memory: '200Mi' },
      limits: { cpu: '500m', memory: '200Mi' },
    });
  });

  test('gets what its revision says', () => {
    const pod = podOf(
      service('{containers: [{image: "shop:1"}]}', '{queue.sidecar.serving.knative.dev/memory-resource-limit: 1Gi}'),
    );
    expect(queueProxyOf(pod).resources).toEqual({ requests: { cpu: '25m' }, limits: { memory: '1Gi' } });
  });
});

describe('scaling', () => {
  test('takes annotations in their old spelling too', () => {
    const expansion = expand(service('{containers: [{image: "shop:1"}]}', '{autoscaling.knative.dev/minScale: "3"}'));
    expect(find(expansion, 'Deployment', 'shop-00001-deployment').spec).toMatchObject({ replicas: 3 });
  });

  test('by memory has an amount as Kubernetes writes it', () => {
    const expansion = expand(
      service(
        '{containers: [{image: "shop:1"}]}',
        '{autoscaling.knative.dev/class: hpa.autoscaling.knative.dev, autoscaling.knative.dev/metric: memory, autoscaling.knative.dev/target: "1024"}',
      ),
    );
    expect(find(expansion, 'HorizontalPodAutoscaler', 'shop-00001').spec).toMatchObject({
      maxReplicas: 2147483647,
      metrics: [{ resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } } }],
    });
  });

  test('follows annotations that are changed on the revision; what is made of it keeps those that it was made with', () => {
    const [update] = read(`
apiVersion: serving.knative.dev/v1
kind: Revision
metadata: {name: shop-00001, namespace: demo, annotations: {autoscaling.knative.dev/min-scale: "2"}}
`);
    const expansion = expand(plain, { steps: [{ update: [update!] }] });
    expect(find(expansion, 'PodAutoscaler', 'shop-00001').metadata.annotations).toMatchObject({
      'autoscaling.knative.dev/min-scale': '2',
    });
    expect(find(expansion, 'Deployment', 'shop-00001-deployment').spec).toMatchObject({ replicas: 2 });
    expect(find(expansion, 'ServerlessService', 'shop-00001').metadata.annotations).toEqual({
      'autoscaling.knative.dev/class': 'kpa.autoscaling.knative.dev',
    });
  });
});

describe('a configuration', () => {
  const broken = { conduct: { 'deployment/shop-00002-deployment': 'fails' } } as const;

  test('whose newest revision fails keeps the last that was ready, and says so', () => {
    const expansion = expand(plain, { steps: [{ update: service('{containers: [{image: "shop:2"}]}') }], ...broken });
    expect(find(expansion, 'Configuration', 'shop').status).toMatchObject({
      latestCreatedRevisionName: 'shop-00002',
      latestReadyRevisionName: 'shop-00001',
    });
    expect(said(expansion, 'Configuration', 'shop')).toMatch(
      /^False RevisionFailed: Revision "shop-00002" failed with message: ReplicaSet ".*" has timed out progressing\.\.$/,
    );
    expect(told(expansion, 'Configuration', 'shop')).toContain(
      'Warning LatestCreatedFailed Latest created revision "shop-00002" has failed',
    );
    // Traffic stays where it was.
    expect(find(expansion, 'Route', 'shop').status).toMatchObject({ traffic: [{ revisionName: 'shop-00001' }] });
  });

  test('goes on to the next revision that is ready', () => {
    const steps = [
      { update: service('{containers: [{image: "shop:2"}]}') },
      { update: service('{containers: [{image: "shop:3"}]}') },
    ];
    const expansion = expand(plain, { steps, ...broken });
    expect(find(expansion, 'Configuration', 'shop').status).toMatchObject({ latestReadyRevisionName: 'shop-00003' });
    expect(said(expansion, 'Service', 'shop')).toMatch(/^True/);
  });

  test('can not name its revision as another one is called', () => {
    const named = (name: string, image: string) =>
      read(`
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: ${name}, namespace: demo}
spec: {template: {metadata: {name: shop-v1}, spec: {containers: [{image: "${image}"}]}}}
`);
    const expansion = expand([...named('shop', 'a:1'), ...named('other', 'b:1')]);
    expect(said(expansion, 'Configuration', 'other')).toBe(
      'False RevisionFailed: Revision creation failed with message: revisions.serving.knative.dev "shop-v1" already exists.',
    );
    expect(said(expansion, 'Service', 'other', 'RoutesReady')).toBe(
      'False RevisionNameTaken: The revision name "shop-v1" is taken by a conflicting Revision, so traffic will not be migrated',
    );
  });
});

describe('a revision that Kubernetes scales', () => {
  const scaled = (annotations: Readonly<Record<string, string>>) =>
    expand([
      {
        apiVersion: 'serving.knative.dev/v1',
        kind: 'Service',
        metadata: { name: 'shop', namespace: 'demo' },
        spec: {
          template: {
            metadata: {
              annotations: Object.fromEntries(
                Object.entries({ class: 'hpa.autoscaling.knative.dev', ...annotations }).map(([key, value]) => [
                  `autoscaling.knative.dev/${key}`,
                  value,
                ]),
              ),
            },
            spec: { containers: [{ image: 'shop:1' }] },
          },
        },
      },
    ]);

  test('has as many pods as it must have at least, and is ready then', () => {
    const expansion = scaled({ metric: 'memory', target: '200', 'min-scale': '2' });
    expect(find(expansion, 'HorizontalPodAutoscaler', 'shop-00001')).toMatchObject({
      spec: { minReplicas: 2, metrics: [{ resource: { target: { averageValue: '200Mi' } } }] },
      status: { currentReplicas: 2, desiredReplicas: 2 },
    });
    expect(find(expansion, 'Deployment', 'shop-00001-deployment').spec).toMatchObject({ replicas: 2 });
    expect(said(expansion, 'Service', 'shop')).toBe('True : ');
  });

  test('tells which metric nobody measures', () => {
    expect(
      said(scaled({ metric: 'depth', target: '7' }), 'HorizontalPodAutoscaler', 'shop-00001', 'ScalingActive'),
    ).toBe(
      'False FailedGetPodsMetric: the HPA was unable to compute the replica count: unable to get metric depth: unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered',
    );
  });

  test('is scaled by its processors, where it says nothing', () => {
    expect(find(scaled({ window: '60s' }), 'HorizontalPodAutoscaler', 'shop-00001').spec).toMatchObject({
      minReplicas: 1,
      metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 80 } } }],
      behavior: { scaleDown: { stabilizationWindowSeconds: 60, selectPolicy: 'Max' } },
    });
  });
});

describe('a revision whose pods take one request each', () => {
  const busy = (annotations: object = {}) =>
    expand([
      {
        apiVersion: 'serving.knative.dev/v1',
        kind: 'Service',
        metadata: { name: 'shop', namespace: 'demo' },
        spec: {
          template: {
            metadata: { annotations },
            spec: { containerConcurrency: 1, containers: [{ image: 'shop:1' }] },
          },
        },
      } as KubeObject,
    ]);
  const replicas = (expansion: ReturnType<typeof expand>) =>
    find(expansion, 'Deployment', 'shop-00001-deployment').spec as { readonly replicas: number };

  test('has one pod to spare', () => {
    expect(replicas(busy())).toMatchObject({ replicas: 2 });
  });

  test('has as many pods as it may have at most, since each of them is busy', () => {
    expect(replicas(busy({ 'autoscaling.knative.dev/max-scale': '3' }))).toMatchObject({ replicas: 3 });
  });
});
