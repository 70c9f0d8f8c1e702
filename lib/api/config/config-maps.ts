import { autoscalerConfigMap } from './autoscaler';
import { certManagerConfigMap } from './cert-manager';
import { defaultsConfigMap } from './defaults';
import { deploymentConfigMap } from './deployment';
import {
  brokerChannelConfigMap,
  brokerDefaultsConfigMap,
  channelDefaultsConfigMap,
  inMemoryChannelConfigMap,
  pingDefaultsConfigMap,
  redisConfigMap,
  referenceMappingConfigMap,
  sugarConfigMap,
} from './eventing';
import { gcConfigMap } from './gc';
import { gatewayApiConfigMap, istioConfigMap, kourierConfigMap } from './ingress';
import {
  kafkaAutoscalerConfigMap,
  kafkaBrokerConfigMap,
  kafkaChannelConfigMap,
  kafkaDataPlanes,
  kafkaFeaturesConfigMap,
  kafkaSourceDefaultsConfigMap,
} from './kafka';
import {
  eventingLeaderElection,
  kafkaLeaderElection,
  servingLeaderElection,
  tektonLeaderElection,
} from './leader-election';
import { eventingLogging, resolversLogging, servingLogging, tektonLogging, triggersLogging } from './logging';
import { networkConfigMap } from './network';
import type { ConfigMapDefinition } from './problems';
import {
  backoffConfigMap,
  registryCertConfigMap,
  spireConfigMap,
  tektonEventsConfigMap,
  tektonTracingConfigMap,
  triggersDefaultsConfigMap,
  triggersFeaturesConfigMap,
} from './tekton';
import { tektonDefaultsConfigMap } from './tekton-defaults';
import {
  bundleResolverConfigMap,
  clusterResolverConfigMap,
  gitResolverConfigMap,
  httpResolverConfigMap,
  hubResolverConfigMap,
  resolverCacheConfigMap,
  resolversFeaturesConfigMap,
} from './tekton-resolvers';
import {
  eventingObservability,
  resolversObservability,
  servingObservability,
  tektonObservability,
  triggersObservability,
} from './telemetry';

/** The ConfigMaps of Serving, by the property that sets each. */
export const servingConfigMaps = {
  autoscaler: autoscalerConfigMap,
  defaults: defaultsConfigMap,
  deployment: deploymentConfigMap,
  network: networkConfigMap,
  gc: gcConfigMap,
  certManager: certManagerConfigMap,
  observability: servingObservability,
  logging: servingLogging,
  leaderElection: servingLeaderElection,
} as const;

/** The ConfigMaps of the ingresses, by ingress. */
export const ingressConfigMaps = {
  istio: istioConfigMap,
  kourier: kourierConfigMap,
  'gateway-api': gatewayApiConfigMap,
} as const;

/** The ConfigMaps of Eventing, by the property that sets each. */
export const eventingConfigMaps = {
  brokerDefaults: brokerDefaultsConfigMap,
  brokerChannel: brokerChannelConfigMap,
  channelDefaults: channelDefaultsConfigMap,
  ping: pingDefaultsConfigMap,
  sugar: sugarConfigMap,
  referenceMapping: referenceMappingConfigMap,
  inMemoryChannel: inMemoryChannelConfigMap,
  observability: eventingObservability,
  logging: eventingLogging,
  leaderElection: eventingLeaderElection,
} as const;

/** The ConfigMaps of Kafka's broker, channel, sink and source. */
export const kafkaConfigMaps = {
  broker: kafkaBrokerConfigMap,
  channel: kafkaChannelConfigMap,
  features: kafkaFeaturesConfigMap,
  autoscaler: kafkaAutoscalerConfigMap,
  sourceDefaults: kafkaSourceDefaultsConfigMap,
  leaderElection: kafkaLeaderElection,
  brokerDataPlane: kafkaDataPlanes.broker,
  channelDataPlane: kafkaDataPlanes.channel,
  sinkDataPlane: kafkaDataPlanes.sink,
  sourceDataPlane: kafkaDataPlanes.source,
} as const;

/** The ConfigMaps of Tekton Pipelines. */
export const tektonConfigMaps = {
  defaults: tektonDefaultsConfigMap,
  events: tektonEventsConfigMap,
  tracing: tektonTracingConfigMap,
  registryCert: registryCertConfigMap,
  spire: spireConfigMap,
  backoff: backoffConfigMap,
  observability: tektonObservability,
  logging: tektonLogging,
  leaderElection: tektonLeaderElection.controller,
  webhookLeaderElection: tektonLeaderElection.webhook,
  eventsLeaderElection: tektonLeaderElection.events,
} as const;

/** The ConfigMaps of Tekton's resolvers. */
export const resolversConfigMaps = {
  features: resolversFeaturesConfigMap,
  git: gitResolverConfigMap,
  bundles: bundleResolverConfigMap,
  cluster: clusterResolverConfigMap,
  hub: hubResolverConfigMap,
  http: httpResolverConfigMap,
  cache: resolverCacheConfigMap,
  observability: resolversObservability,
  logging: resolversLogging,
  leaderElection: tektonLeaderElection.resolvers,
} as const;

/** The ConfigMaps of Tekton Triggers. */
export const triggersConfigMaps = {
  defaults: triggersDefaultsConfigMap,
  features: triggersFeaturesConfigMap,
  observability: triggersObservability,
  logging: triggersLogging,
  leaderElection: tektonLeaderElection.triggersController,
  webhookLeaderElection: tektonLeaderElection.triggersWebhook,
} as const;

/** All ConfigMaps with tables of keys; those of flags and domains are none. */
export const configMaps: readonly ConfigMapDefinition[] = [
  servingConfigMaps,
  ingressConfigMaps,
  eventingConfigMaps,
  kafkaConfigMaps,
  { redis: redisConfigMap },
  tektonConfigMaps,
  resolversConfigMaps,
  triggersConfigMaps,
].flatMap((maps) => Object.values(maps) as unknown as ConfigMapDefinition[]);

/** What a ConfigMap holds; undefined if nothing is known of it. */
export function configMapAt(namespace: string | undefined, name: string | undefined): ConfigMapDefinition | undefined {
  return configMaps.find((one) => one.namespace === namespace && one.name === name);
}
