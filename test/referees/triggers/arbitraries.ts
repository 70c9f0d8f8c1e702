import fc from 'fast-check';
import type { KubeObject } from '../../../lib/api/meta/v1';

/** Values of Tekton Triggers that are right, almost right and wrong: objects of all its kinds that upstream judges. */

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const list = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 2) => fc.array(arbitrary, { maxLength });

const name = one('push', 'build', 'a', '', 'My Name', 'a.b');
const value = one('', 'main', '$(body.a)', '$(body.a', '$(a $(b)', '$($(a))', '$(a(b)c)$(d)', '$()');

const param = fc.record({ name: one('a', 'b', 'a b', ''), value: rarely(value).map((text) => text ?? 'main') });

const binding = fc.record({
  ref: some(name),
  kind: rarely(one('TriggerBinding', 'ClusterTriggerBinding', 'Binding', '')),
  apiversion: rarely(one('v1beta1', 'x')),
  name: rarely(name),
  value: rarely(value),
});

const secretKeyRef = fc.constant({ name: 'tls', key: 'key' });

const variable = fc.record({
  name: one('TLS_CERT', 'TLS_KEY', 'A', ''),
  value: rarely(one('', 'x')),
  valueFrom: some(
    fc.record({
      secretKeyRef: some(secretKeyRef),
      configMapKeyRef: rarely(secretKeyRef),
      fieldRef: rarely(fc.constant({ fieldPath: 'metadata.name' })),
    }),
  ),
});

const container = fc.record({
  env: rarely(list(variable)),
  resources: rarely(fc.constant({ limits: { cpu: '1' } })),
  securityContext: rarely(one({ runAsNonRoot: true }, {})),
  livenessProbe: rarely(one({ periodSeconds: 3 }, {})),
  image: rarely(one('', 'x')),
  name: rarely(one('', 'x')),
  args: rarely(one([], ['x'])),
  ports: rarely(one([], [{ containerPort: 80 }])),
  workingDir: rarely(one('', '/')),
  stdin: rarely(one(false, true)),
  lifecycle: rarely(one({})),
  restartPolicy: rarely(one('', 'Always')),
});

const pod = fc.record({
  serviceAccountName: rarely(name),
  nodeSelector: rarely(one({}, { a: 'b' })),
  tolerations: rarely(one([], [{ key: 'a' }])),
  affinity: rarely(one({})),
  topologySpreadConstraints: rarely(one([])),
  imagePullSecrets: rarely(one([{ name: 'a' }])),
  securityContext: rarely(one({}, { runAsUser: 0 })),
  containers: some(list(container)),
  volumes: rarely(one([], [{ name: 'a', emptyDir: {} }])),
  initContainers: rarely(one([])),
  hostNetwork: rarely(one(true, false)),
  dnsPolicy: rarely(one('', 'Default')),
  schedulerName: rarely(one('', 'x')),
  priorityClassName: rarely(one('', 'x')),
  runtimeClassName: rarely(one('', 'x')),
  enableServiceLinks: rarely(one(true, false)),
  terminationGracePeriodSeconds: rarely(one(0, 3)),
  priority: rarely(one(0)),
  overhead: rarely(one({})),
  hostAliases: rarely(one([])),
  serviceAccount: rarely(one('', 'x')),
  automountServiceAccountToken: rarely(one(false)),
  dnsConfig: rarely(one({})),
  os: rarely(one({ name: 'linux' })),
});

const template = fc.record({ metadata: rarely(one({}, { labels: { a: 'b' } })), spec: some(pod) });

const kubernetesResource = fc.record({
  replicas: some(one(0, 1, -1, 3)),
  serviceType: some(one('LoadBalancer', 'NodePort', 'Foo', '')),
  servicePort: rarely(one(80, 0, 70_000)),
  serviceLoadBalancerClass: rarely(one('', 'x')),
  spec: some(fc.record({ template: some(template) })),
});

const customResource = fc.record({
  apiVersion: one('serving.knative.dev/v1', ''),
  kind: one('Service', ''),
  spec: some(fc.oneof(fc.record({ template: some(fc.oneof(template, fc.constant('x'))) }), one<unknown>('x', 3, []))),
});

const resources = fc.record({ kubernetesResource: some(kubernetesResource), customResource: rarely(customResource) });

const header = fc.record({
  name: one('X-Team', 'X-GitHub-Event', 'x-team', 'X Team', 'x team', '', 'X_Y', '-', 'Ä', 'x--y', '1a'),
  value: one<unknown>('a', '', ['a'], [], [''], {}, 3, true, { a: 'b' }),
});

const webhook = fc.record({
  objectRef: some(
    fc.record({
      kind: one('Service', 'Service', 'Pod', undefined),
      apiVersion: one('v1', 'v1', 'a/v1', undefined),
      name: some(name),
      namespace: some(name),
    }),
  ),
  url: rarely(one('http://a.example.com')),
  header: rarely(list(header)),
});

