export { Metric, type MetricSpec, type MetricStatus } from './autoscaling/v1alpha1/metric';
export {
  PodAutoscaler,
  type PodAutoscalerSpec,
  type PodAutoscalerStatus,
  type ScaleTargetReference,
} from './autoscaling/v1alpha1/pod-autoscaler';
export { Image, type ImageSpec, type ImageStatus } from './caching/v1alpha1/image';
export type {
  Affinity,
  NodeAffinity,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  PodAntiAffinity,
  PreferredSchedulingTerm,
  WeightedPodAffinityTerm,
} from './core/v1/affinity';
export type { Container, ContainerPort, InitContainer, VolumeMount } from './core/v1/container';
export type {
  ConfigMapEnvSource,
  ConfigMapKeySelector,
  EnvFromSource,
  EnvVar,
  EnvVarSource,
  ObjectFieldSelector,
  ResourceFieldSelector,
  SecretEnvSource,
  SecretKeySelector,
} from './core/v1/env';
export type { HostAlias, PodDNSConfig, PodDNSConfigOption, PodSpec } from './core/v1/pod';
export type { ExecAction, GRPCAction, HTTPGetAction, HTTPHeader, Probe, TCPSocketAction } from './core/v1/probe';
export type {
  ConfigMapProjection,
  DownwardAPIProjection,
  DownwardAPIVolumeFile,
  KeyToPath,
  ProjectedVolumeSource,
  SecretProjection,
  ServiceAccountTokenProjection,
  VolumeProjection,
} from './core/v1/projected-volume';
export type { LocalObjectReference, ObjectReference } from './core/v1/reference';
export type { ResourceRequirements } from './core/v1/resources';
export type { Toleration, TopologySpreadConstraint } from './core/v1/scheduling';
export type { Capabilities, PodSecurityContext, SeccompProfile, SecurityContext } from './core/v1/security-context';
export type {
  ConfigMapVolumeSource,
  CSIVolumeSource,
  EmptyDirVolumeSource,
  EphemeralVolumeSource,
  HostPathVolumeSource,
  ImageVolumeSource,
  PersistentVolumeClaimSpec,
  PersistentVolumeClaimTemplate,
  PersistentVolumeClaimVolumeSource,
  SecretVolumeSource,
  Volume,
  VolumeDataSource,
} from './core/v1/volume';
export type { Addressable, AddressStatus, SingleAddressStatus } from './duck/v1/addressable';
export type { Delivery } from './duck/v1/delivery';
export type { Destination, KReference } from './duck/v1/destination';
export type {
  AppliedEventPoliciesStatus,
  AppliedEventPolicy,
  AuthStatus,
  DeliveryStatus,
  EventingStatus,
} from './duck/v1/eventing-status';
export type { SubscriptionsAPIFilter } from './duck/v1/filter';
export type { CloudEventAttributes, CloudEventOverrides, SourceSpec, SourceStatus } from './duck/v1/source';
export type { Condition, Status } from './duck/v1/status';
export { Broker, type BrokerSpec, type BrokerStatus } from './eventing/v1/broker';
export {
  Trigger,
  type TriggerDelivery,
  type TriggerFilter,
  type TriggerSpec,
  type TriggerStatus,
} from './eventing/v1/trigger';
export type { Kind, KindDefinition, PrinterColumn } from './kind';
export { builtInKinds, kubernetes } from './kubernetes';
export type {
  Int32,
  Int64,
  IntOrString,
  KubeObject,
  LabelSelector,
  LabelSelectorRequirement,
  ManagedFieldsEntry,
  ObjectMeta,
  OwnerReference,
  Quantity,
  Time,
} from './meta/v1';
export {
  Certificate,
  type CertificateSpec,
  type CertificateStatus,
  type HTTP01Challenge,
} from './networking/v1alpha1/certificate';
export { ClusterDomainClaim, type ClusterDomainClaimSpec } from './networking/v1alpha1/cluster-domain-claim';
export {
  type HeaderMatch,
  type HTTPIngressPath,
  type HTTPIngressRuleValue,
  Ingress,
  type IngressBackendSplit,
  type IngressRule,
  type IngressSpec,
  type IngressStatus,
  type IngressTLS,
  type LoadBalancerIngressStatus,
  type LoadBalancerStatus,
} from './networking/v1alpha1/ingress';
export {
  ServerlessService,
  type ServerlessServiceSpec,
  type ServerlessServiceStatus,
} from './networking/v1alpha1/serverless-service';
export { findKind, kinds, kindsOfGroup, type ServedKind, servedElsewhere } from './registry';
export {
  crdOf,
  crdYaml,
  definition,
  type JsonSchema,
  type SchemaError,
  schemaOf,
  structuralErrors,
  type UnknownField,
  unknownFields,
} from './schema';
export { Configuration, type ConfigurationSpec, type ConfigurationStatus } from './serving/v1/configuration';
export { type ContainerStatus, Revision, type RevisionSpec, type RevisionStatus } from './serving/v1/revision';
export type { RevisionTemplate, RevisionTemplateMetadata } from './serving/v1/revision-template';
export { Route, type RouteSpec, type RouteStatus } from './serving/v1/route';
export { Service, type ServiceSpec, type ServiceStatus } from './serving/v1/service';
export type { TrafficTarget } from './serving/v1/traffic';
export {
  DomainMapping,
  type DomainMappingSpec,
  type DomainMappingStatus,
  type DomainMappingTarget,
  type SecretTLS,
} from './serving/v1beta1/domain-mapping';
export {
  type APIVersionKind,
  type APIVersionKindSelector,
  ApiServerSource,
  type ApiServerSourceSpec,
  type ApiServerSourceStatus,
} from './sources/v1/api-server-source';
export { PingSource, type PingSourceSpec, type PingSourceStatus } from './sources/v1/ping-source';
