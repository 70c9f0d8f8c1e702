export { ManifestValidation } from '../lib/plugin/manifest-validation';
export type { FeatureFlags, FeatureName, FeatureState, KnativeComponent } from './base/features';
export { InvalidProgramError } from './base/invalid-program-error';
export { configurePlatform, diagnosticsOf, resourceGraph } from './base/platform-settings';
export type { ProgramOptions, WarningPolicy } from './base/program';
export { type Lowering, type Manifest, Resource, type ResourceProps } from './base/resource';
export { SynthError } from './base/synth-error';
export { Broker, type BrokerProps, type OnProps } from './eventing/broker';
export type { IBroker } from './eventing/broker-reference';
export { Channel, type ChannelTemplate } from './eventing/channel';
export type { DeliveryProps } from './eventing/delivery';
export { type EventAttributes, type EventFilter, Filter } from './eventing/filter';
export { type ISink, Sink, type SinkOptions } from './eventing/sink';
export { ApiServerSource, type ApiServerSourceProps, type WatchedKind } from './eventing/sources/api-server-source';
export { PingSource, type PingSourceProps } from './eventing/sources/ping-source';
export type { SourceProps } from './eventing/sources/source';
export { Trigger, type TriggerProps } from './eventing/trigger';
export { ConfigMap, type ConfigMapProps } from './kubernetes/config-map';
export type { INamed } from './kubernetes/named';
export {
  ClusterRole,
  ClusterRoleBinding,
  type PolicyRule,
  Role,
  RoleBinding,
  type RoleBindingProps,
  type RoleProps,
} from './kubernetes/role';
export { SecretRef } from './kubernetes/secret-reference';
export { type IServiceAccount, ServiceAccount, type ServiceAccountProps } from './kubernetes/service-account';
export { ClusterDomainClaim, type ClusterDomainClaimProps } from './serving/cluster-domain-claim';
export { AutoscalerConfig, type AutoscalerConfigProps } from './serving/config/autoscaler-config';
export { DomainConfig, type DomainConfigProps } from './serving/config/domain-config';
export { FeaturesConfig, type FeaturesConfigProps } from './serving/config/features-config';
export type { SystemConfigProps } from './serving/config/system-config';
export { Configuration, type ConfigurationProps } from './serving/configuration';
export type { ContainerProps, InitContainerProps, PortProps } from './serving/container';
export { DomainMapping, type DomainMappingProps, type DomainOptions } from './serving/domain-mapping';
export {
  type Env,
  type EnvFromOptions,
  type EnvFromProps,
  type EnvReferenceOptions,
  EnvValue,
  type FieldOptions,
  type ResourceFieldOptions,
} from './serving/env-value';
export { KnativeService, type KnativeServiceProps } from './serving/knative-service';
export type { NetworkingProps } from './serving/networking';
export type { PodHostProps, PodProps, PodSchedulingProps } from './serving/pod';
export type { MountProps, Mounts } from './serving/pod-volumes';
export {
  type GrpcProbeOptions,
  type HttpProbeOptions,
  Probe,
  type ProbeOptions,
  type ProbeTarget,
  type TcpProbeOptions,
} from './serving/probe';
export type { QueueProxyProps } from './serving/queue-proxy';
export type { Amount, ResourceAmounts, Resources } from './serving/resources';
export type { RevisionTemplateProps } from './serving/revision-template';
export { Route, type RouteProps, type RouteTargetProps } from './serving/route';
export type { ScaleProps } from './serving/scale';
export type { SecurityContextProps } from './serving/security-context';
export { type CanaryProps, Traffic, type TrafficTargetProps } from './serving/traffic';
export {
  type ClaimVolumeOptions,
  type CsiVolumeOptions,
  type EmptyDirOptions,
  type FileVolumeOptions,
  type HostPathOptions,
  type ImageVolumeOptions,
  type ProjectedVolumeOptions,
  Volume,
  type VolumeOptions,
} from './serving/volume';
export type { AccountTokenProps, FileProps, FilesOptions, PodFactProps, Projection } from './serving/volume-files';
