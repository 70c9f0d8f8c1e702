import { expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import type { RevisionSpec } from '../../../lib/api/serving/v1/revision';
import type { ServiceSpec } from '../../../lib/api/serving/v1/service';
import { withDefaults } from '../../../lib/rules/defaults';
import { Platform, type PlatformOptions } from '../../../lib/rules/platform';

const service = (template: object, metadata: object = {}): KubeObject<ServiceSpec> => ({
  apiVersion: 'serving.knative.dev/v1',
  kind: 'Service',
  metadata: { name: 'hello', namespace: 'shop', ...metadata },
  spec: { template: template as ServiceSpec['template'] },
});

function filled(pod: object, options: PlatformOptions = {}, before?: KubeObject): RevisionSpec {
  const object = withDefaults(service({ spec: pod }), new Platform(options), before);
  return (object.spec as ServiceSpec).template.spec;
}

test('a service without traffic sends all of it to the latest revision', () => {
  const { traffic } = withDefaults(service({ spec: { containers: [{ image: 'ab' }] } }), new Platform())
    .spec as ServiceSpec;
  expect(traffic).toEqual([{ percent: 100, latestRevision: true }]);
});

test('the object that was given stays as it was', () => {
  const given = service({ spec: { containers: [{ image: 'ab', readinessProbe: { periodSeconds: 5 } }] } });
  const copy = structuredClone(given);
  withDefaults(given, new Platform({ features: { 'secure-pod-defaults': 'enabled' } }));
  expect(given).toEqual(copy);
});

test('containers get names that nobody has', () => {
  const { containers, initContainers } = filled({
    containers: [{ image: 'ab' }, { image: 'ab', name: 'user-container-0' }, { image: 'ab' }],
    initContainers: [{ image: 'ab' }],
  });
  expect(containers.map(({ name }) => name)).toEqual(['user-container-1', 'user-container-0', 'user-container-2']);
  expect(initContainers?.map(({ name }) => name)).toEqual(['init-container']);
});

test('the name of a container comes from the template of config-defaults', () => {
  const settings = { defaults: { 'container-name-template': '{{.Name}}-in-{{ .Namespace }}' } };
  expect(filled({ containers: [{ image: 'ab' }] }, { settings }).containers[0]?.name).toBe('hello-in-shop');
});

test('settings of config-defaults are filled where the service says nothing', () => {
  const settings = {
    defaults: {
      'revision-timeout-seconds': '120',
      'revision-idle-timeout-seconds': '30',
      'container-concurrency': '5',
      'revision-cpu-request': '100m',
      'revision-memory-limit': '1Gi',
      'enable-service-links': 'default',
    },
  };
  const pod = filled({ containers: [{ image: 'ab', resources: { requests: { cpu: '2' } } }] }, { settings });
  expect(pod).toMatchObject({ timeoutSeconds: 120, idleTimeoutSeconds: 30, containerConcurrency: 5 });
  expect(pod.containers[0]?.resources).toEqual({ requests: { cpu: '2' }, limits: { memory: '1Gi' } });
  expect(pod).not.toHaveProperty('enableServiceLinks');
  expect(pod).not.toHaveProperty('responseStartTimeoutSeconds');
});

test('a timeout above the default leaves the default for the start of the answer', () => {
  expect(filled({ containers: [], timeoutSeconds: 500 }).responseStartTimeoutSeconds).toBe(300);
});

test('service links are filled on creation only', () => {
  const before = service({ spec: { containers: [{ image: 'aa' }] } });
  expect(filled({ containers: [{ image: 'ab' }] }).enableServiceLinks).toBe(false);
  expect(filled({ containers: [{ image: 'ab' }] }, {}, before)).not.toHaveProperty('enableServiceLinks');
});

test('a template that keeps the name of its revision is left alone', () => {
  const template = { metadata: { name: 'hello-v1' }, spec: { containers: [{ image: 'ab' }] } };
  const object = withDefaults(service(template), new Platform(), service(template));
  expect((object.spec as ServiceSpec).template).toEqual(template);
});

test('secure defaults are filled where the cluster has them, and root is forbidden where they are enabled', () => {
  const pod = { containers: [{ image: 'ab', ports: [{ containerPort: 80 }] }] };
  const bounded = filled(pod, { features: { 'secure-pod-defaults': 'allowrootbounded' } }).containers[0]
    ?.securityContext;
  expect(bounded).toEqual({
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    seccompProfile: { type: 'RuntimeDefault' },
  });
  const enabled = filled(pod, { features: { 'secure-pod-defaults': 'enabled' } }).containers[0]?.securityContext;
  expect(enabled).toEqual({ ...bounded, runAsNonRoot: true });
});

test('what the pod says is not said again by its containers', () => {
  const securityContext = { runAsNonRoot: false, seccompProfile: { type: 'Unconfined' } };
  const pod = filled(
    { containers: [{ image: 'ab' }], securityContext },
    { features: { 'secure-pod-defaults': 'enabled', 'kubernetes.podspec-securitycontext': 'enabled' } },
  );
  expect(pod.containers[0]?.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  });
});

test('a revision is filled when it is created, and never after', () => {
  const revision = {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Revision',
    metadata: { name: 'a' },
    spec: { containers: [] },
  };
  expect(withDefaults(revision, new Platform()).spec).toMatchObject({ timeoutSeconds: 300 });
  expect(withDefaults(revision, new Platform(), revision)).toEqual(revision);
});
