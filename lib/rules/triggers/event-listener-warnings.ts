import type { KubeObject } from '../../api/meta/v1';
import type { EventListenerSpec, EventListenerStatus } from '../../api/triggers/v1beta1/event-listener';
import type { FieldPath } from '../diagnostic';
import { asObjectName } from '../eventing/references';
import { nearest } from '../nearest';
import type { Report, Rule } from '../rule';
import { isDns1123Label, isDns1123Subdomain } from '../syntax/names';
import { isUriError, parseUri } from '../syntax/uri';

const SERVICE_TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer'];
const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
const RECONCILER = 'triggers, pkg/reconciler/eventlistener';
const SINK = 'triggers, pkg/sink';

const kubernetesResource = (resource: object) => ({ spec: { resources: { kubernetesResource: resource } } });
const AT_RESOURCE: FieldPath = ['spec', 'resources', 'kubernetesResource'];

/** What the webhook takes of a listener and its author regrets. */
export const listenerWarnings: readonly Rule<KubeObject<EventListenerSpec, EventListenerStatus>>[] = [
  {
    code: 'KT4150',
    severity: 'warning',
    title: 'the triggers of a listener have names of their own',
    why: 'The name is what labels, logs and events tell a trigger by.',
    source: SINK,
    check({ spec }, report) {
      const first = new Map<string, number>();
      spec?.triggers?.forEach(({ name }, i) => {
        if (!name) return;
        const before = first.get(name);
        if (before === undefined) first.set(name, i);
        else
          report(['spec', 'triggers', i, 'name'], `trigger ${before} is called "${name}" too`, 'give it another name');
      });
    },
    good: { spec: { triggers: [{ name: 'push', triggerRef: 'push' }, { triggerRef: 'tag' }] } },
    bad: {
      spec: {
        triggers: [
          { name: 'push', triggerRef: 'push' },
          { name: 'push', triggerRef: 'tag' },
        ],
      },
    },
  },
  {
    code: 'KT4151',
    severity: 'warning',
    title: 'the Service of a listener is of a type that there is',
    why: 'The webhook does not look; the API server refuses the Service, and the listener never becomes ready.',
    source: RECONCILER,
    check({ spec }, report) {
      const type = spec?.resources?.kubernetesResource?.serviceType;
      if (!type || SERVICE_TYPES.includes(type)) return;
      const meant = nearest(type, SERVICE_TYPES) ?? SERVICE_TYPES.join(', ');
      report([...AT_RESOURCE, 'serviceType'], `there are no Services of type "${type}"`, `write ${meant}`);
    },
    good: kubernetesResource({ serviceType: 'NodePort' }),
    bad: kubernetesResource({ serviceType: 'Loadbalancer' }),
  },
  {
    code: 'KT4152',
    severity: 'warning',
    title: 'the port of a listener is a port',
    why: 'The webhook does not look; the API server refuses the Service, and the listener never becomes ready.',
    source: RECONCILER,
    check({ spec }, report) {
      const port = spec?.resources?.kubernetesResource?.servicePort;
      if (port === undefined || (port >= 1 && port <= 65_535)) return;
      report([...AT_RESOURCE, 'servicePort'], `${port} is no port`, 'write 1 to 65535');
    },
    good: kubernetesResource({ servicePort: 80 }),
    bad: [kubernetesResource({ servicePort: 70_000 }), kubernetesResource({ servicePort: 0 })],
  },
  {
    code: 'KT4153',
    severity: 'warning',
    title: 'a listener has a pod or more',
    why: 'With 0 replicas it gets one all the same: a listener that is to rest is deleted.',
    source: 'triggers v1beta1, event_listener_defaults.go',
    check(_, report, { given }) {
      const { resources } = (given as KubeObject<EventListenerSpec>).spec ?? {};
      if (resources?.kubernetesResource?.replicas === 0)
        report([...AT_RESOURCE, 'replicas'], '0 replicas become 1', 'write how many there are to be, or nothing');
    },
    good: kubernetesResource({ replicas: 1 }),
    bad: kubernetesResource({ replicas: 0 }),
  },
  {
    code: 'KT4154',
    severity: 'warning',
    title: 'the object that runs a listener has apiVersion and kind',
    why: 'The webhook does not look; nothing can be made, and the listener never becomes ready.',
    source: RECONCILER,
    check({ spec }, report) {
      const resource = spec?.resources?.customResource;
      if (resource === undefined) return;
      for (const field of ['apiVersion', 'kind'])
        if (!resource[field])
          report(
            ['spec', 'resources', 'customResource', field],
            `the object has no ${field}`,
            'a Knative Service is serving.knative.dev/v1, Service',
          );
    },
    good: { spec: { resources: { customResource: { apiVersion: 'serving.knative.dev/v1', kind: 'Service' } } } },
    bad: { spec: { resources: { customResource: { kind: 'Service' } } } },
  },
  {
    code: 'KT4155',
    severity: 'warning',
    title: 'CloudEvents of a listener are sent to a URL',
    why: 'The webhook does not look, and events that can’t be sent are only logged.',
    source: SINK,
    check({ spec }, report) {
      const uri = spec?.cloudEventURI;
      if (!uri) return;
      const read = parseUri(uri);
      if (!isUriError(read) && /^https?$/.test(read.scheme) && read.host !== '') return;
      report(['spec', 'cloudEventURI'], `"${uri}" is no URL to send to`, 'write http:// or https:// and a host');
    },
    good: { spec: { cloudEventURI: 'http://broker-ingress.knative-eventing.svc.cluster.local/shop/default' } },
    bad: [{ spec: { cloudEventURI: 'not a url' } }, { spec: { cloudEventURI: 'events.example.com' } }],
  },
  {
    code: 'KT4156',
    severity: 'warning',
    title: 'the selectors of a listener have operators that there are',
    why: 'The webhook does not look; each request then fails, because no Triggers can be selected.',
    source: SINK,
    check({ spec }, report) {
      checkSelector(spec?.labelSelector, ['spec', 'labelSelector'], report);
      spec?.triggerGroups?.forEach(({ triggerSelector }, i) => {
        checkSelector(
          triggerSelector?.labelSelector,
          ['spec', 'triggerGroups', i, 'triggerSelector', 'labelSelector'],
          report,
        );
      });
    },
    good: {
      spec: { labelSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['shop'] }] } },
    },
    bad: {
      spec: { labelSelector: { matchExpressions: [{ key: 'team', operator: 'Equals', values: ['shop'] }] } },
    },
  },
  {
    code: 'KT4157',
    severity: 'warning',
    title: 'a listener names Triggers that can exist',
    why: 'No Trigger has such a name: the trigger is passed over, which only the log tells.',
    source: SINK,
    check({ spec }, report) {
      spec?.triggers?.forEach(({ triggerRef }, i) => {
        if (!triggerRef || isDns1123Subdomain(triggerRef)) return;
        const meant = asObjectName(triggerRef);
        report(
          ['spec', 'triggers', i, 'triggerRef'],
          `no Trigger can be named "${triggerRef}"`,
          meant === undefined ? 'write the name of a Trigger of this namespace' : `perhaps ${meant}`,
        );
      });
    },
    good: { spec: { triggers: [{ triggerRef: 'push' }] } },
    bad: { spec: { triggers: [{ triggerRef: 'My Trigger' }] } },
  },
  {
    code: 'KT4158',
    severity: 'warning',
    title: 'the name of a listener has no dot',
    why: 'Its Service is called el- and the name, and no name of a Service has a dot: the listener never becomes ready.',
    source: RECONCILER,
    check({ metadata: { name = '' } }, report) {
      if (isDns1123Subdomain(name) && name.includes('.') && name.split('.').every(isDns1123Label))
        report(['metadata', 'name'], `no Service can be named "el-${name}"`, `perhaps ${name.replaceAll('.', '-')}`);
    },
    good: { metadata: { name: 'git-hub' } },
    bad: { metadata: { name: 'git.hub' } },
  },
];

function checkSelector(selector: EventListenerSpec['labelSelector'], at: FieldPath, report: Report): void {
  selector?.matchExpressions?.forEach(({ operator }, i) => {
    if (OPERATORS.includes(operator)) return;
    const meant = nearest(operator ?? '', OPERATORS);
    report(
      [...at, 'matchExpressions', i, 'operator'],
      `there is no operator "${operator ?? ''}"`,
      `write ${meant ?? OPERATORS.join(', ')}`,
    );
  });
}
