// Generated from the tables in lib/api/config by `npm run generate`: do not edit.
import type { Duration } from 'cdk8s';
import type { AnyMap, BrokerDefaults, ChannelDefaults, ChannelSpec, ContainerResources, GatewayApiEntry, IssuerReference, IstioGatewayEntry, LabelSelection, RuntimeClassSelection } from '../../../lib/api/config/shapes';

/** How revisions scale that do not say it themselves, and what bounds all of them have. The ConfigMap `config-autoscaler` in `knative-serving`. */
export interface AutoscalerSettings {
  /** Autoscaler of the revisions that name none. @default 'kpa' */
  readonly podAutoscalerClass?: 'kpa' | 'hpa' | (string & {});
  /** Whether an idle revision goes down to no pod. @default true */
  readonly enableScaleToZero?: boolean;
  /** Whether a revision may start with no pod. @default false */
  readonly allowZeroInitialScale?: boolean;
  /** How many pods a revision must reach to become ready. @default 1 */
  readonly initialScale?: number;
  /** The fewest pods of a revision. @default 0 */
  readonly minScale?: number;
  /** The most pods of a revision; 0 sets no limit. @default 0 */
  readonly maxScale?: number;
  /** The greatest max-scale that a revision may ask for; 0 sets no limit. @default 0 */
  readonly maxScaleLimit?: number;
  /** How much of its target a pod is to be given; up to 1 it is read as a fraction. In percent. @default 70 */
  readonly containerConcurrencyTargetPercentage?: number;
  /** Requests at a time that a pod without a limit is to be given. @default 100 */
  readonly containerConcurrencyTargetDefault?: number;
  /** Requests per second that a pod is to be given, where these are counted. From 0.01 on. @default 200 */
  readonly requestsPerSecondTargetDefault?: number;
  /** Spare requests below which the activator stays in the path; -1 keeps it there always. @default 211 */
  readonly targetBurstCapacity?: number;
  /** Requests at a time that one activator is to be given. From 1 on. @default 100 */
  readonly activatorCapacity?: number;
  /** Time over which load is averaged. From 6 s to 1 h. In whole seconds. @default - 60 s */
  readonly stableWindow?: Duration;
  /** Part of the stable window over which a burst is seen. From 1 to 100. In percent. @default 10 */
  readonly panicWindowPercentage?: number;
  /** Load, as a part of the target, from which a revision panics. In percent. @default 200 */
  readonly panicThresholdPercentage?: number;
  /** How many times the pods may grow in one step. Above 1. @default 1000 */
  readonly maxScaleUpRate?: number;
  /** How many times the pods may shrink in one step. Above 1. @default 2 */
  readonly maxScaleDownRate?: number;
  /** Time that the network is given before the last pod goes. @default - 30 s */
  readonly scaleToZeroGracePeriod?: Duration;
  /** Time that the last pod stays at least. @default - none */
  readonly scaleToZeroPodRetentionPeriod?: Duration;
  /** Time that load must stay low before pods go. In whole seconds. @default - none */
  readonly scaleDownDelay?: Duration;
}

/** What revisions are filled with that do not say it themselves. The ConfigMap `config-defaults` in `knative-serving`. */
export interface DefaultsSettings {
  /** How long a request may take. In seconds. @default 300 */
  readonly revisionTimeoutSeconds?: number;
  /** The longest time that a revision may give its requests. In seconds. @default 600 */
  readonly maxRevisionTimeoutSeconds?: number;
  /** How long the first byte of an answer may take. In seconds. @default 300 */
  readonly revisionResponseStartTimeoutSeconds?: number;
  /** How long a request may go without a byte; 0 sets no limit. In seconds. @default 0 */
  readonly revisionIdleTimeoutSeconds?: number;
  /** CPU that a container asks for if it does not say itself. @default - none */
  readonly revisionCpuRequest?: string;
  /** Memory that a container asks for if it does not say itself. @default - none */
  readonly revisionMemoryRequest?: string;
  /** Storage that a container asks for if it does not say itself. @default - none */
  readonly revisionEphemeralStorageRequest?: string;
  /** CPU that a container gets at most if it does not say itself. @default - none */
  readonly revisionCpuLimit?: string;
  /** Memory that a container gets at most if it does not say itself. @default - none */
  readonly revisionMemoryLimit?: string;
  /** Storage that a container gets at most if it does not say itself. @default - none */
  readonly revisionEphemeralStorageLimit?: string;
  /** Name of a container without one. @default 'user-container' */
  readonly containerNameTemplate?: string;
  /** Name of an init container without one. @default 'init-container' */
  readonly initContainerNameTemplate?: string;
  /** Requests that a pod is given at a time; 0 sets no limit. @default 0 */
  readonly containerConcurrency?: number;
  /** The greatest containerConcurrency that a revision may ask for. From 1 on. @default 1000 */
  readonly containerConcurrencyMaxLimit?: number;
  /** Whether a revision may have no limit of requests at a time. @default true */
  readonly allowContainerConcurrencyZero?: boolean;
  /** Whether each Service of the namespace becomes environment variables; "default" leaves it to Kubernetes. @default false */
  readonly enableServiceLinks?: boolean | 'default';
}