const interceptor = fc.record({
  name: rarely(name),
  ref: fc.oneof(
    { weight: 4, arbitrary: fc.constant({ name: 'cel' }) },
    {
      weight: 1,
      arbitrary: fc.record({ name: some(name), kind: some(one('ClusterInterceptor', 'NamespacedInterceptor', 'Foo')) }),
    },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  params: rarely(list(fc.record({ name: one('filter', 'filer'), value: one<unknown>('body.x ==', true, {}, [1]) }))),
  webhook: rarely(webhook),
});

const resourceTemplate = fc.record({
  apiVersion: one('v1', 'v1', 'v1', '', undefined),
  kind: one('ConfigMap', 'ConfigMap', 'ConfigMap', ''),
  metadata: some(one({ generateName: 'a-' }, { name: 'a' })),
  data: some(
    one(
      { x: '$(tt.params.a)' },
      { x: '$(tt.params.b) $(tt.params.a)' },
      { '$(tt.params.a)': 'x' },
      { x: ['$(tt.params.a.b)'] },
      { x: '$(tt.params.1a) $(params.c) $(tt.params[a]) $(uid)' },
      { x: '$(tt.params.a $(tt.params.a)' },
    ),
  ),
});

const templateSpec = fc.record({
  params: some(list(fc.record({ name: one('a', 'b', 'a.b', ''), default: some(value), description: some(name) }))),
  resourcetemplates: fc.oneof({ weight: 5, arbitrary: list(resourceTemplate) }, fc.constant(undefined)),
});

const triggerTemplate = fc.record({
  ref: fc.oneof({ weight: 4, arbitrary: fc.constant('build') }, some(name)),
  apiversion: rarely(one('v1beta1', 'v1alpha1', 'v1', '')),
  spec: rarely(templateSpec),
});

const trigger = fc.record({
  bindings: some(list(binding)),
  template: fc.oneof({ weight: 5, arbitrary: triggerTemplate }, fc.constant(undefined)),
  name: some(one('push', 'a b', '', 'a'.repeat(64), 'A_1')),
  interceptors: some(list(interceptor)),
  serviceAccountName: rarely(name),
});

const listenerTrigger = fc
  .tuple(trigger, rarely(one('push', '')))
  .map(([fields, triggerRef]) => (triggerRef === undefined ? fields : { ...fields, triggerRef }));

const namespaceSelector = fc.record({ matchNames: some(one([], ['*'], ['a'])) });
const labelSelector = one({}, { matchLabels: { a: 'b' } }, { matchExpressions: [{ key: 'a', operator: 'Equals' }] });

const triggerGroup = fc.record({
  name: name,
  interceptors: some(list(interceptor)),
  triggerSelector: fc.record({ namespaceSelector: some(namespaceSelector), labelSelector: some(labelSelector) }),
});

const listener = fc.record({
  serviceAccountName: some(name),
  triggers: fc.oneof(
    { weight: 5, arbitrary: fc.array(listenerTrigger, { minLength: 1, maxLength: 2 }) },
    one([], undefined),
  ),
  triggerGroups: rarely(list(triggerGroup)),
  namespaceSelector: rarely(namespaceSelector),
  labelSelector: rarely(labelSelector),
  cloudEventURI: rarely(one('', 'not a url', 'http://a.example.com')),
  resources: rarely(resources),
});

const bindingSpec = fc.record({ params: some(list(param, 3)) });

const clientConfig = fc.record({
  url: some(one('http://a.example.com', 'a.b', '', 'http://a b', '%zz', 'http://a:b')),
  caBundle: rarely(one('YQ==', 'YQ=', '###', '', 'YQ==\n')),
  service: some(fc.record({ name: some(name), namespace: some(name), port: some(one(80, 0)), path: rarely(name) })),
});

const PAYLOAD_VALIDATION = 'tekton.dev/payload-validation';

const metadata = fc.record({
  name: fc.oneof({ weight: 12, arbitrary: fc.constant('it') }, one('a'.repeat(60), 'a'.repeat(61), 'a'.repeat(64))),
  namespace: fc.constant('default'),
  annotations: rarely(one('true', 'false', 'no', '')).map((text) =>
    text === undefined ? undefined : { [PAYLOAD_VALIDATION]: text },
  ),
});

function objects(version: string, kind: string, spec: fc.Arbitrary<object>): fc.Arbitrary<KubeObject> {
  const apiVersion = `triggers.tekton.dev/${version}`;
  // What is undefined is absent on the wire.
  return fc
    .record({ metadata, spec: fc.oneof({ weight: 15, arbitrary: spec }, fc.constant(undefined)) })
    .map((fields) => JSON.parse(JSON.stringify({ apiVersion, kind, ...fields })) as KubeObject);
}

/** Objects of every kind of Tekton Triggers that the referee knows. */
export const triggersObjects: fc.Arbitrary<KubeObject> = fc.oneof(
  { weight: 5, arbitrary: objects('v1beta1', 'EventListener', listener) },
  { weight: 3, arbitrary: objects('v1beta1', 'Trigger', trigger) },
  objects('v1beta1', 'TriggerBinding', bindingSpec),
  objects('v1beta1', 'ClusterTriggerBinding', bindingSpec),
  { weight: 2, arbitrary: objects('v1beta1', 'TriggerTemplate', templateSpec) },
  objects('v1alpha1', 'ClusterInterceptor', fc.record({ clientConfig: some(clientConfig) })),
);
