/** Labels and annotations by which Serving's objects know each other. */
export const label = {
  configuration: 'serving.knative.dev/configuration',
  configurationGeneration: 'serving.knative.dev/configurationGeneration',
  configurationUid: 'serving.knative.dev/configurationUID',
  service: 'serving.knative.dev/service',
  serviceUid: 'serving.knative.dev/serviceUID',
  revision: 'serving.knative.dev/revision',
  revisionUid: 'serving.knative.dev/revisionUID',
  route: 'serving.knative.dev/route',
  routeNamespace: 'serving.knative.dev/routeNamespace',
  routingState: 'serving.knative.dev/routingState',
  deploymentHash: 'serving.knative.dev/deployment-hash',
  domainMappingUid: 'serving.knative.dev/domainMappingUID',
  domainMappingNamespace: 'serving.knative.dev/domainMappingNamespace',
  visibility: 'networking.knative.dev/visibility',
  serverlessService: 'networking.internal.knative.dev/serverlessservice',
  serviceType: 'networking.internal.knative.dev/serviceType',
  domainMapping: 'serving.knative.dev/domainMapping',
  certificateType: 'networking.knative.dev/certificate-type',
  certificateUid: 'networking.internal.knative.dev/certificate-uid',
  wildcardDomain: 'networking.knative.dev/wildcardDomain',
  app: 'app',
} as const;

export const annotation = {
  creator: 'serving.knative.dev/creator',
  lastModifier: 'serving.knative.dev/lastModifier',
  routes: 'serving.knative.dev/routes',
  routingStateModified: 'serving.knative.dev/routingStateModified',
  noGarbageCollection: 'serving.knative.dev/no-gc',
  lastPinned: 'serving.knative.dev/lastPinned',
  progressDeadline: 'serving.knative.dev/progress-deadline',
  rolloutDuration: 'serving.knative.dev/rollout-duration',
  rolloutDurationOld: 'serving.knative.dev/rolloutDuration',
  lastApplied: 'kubectl.kubernetes.io/last-applied-configuration',
  defaultContainer: 'kubectl.kubernetes.io/default-container',
  ingressClass: 'networking.knative.dev/ingress.class',
  ingressClassOld: 'networking.knative.dev/ingress-class',
  certificateClassOld: 'networking.knative.dev/certificate-class',
  certificateClass: 'networking.knative.dev/certificate.class',
  rollout: 'networking.internal.knative.dev/rollout',
  tagToHost: 'networking.internal.knative.dev/tag-to-host',
  autoscalerClass: 'autoscaling.knative.dev/class',
  autoscalerMetric: 'autoscaling.knative.dev/metric',
} as const;

/** The prefix of everything that an autoscaler reads. */
export const AUTOSCALING = 'autoscaling.knative.dev/';

/** What a revision is to its routes. */
export const routing = { pending: 'pending', active: 'active', reserve: 'reserve' } as const;

/** The namespace of Serving's own settings and workloads. */
export const SYSTEM_NAMESPACE = 'knative-serving';

/** What service names end in inside the cluster. */
export const CLUSTER_DOMAIN = 'cluster.local';

/** The part of a map whose keys pass. */
export function pick(
  map: Readonly<Record<string, string>> | undefined,
  passes: (key: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(Object.entries(map ?? {}).filter(([key]) => passes(key)));
}

/** A map without what is undefined, or nothing where nothing is left. */
export function present(map: Readonly<Record<string, string | undefined>>): Record<string, string> | undefined {
  const entries = Object.entries(map).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