/** The pods of revisions, and the queue proxy in them. The ConfigMap `config-deployment` in `knative-serving`. */
export interface DeploymentSettings {
  /** Image of the queue proxy in each pod of a revision. @default - none */
  readonly queueSidecarImage?: string;
  /** Registries whose tags are used as they are, since the controller can not ask them for digests; with their ports. @default kind.local, ko.local, dev.local */
  readonly registriesSkippingTagResolving?: readonly string[];
  /** How long a registry may take to tell the digest of a tag. @default - 10 s */
  readonly digestResolutionTimeout?: Duration;
  /** How long a new revision may take to become ready. In whole seconds. @default - 600 s */
  readonly progressDeadline?: Duration;
  /** CPU that the queue proxy asks for; 25m if nobody says so. @default - none */
  readonly queueSidecarCpuRequest?: string;
  /** CPU that the queue proxy gets at most. @default - none */
  readonly queueSidecarCpuLimit?: string;
  /** Memory that the queue proxy asks for. @default - none */
  readonly queueSidecarMemoryRequest?: string;
  /** Memory that the queue proxy gets at most. @default - none */
  readonly queueSidecarMemoryLimit?: string;
  /** Storage that the queue proxy asks for. @default - none */
  readonly queueSidecarEphemeralStorageRequest?: string;
  /** Storage that the queue proxy gets at most. @default - none */
  readonly queueSidecarEphemeralStorageLimit?: string;
  /** For whom the queue proxy gets tokens of its service account. @default - none */
  readonly queueSidecarTokenAudiences?: readonly string[];
  /** Certificates that the queue proxy trusts, as PEM. @default - none */
  readonly queueSidecarRootca?: string;
  /** The lowest version of TLS that the queue proxy speaks, such as 1.2. @default - none */
  readonly queueSidecarTlsMinVersion?: string;
  /** The highest version of TLS that the queue proxy speaks. @default - none */
  readonly queueSidecarTlsMaxVersion?: string;
  /** Cipher suites that the queue proxy offers. @default - none */
  readonly queueSidecarTlsCipherSuites?: readonly string[];
  /** Curves that the queue proxy offers. @default - none */
  readonly queueSidecarTlsCurvePreferences?: readonly string[];
  /** Whether the pods of a revision are spread over the nodes. @default 'prefer-spread-revision-over-nodes' */
  readonly defaultAffinityType?: 'prefer-spread-revision-over-nodes' | 'none';
  /** Classes of runtimes, each with the labels of the revisions that it runs. @default - none */
  readonly runtimeClassName?: RuntimeClassSelection;
  /** Whether a pod that no node takes yet is no fault, as where nodes are added on demand. @default false */
  readonly podIsAlwaysSchedulable?: boolean;
}

/** Host names, certificates and the ingress of services. The ConfigMap `config-network` in `knative-serving`. */
export interface NetworkSettings {
  /** Which ingress serves routes that name none. @default 'istio' */
  readonly ingressClass?: 'istio' | 'kourier' | 'contour' | 'gateway-api' | (string & {});
  /** Who makes the certificates of routes that name nobody. @default 'cert-manager.certificate.networking.knative.dev' */
  readonly certificateClass?: string;
  /** Namespaces that get one certificate for all their hosts. @default - none */
  readonly namespaceWildcardCertSelector?: LabelSelection;
  /** Host name of a route: a Go template of Name, Namespace, Domain, Annotations and Labels. @default '{{.Name}}.{{.Namespace}}.{{.Domain}}' */
  readonly domainTemplate?: string;
  /** What stands in place of the name for a tag: a Go template of Name and Tag. @default '{{.Tag}}-{{.Name}}' */
  readonly tagTemplate?: string;
  /** Whether hosts that are reached from outside get certificates. @default 'disabled' */
  readonly externalDomainTls?: 'disabled' | 'enabled';
  /** Whether hosts inside the cluster get certificates. @default 'disabled' */
  readonly clusterLocalDomainTls?: 'disabled' | 'enabled';
  /** Whether ingress, activator and queue proxies speak TLS to each other. @default 'disabled' */
  readonly systemInternalTls?: 'disabled' | 'enabled';
  /** What plain HTTP from outside gets; redirected needs certificates. @default 'enabled' */
  readonly httpProtocol?: 'enabled' | 'redirected' | 'disabled';
  /** Time over which a new revision takes the traffic of the one before. In seconds. @default 0 */
  readonly rolloutDuration?: number;
  /** Whether a DomainMapping claims its domain by itself. @default false */
  readonly autocreateClusterDomainClaims?: boolean;
  /** Whether pods of a mesh can be reached by their addresses. @default false */
  readonly enableMeshPodAddressability?: boolean;
  /** Whether pods are asked by the address of their Service, as a mesh demands, or by their own. @default 'auto' */
  readonly meshCompatibilityMode?: 'auto' | 'enabled' | 'disabled';
  /** Scheme of the URLs in a status, where a load balancer ends TLS. @default 'http' */
  readonly defaultExternalScheme?: string;
}

/** How long revisions stay that have no traffic. The ConfigMap `config-gc` in `knative-serving`. */
export interface GarbageCollectionSettings {
  /** How long a revision stays after it was made. @default - 48 h */
  readonly retainSinceCreateTime?: Duration | 'disabled';
  /** How long a revision stays after it last had traffic. @default - 15 h */
  readonly retainSinceLastActiveTime?: Duration | 'disabled';
  /** How many revisions without traffic always stay. @default 20 */
  readonly minNonActiveRevisions?: number;
  /** How many revisions without traffic stay at most. @default 1000 */
  readonly maxNonActiveRevisions?: number | 'disabled';
}

