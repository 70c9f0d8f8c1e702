export type { DeploymentCondition, DeploymentStatus } from './apps/v1/deployment-status';
export { Metric, type MetricSpec, type MetricStatus } from './autoscaling/v1alpha1/metric';
export {
  PodAutoscaler,
  type PodAutoscalerSpec,
  type PodAutoscalerStatus,
  type ScaleTargetReference,
} from './autoscaling/v1alpha1/pod-autoscaler';
export type {
  Job,
  JobSpec,
  PodFailurePolicy,
  PodFailurePolicyOnExitCodes,
  PodFailurePolicyOnPodCondition,
  PodFailurePolicyRule,
  SuccessPolicy,
  SuccessPolicyRule,
} from './batch/v1/job';
export { GitHubBinding, type GitHubBindingSpec, type GitHubBindingStatus } from './bindings/v1alpha1/github-binding';
export { Image, type ImageSpec, type ImageStatus } from './caching/v1alpha1/image';
export {
  type CamelCondition,
  type CamelSource,
  Integration,
  type IntegrationSpec,
  type IntegrationStatus,
} from './camel/v1/integration';
export { type CamelDataType, Pipe, type PipeEndpoint, type PipeSpec, type PipeStatus } from './camel/v1/pipe';
export type { AwsAuth, AwsS3, AwsService, AwsSqs } from './common/aws';
export type { RabbitmqClusterReference, RabbitmqConnectionSecret } from './common/rabbitmq';
export type { SecretAuth, SecretReference } from './common/secret-auth';
export type { SecretValueFromSource, SecretValueKey } from './common/secret-value';
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
export type {
  ContainerResizePolicy,
  ContainerRestartRule,
  ContainerRestartRuleExitCodes,
  FileKeySelector,
  KubeContainer,
  KubeContainerPort,
  KubeEnvVar,
  KubeEnvVarSource,
  KubeProbe,
  KubeResourceRequirements,
  KubeVolumeMount,
  Lifecycle,
  LifecycleHandler,
  ResourceClaim,
  SleepAction,
  VolumeDevice,
} from './core/v1/kube-container';
export type {
  KubePodSpec,
  PodOS,
  PodReadinessGate,
  PodResourceClaim,
  PodSchedulingGate,
  PodTemplateSpec,
} from './core/v1/kube-pod';
export type {
  AppArmorProfile,
  KubePodSecurityContext,
  KubeSecurityContext,
  SELinuxOptions,
  Sysctl,
  WindowsSecurityContextOptions,
} from './core/v1/kube-security-context';
export type {
  ClusterTrustBundleProjection,
  DownwardAPIVolumeSource,
  KubeProjectedVolumeSource,
  KubeVolume,
  KubeVolumeProjection,
  NFSVolumeSource,
  PodCertificateProjection,
} from './core/v1/kube-volume';
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
  VolumeDataSourceRef,
} from './core/v1/volume';
export type { Addressable, AddressStatus, SingleAddressStatus } from './duck/v1/addressable';
export type { BindingSubject } from './duck/v1/binding';
export type { ChannelTemplate } from './duck/v1/channel-template';
export type { Delivery, RetryPolicy } from './duck/v1/delivery';
export type {
  Destination,
  FullDestination,
  FullKReference,
  KReference,
  PlainDestination,
  PlainReference,
} from './duck/v1/destination';
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
export type { SubscribableSpec, SubscribableStatus, SubscriberSpec, SubscriberStatus } from './duck/v1/subscribable';
export { Broker, type BrokerSpec, type BrokerStatus } from './eventing/v1/broker';
export {
  Trigger,
  type TriggerDelivery,
  type TriggerFilter,
  type TriggerSpec,
  type TriggerStatus,
} from './eventing/v1/trigger';
export {
  EventPolicy,
  type EventPolicyFrom,
  type EventPolicySelector,
  type EventPolicySpec,
  type EventPolicyStatus,
  type EventPolicyTargetReference,
  type EventPolicyTo,
} from './eventing/v1alpha1/event-policy';
export {
  EventTransform,
  type EventTransformReply,
  type EventTransformSpec,
  type EventTransformStatus,
  type JsonataTransform,
  type JsonataTransformStatus,
} from './eventing/v1alpha1/event-transform';
export {
  KafkaSink,
  type KafkaSinkAuth,
  type KafkaSinkSpec,
  type KafkaSinkStatus,
} from './eventing/v1alpha1/kafka-sink';
export { RabbitmqBrokerConfig, type RabbitmqBrokerConfigSpec } from './eventing/v1alpha1/rabbitmq-broker-config';
export {
  RequestReply,
  type RequestReplyBrokerReference,
  type RequestReplySpec,
  type RequestReplyStatus,
} from './eventing/v1alpha1/request-reply';
export {
  type EventAttributeDefinition,
  EventType,
  type EventTypeReference,
  type EventTypeSpec,
  type EventTypeStatus,
} from './eventing/v1beta3/event-type';
export type {
  FlowChannelStatus,
  FlowObjectReference,
  FlowStatus,
  FlowSubscriptionStatus,
} from './flows/v1/flow-status';
export {
  Parallel,
  type ParallelBranch,
  type ParallelBranchStatus,
  type ParallelSpec,
  type ParallelStatus,
} from './flows/v1/parallel';
export { Sequence, type SequenceSpec, type SequenceStatus, type SequenceStep } from './flows/v1/sequence';
export type { Double, IstioDuration, LabelValue, PercentNumber, UInt32 } from './istio/common/scalars';
export type { IstioLabelSelector, IstioWorkloadSelector, PolicyTargetReference } from './istio/common/selector';
export type { IstioCondition, IstioMessageType, IstioStatus, IstioValidationMessage } from './istio/common/status';
export type {
  ConnectionPoolSettings,
  HTTPConnectionPool,
  TCPConnectionPool,
  TCPKeepalive,
} from './istio/networking/v1/connection-pool';
export type { IstioDestination, IstioPortSelector, RouteDestination } from './istio/networking/v1/destination';
export {
  DestinationRule,
  type DestinationRuleSpec,
  type DestinationRuleStatus,
  type DestinationSubset,
} from './istio/networking/v1/destination-rule';
export {
  Gateway,
  type GatewayPort,
  type GatewayServer,
  type GatewaySpec,
  type GatewayStatus,
} from './istio/networking/v1/gateway';
export type {
  CorsPolicy,
  HeaderOperations,
  HTTPBody,
  HTTPDirectResponse,
  HTTPMirrorPolicy,
  HTTPRedirect,
  HTTPRetry,
  HTTPRewrite,
  IstioHeaders,
  RegexRewrite,
} from './istio/networking/v1/http-actions';
export type { HTTPFaultAbort, HTTPFaultDelay, HTTPFaultInjection, Percent } from './istio/networking/v1/http-fault';
export type { HTTPMatchRequest, StringMatch } from './istio/networking/v1/http-match';
export type { Delegate, HTTPRoute, HTTPRouteDestination } from './istio/networking/v1/http-route';
export type {
  ConsistentHashCookie,
  ConsistentHashLB,
  ConsistentHashMaglev,
  ConsistentHashRing,
  HTTPCookieAttribute,
  LoadBalancerSettings,
  LocalityDistribution,
  LocalityFailover,
  LocalityLoadBalancerSetting,
  WarmupConfiguration,
} from './istio/networking/v1/load-balancer';
export type { ServerTLSCertificate, ServerTLSSettings, TLSProtocolVersion } from './istio/networking/v1/server-tls';
export {
  ServiceEntry,
  type ServiceEntryAddress,
  type ServiceEntryEndpoint,
  type ServiceEntryPort,
  type ServiceEntrySpec,
  type ServiceEntryStatus,
} from './istio/networking/v1/service-entry';
export {
  type IstioEgressListener,
  type IstioIngressListener,
  type IstioOutboundTrafficPolicy,
  IstioSidecar,
  type IstioSidecarSpec,
  type IstioSidecarStatus,
  type SidecarPort,
} from './istio/networking/v1/sidecar';
export type {
  ClientTLSSettings,
  OutlierDetection,
  PortTrafficPolicy,
  ProxyProtocol,
  RetryBudget,
  TrafficPolicy,
  TunnelSettings,
} from './istio/networking/v1/traffic-policy';
export {
  type L4MatchAttributes,
  type TCPRoute,
  type TLSMatchAttributes,
  type TLSRoute,
  VirtualService,
  type VirtualServiceSpec,
  type VirtualServiceStatus,
} from './istio/networking/v1/virtual-service';
export {
  type EnvoyConfigObjectPatch,
  EnvoyFilter,
  type EnvoyFilterSpec,
  type EnvoyFilterStatus,
  type EnvoyPatch,
} from './istio/networking/v1alpha3/envoy-filter';
export type {
  EnvoyClusterMatch,
  EnvoyConfigObjectMatch,
  EnvoyFilterChainMatch,
  EnvoyFilterMatch,
  EnvoyListenerMatch,
  EnvoyProxyMatch,
  EnvoyRouteConfigurationMatch,
  EnvoyRouteMatch,
  EnvoySubFilterMatch,
  EnvoyVirtualHostMatch,
  EnvoyWaypointMatch,
  EnvoyWaypointRouteMatch,
} from './istio/networking/v1alpha3/envoy-filter-match';
export {
  type AuthorizationCondition,
  type AuthorizationFrom,
  type AuthorizationOperation,
  AuthorizationPolicy,
  type AuthorizationPolicySpec,
  type AuthorizationPolicyStatus,
  type AuthorizationProvider,
  type AuthorizationRule,
  type AuthorizationSource,
  type AuthorizationTo,
  type ServiceAccountName,
} from './istio/security/v1/authorization-policy';
export {
  PeerAuthentication,
  type PeerAuthenticationSpec,
  type PeerAuthenticationStatus,
  type PeerMutualTLS,
} from './istio/security/v1/peer-authentication';
export {
  type ClaimToHeader,
  type JWTHeader,
  type JWTRule,
  RequestAuthentication,
  type RequestAuthenticationSpec,
  type RequestAuthenticationStatus,
} from './istio/security/v1/request-authentication';
export {
  type AccessLoggingFilter,
  type MetricSelector,
  type MetricsOverrides,
  type MetricTagOverride,
  Telemetry,
  type TelemetryAccessLogging,
  type TelemetryMetrics,
  type TelemetryMode,
  type TelemetryProvider,
  type TelemetrySide,
  type TelemetrySpec,
  type TelemetryStatus,
  type TelemetryTracing,
  type TracingCustomTag,
  type TracingEnvironment,
  type TracingFormatter,
  type TracingLiteral,
  type TracingRequestHeader,
} from './istio/telemetry/v1/telemetry';
export type { Kind, KindDefinition, PrinterColumn, ScalePaths } from './kind';
export { builtInKinds, kubernetes } from './kubernetes';
export { Channel, type ChannelSpec, type ChannelStatus } from './messaging/v1/channel';
export {
  InMemoryChannel,
  type InMemoryChannelSpec,
  type InMemoryChannelStatus,
  type InMemorySubscriber,
} from './messaging/v1/in-memory-channel';
export { KafkaChannel, type KafkaChannelSpec, type KafkaChannelStatus } from './messaging/v1/kafka-channel';
export {
  type PhysicalSubscription,
  Subscription,
  type SubscriptionSpec,
  type SubscriptionStatus,
  type SubscriptionSubscriber,
} from './messaging/v1/subscription';
export {
  type NatsConsumerConfigTemplate,
  type NatsDelivery,
  type NatsDeploymentSpecTemplate,
  NatsJetStreamChannel,
  type NatsJetStreamChannelSpec,
  type NatsJetStreamChannelStatus,
  type NatsPlacement,
  type NatsStream,
  type NatsStreamConfig,
  type NatsStreamSource,
  type NatsSubscriber,
} from './messaging/v1alpha1/nats-jet-stream-channel';
export type {
  Int32,
  Int64,
  Integer,
  IntOrString,
  KubeObject,
  LabelSelector,
  LabelSelectorRequirement,
  ManagedFieldsEntry,
  NonEmptyText,
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
export { findAlsoServed, findKind, kinds, kindsOfGroup, type ServedKind, servedElsewhere } from './registry';
export {
  ResolutionRequest,
  type ResolutionRequestSpec,
  type ResolutionRequestStatus,
} from './resolution/v1beta1/resolution-request';
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
  type AwsSns,
  type IntegrationLog,
  IntegrationSink,
  type IntegrationSinkAws,
  type IntegrationSinkSpec,
  type IntegrationSinkStatus,
} from './sinks/v1alpha1/integration-sink';
export { JobSink, type JobSinkJobStatus, type JobSinkSpec, type JobSinkStatus } from './sinks/v1alpha1/job-sink';
export {
  type APIVersionKind,
  type APIVersionKindSelector,
  ApiServerSource,
  type ApiServerSourceSpec,
  type ApiServerSourceStatus,
} from './sources/v1/api-server-source';
export { ContainerSource, type ContainerSourceSpec, type ContainerSourceStatus } from './sources/v1/container-source';
export {
  type KafkaDelivery,
  type KafkaDestination,
  type KafkaNet,
  type KafkaPlacement,
  type KafkaReference,
  type KafkaSASL,
  type KafkaSecretKey,
  type KafkaSecretValue,
  KafkaSource,
  type KafkaSourceSpec,
  type KafkaSourceStatus,
  type KafkaTLS,
} from './sources/v1/kafka-source';
export { PingSource, type PingSourceSpec, type PingSourceStatus } from './sources/v1/ping-source';
export { SinkBinding, type SinkBindingSpec, type SinkBindingStatus } from './sources/v1/sink-binding';
export {
  type GitHubEventType,
  type GitHubOverrides,
  type GitHubSink,
  type GitHubSinkReference,
  GitHubSource,
  type GitHubSourceSpec,
  type GitHubSourceStatus,
} from './sources/v1alpha1/github-source';
export {
  type GitLabEventAttributes,
  type GitLabEventType,
  type GitLabSink,
  type GitLabSinkReference,
  GitLabSource,
  type GitLabSourceSpec,
  type GitLabSourceStatus,
} from './sources/v1alpha1/gitlab-source';
export {
  type AwsDDBStreams,
  IntegrationSource,
  type IntegrationSourceAws,
  type IntegrationSourceSpec,
  type IntegrationSourceStatus,
  type IntegrationTimer,
} from './sources/v1alpha1/integration-source';
export {
  type RabbitmqResourcesConfig,
  type RabbitmqSink,
  type RabbitmqSinkReference,
  RabbitmqSource,
  type RabbitmqSourceSpec,
  type RabbitmqSourceStatus,
} from './sources/v1alpha1/rabbitmq-source';
export {
  type RedisDialOptions,
  type RedisPasswordReference,
  type RedisSecretKey,
  type RedisSecretValue,
  RedisStreamSource,
  type RedisStreamSourceSpec,
  type RedisStreamSourceStatus,
} from './sources/v1alpha1/redis-stream-source';
export type { Param, ParamSpec, ParamType, ParamValue, PropertySpec } from './tekton/v1/param';
export { Pipeline, type PipelineSpec } from './tekton/v1/pipeline';
export {
  type ChildStatusReference,
  PipelineRun,
  type PipelineRunSpec,
  type PipelineRunStatus,
  type PipelineRunTimeouts,
  type PipelineTaskRunSpec,
  type PipelineTaskRunTemplate,
  type SkippedTask,
} from './tekton/v1/pipeline-run';
export type {
  EmbeddedTask,
  Matrix,
  MatrixInclude,
  PipelineTask,
  PipelineTaskMetadata,
} from './tekton/v1/pipeline-task';
export type { PodTemplate } from './tekton/v1/pod-template';
export type { Provenance, RefSource, RunFeatureFlags } from './tekton/v1/provenance';
export type { PipelineRef, ResolverRef, TaskRef } from './tekton/v1/reference';
export type { PipelineResult, PipelineRunResult, StepResult, TaskResult, TaskRunResult } from './tekton/v1/result';
export type { TaskSidecar } from './tekton/v1/sidecar';
export type { Step, StepOutputConfig, StepTemplate, TaskContainer } from './tekton/v1/step';
export type {
  Artifact,
  Artifacts,
  ArtifactValue,
  ContainerStateRunning,
  ContainerStateTerminated,
  ContainerStateWaiting,
  SidecarState,
  StepState,
} from './tekton/v1/step-state';
export { Task, type TaskSpec } from './tekton/v1/task';
export {
  type ContainerResources,
  type TaskBreakpoints,
  TaskRun,
  type TaskRunDebug,
  type TaskRunSpec,
  type TaskRunStatus,
} from './tekton/v1/task-run';
export type { WhenExpression } from './tekton/v1/when';
export type {
  PipelineTaskWorkspace,
  PipelineWorkspaceDeclaration,
  WorkspaceBinding,
  WorkspaceClaimTemplate,
  WorkspaceDeclaration,
  WorkspaceUsage,
} from './tekton/v1/workspace';
export {
  type Authority,
  type AuthorityKey,
  type KeySecretReference,
  type ResourcePattern,
  VerificationPolicy,
  type VerificationPolicySpec,
} from './tekton/v1alpha1/verification-policy';
export {
  type CustomRef,
  CustomRun,
  type CustomRunResult,
  type CustomRunSpec,
  type CustomRunStatus,
  type EmbeddedCustomRunSpec,
} from './tekton/v1beta1/custom-run';
export { StepAction, type StepActionSpec } from './tekton/v1beta1/step-action';
export {
  ClusterInterceptor,
  type ClusterInterceptorSpec,
  type ClusterInterceptorStatus,
} from './triggers/v1alpha1/cluster-interceptor';
export { Interceptor, type InterceptorSpec, type InterceptorStatus } from './triggers/v1alpha1/interceptor';
export type { InterceptorClientConfig, InterceptorService } from './triggers/v1alpha1/interceptor-address';
export {
  ClusterTriggerBinding,
  type ClusterTriggerBindingSpec,
  type ClusterTriggerBindingStatus,
} from './triggers/v1beta1/cluster-trigger-binding';
export {
  EventListener,
  type EventListenerConfiguration,
  type EventListenerSpec,
  type EventListenerStatus,
  type EventListenerTrigger,
  type EventListenerTriggerGroup,
  type EventListenerTriggerSelector,
  type TriggerNamespaceSelector,
} from './triggers/v1beta1/event-listener';
export type {
  EventListenerContainer,
  EventListenerKubernetesResource,
  EventListenerPod,
  EventListenerPodSpec,
  EventListenerPodTemplate,
  EventListenerResources,
} from './triggers/v1beta1/event-listener-resources';
export type {
  InterceptorParam,
  TriggerInterceptor,
  TriggerInterceptorReference,
  WebhookHeader,
  WebhookInterceptor,
} from './triggers/v1beta1/interceptor-use';
export {
  TektonTrigger,
  type TektonTriggerSpec,
  type TriggerSpecBinding,
  type TriggerSpecTemplate,
} from './triggers/v1beta1/trigger';
export {
  TriggerBinding,
  type TriggerBindingParam,
  type TriggerBindingSpec,
  type TriggerBindingStatus,
} from './triggers/v1beta1/trigger-binding';
export {
  TriggerTemplate,
  type TriggerTemplateParam,
  type TriggerTemplateSpec,
  type TriggerTemplateStatus,
} from './triggers/v1beta1/trigger-template';
