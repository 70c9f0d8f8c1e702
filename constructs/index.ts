export {
  type ComponentName,
  type ComponentVersions,
  type FilePhase,
  type FlattenOptions,
  ImageMirror,
  type ImageMirrorOptions,
  type ImageReference,
  type NamedObject,
  PlatformError,
  type PlatformFault,
  PlatformRelease,
  type PublishedFile,
  type PullSecret,
  type Readiness,
  type ReleaseComponent,
} from '../lib/platform';
export { ManifestValidation } from '../lib/plugin/manifest-validation';
export type { RegisteredConsumer, RegisteredEventType, RegisteredObject } from './base/event-registry';
export type { FeatureFlags, FeatureName, FeatureState, KnativeComponent } from './base/features';
export { InvalidProgramError } from './base/invalid-program-error';
export type { LateText } from './base/late-text';
export { configurePlatform, diagnosticsOf, resourceGraph } from './base/platform-settings';
export type { ProgramOptions, WarningPolicy } from './base/program';
export { type Lowering, type Manifest, Resource, type ResourceProps } from './base/resource';
export { SynthError } from './base/synth-error';
export { Addressable } from './eventing/addressable';
export type { AwsAuthProps, AwsS3Props, AwsSqsProps } from './eventing/aws';
export { Broker, type BrokerProps, type OnProps } from './eventing/broker';
export { BrokerClass, type KafkaBrokerOptions, type RabbitmqBrokerOptions } from './eventing/broker-class';
export type { IBroker } from './eventing/broker-reference';
export { Channel, type ChannelProps } from './eventing/channel';
export type { ChannelNameOptions, IChannel } from './eventing/channel-reference';
export type { KafkaChannelSettings, NatsJetStreamChannelSettings } from './eventing/channel-settings';
export { ChannelTemplate, type ChannelTemplateProps } from './eventing/channel-template';
export type { DeliveryProps } from './eventing/delivery';
export { EventFlow } from './eventing/event-flow';
export type { EventFlowProps, FlowBranch, FlowSource, FlowStageOptions } from './eventing/event-flow-parts';
export { EventPolicy, type EventPolicyProps, type EventReceiver, type EventSender } from './eventing/event-policy';
export { EventRegistry } from './eventing/event-registry';
export { EventTransform, type EventTransformProps } from './eventing/event-transform';
export { type EventAttributeProps, EventType, type EventTypeProps, type IEventPlace } from './eventing/event-type';
export type { EventTypes } from './eventing/event-types';
export { type EventAttributes, type EventFilter, Filter } from './eventing/filter';
export { InMemoryChannel, type InMemoryChannelProps } from './eventing/in-memory-channel';
export { KafkaChannel, type KafkaChannelProps } from './eventing/kafka-channel';
export { NatsJetStreamChannel, type NatsJetStreamChannelProps } from './eventing/nats-jet-stream-channel';
export { type BranchProps, Parallel, type ParallelProps } from './eventing/parallel';
export type { PodTemplateProps, RestOfPodTemplate } from './eventing/pod-template';
export { RabbitmqBrokerConfig, type RabbitmqBrokerConfigProps } from './eventing/rabbitmq-broker-config';
export { RequestReply, type RequestReplyProps } from './eventing/request-reply';
export { Sequence, type SequenceProps, type StepProps } from './eventing/sequence';
export { type ISink, Sink, type SinkOptions } from './eventing/sink';
export {
  type AwsSinkProps,
  type AwsSnsProps,
  IntegrationSink,
  type IntegrationSinkProps,
} from './eventing/sinks/integration-sink';
export { JobSink, type JobSinkProps, type RestOfJob } from './eventing/sinks/job-sink';
export { KafkaSink, type KafkaSinkProps } from './eventing/sinks/kafka-sink';
export { ApiServerSource, type ApiServerSourceProps, type WatchedKind } from './eventing/sources/api-server-source';
export type { BindingSubjectProps, NamedSubject, SelectedSubjects } from './eventing/sources/binding-subject';
export { CamelIntegration, type CamelIntegrationProps } from './eventing/sources/camel-integration';
export {
  type CamelEndpoint,
  type CamelEndpointOptions,
  CamelSource,
  type CamelSourceProps,
} from './eventing/sources/camel-source';
export { ContainerSource, type ContainerSourceProps } from './eventing/sources/container-source';
export {
  type CustomSourceClass,
  type CustomSourceProps,
  defineSource,
  type SourceDefinition,
} from './eventing/sources/define-source';
export { GitHubBinding, type GitHubBindingProps } from './eventing/sources/github-binding';
export { GitHubSource, type GitHubSourceProps } from './eventing/sources/github-source';
export { GitLabSource, type GitLabSourceProps } from './eventing/sources/gitlab-source';
export {
  type AwsDdbStreamsProps,
  type AwsSourceProps,
  type IntegrationConnector,
  IntegrationSource,
  type IntegrationSourceProps,
  type TimerProps,
} from './eventing/sources/integration-source';
export type { KafkaNetProps, KafkaSaslProps, KafkaTlsProps } from './eventing/sources/kafka-net';
export { KafkaSource, type KafkaSourceProps } from './eventing/sources/kafka-source';
export { PingSource, type PingSourceProps } from './eventing/sources/ping-source';
export { RabbitmqSource, type RabbitmqSourceProps } from './eventing/sources/rabbitmq-source';
export {
  type RedisDialProps,
  RedisStreamSource,
  type RedisStreamSourceProps,
} from './eventing/sources/redis-stream-source';
export { SinkBinding, type SinkBindingProps } from './eventing/sources/sink-binding';
export type { DeclaringProps, SenderProps, SourceProps } from './eventing/sources/source';
export { type ChannelResourceProps, SubscribableChannel, type SubscribeProps } from './eventing/subscribable';
export { Subscription, type SubscriptionProps } from './eventing/subscription';
export { Trigger, type TriggerProps } from './eventing/trigger';
export { ApiAuthentication, type KeyFileOptions } from './istio/api-authentication';
export { ApiGateway, type ApiGatewayProps } from './istio/api-gateway';
export type { Authored } from './istio/authored';
export { AuthorizationPolicy, type AuthorizationPolicyProps } from './istio/authorization-policy';
export { DestinationRule, type DestinationRuleProps } from './istio/destination-rule';
export { Gateway, type GatewayProps } from './istio/gateway';
export type { IGateway } from './istio/gateway-reference';
export {
  GatewayServer,
  type HttpServerOptions,
  type HttpsServerOptions,
  type ServerOptions,
} from './istio/gateway-server';
export type { IMeshHost, IMeshService, MeshHost } from './istio/hosts';
export type { Cloud } from './istio/internal-load-balancer';
export { PathMatch, type TextMatch } from './istio/path-match';
export type { PathRoute, RouteRetries, WeightedService } from './istio/path-route';
export { PathRoutes, type PathRoutesProps } from './istio/path-routes';
export { PeerAuthentication, type PeerAuthenticationProps, type PeerMode } from './istio/peer-authentication';
export type { RateLimit } from './istio/rate-limit';
export { ServiceEntry, type ServiceEntryProps } from './istio/service-entry';
export { VirtualService, type VirtualServiceProps } from './istio/virtual-service';
export { ConfigMap, type ConfigMapProps } from './kubernetes/config-map';
export type { INamed } from './kubernetes/named';
export { Namespace, type NamespaceMesh, type NamespaceProps } from './kubernetes/namespace';
export {
  ClusterRole,
  ClusterRoleBinding,
  type IRole,
  type PolicyRule,
  Role,
  RoleBinding,
  type RoleBindingProps,
  type RoleProps,
} from './kubernetes/role';
export { SecretRef } from './kubernetes/secret-reference';
export { type IServiceAccount, ServiceAccount, type ServiceAccountProps } from './kubernetes/service-account';
export type {
  AddonName,
  ClusterBootstrapProps,
  EventingOptions,
  KafkaOptions,
  MeshOptions,
  OptionalSource,
  ResolversOptions,
  ServingOptions,
  TektonOptions,
  TlsOptions,
  TriggersOptions,
} from './platform/bootstrap-props';
export { ClusterBootstrap } from './platform/cluster-bootstrap';
export {
  type GatewayApiIngressOptions,
  type GatewayServiceOptions,
  Ingress,
  type IstioGatewayPods,
  type IstioIngressOptions,
  type KourierIngressOptions,
  type ServiceType,
} from './platform/ingress';
export { Install, type ManifestInstallOptions, type OperatorInstallOptions } from './platform/install';
export { type MagicDomainService, magicDomain } from './platform/magic-domain';
export type { AlertThresholds } from './platform/observability/alerts';
export type { DashboardName } from './platform/observability/dashboards';
export type { LogOptions } from './platform/observability/log-collector';
export { Observability, type ObservabilityProps } from './platform/observability/observability';
export { Telemetry, type TelemetryOptions, type TracingOptions } from './platform/observability/telemetry';
export type { TraceOptions } from './platform/observability/trace-collector';
export { AcmeSolver, type Dns01Options, type Http01Options, type SolverScope } from './platform/tls/acme-solver';
export type { DnsProvider } from './platform/tls/dns-providers';
export { type AcmeOptions, type SelfSignedOptions, TlsIssuer } from './platform/tls/tls-issuer';
export type { ContainerProps, InitContainerProps, PortProps } from './pod/container';
export {
  type Env,
  type EnvFromOptions,
  type EnvFromProps,
  type EnvReferenceOptions,
  EnvValue,
  type FieldOptions,
  type ResourceFieldOptions,
} from './pod/env-value';
export type { MountProps, Mounts } from './pod/pod-volumes';
export {
  type GrpcProbeOptions,
  type HttpProbeOptions,
  Probe,
  type ProbeOptions,
  type ProbeTarget,
  type TcpProbeOptions,
} from './pod/probe';
export type { Amount, ResourceAmounts, Resources } from './pod/resources';
export type { SecurityContextProps } from './pod/security-context';
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
} from './pod/volume';
export type { AccountTokenProps, FileProps, FilesOptions, PodFactProps, Projection } from './pod/volume-files';
export { ClusterDomainClaim, type ClusterDomainClaimProps } from './serving/cluster-domain-claim';
export { AutoscalerConfig, type AutoscalerConfigProps } from './serving/config/autoscaler-config';
export { DomainConfig, type DomainConfigProps } from './serving/config/domain-config';
export { FeaturesConfig, type FeaturesConfigProps } from './serving/config/features-config';
export type { SystemConfigProps } from './serving/config/system-config';
export { Configuration, type ConfigurationProps } from './serving/configuration';
export { DomainMapping, type DomainMappingProps, type DomainOptions } from './serving/domain-mapping';
export { KnativeService, type KnativeServiceProps } from './serving/knative-service';
export type { NetworkingProps } from './serving/networking';
export type { PodHostProps, PodProps, PodSchedulingProps } from './serving/pod';
export type { QueueProxyProps } from './serving/queue-proxy';
export type { RevisionTemplateProps } from './serving/revision-template';
export { Route, type RouteProps, type RouteTargetProps } from './serving/route';
export type { ScaleProps } from './serving/scale';
export { type CanaryProps, Traffic, type TrafficTargetProps } from './serving/traffic';
export { BuildAndDeployPipeline } from './tekton/build-and-deploy/build-and-deploy-pipeline';
export type {
  BuildAndDeployPipelineProps,
  BuildPipelineSettings,
  BuildRunOptions,
  BuiltImageProps,
  ImageBuildProps,
  PartialBuildProps,
  TestProps,
} from './tekton/build-and-deploy/build-props';
export type { BuildPipeline } from './tekton/build-and-deploy/build-tasks';
export type { BuildTrigger, BuildTriggerParts, TriggerPlace } from './tekton/build-and-deploy/build-trigger';
export { Builder, type BuilderOptions, type BuildkitOptions, type BuildTool } from './tekton/build-and-deploy/builder';
export { Deploy, type DeployManifestOptions, type DeployServiceOptions } from './tekton/build-and-deploy/deploy';
export {
  CloudEvents,
  type CloudEventsOptions,
  Schedule,
  type ScheduleOptions,
} from './tekton/build-and-deploy/event-triggers';
export { GitSource, type GitSourceOptions } from './tekton/build-and-deploy/git-source';
export { GitHubPush, GitLabPush, type PushOptions } from './tekton/build-and-deploy/push-triggers';
export {
  type CredentialsOptions,
  GitCredentials,
  RegistryCredentials,
  type SecretCredentials,
} from './tekton/build-and-deploy/secret-credentials';
export { buildahBuild } from './tekton/catalogue/buildah-build';
export { type BuildkitTask, buildkitBuild } from './tekton/catalogue/buildkit-build';
export type { CatalogueTaskOptions } from './tekton/catalogue/catalogue-task';
export { type GitCloneTask, gitClone } from './tekton/catalogue/git-clone';
export type { BuildParam, BuildResult, BuildWorkspace } from './tekton/catalogue/image-build';
export { type ImageBuildTask, kanikoBuild } from './tekton/catalogue/kaniko-build';
export { type KnativeDeployTask, knativeDeploy } from './tekton/catalogue/knative-deploy';
export { type KubectlApplyTask, kubectlApply } from './tekton/catalogue/kubectl-apply';
export { type SendCloudEventTask, sendCloudEvent } from './tekton/catalogue/send-cloud-event';
export { type TaskImages, taskImages } from './tekton/catalogue/task-images';
export type { TektonEnv } from './tekton/env';
export type { MatrixCombination, MatrixProps } from './tekton/matrix';
export {
  type AnyParam,
  ArrayParam,
  type ArrayParamOptions,
  type InputOf,
  ObjectParam,
  type ObjectParamOptions,
  Param,
  type ParamInputs,
  type ParamOptions,
  StringParam,
  type StringParamOptions,
} from './tekton/param';
export { Pipeline, type PipelineProps, type PipelineResultOptions } from './tekton/pipeline';
export type { IPipeline, PipelineSignature, PipelineUse } from './tekton/pipeline-reference';
export {
  PipelineRun,
  type PipelineRunOptions,
  type PipelineRunProps,
  type PipelineRunTemplateProps,
  type PipelineRunTimeouts,
  type TaskRunSettings,
} from './tekton/pipeline-run';
export {
  type FinallyOrigin,
  type IPipelineTask,
  type OrderOptions,
  PipelineTask,
  type PipelineTaskOptions,
  type TaskOptions,
  type TaskOrigin,
} from './tekton/pipeline-task';
export {
  type BundleResolverOptions,
  type CacheMode,
  type ClusterResolverOptions,
  type GitResolverOptions,
  type HttpResolverOptions,
  type HubResolverOptions,
  type ResolvedKind,
  Resolver,
} from './tekton/resolver';
export { type ObjectResultOptions, Result, type ResultOptions, type ResultType } from './tekton/result';
export type { CollectedVariables, ResultVariables, VariableOf } from './tekton/result-variables';
export { RunContext } from './tekton/run-context';
export type { RunNameProps } from './tekton/run-name';
export type { ContainerResourceOptions, PodOptions } from './tekton/run-options';
export { RunTemplate, type RunTemplateProps, type TemplateObject } from './tekton/run-template';
export type { TaskSecurityContextProps } from './tekton/security';
export type { SidecarProps } from './tekton/sidecar';
export {
  type ActionStepOptions,
  type CommandStepProps,
  type ScriptStepProps,
  Step,
  type StepOptions,
  type TaskStepProps,
} from './tekton/step';
export { type IStepAction, StepAction, type StepActionProps, type StepActionSignature } from './tekton/step-action';
export type { StepTemplateProps } from './tekton/step-lowering';
export { type CustomTaskProps, type InlineTaskProps, Task, type TaskProps } from './tekton/task';
export type { ITask, TaskSignature, TaskUse } from './tekton/task-reference';
export { TaskRun, type TaskRunOptions, type TaskRunProps, type TaskRunTemplateProps } from './tekton/task-run';
export type { TaskSpecProps } from './tekton/task-spec';
export {
  EventListener,
  type EventListenerProps,
  type ListenerTrigger,
  type TriggerGroupProps,
  type TriggerSelection,
} from './tekton/triggers/event-listener';
export {
  type CelInterceptorOptions,
  type GitHubInterceptorOptions,
  type GitHubOwnersOptions,
  type GitHubTokenOptions,
  type IInterceptor,
  Interceptor,
  type ServiceInterceptorOptions,
  type SlackInterceptorOptions,
  type WebhookInterceptorOptions,
} from './tekton/triggers/interceptor';
export { ClusterInterceptor, type InterceptorProps, NamespacedInterceptor } from './tekton/triggers/interceptor-kinds';
export type {
  ListenerPodProps,
  ListenerResourcesProps,
  ListenerServiceProps,
} from './tekton/triggers/listener-resources';
export { TektonTrigger, type TektonTriggerProps } from './tekton/triggers/tekton-trigger';
export type {
  TemplateParamProps,
  TemplateParams,
  TemplateParamUses,
  TemplateValues,
} from './tekton/triggers/template-params';
export { ClusterTriggerBinding, TriggerBinding, type TriggerBindingProps } from './tekton/triggers/trigger-binding';
export type {
  CreatedKind,
  ITriggerBinding,
  ITriggerTemplate,
  TemplateTrigger,
  TriggerConditions,
  TriggerOptions,
  TriggerValues,
} from './tekton/triggers/trigger-parts';
export { type ResourceTemplates, TriggerTemplate, type TriggerTemplateProps } from './tekton/triggers/trigger-template';
export {
  type AnyVariable,
  type ArgumentInput,
  type ArrayInput,
  ArrayVariable,
  type ObjectInput,
  ObjectVariable,
  type StringInput,
  StringVariable,
  type ValueInput,
  type VariableOrigin,
} from './tekton/variable';
export type { When } from './tekton/when';
export { Workspace, type WorkspaceOptions, WorkspacePart } from './tekton/workspace';
export {
  type BindingInput,
  type BindingOptions,
  type Bindings,
  type ClaimTemplateOptions,
  WorkspaceBinding,
} from './tekton/workspace-binding';
export type { WorkspaceMount } from './tekton/workspace-mount';