/** Who issues the certificates of services; knative-selfsigned-issuer where nobody says so. The ConfigMap `config-certmanager` in `knative-serving`. */
export interface CertManagerSettings {
  /** Issuer for hosts that are reached from outside. @default - none */
  readonly issuerRef?: IssuerReference;
  /** Issuer for hosts inside the cluster. @default - none */
  readonly clusterLocalIssuerRef?: IssuerReference;
  /** Issuer for Knative's own parts. @default - none */
  readonly systemInternalIssuerRef?: IssuerReference;
}

/** Metrics, traces and logs of Serving and of revisions. The ConfigMap `config-observability` in `knative-serving`. */
export interface ServingObservabilitySettings {
  /** How metrics are given out; prometheus is scraped. @default 'none' */
  readonly metricsProtocol?: 'none' | 'prometheus' | 'http/protobuf' | 'grpc';
  /** URL that metrics are sent to. @default - none */
  readonly metricsEndpoint?: string;
  /** Time from one sending of metrics to the next. @default - none */
  readonly metricsExportInterval?: Duration;
  /** How traces are given out. @default 'none' */
  readonly tracingProtocol?: 'none' | 'http/protobuf' | 'grpc' | 'stdout';
  /** URL that traces are sent to: port 4318 with http/protobuf, 4317 with grpc. @default - none */
  readonly tracingEndpoint?: string;
  /** Part of the requests that are traced. From 0 to 1. @default 0 */
  readonly tracingSamplingRate?: number;
  /** Whether profiles can be had on port 8008. @default 'disabled' */
  readonly runtimeProfiling?: 'disabled' | 'enabled';
  /** Time from one reading of the metrics of the runtime to the next. @default - 15 s */
  readonly runtimeExportInterval?: Duration;
  /** How the metrics of requests are given out; prometheus is scraped. @default 'none' */
  readonly requestMetricsProtocol?: 'none' | 'prometheus' | 'http/protobuf' | 'grpc';
  /** URL that the metrics of requests are sent to. @default - none */
  readonly requestMetricsEndpoint?: string;
  /** Time from one sending of the metrics of requests to the next. @default - none */
  readonly requestMetricsExportInterval?: Duration;
  /** Whether containers get a volume at /var/log for a collector to read. @default false */
  readonly loggingEnableVarLogCollection?: boolean;
  /** Where the logs of a revision are found; REVISION_UID in braces after a dollar sign is replaced. @default - none */
  readonly loggingRevisionUrlTemplate?: string;
  /** Whether the queue proxy writes a line for each request. @default false */
  readonly loggingEnableRequestLog?: boolean;
  /** The line of a request: a Go template. @default - none */
  readonly loggingRequestLogTemplate?: string;
  /** Whether it writes one for each probe too. @default false */
  readonly loggingEnableProbeRequestLog?: boolean;
}

/** What components write to their logs. */
export interface LoggingSettings {
  /** How lines of logs are written, as the logger zap takes it. @default - none */
  readonly zapLoggerConfig?: AnyMap;
  /** From which severity on a component writes, by its name, such as controller. @default - none */
  readonly levels?: Readonly<Record<string, 'debug' | 'info' | 'warn' | 'error' | 'dpanic' | 'panic' | 'fatal'>>;
}

/** Which pod of a controller leads, and when another takes over. */
export interface LeaderElectionSettings {
  /** How long a leader that is not heard of stays the leader. @default - as the component ships it */
  readonly leaseDuration?: Duration;
  /** How long a leader tries to stay it. @default - as the component ships it */
  readonly renewDeadline?: Duration;
  /** Time from one attempt to lead to the next. @default - as the component ships it */
  readonly retryPeriod?: Duration;
  /** Into how many parts the work is shared out among the pods. From 1 to 10. @default 1 */
  readonly buckets?: number;
  /** New prefixes of the names of leases, by the old ones. @default - none */
  readonly leasePrefixes?: Readonly<Record<string, string>>;
}

/** The gateways of Istio that serve what Knative exposes. Two empty lists leave all to the mesh. The ConfigMap `config-istio` in `knative-serving`. */
export interface IstioSettings {
  /** Gateways for hosts that are reached from outside. @default - none */
  readonly externalGateways?: readonly IstioGatewayEntry[];
  /** Gateways for hosts inside the cluster. @default - none */
  readonly localGateways?: readonly IstioGatewayEntry[];
  /** Hosts of the Services before gateways, in the old form. @default - none */
  readonly oldGateways?: Readonly<Record<string, string>>;
  /** The same inside the cluster. @default - none */
  readonly oldLocalGateways?: Readonly<Record<string, string>>;
}

