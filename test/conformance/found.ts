import type { KubeObject } from '../../lib/api/meta/v1';
import { mergePatch } from '../../lib/rules/examples';
import type { FeatureFlags } from '../../lib/rules/features';
import { minimalObjects } from '../../lib/rules/minimal';
import { example, type FoundExample } from './found-example';
import { foundInIstio } from './found-in-istio';
import { foundInTekton } from './found-in-tekton';
import { foundInUpdates } from './found-in-updates';

const secure: FeatureFlags = { 'secure-pod-defaults': 'enabled' };
const certificate = 'networking.internal.knative.dev/v1alpha1/Certificate';
const container = { image: 'ghcr.io/example/hello' };
const service = { apiVersion: 'v1', kind: 'Service', name: 'display' };
const opened = (name: string): FeatureFlags => ({ [`kubernetes.podspec-${name}`]: 'enabled' });

const ofServing: readonly FoundExample[] = [
  example(
    'A profile of a file is refused even where pods are secure by default.',
    'serving.knative.dev/v1/Service',
    {
      template: {
        spec: { securityContext: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'x.txt' } } },
      },
    },
    { features: secure },
  ),
  example(
    'A field of the security context that the decoder does not know is dropped, not refused.',
    'serving.knative.dev/v1/Service',
    { template: { spec: { securityContext: { noSuchField: 'x' } } } },
    { features: secure },
  ),
  example(
    'Where the CRD is open, null in a list is read as something empty.',
    'serving.knative.dev/v1/Service',
    {
      template: {
        spec: {
          affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ namespaces: [null] }] } },
        },
      },
    },
    { features: opened('affinity') },
  ),
];

const ofEventing: readonly FoundExample[] = [
  example('The CRD has no address in the reference of a dead letter sink.', 'eventing.knative.dev/v1/Broker', {
    delivery: { deadLetterSink: { ref: { address: 'a' }, uri: '/events' } },
  }),
  example(
    'The CRD has no group in the reference of a step, though the webhook takes it with the feature.',
    'flows.knative.dev/v1/Sequence',
    { steps: [{ ref: { group: 'serving.knative.dev', kind: 'Service', name: 'a' } }] },
    { features: { 'kreference-group': 'enabled' } },
  ),
  example('The CRD of a Subscription keeps an address of its subscriber.', 'messaging.knative.dev/v1/Subscription', {
    subscriber: { ref: { ...service, address: 'a' } },
  }),
  example('The CRD of a Subscription keeps an address of its channel.', 'messaging.knative.dev/v1/Subscription', {
    channel: { address: 'a' },
  }),
  example(
    'An item that is null is refused where the CRD says that it is an object.',
    'eventing.knative.dev/v1/Trigger',
    { filters: [{ all: [null] }] },
  ),
  example(
    "A subscriber's namespace is in the schema and not in the code.",
    'messaging.knative.dev/v1/InMemoryChannel',
    { subscribers: [{ namespace: 'a', replyUri: 'http://a.example.com' }] },
  ),
  example("A subscriber's address that is no URI can't be decoded.", 'messaging.knative.dev/v1/InMemoryChannel', {
    subscribers: [{ subscriberUri: 'http://a.example com' }],
  }),
];

const ofPods: readonly FoundExample[] = [
  example(
    'A quantity may have spaces around it where no CRD looks.',
    'serving.knative.dev/v1/Configuration',
    {
      template: {
        spec: {
          containers: [{ ...container, volumeMounts: [{ name: 'files', mountPath: '/files' }] }],
          volumes: [
            {
              name: 'files',
              ephemeral: { volumeClaimTemplate: { spec: { resources: { limits: { cpu: '1 ' } } } } },
            },
          ],
        },
      },
    },
    { features: opened('volumes-ephemeral') },
  ),
  example('A quantity may be a number where no CRD looks.', 'sources.knative.dev/v1/ContainerSource', {
    template: { spec: { containers: [{ ...container, resources: { limits: { cpu: 0.5 } } }] } },
  }),
  example("Go's reader of quantities trims spaces, where no CRD looks.", 'sources.knative.dev/v1/ContainerSource', {
    template: { spec: { containers: [{ ...container, resources: { limits: { cpu: '1 ' } } }] } },
  }),
  example(
    'A port that is a number has 32 bits, even where it could be a name.',
    'sources.knative.dev/v1/ContainerSource',
    { template: { spec: { containers: [{ ...container, livenessProbe: { tcpSocket: { port: 2 ** 31 } } }] } } },
  ),
  example('A container that is null is one without an image.', 'sources.knative.dev/v1/ContainerSource', {
    template: { spec: { containers: [null] } },
  }),
  example('A job gets its variable in a container that is null too.', 'sinks.knative.dev/v1alpha1/JobSink', {
    job: { spec: { template: { spec: { containers: [null] } } } },
  }),
];

