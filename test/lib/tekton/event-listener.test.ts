import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { conditionOf } from '../../../lib/controller/conditions';
import { expand } from '../../../lib/expand/expand';

function listener(spec: string, metadata = ''): KubeObject {
  return parse(`
apiVersion: triggers.tekton.dev/v1beta1
kind: EventListener
metadata: {name: github, namespace: demo, ${metadata}}
spec: {serviceAccountName: listener, triggers: [{template: {ref: build}}], ${spec}}
`);
}

function made(objects: readonly KubeObject[]) {
  const expansion = expand(objects);
  // biome-ignore lint/suspicious/noExplicitAny: objects of many kinds are looked into.
  const find = (kind: string): any => expansion.objects.find((object) => object.kind === kind);
  const deployment = find('Deployment');
  return { find, deployment, pod: deployment?.spec.template.spec, service: find('Service') };
}

const FOUND_BY = {
  'app.kubernetes.io/managed-by': 'EventListener',
  'app.kubernetes.io/part-of': 'Triggers',
  eventlistener: 'github',
};

describe('an EventListener', () => {
  test('hands its labels and annotations on, but is found by its own', () => {
    const { deployment, service } = made([listener('', 'labels: {team: core}, annotations: {note: hi}')]);
    for (const { metadata } of [deployment, service]) {
      expect(metadata).toMatchObject({ labels: { team: 'core', ...FOUND_BY }, annotations: { note: 'hi' } });
    }
    expect(deployment.spec.selector.matchLabels).toEqual(FOUND_BY);
    expect(service.spec.selector).toEqual(FOUND_BY);
    expect(deployment.spec.template.metadata.labels).toEqual({ team: 'core', ...FOUND_BY });
  });

  test('says that all is there, condition by condition', () => {
    const { find } = made([listener('')]);
    const { conditions } = find('EventListener').status;
    expect(conditions.map(({ type, status }: Record<string, string>) => `${type} ${status}`)).toEqual([
      'Available True',
      'Deployment True',
      'Progressing True',
      'Ready True',
      'Service True',
    ]);
    expect(conditions).toContainEqual(expect.objectContaining({ type: 'Service', message: 'Service exists' }));
    expect(conditions).toContainEqual(expect.objectContaining({ type: 'Ready', message: 'EventListener is ready' }));
  });

  test('with a certificate listens for HTTPS', () => {
    const secret = (name: string, key: string) =>
      `{name: ${name}, valueFrom: {secretKeyRef: {name: cert, key: ${key}}}}`;
    const { pod, service, find } = made([
      listener(
        `resources: {kubernetesResource: {spec: {template: {spec: {containers: [{env: [${secret('TLS_CERT', 'tls.crt')}, ${secret('TLS_KEY', 'tls.key')}]}]}}}}}`,
      ),
    ]);
    expect(pod.volumes).toMatchObject([{ name: 'https-connection', secret: { secretName: 'cert' } }]);
    const [container] = pod.containers;
    expect(container.args).toEqual(
      expect.arrayContaining([
        '--port=8080',
        '--tls-cert=/etc/triggers/tls/tls.crt',
        '--tls-key=/etc/triggers/tls/tls.key',
      ]),
    );
    expect(container.volumeMounts).toEqual([
      { name: 'https-connection', mountPath: '/etc/triggers/tls', readOnly: true },
    ]);
    expect(container.readinessProbe.httpGet).toEqual({ path: '/live', scheme: 'HTTPS', port: 8080 });
    expect(service.spec.ports[0]).toMatchObject({ name: 'https-listener', port: 8443, targetPort: 8080 });
    expect(find('EventListener').status.address.url).toBe('http://el-github.demo.svc.cluster.local:8443');
  });

  test('may be reached by a port of each node', () => {
    const { service } = made([
      listener('resources: {kubernetesResource: {serviceType: NodePort, servicePort: 30080, replicas: 3}}'),
    ]);
    expect(service.spec).toMatchObject({ type: 'NodePort', ports: [{ port: 30080, nodePort: 30080 }, { port: 9000 }] });
  });

  test('runs where and as its pod template says', () => {
    const template =
      'metadata: {labels: {a: b}, annotations: {c: d}}, spec: {nodeSelector: {disk: ssd}, serviceAccountName: other, tolerations: [{key: t, operator: Exists}], securityContext: {runAsNonRoot: true}, containers: [{resources: {limits: {cpu: 1}}, env: [{name: X, value: y}]}]}';
    const { deployment, pod } = made([
      listener(`resources: {kubernetesResource: {replicas: 2, spec: {template: {${template}}}}}`),
    ]);
    expect(deployment.spec.replicas).toBe(2);
    expect(deployment.spec.template.metadata).toMatchObject({ labels: { a: 'b' }, annotations: { c: 'd' } });
    expect(pod).toMatchObject({
      nodeSelector: { disk: 'ssd' },
      serviceAccountName: 'other',
      tolerations: [{ key: 't' }],
      securityContext: { runAsNonRoot: true },
      containers: [{ resources: { limits: { cpu: 1 } } }],
    });
    expect(pod.containers[0].env).toContainEqual({ name: 'X', value: 'y' });
  });

  test.each([
    ['namespaceSelector: {matchNames: [demo]}', true],
    [
      'triggerGroups: [{name: g, interceptors: [{ref: {name: cel}}], triggerSelector: {namespaceSelector: {matchNames: ["*"]}}}]',
      true,
    ],
    ['labelSelector: {matchLabels: {a: b}}', false],
  ])('that selects triggers by %s looks into other namespaces: %s', (selector, isWide) => {
    const { pod } = made([listener(selector)]);
    expect(pod.containers[0].args).toContain(`--is-multi-ns=${isWide}`);
  });

  test('tells where its events go, and whether it looks into payloads', () => {
    const { pod } = made([
      listener('cloudEventURI: "http://sink"', 'annotations: {tekton.dev/payload-validation: "false"}'),
    ]);
    expect(pod.containers[0].args).toEqual(
      expect.arrayContaining(['--cloudevent-uri=http://sink', '--payload-validation=false']),
    );
  });

  test('follows the settings of Triggers', () => {
    const settings = (name: string, data: Readonly<Record<string, string>>): KubeObject =>
      ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'tekton-pipelines' }, data }) as KubeObject;
    const { deployment, pod } = made([
      settings('config-defaults-triggers', { 'default-run-as-user': '1000', 'default-fs-group': '' }),
      settings('feature-flags-triggers', { 'labels-exclusion-pattern': '^argocd' }),
      listener('', 'labels: {argocd.argoproj.io/instance: x, team: core}'),
    ]);
    expect(deployment.metadata.labels).toEqual({ team: 'core', ...FOUND_BY });
    expect(pod.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 65532,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('may be a Knative Service with its container in it', () => {
    const { find, deployment } = made([
      listener(
        'resources: {customResource: {apiVersion: serving.knative.dev/v1, kind: Service, metadata: {labels: {x: y}}, spec: {template: {spec: {serviceAccountName: kn, containers: [{env: [{name: A, value: b}]}]}}}}}',
      ),
    ]);
    expect(deployment?.metadata.name).toBe('el-github-00001-deployment');
    const service = find('Service');
    expect(service.metadata).toMatchObject({ name: 'el-github', labels: { x: 'y', ...FOUND_BY } });
    expect(service.spec.template.spec).toMatchObject({
      serviceAccountName: 'kn',
      containers: [{ name: 'event-listener', readinessProbe: { httpGet: { path: '/live' } } }],
    });
    expect(service.spec.template.spec.containers[0].env).toContainEqual({ name: 'A', value: 'b' });
    expect(conditionOf(find('EventListener'), 'Ready')).toMatchObject({ status: 'True' });
  });
});