/** Kourier's gateway. The ConfigMap `config-kourier` in `knative-serving`. */
export interface KourierSettings {
  /** Whether the gateway writes a line for each request. @default true */
  readonly enableServiceAccessLogging?: boolean;
  /** The line of a request, as Envoy writes formats. @default - none */
  readonly serviceAccessLogTemplate?: string;
  /** Whether a load balancer before the gateway speaks the PROXY protocol. @default false */
  readonly enableProxyProtocol?: boolean;
  /** Secret with the certificate for hosts inside the cluster, in the controller's namespace. @default - none */
  readonly clusterCertSecret?: string;
  /** How long a request may go without a byte; 0 sets no limit. @default - none */
  readonly streamIdleTimeout?: Duration;
  /** Whether TLS is done by CryptoMB. @default false */
  readonly enableCryptomb?: boolean;
  /** How many proxies before the gateway are believed what they write to X-Forwarded-For. @default 0 */
  readonly trustedHopsCount?: number;
  /** Whether the client's address is that of the connection. @default false */
  readonly useRemoteAddress?: boolean;
  /** Cipher suites that the gateway offers. @default - none */
  readonly cipherSuites?: readonly string[];
  /** Whether the gateway leaves the header Server out. @default false */
  readonly disableEnvoyServerHeader?: boolean;
  /** Who is asked whether a request may pass, as host:port. @default - none */
  readonly extauthzHost?: string;
  /** How it is asked. @default 'grpc' */
  readonly extauthzProtocol?: 'grpc' | 'http' | 'https';
  /** Whether requests pass while nobody can be asked. @default false */
  readonly extauthzFailureModeAllow?: boolean;
  /** How much of a request is shown. In bytes. @default 8192 */
  readonly extauthzMaxRequestBodyBytes?: number;
  /** How long an answer may take. In milliseconds. @default 2000 */
  readonly extauthzTimeout?: number;
  /** What stands before the path where it is asked by http. @default - none */
  readonly extauthzPathPrefix?: string;
  /** Whether bodies are shown as bytes, and not as text. @default false */
  readonly extauthzPackAsByte?: boolean;
  /** Secret with the certificate of the gateway. @default - none */
  readonly certsSecretName?: string;
  /** Namespace of that Secret. @default - none */
  readonly certsSecretNamespace?: string;
  /** URL of the collector of traces; empty for none. @default - none */
  readonly tracingEndpoint?: string;
  /** How traces are sent. @default 'grpc' */
  readonly tracingProtocol?: 'grpc' | 'http/protobuf';
  /** Part of the requests that are traced. From 0 to 1. @default 1 */
  readonly tracingSamplingRate?: number;
  /** Name of the gateway in traces. @default 'kourier-knative' */
  readonly tracingServiceName?: string;
}

/** The Gateways of the Gateway API that serve what Knative exposes; one of each sort. The ConfigMap `config-gateway` in `knative-serving`. */
export interface GatewayApiSettings {
  /** Gateway for hosts that are reached from outside. @default - none */
  readonly externalGateways?: readonly [GatewayApiEntry];
  /** Gateway for hosts inside the cluster. @default - none */
  readonly localGateways?: readonly [GatewayApiEntry];
}

/** What brokers are made of that do not say it themselves. The ConfigMap `config-br-defaults` in `knative-eventing`. */
export interface BrokerDefaultsSettings {
  /** Class, configuration and delivery, of the cluster and of some namespaces. @default - none */
  readonly defaultBrConfig?: BrokerDefaults;
}

/** The channel that brokers of the class MTChannelBasedBroker are made of. The ConfigMap `config-br-default-channel` in `knative-eventing`. */
export interface BrokerChannelSettings {
  /** Kind of the channel, and its spec. @default - none */
  readonly channelTemplateSpec?: ChannelSpec;
}

/** What channels, sequences and parallels are made of that do not say it themselves. The ConfigMap `default-ch-webhook` in `knative-eventing`. */
export interface ChannelDefaultsSettings {
  /** Kind of the channel, of the cluster and of some namespaces. @default - none */
  readonly defaultChConfig?: ChannelDefaults;
}

/** What a PingSource may send. The ConfigMap `config-ping-defaults` in `knative-eventing`. */
export interface PingDefaultsSettings {
  /** Size of the data of an event at most; -1 sets no limit. In bytes. @default -1 */
  readonly dataMaxSize?: number;
}

/** Where a broker is made by itself. The ConfigMap `config-sugar` in `knative-eventing`. */
export interface SugarSettings {
  /** Namespaces that get a broker; an empty selection stands for all. @default - none */
  readonly namespaceSelector?: LabelSelection;
  /** Triggers whose broker is made; an empty selection stands for all. @default - none */
  readonly triggerSelector?: LabelSelection;
}

/** URLs of kinds that have no address of their own; needs the flag kreference-mapping. The ConfigMap `config-kreference-mapping` in `knative-eventing`. */
export interface ReferenceMappingSettings {
  /** Go templates of Name, Namespace, UID and SystemNamespace, by kind and version, such as Pod.v1. @default - none */
  readonly urls?: Readonly<Record<string, string>>;
}

/** Connections of the dispatcher of channels in memory. The ConfigMap `config-imc-event-dispatcher` in `knative-eventing`. */
export interface InMemoryChannelSettings {
  /** Idle connections that are kept at most. @default 1000 */
  readonly maxIdleConnections?: number;
  /** Idle connections to one host that are kept at most. @default 100 */
  readonly maxIdleConnectionsPerHost?: number;
}

/** Metrics and traces of Eventing. The ConfigMap `config-observability` in `knative-eventing`. */
export interface EventingObservabilitySettings {
  /** How metrics are given out; prometheus is scraped. @default 'none' */
  readonly metricsProtocol?: 'none' | 'prometheus' | 'http/protobuf' | 'grpc';
  /** URL that metrics are sent to. @default - none */
  readonly metricsEndpoint?: string;
  /** Time from one sending of metrics to the next. @default - none */
  readonly metricsExportInterval?: Duration;
  /** How traces are given out. @default 'none' */
  readonly tracingProtocol?: 'none' | 'http/protobuf' | 'grpc' | 'stdout';
  /** URL that traces are sent to: port 4318 with http/protobuf, 4317 with grpc. @default - none */
  readonly tracingEndpoint?: string;
  /** Part of the requests that are traced. From 0 to 1. @default 0 */
  readonly tracingSamplingRate?: number;
  /** Whether profiles can be had on port 8008. @default 'disabled' */
  readonly runtimeProfiling?: 'disabled' | 'enabled';
  /** Time from one reading of the metrics of the runtime to the next. @default - 15 s */
  readonly runtimeExportInterval?: Duration;
  /** Whether a source tells of events that its sink does not take, as events of Kubernetes. @default false */
  readonly sinkEventErrorReportingEnable?: boolean;
}

