import type { DomainEntry } from '../../lib/api/config/domain';
import type { IssuerReference } from '../../lib/api/config/shapes';
import type { PlatformRelease } from '../../lib/platform/catalogue/releases';
import type { ImageMirror } from '../../lib/platform/images/mirror';
import type { FeatureFlags } from '../base/features';
import type * as Settings from '../config/generated/settings';
import type { Ingress } from './ingress';
import type { Install } from './install';
import type { TlsIssuer } from './tls/tls-issuer';

/** Knative Serving. What is not given stays as it is shipped. */
export interface ServingOptions {
  /** Domains of services, each with the labels that a service must have; `{}` is for all others. @default - cluster-local hosts only */
  readonly domains?: Readonly<Record<string, DomainEntry>>;
  /** Feature flags of Serving. @default - as shipped */
  readonly features?: FeatureFlags;
  /** Whether services may be scaled by CPU and memory. @default true */
  readonly hpa?: boolean;
  /** `config-autoscaler`. @default - as shipped */
  readonly autoscaler?: Settings.AutoscalerSettings;
  /** `config-defaults`. @default - as shipped */
  readonly defaults?: Settings.DefaultsSettings;
  /** `config-deployment`. @default - as shipped */
  readonly deployment?: Settings.DeploymentSettings;
  /** `config-network`; the ingress class is that of `ingress`. @default - as shipped */
  readonly network?: Omit<Settings.NetworkSettings, 'ingressClass'>;
  /** `config-gc`. @default - as shipped */
  readonly gc?: Settings.GarbageCollectionSettings;
  /** `config-certmanager`; `tls` sets it too. @default - as shipped */
  readonly certManager?: Settings.CertManagerSettings;
  /** `config-observability`. @default - as shipped: no metrics, no traces */
  readonly observability?: Settings.ServingObservabilitySettings;
  /** `config-logging`. @default - as shipped */
  readonly logging?: Settings.LoggingSettings;
  /** `config-leader-election`. @default - as shipped */
  readonly leaderElection?: Settings.LeaderElectionSettings;
}

/** Kafka for Eventing. The sources come with `sources`. */
export interface KafkaOptions {
  /** `kafka-broker-config`, and brokers of the class Kafka; true for them as shipped. @default - no such brokers */
  readonly broker?: boolean | Settings.KafkaBrokerSettings;
  /** `kafka-channel-config`, and Kafka channels; true for them as shipped. @default - no such channels */
  readonly channel?: boolean | Settings.KafkaChannelConfigSettings;
  /** Whether there are Kafka sinks. @default false */
  readonly sink?: boolean;
  /** `config-kafka-features`. @default - as shipped */
  readonly features?: Settings.KafkaFeatureSettings;
  /** `config-kafka-autoscaler`. @default - as shipped */
  readonly autoscaler?: Settings.KafkaAutoscalerSettings;
  /** `config-kafka-source-defaults`. @default - as shipped */
  readonly sourceDefaults?: Settings.KafkaSourceDefaultsSettings;
  /** `config-kafka-leader-election`. @default - as shipped */
  readonly leaderElection?: Settings.LeaderElectionSettings;
  /** `config-kafka-broker-data-plane`. @default - as shipped */
  readonly brokerDataPlane?: Settings.KafkaDataPlaneSettings;
  /** `config-kafka-channel-data-plane`. @default - as shipped */
  readonly channelDataPlane?: Settings.KafkaDataPlaneSettings;
  /** `config-kafka-sink-data-plane`. @default - as shipped */
  readonly sinkDataPlane?: Settings.KafkaDataPlaneSettings;
  /** `config-kafka-source-data-plane`. @default - as shipped */
  readonly sourceDataPlane?: Settings.KafkaDataPlaneSettings;
}

/** Sources that are installed by themselves. */
export type OptionalSource = 'kafka' | 'rabbitmq' | 'github' | 'gitlab' | 'redis' | 'ceph';

