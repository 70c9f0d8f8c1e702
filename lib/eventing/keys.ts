/** The namespace of Eventing's own settings and workloads. */
export const SYSTEM_NAMESPACE = 'knative-eventing';

/** What service names end in inside the cluster. */
export const LOCAL_DOMAIN = 'svc.cluster.local';

export const label = {
  broker: 'eventing.knative.dev/broker',
  brokerEverything: 'eventing.knative.dev/brokerEverything',
  injected: 'eventing.knative.dev/injected',
  trigger: 'eventing.knative.dev/trigger',
  source: 'eventing.knative.dev/source',
  sourceName: 'eventing.knative.dev/sourceName',
  channelRole: 'messaging.knative.dev/role',
} as const;

export const annotation = {
  brokerClass: 'eventing.knative.dev/broker.class',
  scope: 'eventing.knative.dev/scope',
  dependency: 'knative.dev/dependency',
} as const;

/** The host of a service of Eventing's own. */
export const systemHost = (service: string, scheme: 'http' | 'https' = 'http') =>
  `${scheme}://${service}.${SYSTEM_NAMESPACE}.${LOCAL_DOMAIN}`;