/** What components write to their logs. The ConfigMap `config-logging` in `knative-eventing`. */
export interface EventingLoggingSettings {
  /** How lines of logs are written, as the logger zap takes it. @default - none */
  readonly zapLoggerConfig?: AnyMap;
  /** How much the client of Kubernetes writes. @default 0 */
  readonly klogVerbosity?: number;
  /** From which severity on a component writes, by its name, such as controller. @default - none */
  readonly levels?: Readonly<Record<string, 'debug' | 'info' | 'warn' | 'error' | 'dpanic' | 'panic' | 'fatal'>>;
}

/** The topics of brokers of the class Kafka. The ConfigMap `kafka-broker-config` in `knative-eventing`. */
export interface KafkaBrokerSettings {
  /** Addresses of the Kafka brokers, as host:port. @default my-cluster-kafka-bootstrap.kafka:9092 */
  readonly bootstrapServers?: readonly string[];
  /** Secret with the credentials. @default - none */
  readonly authSecretRefName?: string;
  /** Namespace of that Secret. @default - none */
  readonly authSecretRefNamespace?: string;
  /** Partitions of a topic. From 1 on. @default 10 */
  readonly defaultTopicPartitions?: number;
  /** Copies of a topic; no more than there are Kafka brokers. From 1 on. @default 3 */
  readonly defaultTopicReplicationFactor?: number;
  /** Settings of a topic, such as retention.ms. @default - none */
  readonly topicConfig?: Readonly<Record<string, string>>;
}

/** The Kafka of channels. The ConfigMap `kafka-channel-config` in `knative-eventing`. */
export interface KafkaChannelConfigSettings {
  /** Addresses of the Kafka brokers, as host:port. @default my-cluster-kafka-bootstrap.kafka:9092 */
  readonly bootstrapServers?: readonly string[];
  /** Secret with the credentials. @default - none */
  readonly authSecretRefName?: string;
  /** Namespace of that Secret. @default - none */
  readonly authSecretRefNamespace?: string;
}

/** Features of the Kafka broker, channel and source, and the names that they give. The ConfigMap `config-kafka-features` in `knative-eventing`. */
export interface KafkaFeatureSettings {
  /** Whether a trigger may limit its rate. @default 'disabled' */
  readonly dispatcherRateLimiter?: 'disabled' | 'enabled' | 'allowed';
  /** Whether ordered deliveries are measured. @default 'disabled' */
  readonly dispatcherOrderedExecutorMetrics?: 'disabled' | 'enabled' | 'allowed';
  /** Whether KEDA scales consumers. @default 'disabled' */
  readonly controllerAutoscalerKeda?: 'disabled' | 'enabled' | 'allowed';
  /** Name of a trigger's consumer group. @default 'knative-trigger-{{ .Namespace }}-{{ .Name }}' */
  readonly triggersConsumergroupTemplate?: string;
  /** Name of a broker's topic. @default 'knative-broker-{{ .Namespace }}-{{ .Name }}' */
  readonly brokersTopicTemplate?: string;
  /** Name of a channel's topic. @default 'knative-messaging-kafka.{{ .Namespace }}.{{ .Name }}' */
  readonly channelsTopicTemplate?: string;
}

/** How KEDA scales the consumers of brokers and channels. The ConfigMap `config-kafka-autoscaler` in `knative-eventing`. */
export interface KafkaAutoscalerSettings {
  /** Who scales. @default 'keda.autoscaling.knative.dev' */
  readonly class?: string;
  /** The fewest consumers. @default 0 */
  readonly minScale?: number;
  /** The most consumers. @default 50 */
  readonly maxScale?: number;
  /** Time from one look to the next. In seconds. @default 10 */
  readonly pollingInterval?: number;
  /** Time without records before consumers go. In seconds. @default 30 */
  readonly cooldownPeriod?: number;
  /** Records behind for which there is one consumer more. @default 100 */
  readonly lagThreshold?: number;
}

/** How KEDA scales the consumers of Kafka sources. The ConfigMap `config-kafka-source-defaults` in `knative-eventing`. */
export interface KafkaSourceDefaultsSettings {
  /** Who scales; empty for nobody. @default - none */
  readonly autoscalingClass?: string;
  /** The fewest consumers. @default 1 */
  readonly minScale?: number;
  /** The most consumers. @default 1 */
  readonly maxScale?: number;
  /** Time from one look to the next. In seconds. @default 30 */
  readonly pollingInterval?: number;
  /** Time without records before consumers go. In seconds. @default 300 */
  readonly cooldownPeriod?: number;
  /** Records behind for which there is one consumer more. @default 10 */
  readonly kafkaLagThreshold?: number;
}