/** Knative Eventing. What is not given stays as it is shipped. */
export interface EventingOptions {
  /** Sources besides those of Eventing itself. @default - none */
  readonly sources?: readonly OptionalSource[];
  /** Kafka's brokers, channels and sinks. @default - none */
  readonly kafka?: KafkaOptions;
  /** Whether there are brokers of the class RabbitMQBroker; RabbitMQ's own operators must be on the cluster. @default false */
  readonly rabbitmqBroker?: boolean;
  /** Which workloads SinkBindings may change: all but those whose namespace or own label excludes them, or only those included. @default 'exclusion' */
  readonly sinkBindingSelectionMode?: 'exclusion' | 'inclusion';
  /** Feature flags of Eventing. @default - as shipped */
  readonly features?: FeatureFlags;
  /** What features need to know, in `config-features`. @default - as shipped */
  readonly featureSettings?: Settings.EventingFeatureSettings;
  /** `config-br-defaults`. @default - as shipped: MTChannelBasedBroker on channels in memory */
  readonly brokerDefaults?: Settings.BrokerDefaultsSettings;
  /** `config-br-default-channel`. @default - as shipped: InMemoryChannel */
  readonly brokerChannel?: Settings.BrokerChannelSettings;
  /** `default-ch-webhook`. @default - as shipped: InMemoryChannel */
  readonly channelDefaults?: Settings.ChannelDefaultsSettings;
  /** `config-ping-defaults`. @default - as shipped */
  readonly ping?: Settings.PingDefaultsSettings;
  /** `config-sugar`. @default - as shipped */
  readonly sugar?: Settings.SugarSettings;
  /** `config-kreference-mapping`. @default - as shipped */
  readonly referenceMapping?: Settings.ReferenceMappingSettings;
  /** `config-imc-event-dispatcher`. @default - as shipped */
  readonly inMemoryChannel?: Settings.InMemoryChannelSettings;
  /** `config-redis` of the Redis sources. @default - as shipped */
  readonly redis?: Settings.RedisSettings;
  /** `config-observability`. @default - as shipped: no metrics, no traces */
  readonly observability?: Settings.EventingObservabilitySettings;
  /** `config-logging`. @default - as shipped */
  readonly logging?: Settings.EventingLoggingSettings;
  /** `config-leader-election`. @default - as shipped */
  readonly leaderElection?: Settings.LeaderElectionSettings;
}

/** Tekton's resolvers. */
export interface ResolversOptions {
  /** `resolvers-feature-flags`. @default - as shipped: all run */
  readonly features?: Settings.ResolversFeatureSettings;
  /** `git-resolver-config`. @default - as shipped */
  readonly git?: Settings.GitResolverSettings;
  /** `bundleresolver-config`. @default - as shipped */
  readonly bundles?: Settings.BundleResolverSettings;
  /** `cluster-resolver-config`. @default - as shipped */
  readonly cluster?: Settings.ClusterResolverSettings;
  /** `hubresolver-config`. @default - as shipped */
  readonly hub?: Settings.HubResolverSettings;
  /** `http-resolver-config`. @default - as shipped */
  readonly http?: Settings.HttpResolverSettings;
  /** `resolver-cache-config`. @default - as shipped */
  readonly cache?: Settings.ResolverCacheSettings;
  /** `config-observability`. @default - as shipped */
  readonly observability?: Settings.ResolversObservabilitySettings;
  /** `config-logging`. @default - as shipped */
  readonly logging?: Settings.LoggingSettings;
  /** `config-leader-election-resolvers`. @default - as shipped */
  readonly leaderElection?: Settings.LeaderElectionSettings;
}

/** Tekton Triggers. */
export interface TriggersOptions {
  /** `config-defaults-triggers`. @default - as shipped */
  readonly defaults?: Settings.TriggersDefaultsSettings;
  /** `feature-flags-triggers`. @default - as shipped */
  readonly features?: Settings.TriggersFeatureSettings;
  /** `config-observability-triggers`. @default - as shipped */
  readonly observability?: Settings.TriggersObservabilitySettings;
  /** `config-logging-triggers`. @default - as shipped */
  readonly logging?: Settings.LoggingSettings;
  /** `config-leader-election-triggers-controller`. @default - as shipped */
  readonly leaderElection?: Settings.LeaderElectionSettings;
  /** `config-leader-election-triggers-webhook`. @default - as shipped */
  readonly webhookLeaderElection?: Settings.LeaderElectionSettings;
}

