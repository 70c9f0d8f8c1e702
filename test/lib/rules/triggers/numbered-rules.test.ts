import { expect, test } from 'vitest';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import {
  bindingOf,
  clusterInterceptor,
  clusterTriggerBinding,
  codesOf,
  eventListener,
  intercepted,
  interceptor,
  listenerWith,
  templateOf,
  trigger,
  triggerBinding,
  triggerTemplate,
} from './objects';

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'it-' } };
const cel = { ref: { name: 'cel' } };
const service = { apiVersion: 'v1', kind: 'Service', name: 'limits' };
const secret = { secretKeyRef: { name: 'tls', key: 'tls' } };

const running = (resources: object) => eventListener({ spec: { resources } });
const pod = (spec: object) => running({ kubernetesResource: { spec: { template: { spec } } } });
const container = (fields: object) => pod({ containers: [fields] });
const knativeService = (spec: object) =>
  running({ customResource: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', spec: { template: { spec } } } });
const grouped = (group: object) =>
  eventListener({
    spec: {
      triggerGroups: [{ name: 'all', interceptors: [cel], triggerSelector: { labelSelector: {} }, ...group }],
    },
  });

/** The numbered validation rules of Tekton Triggers, each broken alone. */
const broken: readonly (readonly [rule: string, object: KubeObject, code: string])[] = [
  ['1 a name of 61 characters', eventListener({ metadata: { name: 'a'.repeat(61) } }), 'KT4101'],
  ['1 nothing to do', eventListener({ spec: { triggers: null } }), 'KT4102'],
  ['2 neither template nor triggerRef', listenerWith({ template: null }), 'KT4201'],
  ['2 template beside triggerRef', listenerWith({ triggerRef: 'push' }), 'KT4202'],
  ['2 bindings beside triggerRef', listenerWith({ template: null, triggerRef: 'push', bindings: [] }), 'KT4202'],
  ['2 interceptors beside triggerRef', listenerWith({ template: null, triggerRef: 'a', interceptors: [] }), 'KT4202'],
  ['2 a name that is no label value', listenerWith({ name: 'on push' }), 'KT4203'],
  ['3 a group without interceptors', grouped({ interceptors: [] }), 'KT4103'],
  ['3 a group without selector', grouped({ triggerSelector: {} }), 'KT4104'],
  ['4 negative replicas', running({ kubernetesResource: { replicas: -1 } }), 'KT4106'],
  ['4 two containers', pod({ containers: [{}, {}] }), 'KT4112'],
  ['4 a field of the pod', pod({ dnsPolicy: 'Default' }), 'KT4111'],
  ['4 a field of the container', container({ workingDir: '/' }), 'KT4113'],
  ['4 a variable in the open', container({ env: [{ name: 'A', value: 'b' }] }), 'KT4114'],
  [
    '4 a variable from elsewhere',
    container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
    'KT4114',
  ],
  ['4 a certificate without its key', container({ env: [{ name: 'TLS_CERT', valueFrom: secret }] }), 'KT4115'],
  ['4 a key without its certificate', container({ env: [{ name: 'TLS_KEY', valueFrom: secret }] }), 'KT4115'],
  ['4 a class without load balancer', running({ kubernetesResource: { serviceLoadBalancerClass: 'a' } }), 'KT4107'],
  ['4 two containers of another kind', knativeService({ containers: [{}, {}] }), 'KT4112'],
  ['4 a field of the pod of another kind', knativeService({ hostNetwork: true }), 'KT4111'],
  ['4 a probe of another kind', knativeService({ containers: [{ readinessProbe: {} }] }), 'KT4113'],
  ['4 a variable of another kind', knativeService({ containers: [{ env: [{ name: 'A', value: 'b' }] }] }), 'KT4114'],
  [
    '4 a key of another kind',
    knativeService({ containers: [{ env: [{ name: 'TLS_KEY', valueFrom: secret }] }] }),
    'KT4115',
  ],
  ['4 both kinds', running({ kubernetesResource: {}, customResource: { apiVersion: 'a/v1', kind: 'B' } }), 'KT4105'],
  ['4 a pod that is none', running({ customResource: { apiVersion: 'a/v1', kind: 'B', spec: 'small' } }), 'KT4116'],
  ['5 ref beside name', listenerWith({ bindings: [{ ref: 'a', name: 'b', value: 'c' }] }), 'KT4211'],
  ['5 neither ref nor name', trigger({ spec: { bindings: [{}] } }), 'KT4211'],
  ['5 a kind that is none', listenerWith({ bindings: [{ ref: 'a', kind: 'Binding' }] }), 'KT4212'],
  ['5 a name without value', listenerWith({ bindings: [{ name: 'a' }] }), 'KT4213'],
  ['6 ref beside spec', listenerWith({ template: { spec: { resourcetemplates: [configMap] } } }), 'KT4206'],
  ['6 neither ref nor spec', listenerWith({ template: { ref: null } }), 'KT4206'],
  ['6 no template at all', trigger({ spec: { template: null } }), 'KT4205'],
  ['6 another version', trigger({ spec: { template: { apiversion: 'v1' } } }), 'KT4207'],
  [
    '6 a spec that is refused',
    trigger({ spec: { template: { ref: null, spec: { resourcetemplates: [] } } } }),
    'KT4221',
  ],
  ['7 an interceptor without name', intercepted({}), 'KT4301'],
  ['7 a webhook by its URL', intercepted({ webhook: { url: 'http://limits.example.com' } }), 'KT4302'],
  ['7 a webhook of another kind', intercepted({ webhook: { objectRef: { ...service, kind: 'Pod' } } }), 'KT4303'],
  [
    '7 a webhook of another version',
    intercepted({ webhook: { objectRef: { ...service, apiVersion: 'a/v1' } } }),
    'KT4303',
  ],
  [
    '7 a header that is not canonical',
    intercepted({ webhook: { objectRef: service, header: [{ name: 'x-a', value: 'b' }] } }),
    'KT4304',
  ],
  [
    '7 a header without value',
    intercepted({ webhook: { objectRef: service, header: [{ name: 'X-A', value: '' }] } }),
    'KT4305',
  ],
  [
    '8 a param twice',
    triggerBinding({
      spec: {
        params: [
          { name: 'a', value: 'b' },
          { name: 'a', value: 'c' },
        ],
      },
    }),
    'KT4215',
  ],
  ['8 no params', triggerBinding({ spec: { params: [] } }), 'KT4214'],
  ['8 no params in the cluster', clusterTriggerBinding({ spec: null }), 'KT4214'],
  ['8 an expression within another', bindingOf('$(body.a-$(body.b))'), 'KT4216'],
  ['9 no objects', triggerTemplate({ spec: { params: null, resourcetemplates: [] } }), 'KT4221'],
  ['9 no spec', triggerTemplate({ spec: null }), 'KT4224'],
  ['9 an object without kind', templateOf({ ...configMap, kind: '' }), 'KT4222'],
  ['9 a param that is not declared', templateOf({ ...configMap, data: { a: '$(tt.params.a)' } }), 'KT4223'],
  ['10 url beside service', clusterInterceptor({ spec: { clientConfig: { url: 'http://a.example.com' } } }), 'KT4311'],
  ['10 url beside service', interceptor({ spec: { clientConfig: { url: 'http://a.example.com' } } }), 'KT4311'],
  ['10 a Service without name', clusterInterceptor({ spec: { clientConfig: { service: { name: null } } } }), 'KT4312'],
  ['10 a Service without namespace', interceptor({ spec: { clientConfig: { service: { namespace: '' } } } }), 'KT4312'],
  [
    '11 an annotation that is neither',
    eventListener({ metadata: { annotations: { 'tekton.dev/payload-validation': 'no' } } }),
    'KT4108',
  ],
];

test.each(broken)('rule %s', (_, object, code) => {
  expect(codesOf(object)).toEqual([code]);
});

test('what the rules leave alone is taken', () => {
  const taken = [
    eventListener({ spec: { triggers: null, labelSelector: {} } }),
    knativeService({ containers: [{ resources: { limits: { memory: '64Mi' } } }] }),
    container({
      env: [
        { name: 'TLS_CERT', valueFrom: secret },
        { name: 'TLS_KEY', valueFrom: secret },
      ],
    }),
    pod({ hostNetwork: false, dnsPolicy: '' }),
    listenerWith({ template: { apiversion: 'v1alpha1' } }),
    templateOf({ ...configMap, data: { a: '$(params.a) $(uid) $(context.pipelineRun.name)' } }),
    clusterInterceptor({ spec: { clientConfig: { service: { port: 8080, path: 'check' } } } }),
  ];
  expect(taken.flatMap(codesOf)).toEqual([]);
});