/** Settings of the Kafka clients and of HTTP; those that are given are put into those that are shipped. */
export interface KafkaDataPlaneSettings {
  /** Settings of the Kafka producer. @default - none */
  readonly producer?: Readonly<Record<string, string | number | boolean>>;
  /** Settings of the Kafka consumer. @default - none */
  readonly consumer?: Readonly<Record<string, string | number | boolean>>;
  /** Settings of the HTTP client. @default - none */
  readonly webclient?: Readonly<Record<string, string | number | boolean>>;
  /** Settings of the HTTP server. @default - none */
  readonly httpserver?: Readonly<Record<string, string | number | boolean>>;
}

/** The Redis sources. The ConfigMap `config-redis` in `knative-sources`. */
export interface RedisSettings {
  /** Consumers of a stream at most. From 1 on. @default 500 */
  readonly numConsumers?: number;
}

/** What runs are filled with that do not say it themselves. The ConfigMap `config-defaults` in `tekton-pipelines`. */
export interface TektonDefaultsSettings {
  /** How long a run may take that does not say itself; 0 sets no limit. In minutes. @default 60 */
  readonly defaultTimeoutMinutes?: number;
  /** The account of runs that name none. @default 'default' */
  readonly defaultServiceAccount?: string;
  /** The label app.kubernetes.io/managed-by of task runs. @default 'tekton-pipelines' */
  readonly defaultManagedByLabelValue?: string;
  /** The pod template below that of each run. @default - none */
  readonly defaultPodTemplate?: AnyMap;
  /** The pod template of the pods that keep the runs of a workspace on one node. @default - none */
  readonly defaultAffinityAssistantPodTemplate?: AnyMap;
  /** Old form of the sink in config-events. @default - none */
  readonly defaultCloudEventsSink?: string;
  /** How many runs a matrix may make. @default 256 */
  readonly defaultMaxMatrixCombinationsCount?: number;
  /** Names of environment variables that a pod template may not set. @default - none */
  readonly defaultForbiddenEnv?: readonly string[];
  /** The resolver of references without name and resolver. @default - none */
  readonly defaultResolverType?: string;
  /** The binding of workspaces that nobody binds. @default - none */
  readonly defaultTaskRunWorkspaceBinding?: AnyMap;
  /** Requests and limits of containers that say none. @default - none */
  readonly defaultContainerResourceRequirements?: ContainerResources;
  /** How long an image may fail to be pulled before the run fails; 0 fails it at once. @default - none */
  readonly defaultImagepullbackoffTimeout?: Duration;
  /** How long a container may fail to be made before the run fails; 0 fails it at once. @default - none */
  readonly defaultCreateContainerErrorTimeout?: Duration;
  /** How long a resolver may take. @default - 60 s */
  readonly defaultMaximumResolutionTimeout?: Duration;
  /** Time from one look for results of steps to the next, where they come by logs. @default - 100 ms */
  readonly defaultSidecarLogPollingInterval?: Duration;
  /** How many step actions of a task are resolved at a time. From 1 on. @default 5 */
  readonly defaultStepRefConcurrencyLimit?: number;
}

/** The events that runs send. The ConfigMap `config-events` in `tekton-pipelines`. */
export interface TektonEventsSettings {
  /** Formats of the events; there is tektonv1. @default tektonv1 */
  readonly formats?: readonly string[];
  /** URL that the events go to; empty for nobody. @default - none */
  readonly sink?: string;
}

/** Traces of runs. The ConfigMap `config-tracing` in `tekton-pipelines`. */
export interface TektonTracingSettings {
  /** Whether traces are sent. @default false */
  readonly enabled?: boolean;
  /** URL that traces are sent to, by http/protobuf. @default 'http://jaeger-collector.jaeger.svc.cluster.local:4318/v1/traces' */
  readonly endpoint?: string;
  /** Secret with user and password for that URL. @default - none */
  readonly credentialsSecret?: string;
}

/** A registry with a certificate of its own. The ConfigMap `config-registry-cert` in `tekton-pipelines`. */
export interface RegistryCertSettings {
  /** Certificates that are trusted where images are looked up, as PEM. @default - none */
  readonly cert?: string;
}

/** SPIRE, for results that nobody can forge. The ConfigMap `config-spire` in `tekton-pipelines`. */
export interface SpireSettings {
  /** The trust domain. @default 'example.org' */
  readonly spireTrustDomain?: string;
  /** Socket of the agent. @default 'unix:///spiffe-workload-api/spire-agent.sock' */
  readonly spireSocketPath?: string;
  /** Address of the server. @default 'spire-server.spire.svc.cluster.local:8081' */
  readonly spireServerAddr?: string;
  /** What the aliases of nodes begin with. @default '/tekton-node/' */
  readonly spireNodeAliasPrefix?: string;
}

/** How often creating an object of a run is tried again; needs enable-wait-exponential-backoff. The ConfigMap `config-wait-exponential-backoff` in `tekton-pipelines`. */
export interface BackoffSettings {
  /** Time to the first try again. @default - 1 s */
  readonly duration?: Duration;
  /** How many times as long the time to the next one is. @default 2 */
  readonly factor?: number;
  /** Part of the time that is added by chance. @default 0 */
  readonly jitter?: number;
  /** How often it is tried. @default 10 */
  readonly steps?: number;
  /** The longest time to the next try. @default - 60 s */
  readonly cap?: Duration;
}