/** Tekton. What is not given stays as it is shipped. */
export interface TektonOptions {
  /** Triggers, with their settings; true for them as shipped. @default true */
  readonly triggers?: boolean | TriggersOptions;
  /** The dashboard: to look only, or to write as well, which lets whoever reaches it run anything. @default false */
  readonly dashboard?: boolean | 'read-only' | 'read-write';
  /** Flags of Pipelines, in `feature-flags`. @default - as shipped */
  readonly features?: FeatureFlags;
  /** What features need to know, in `feature-flags`. @default - as shipped */
  readonly featureSettings?: Settings.TektonFeatureSettings;
  /** `config-defaults`. @default - as shipped */
  readonly defaults?: Settings.TektonDefaultsSettings;
  /** `config-events`. @default - as shipped: no events */
  readonly events?: Settings.TektonEventsSettings;
  /** `config-tracing`. @default - as shipped: no traces */
  readonly tracing?: Settings.TektonTracingSettings;
  /** `config-registry-cert`. @default - as shipped */
  readonly registryCert?: Settings.RegistryCertSettings;
  /** `config-spire`. @default - as shipped */
  readonly spire?: Settings.SpireSettings;
  /** `config-wait-exponential-backoff`. @default - as shipped */
  readonly backoff?: Settings.BackoffSettings;
  /** `config-observability`. @default - as shipped: Prometheus may scrape */
  readonly observability?: Settings.TektonObservabilitySettings;
  /** `config-logging`. @default - as shipped */
  readonly logging?: Settings.LoggingSettings;
  /** `config-leader-election-controller`. @default - as shipped */
  readonly leaderElection?: Settings.LeaderElectionSettings;
  /** `config-leader-election-webhook`. @default - as shipped */
  readonly webhookLeaderElection?: Settings.LeaderElectionSettings;
  /** `config-leader-election-events`. @default - as shipped */
  readonly eventsLeaderElection?: Settings.LeaderElectionSettings;
  /** The resolvers. @default - as shipped */
  readonly resolvers?: ResolversOptions;
}

/** Certificates of services, by cert-manager. Issuers are referred to by name, or come with the platform. */
export interface TlsOptions {
  /** Who issues certificates for hosts that are reached from outside. @default - they get none */
  readonly issuer?: IssuerReference | TlsIssuer;
  /** Who issues certificates for hosts inside the cluster. @default - they get none */
  readonly clusterLocalIssuer?: IssuerReference | TlsIssuer;
  /** Who issues certificates for Knative's own parts. @default - they get none */
  readonly systemInternalIssuer?: IssuerReference | TlsIssuer;
  /** What plain HTTP from outside gets once there are certificates. @default 'redirected' */
  readonly http?: 'enabled' | 'redirected';
}

/** What Istio's mesh does with the platform. Needs `Ingress.istio`. */
export interface MeshOptions {
  /** Namespaces of the platform whose pods get sidecars, such as `knative-serving`. @default - none */
  readonly inject?: readonly string[];
  /** Whether Knative asks pods by the address of their Service, as a strict mesh demands. @default 'auto' */
  readonly compatibility?: 'auto' | 'enabled' | 'disabled';
  /** Whether pods of the mesh can be reached by their own addresses. @default false */
  readonly podAddressability?: boolean;
  /** Whether the mesh is strict: the API server, which is outside, is then let in to the webhooks. @default false */
  readonly strict?: boolean;
}

/** Parts of the release for looking at the platform. */
export type AddonName = 'prometheus' | 'grafana' | 'jaeger' | 'zipkin' | 'loki' | 'kiali';

/** A whole platform. */
export interface ClusterBootstrapProps {
  /** Versions that fit together. @default PlatformRelease.V1_23 */
  readonly release?: PlatformRelease;
  /** How it comes into the cluster. @default Install.manifests() */
  readonly install?: Install;
  /** Who serves the routes of services. @default Ingress.istio() */
  readonly ingress?: Ingress;
  /** Knative Serving. @default - not installed */
  readonly serving?: ServingOptions;
  /** Knative Eventing. @default - not installed */
  readonly eventing?: EventingOptions;
  /** Tekton. @default - not installed */
  readonly tekton?: TektonOptions;
  /** Whether cert-manager is installed. @default false */
  readonly certManager?: boolean;
  /** Certificates of services. @default - none */
  readonly tls?: TlsOptions;
  /** What Istio's mesh does with the platform. @default - nothing */
  readonly mesh?: MeshOptions;
  /**
   * Where images come from: all of them, and none from a registry of upstream's that the mirror does not keep.
   * @default - from where upstream publishes them
   */
  readonly images?: ImageMirror;
  /** Prometheus, Grafana and others of Istio's samples, in `istio-system`: to try things, not to rely on. @default - none */
  readonly addons?: readonly AddonName[];
  /** The oldest Kubernetes, such as `1.33.0`, on which Knative and Tekton are to start although they refuse. @default - as they are built */
  readonly kubernetesMinVersion?: string;
}