const webhook = (header: object) => ({ webhook: { objectRef: { ...service, name: 'limits' }, header: [header] } });
const group = { name: 'all', triggerSelector: { labelSelector: {} } };

const ofTriggers: readonly FoundExample[] = [
  example('A param of a template without a name made our code fail.', 'triggers.tekton.dev/v1beta1/TriggerTemplate', {
    params: [{}],
    resourcetemplates: [{ apiVersion: 'v1', kind: 'ConfigMap', data: { a: '$(tt.params.a)' } }],
  }),
  example('An interceptor that is null made our code fail.', 'triggers.tekton.dev/v1beta1/Trigger', {
    interceptors: [null],
  }),
  example(
    'A header whose value is a map of more than texts has that map as its text.',
    'triggers.tekton.dev/v1beta1/Trigger',
    { interceptors: [webhook({ name: 'X-Team', value: { a: 1 } })] },
  ),
  example(
    'A header without a value makes the webhook fail even in a group, at which it does not look.',
    'triggers.tekton.dev/v1beta1/EventListener',
    { triggers: null, triggerGroups: [{ ...group, interceptors: [webhook({ name: 'X-Team' })] }] },
  ),
  {
    why: 'Labels are lost where that of the server is not among them.',
    object: mergePatch(minimalObjects['triggers.tekton.dev/v1alpha1/ClusterInterceptor'], {
      metadata: { labels: { team: 'a' } },
    }) as KubeObject,
  },
  example('Bits behind the last byte in base64 are lost.', 'triggers.tekton.dev/v1alpha1/Interceptor', {
    clientConfig: { caBundle: 'Cg/=' },
  }),
  example('An Interceptor gets the label of its server too.', 'triggers.tekton.dev/v1alpha1/Interceptor', {}),
];

const ofExtensions: readonly FoundExample[] = [
  example('What the scale subresource counts is not less than 0.', 'sources.knative.dev/v1/KafkaSource', {
    consumers: -5,
  }),
  example('The URL of a project is absolute.', 'sources.knative.dev/v1alpha1/GitLabSource', { projectUrl: 'orders' }),
  example('The URL of a sink is absolute.', 'sources.knative.dev/v1alpha1/GitHubSource', {
    sink: { ref: null, uri: '.' },
  }),
];

const ofMany: readonly FoundExample[] = [
  example(
    'Port 0 is one below 1024, for which secure defaults add a capability.',
    'serving.knative.dev/v1/Service',
    { template: { spec: { containers: [{ ...container, ports: [{}] }] } } },
    { features: secure },
  ),
  example('A Certificate is for names below its domain, not for any that end like it.', certificate, {
    dnsNames: ['x-1'],
    domain: '-1',
  }),
  example('A port that is a name may be empty.', 'networking.internal.knative.dev/v1alpha1/Ingress', {
    rules: [
      {
        http: {
          paths: [{ splits: [{ serviceNamespace: 'default', serviceName: 'hello-00001', servicePort: '' }] }],
        },
      },
    ],
  }),
  example('A group that is empty is none.', 'messaging.knative.dev/v1/Subscription', {
    subscriber: { ref: { ...service, group: '' } },
  }),
  example('An address that is empty is one.', 'messaging.knative.dev/v1/InMemoryChannel', {
    subscribers: [{ subscriberUri: '' }],
  }),
  example('Where dead letters of a subscriber go must be read too.', 'messaging.knative.dev/v1/InMemoryChannel', {
    subscribers: [{ replyUri: 'http://a', delivery: { deadLetterSink: { uri: 'htt@://a' } } }],
  }),
  {
    why: 'A name of more than 253 letters is refused, whatever else is regretted of it.',
    object: mergePatch(minimalObjects['messaging.knative.dev/v1/Channel'], {
      metadata: { name: `${'a'.repeat(60)}.${'b'.repeat(200)}` },
    }) as KubeObject,
  },
  {
    ...example('A subject that is empty is none.', 'eventing.knative.dev/v1alpha1/EventPolicy', {
      from: [{ sub: '' }],
    }),
    features: { 'authentication-oidc': 'enabled' },
  },
  example('The url of an interceptor is read when the object is.', 'triggers.tekton.dev/v1beta1/Trigger', {
    interceptors: [{ webhook: { objectRef: { ...service, name: 'limits' }, url: '%zz' } }],
  }),
  example('An authority may lack its key.', 'tekton.dev/v1alpha1/VerificationPolicy', {
    authorities: [{ name: 'release', key: null }],
  }),
];

/** What was found by chance, each as small as it could be made; repaired, and compared ever since. */
export const found: readonly FoundExample[] = [
  ...ofServing,
  ...ofEventing,
  ...ofPods,
  ...ofTriggers,
  ...ofExtensions,
  ...foundInIstio,
  ...ofMany,
  ...foundInTekton,
  ...foundInUpdates,
];