/** Metrics and traces of Pipelines. The ConfigMap `config-observability` in `tekton-pipelines`. */
export interface TektonObservabilitySettings {
  /** How metrics are given out; prometheus is scraped. @default 'prometheus' */
  readonly metricsProtocol?: 'none' | 'prometheus' | 'http/protobuf' | 'grpc';
  /** URL that metrics are sent to. @default - none */
  readonly metricsEndpoint?: string;
  /** Time from one sending of metrics to the next. @default - none */
  readonly metricsExportInterval?: Duration;
  /** How traces are given out. @default 'none' */
  readonly tracingProtocol?: 'none' | 'http/protobuf' | 'grpc' | 'stdout';
  /** URL that traces are sent to: port 4318 with http/protobuf, 4317 with grpc. @default - none */
  readonly tracingEndpoint?: string;
  /** Part of the requests that are traced. From 0 to 1. @default 0 */
  readonly tracingSamplingRate?: number;
  /** Whether profiles can be had on port 8008. @default 'disabled' */
  readonly runtimeProfiling?: 'disabled' | 'enabled';
  /** Time from one reading of the metrics of the runtime to the next. @default - 15 s */
  readonly runtimeExportInterval?: Duration;
  /** How finely task runs are told apart. @default 'task' */
  readonly metricsTaskrunLevel?: 'namespace' | 'task' | 'taskrun';
  /** How durations of task runs are kept. @default 'histogram' */
  readonly metricsTaskrunDurationType?: 'histogram' | 'lastvalue';
  /** How finely pipeline runs are told apart. @default 'pipeline' */
  readonly metricsPipelinerunLevel?: 'namespace' | 'pipeline' | 'pipelinerun';
  /** How durations of pipeline runs are kept. @default 'histogram' */
  readonly metricsPipelinerunDurationType?: 'histogram' | 'lastvalue';
  /** How finely running pipeline runs are told apart. @default - none */
  readonly metricsRunningPipelinerunLevel?: '' | 'namespace' | 'pipeline' | 'pipelinerun';
  /** Whether counts of runs are told apart by the reason of their end. @default false */
  readonly metricsCountEnableReason?: boolean;
}

/** Which resolvers run. The ConfigMap `resolvers-feature-flags` in `tekton-pipelines-resolvers`. */
export interface ResolversFeatureSettings {
  /** Whether the git resolver runs. @default true */
  readonly enableGitResolver?: boolean;
  /** Whether the cluster resolver runs. @default true */
  readonly enableClusterResolver?: boolean;
  /** Whether the bundles resolver runs. @default true */
  readonly enableBundlesResolver?: boolean;
  /** Whether the hub resolver runs. @default true */
  readonly enableHubResolver?: boolean;
  /** Whether the http resolver runs. @default true */
  readonly enableHttpResolver?: boolean;
}

/** Tasks and pipelines from repositories. The ConfigMap `git-resolver-config` in `tekton-pipelines-resolvers`. */
export interface GitResolverSettings {
  /** How long fetching may take. @default - 60 s */
  readonly fetchTimeout?: Duration;
  /** The repository where none is named. @default 'https://github.com/tektoncd/catalog.git' */
  readonly defaultUrl?: string;
  /** The revision where none is named. @default 'main' */
  readonly defaultRevision?: string;
  /** Which host of repositories is asked by its interface, such as github or gitlab. @default 'github' */
  readonly scmType?: string;
  /** URL of that host. @default - none */
  readonly serverUrl?: string;
  /** Organization where none is named. @default - none */
  readonly defaultOrg?: string;
  /** Secret with the token for that host. @default - none */
  readonly apiTokenSecretName?: string;
  /** Key of the token in the Secret. @default - none */
  readonly apiTokenSecretKey?: string;
  /** Namespace of the Secret. @default 'default' */
  readonly apiTokenSecretNamespace?: string;
}

/** Tasks and pipelines from images. The ConfigMap `bundleresolver-config` in `tekton-pipelines-resolvers`. */
export interface BundleResolverSettings {
  /** Account whose pull secrets are used where none is named. @default 'default' */
  readonly defaultServiceAccount?: string;
  /** Kind of what is looked for. @default 'task' */
  readonly defaultKind?: 'task' | 'pipeline' | 'stepaction';
  /** Time to the first try again. @default '500ms' */
  readonly backoffDuration?: string;
  /** How many times as long the time to the next one is. @default '2.5' */
  readonly backoffFactor?: string;
  /** Part of the time that is added by chance. @default '0.1' */
  readonly backoffJitter?: string;
  /** How often fetching is tried. @default '2' */
  readonly backoffSteps?: string;
  /** The longest time to the next try. @default '10s' */
  readonly backoffCap?: string;
}

/** Tasks and pipelines of other namespaces. The ConfigMap `cluster-resolver-config` in `tekton-pipelines-resolvers`. */
export interface ClusterResolverSettings {
  /** Kind of what is looked for. @default 'task' */
  readonly defaultKind?: 'task' | 'pipeline' | 'stepaction';
  /** Namespace where none is named. @default - none */
  readonly defaultNamespace?: string;
  /** Namespaces that may be used; none for all. @default - none */
  readonly allowedNamespaces?: readonly string[];
  /** Namespaces that may not be used. @default - none */
  readonly blockedNamespaces?: readonly string[];
}

/** Tasks and pipelines from a hub. The ConfigMap `hubresolver-config` in `tekton-pipelines-resolvers`. */
export interface HubResolverSettings {
  /** Catalogue at Tekton Hub. @default 'Tekton' */
  readonly defaultTektonHubCatalog?: string;
  /** Catalogue of tasks at Artifact Hub. @default 'tekton-catalog-tasks' */
  readonly defaultArtifactHubTaskCatalog?: string;
  /** Catalogue of pipelines there. @default 'tekton-catalog-pipelines' */
  readonly defaultArtifactHubPipelineCatalog?: string;
  /** Kind of what is looked for. @default 'task' */
  readonly defaultKind?: 'task' | 'pipeline' | 'stepaction';
  /** Which hub is asked. @default 'artifact' */
  readonly defaultType?: 'artifact' | 'tekton';
}

