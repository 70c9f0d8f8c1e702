import type { KubeObject } from '../../../../lib/api/meta/v1';
import {
  bindingOf,
  clusterInterceptor,
  eventListener,
  intercepted,
  listenerWith,
  templateOf,
  triggerBinding,
} from './objects';

const named = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'it-' } };
const text = (value: string) => ({ ...configMap, data: { value } });
const core = (name: string, param: string, value: unknown) =>
  intercepted({ ref: { name }, params: [{ name: param, value }] });
const running = (kubernetesResource: object) => eventListener({ spec: { resources: { kubernetesResource } } });
const a = { name: 'a' };

/** What the webhook of Tekton Triggers takes, and people regret. */
export const regretted: readonly (readonly [what: string, object: KubeObject, code: string])[] = [
  ['a CEL filter that does not parse', core('cel', 'filter', 'body.x =='), 'KT4350'],
  ['a setting that cel does not have', core('cel', 'filer', 'true'), 'KT4352'],
  ['overlays as an object', core('cel', 'overlays', { key: 'a', expression: 'body.a' }), 'KT4353'],
  ['an interceptor that is almost a core one', intercepted({ ref: { name: 'gitub' } }), 'KT4354'],
  ['a kind of interceptors that is none', intercepted({ ref: { name: 'a', kind: 'ClusterInterceptors' } }), 'KT4355'],
  ['a setting that github does not have', core('github', 'eventType', ['push']), 'KT4352'],
  ['a secretRef without key', core('github', 'secretRef', { secretName: 'github' }), 'KT4353'],
  ['event types as a text', core('github', 'eventTypes', 'push'), 'KT4353'],
  ['a webhook without name', intercepted({ webhook: { objectRef: { apiVersion: 'v1', kind: 'Service' } } }), 'KT4356'],
  ['one binding twice', listenerWith({ bindings: [{ ref: 'a' }, { ref: 'a' }] }), 'KT4252'],
  [
    'one param twice',
    listenerWith({
      bindings: [
        { name: 'a', value: 'b' },
        { name: 'a', value: 'c' },
      ],
    }),
    'KT4253',
  ],
  [
    'two triggers of one name',
    eventListener({
      spec: {
        triggers: [
          { name: 'push', triggerRef: 'a' },
          { name: 'push', triggerRef: 'b' },
        ],
      },
    }),
    'KT4150',
  ],
  ['a type of Services that is none', running({ serviceType: 'Loadbalancer' }), 'KT4151'],
  ['a port that is none', running({ servicePort: 70_000 }), 'KT4152'],
  ['no replicas', running({ replicas: 0 }), 'KT4153'],
  [
    'an object without apiVersion',
    eventListener({ spec: { resources: { customResource: { kind: 'Foo' } } } }),
    'KT4154',
  ],
  ['a cloudEventURI that is none', eventListener({ spec: { cloudEventURI: 'not a url' } }), 'KT4155'],
  [
    'an operator that is none',
    eventListener({ spec: { labelSelector: { matchExpressions: [{ key: 'a', operator: 'Equals', values: ['b'] }] } } }),
    'KT4156',
  ],
  [
    'an interceptor of a group without name',
    eventListener({
      spec: { triggerGroups: [{ name: 'g', interceptors: [{}], triggerSelector: { labelSelector: {} } }] },
    }),
    'KT4357',
  ],
  ['a Trigger that can’t be', listenerWith({ template: null, triggerRef: 'My Trigger' }), 'KT4157'],
  ['a TriggerTemplate that can’t be', listenerWith({ template: { ref: 'My Template' } }), 'KT4255'],
  ['an expression that is not closed', bindingOf('$(body.x'), 'KT4260'],
  ['an expression of an unknown root', bindingOf('$(bdy.x)'), 'KT4261'],
  ['a JSONPath that is none', bindingOf('$(header.X-GitHub-Event[)'), 'KT4262'],
  ['a param without value', triggerBinding({ spec: { params: [a] } }), 'KT4263'],
  ['a param with a blank', triggerBinding({ spec: { params: [{ name: 'a b', value: 'c' }] } }), 'KT4264'],
  ['another template language', bindingOf('{{ body.x }}'), 'KT4265'],
  ['a line break in a value', bindingOf('a\nb'), 'KT4266'],
  ['a param of Tekton in place of one’s own', templateOf(text('$(tt.params.a) $(params.a)'), a), 'KT4270'],
  [
    'a kind that is none',
    templateOf({ ...configMap, apiVersion: 'flows.knative.dev/v1', kind: 'Sequences' }),
    'KT4271',
  ],
  [
    'an object that its API refuses',
    templateOf({ ...configMap, apiVersion: 'flows.knative.dev/v1', kind: 'Sequence', spec: { steps: [] } }),
    'KT4272',
  ],
  [
    'a plural for a kind of Tekton',
    templateOf({ ...configMap, apiVersion: 'tekton.dev/v1', kind: 'PipelineRuns' }),
    'KT4271',
  ],
  ['a fixed name', templateOf(named('it')), 'KT4273'],
  ['no name', templateOf({ ...configMap, metadata: {} }), 'KT4274'],
  ['a param that nobody reads', templateOf(configMap, a), 'KT4275'],
  ['a param twice', templateOf(text('$(tt.params.a)'), a, a), 'KT4276'],
  ['a word too few letters', templateOf(text('$(tt.param.x)')), 'KT4277'],
  ['brackets', templateOf(text("$(tt.params['y'])")), 'KT4278'],
  ['a line break in a default', templateOf(text('$(tt.params.a)'), { ...a, default: 'b\nc' }), 'KT4280'],
  ['no address', clusterInterceptor({ spec: { clientConfig: { service: null } } }), 'KT4360'],
  ['a URL without scheme', clusterInterceptor({ spec: { clientConfig: { service: null, url: 'a.b' } } }), 'KT4361'],
  ['a port that is none', clusterInterceptor({ spec: { clientConfig: { service: { port: 700_000 } } } }), 'KT4362'],
];
