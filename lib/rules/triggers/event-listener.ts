import type { KubeObject } from '../../api/meta/v1';
import {
  EventListener,
  type EventListenerSpec,
  type EventListenerStatus,
} from '../../api/triggers/v1beta1/event-listener';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';
import { listenerWarnings } from './event-listener-warnings';

const VALIDATION = 'triggers v1beta1, event_listener_validation.go';
const PAYLOAD_VALIDATION = 'tekton.dev/payload-validation';

/** Characters that a listener's name may have: its Service is called `el-` and the name, 63 characters at most. */
const LONGEST_NAME = 60;

export type EventListenerObject = KubeObject<EventListenerSpec, EventListenerStatus>;

const cel = { ref: { name: 'cel' }, params: [{ name: 'filter', value: "header.match('X-Event', 'push')" }] };
const ofShop = { namespaceSelector: { matchNames: ['shop'] } };

const errors: readonly Rule<EventListenerObject>[] = [
  {
    code: 'KT4101',
    title: 'the name of a listener has 60 characters at most',
    why: 'Its Service is called el- and the name, and names of Services end at 63.',
    source: VALIDATION,
    check({ metadata: { name = '' } }, report) {
      if (name.length <= LONGEST_NAME) return;
      report(['metadata', 'name'], `the name has ${name.length} characters`, `keep it to ${LONGEST_NAME}`);
    },
    good: { metadata: { name: 'a'.repeat(LONGEST_NAME) } },
    bad: { metadata: { name: 'a'.repeat(LONGEST_NAME + 1) } },
  },
  {
    code: 'KT4102',
    title: 'a listener has triggers, or says which Triggers it is for',
    why: 'The webhook refuses a listener that could do nothing with a request.',
    source: VALIDATION,
    check({ spec }, report) {
      const { triggers, triggerGroups, namespaceSelector, labelSelector } = spec ?? {};
      if (triggers?.length || triggerGroups?.length) return;
      if (namespaceSelector?.matchNames?.length || labelSelector !== undefined) return;
      report(['spec'], 'there are no triggers, no groups and no selector', 'write spec.triggers');
    },
    good: [
      { spec: { triggers: null, labelSelector: { matchLabels: { team: 'shop' } } } },
      { spec: { triggers: null, namespaceSelector: { matchNames: ['*'] } } },
      { spec: { triggers: [], triggerGroups: [{ name: 'all', interceptors: [cel], triggerSelector: ofShop }] } },
    ],
    bad: [{ spec: { triggers: [] } }, { spec: { triggers: null, namespaceSelector: { matchNames: [] } } }],
  },
  {
    code: 'KT4103',
    title: 'a group of triggers has an interceptor',
    why: 'Interceptors are what the triggers of a group share.',
    source: VALIDATION,
    check({ spec }, report) {
      spec?.triggerGroups?.forEach(({ interceptors }, i) => {
        if (!interceptors?.length)
          report(
            ['spec', 'triggerGroups', i, 'interceptors'],
            'the group has no interceptors',
            'write one, or select the Triggers in the spec itself',
          );
      });
    },
    good: { spec: { triggerGroups: [{ name: 'all', interceptors: [cel], triggerSelector: ofShop }] } },
    bad: { spec: { triggerGroups: [{ name: 'all', interceptors: [], triggerSelector: ofShop }] } },
  },
  {
    code: 'KT4104',
    title: 'a group of triggers says which Triggers it is for',
    why: 'There is no group of all Triggers: the webhook wants namespaces or labels.',
    source: VALIDATION,
    check({ spec }, report) {
      spec?.triggerGroups?.forEach(({ triggerSelector }, i) => {
        const { namespaceSelector, labelSelector } = triggerSelector ?? {};
        if (namespaceSelector?.matchNames?.length || labelSelector !== undefined) return;
        report(
          ['spec', 'triggerGroups', i, 'triggerSelector'],
          'nothing is selected',
          'write namespaceSelector.matchNames or a labelSelector',
        );
      });
    },
    good: {
      spec: { triggerGroups: [{ name: 'all', interceptors: [cel], triggerSelector: { labelSelector: {} } }] },
    },
    bad: [
      { spec: { triggerGroups: [{ name: 'all', interceptors: [cel], triggerSelector: {} }] } },
      {
        spec: {
          triggerGroups: [
            { name: 'all', interceptors: [cel], triggerSelector: { namespaceSelector: { matchNames: [] } } },
          ],
        },
      },
    ],
  },
  {
    code: 'KT4105',
    title: 'a listener runs as a Deployment or as an object of another kind',
    why: 'Both would get the requests; the webhook refuses to choose.',
    source: VALIDATION,
    check({ spec }, report) {
      const { kubernetesResource, customResource } = spec?.resources ?? {};
      if (kubernetesResource === undefined || customResource === undefined) return;
      report(['spec', 'resources'], 'both kubernetesResource and customResource are given', 'leave one of them out');
    },
    good: {
      spec: { resources: { customResource: { apiVersion: 'serving.knative.dev/v1', kind: 'Service' } } },
    },
    bad: {
      spec: {
        resources: {
          kubernetesResource: {},
          customResource: { apiVersion: 'serving.knative.dev/v1', kind: 'Service' },
        },
      },
    },
  },
  {
    code: 'KT4106',
    title: 'a listener has no negative number of pods',
    why: 'The webhook refuses it; 0 becomes 1.',
    source: VALIDATION,
    check({ spec }, report) {
      const replicas = spec?.resources?.kubernetesResource?.replicas ?? 1;
      if (replicas >= 0) return;
      report(
        ['spec', 'resources', 'kubernetesResource', 'replicas'],
        `there are ${replicas} replicas`,
        'write 1 or more',
      );
    },
    good: { spec: { resources: { kubernetesResource: { replicas: 2 } } } },
    bad: { spec: { resources: { kubernetesResource: { replicas: -1 } } } },
  },
  {
    code: 'KT4107',
    title: 'a class of load balancers is for Services of type LoadBalancer',
    why: 'Kubernetes takes the class for no other type.',
    source: VALIDATION,
    check({ spec }, report) {
      const { serviceType, serviceLoadBalancerClass } = spec?.resources?.kubernetesResource ?? {};
      if (serviceLoadBalancerClass === undefined || serviceType === 'LoadBalancer') return;
      report(
        ['spec', 'resources', 'kubernetesResource', 'serviceLoadBalancerClass'],
        `the Service is of type ${serviceType ?? 'ClusterIP'}`,
        'write serviceType: LoadBalancer, or leave the class out',
      );
    },
    good: {
      spec: {
        resources: { kubernetesResource: { serviceType: 'LoadBalancer', serviceLoadBalancerClass: 'internal' } },
      },
    },
    bad: [
      { spec: { resources: { kubernetesResource: { serviceLoadBalancerClass: 'internal' } } } },
      {
        spec: { resources: { kubernetesResource: { serviceType: 'NodePort', serviceLoadBalancerClass: 'internal' } } },
      },
    ],
  },
  {
    code: 'KT4108',
    title: `the annotation ${PAYLOAD_VALIDATION} is true or false`,
    why: 'It says whether the body of a request must be a JSON object; the webhook takes no other word.',
    source: VALIDATION,
    check({ metadata }, report) {
      const value = metadata.annotations?.[PAYLOAD_VALIDATION];
      if (value === undefined || value === 'true' || value === 'false') return;
      report(
        ['metadata', 'annotations', PAYLOAD_VALIDATION],
        `the annotation is "${value}"`,
        'write "true" or "false"',
      );
    },
    good: { metadata: { annotations: { [PAYLOAD_VALIDATION]: 'false' } } },
    bad: [
      { metadata: { annotations: { [PAYLOAD_VALIDATION]: 'no' } } },
      { metadata: { annotations: { [PAYLOAD_VALIDATION]: 'True' } } },
    ],
  },
];

export const eventListenerRules = rulesFor(EventListener, [...errors, ...listenerWarnings]);