/** Tasks and pipelines from URLs. The ConfigMap `http-resolver-config` in `tekton-pipelines-resolvers`. */
export interface HttpResolverSettings {
  /** How long fetching may take. @default - 60 s */
  readonly fetchTimeout?: Duration;
}

/** What resolvers keep of what they fetched. The ConfigMap `resolver-cache-config` in `tekton-pipelines-resolvers`. */
export interface ResolverCacheSettings {
  /** How many things are kept. From 1 on. @default 1000 */
  readonly maxSize?: number;
  /** How long they are kept. @default - 300 s */
  readonly ttl?: Duration;
}

/** Metrics and traces of the resolvers. The ConfigMap `config-observability` in `tekton-pipelines-resolvers`. */
export interface ResolversObservabilitySettings {
  /** How metrics are given out; prometheus is scraped. @default 'prometheus' */
  readonly metricsProtocol?: 'none' | 'prometheus' | 'http/protobuf' | 'grpc';
  /** URL that metrics are sent to. @default - none */
  readonly metricsEndpoint?: string;
  /** Time from one sending of metrics to the next. @default - none */
  readonly metricsExportInterval?: Duration;
  /** How traces are given out. @default 'none' */
  readonly tracingProtocol?: 'none' | 'http/protobuf' | 'grpc' | 'stdout';
  /** URL that traces are sent to: port 4318 with http/protobuf, 4317 with grpc. @default - none */
  readonly tracingEndpoint?: string;
  /** Part of the requests that are traced. From 0 to 1. @default 0 */
  readonly tracingSamplingRate?: number;
  /** Whether profiles can be had on port 8008. @default 'disabled' */
  readonly runtimeProfiling?: 'disabled' | 'enabled';
  /** Time from one reading of the metrics of the runtime to the next. @default - 15 s */
  readonly runtimeExportInterval?: Duration;
}

/** What event listeners are filled with that do not say it themselves. The ConfigMap `config-defaults-triggers` in `tekton-pipelines`. */
export interface TriggersDefaultsSettings {
  /** The account of listeners that name none. @default 'default' */
  readonly defaultServiceAccount?: string;
  /** The user of their pods; empty for that of the image. @default '65532' */
  readonly defaultRunAsUser?: string;
  /** The group of their pods; empty for that of the image. @default '65532' */
  readonly defaultRunAsGroup?: string;
  /** The group of the files in their volumes. @default '65532' */
  readonly defaultFsGroup?: string;
  /** Whether their pods may not run as root. @default true */
  readonly defaultRunAsNonRoot?: boolean;
}

/** Features of Triggers. The ConfigMap `feature-flags-triggers` in `tekton-pipelines`. */
export interface TriggersFeatureSettings {
  /** Whether fields are open that are not stable yet. @default 'stable' */
  readonly enableApiFields?: 'stable' | 'alpha';
  /** Labels that listeners do not hand on to their objects, as a regular expression. @default - none */
  readonly labelsExclusionPattern?: string;
}

/** Metrics and traces of Triggers. The ConfigMap `config-observability-triggers` in `tekton-pipelines`. */
export interface TriggersObservabilitySettings {
  /** How metrics are given out; prometheus is scraped. @default 'prometheus' */
  readonly metricsProtocol?: 'none' | 'prometheus' | 'http/protobuf' | 'grpc';
  /** URL that metrics are sent to. @default - none */
  readonly metricsEndpoint?: string;
  /** Time from one sending of metrics to the next. @default - none */
  readonly metricsExportInterval?: Duration;
  /** How traces are given out. @default 'none' */
  readonly tracingProtocol?: 'none' | 'http/protobuf' | 'grpc' | 'stdout';
  /** URL that traces are sent to: port 4318 with http/protobuf, 4317 with grpc. @default - none */
  readonly tracingEndpoint?: string;
  /** Part of the requests that are traced. From 0 to 1. @default 0 */
  readonly tracingSamplingRate?: number;
  /** Whether profiles can be had on port 8008. @default 'disabled' */
  readonly runtimeProfiling?: 'disabled' | 'enabled';
  /** Time from one reading of the metrics of the runtime to the next. @default - 15 s */
  readonly runtimeExportInterval?: Duration;
}

/** What features of Eventing need to know. The ConfigMap `config-features` in `knative-eventing`. */
export interface EventingFeatureSettings {
  /** Where the keys are found that identities of senders are signed with. @default 'https://kubernetes.default.svc' */
  readonly oidcDiscoveryBaseUrl?: string;
  /** How long a RequestReply waits for an answer, as ISO 8601 writes durations. @default 'PT30S' */
  readonly requestreplyDefaultTimeout?: string;
  /** Labels of the nodes that adapters of ApiServerSources run on. @default - none */
  readonly apiServerSourcesNodeSelector?: Readonly<Record<string, string>>;
}

/** What features of Pipelines need to know. The ConfigMap `feature-flags` in `tekton-pipelines`. */
export interface TektonFeatureSettings {
  /** Size of all results of a task at most; needs results from sidecar-logs. From 0 to 1572863. In bytes. @default 4096 */
  readonly maxResultSize?: number;
}
