import { expect, test } from 'vitest';
import { referencesOf } from '../../../lib/graph';
import { addressedObjects } from '../../../lib/graph/url';

/** What an object of Tekton Triggers refers to, a line each: what it means, what it names, and where. */
function references(version: string, kind: string, spec: object): string[] {
  const apiVersion = `triggers.tekton.dev/${version}`;
  const object = { apiVersion, kind, metadata: { name: 'it', namespace: 'shop' }, spec };
  return referencesOf(object).map(({ to, type, path, optional }) => {
    const namespace = to.namespace === 'shop' ? '' : `${to.namespace ?? 'cluster'}/`;
    return `${type} ${to.group.split('.')[0]}/${to.kind} ${namespace}${to.name} (${path})${optional ? ' perhaps' : ''}`;
  });
}

test('a listener refers to its account, its triggers and what these name', () => {
  const spec = {
    serviceAccountName: 'listener',
    triggers: [
      { triggerRef: 'other' },
      {
        bindings: [{ ref: 'push' }, { ref: 'all', kind: 'ClusterTriggerBinding' }, { name: 'a', value: 'b' }],
        template: { ref: 'build' },
        serviceAccountName: 'builder',
      },
    ],
    cloudEventURI: 'http://events.shop.svc.cluster.local',
  };
  expect(references('v1beta1', 'EventListener', spec)).toEqual([
    'serviceAccount /ServiceAccount listener (spec.serviceAccountName)',
    'trigger triggers/Trigger other (spec.triggers[0].triggerRef)',
    'binding triggers/TriggerBinding push (spec.triggers[1].bindings[0].ref)',
    'binding triggers/ClusterTriggerBinding cluster/all (spec.triggers[1].bindings[1].ref)',
    'template triggers/TriggerTemplate build (spec.triggers[1].template.ref)',
    'serviceAccount /ServiceAccount builder (spec.triggers[1].serviceAccountName)',
    'sink serving/Service events (spec.cloudEventURI) perhaps',
    'sink /Service events (spec.cloudEventURI) perhaps',
  ]);
});

test('interceptors are objects, except those that come with Tekton Triggers, and name Secrets', () => {
  const interceptors = [
    {
      ref: { name: 'github' },
      params: [
        { name: 'secretRef', value: { secretName: 'webhook', secretKey: 'token' } },
        { name: 'eventTypes', value: ['push'] },
        { name: 'addChangedFiles', value: { personalAccessToken: { secretName: 'api', secretKey: 'token' } } },
      ],
    },
    { ref: { name: 'limits' } },
    { ref: { name: 'cel', kind: 'NamespacedInterceptor' } },
    { webhook: { objectRef: { kind: 'Service', apiVersion: 'v1', name: 'old', namespace: 'tools' } } },
  ];
  const group = { name: 'all', interceptors, triggerSelector: {} };
  expect(references('v1beta1', 'EventListener', { triggerGroups: [group] })).toEqual([
    'interceptor triggers/ClusterInterceptor cluster/github (spec.triggerGroups[0].interceptors[0].ref.name) perhaps',
    'secret /Secret webhook (spec.triggerGroups[0].interceptors[0].params[0].value.secretName)',
    'secret /Secret api (spec.triggerGroups[0].interceptors[0].params[2].value.personalAccessToken.secretName)',
    'interceptor triggers/ClusterInterceptor cluster/limits (spec.triggerGroups[0].interceptors[1].ref.name)',
    'interceptor triggers/Interceptor cel (spec.triggerGroups[0].interceptors[2].ref.name)',
    'interceptor /Service tools/old (spec.triggerGroups[0].interceptors[3].webhook.objectRef) perhaps',
    'interceptor serving/Service tools/old (spec.triggerGroups[0].interceptors[3].webhook.objectRef) perhaps',
  ]);
});

test("a listener's pods refer to what is in them", () => {
  const template = {
    spec: { containers: [{ env: [{ name: 'TLS_KEY', valueFrom: { secretKeyRef: { name: 'tls', key: 'key' } } }] }] },
  };
  const secret = (kind: string) =>
    `secret /Secret tls (spec.resources.${kind}.spec.template.spec.containers[0].env[0].valueFrom)`;
  for (const kind of ['kubernetesResource', 'customResource'])
    expect(references('v1beta1', 'EventListener', { resources: { [kind]: { spec: { template } } } })).toEqual([
      secret(kind),
    ]);
});

test('a template refers to what its objects name, but for names that params give', () => {
  const binding = (name: string, account: string) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { generateName: 'it-' },
    roleRef: { kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name: account }],
  });
  const spec = { resourcetemplates: [binding('build', '$(tt.params.account)')] };
  expect(references('v1beta1', 'TriggerTemplate', spec)).toEqual([
    'role rbac/Role build (spec.resourcetemplates[0].roleRef)',
  ]);
  expect(references('v1beta1', 'Trigger', { template: { spec } })).toEqual([
    'role rbac/Role build (spec.template.spec.resourcetemplates[0].roleRef)',
  ]);
});

test('an interceptor refers to what answers for it', () => {
  const service = { name: 'limits', namespace: 'tools' };
  expect(references('v1alpha1', 'ClusterInterceptor', { clientConfig: { service } })).toEqual([
    'target /Service tools/limits (spec.clientConfig.service) perhaps',
    'target serving/Service tools/limits (spec.clientConfig.service) perhaps',
  ]);
  expect(references('v1alpha1', 'Interceptor', { clientConfig: { url: 'http://limits.shop.svc' } })).toEqual([
    'target serving/Service limits (spec.clientConfig.url) perhaps',
    'target /Service limits (spec.clientConfig.url) perhaps',
  ]);
});

test('the address of a listener leads to it', () => {
  expect(addressedObjects('http://el-push.shop.svc.cluster.local:8080')).toContainEqual({
    group: 'triggers.tekton.dev',
    kind: 'EventListener',
    name: 'push',
    namespace: 'shop',
  });
});
