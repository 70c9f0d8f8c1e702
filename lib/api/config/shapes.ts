/** Who issues certificates: a kind of cert-manager. */
export interface IssuerReference {
  /** Name of the issuer. */
  readonly name: string;
  /** Kind of the issuer. @default 'ClusterIssuer' */
  readonly kind?: 'ClusterIssuer' | 'Issuer' | (string & {});
  /** API group of the issuer. @default 'cert-manager.io' */
  readonly group?: string;
}

/** Objects by their labels. Empty, it selects all. */
export interface LabelSelection {
  /** Labels that an object must have. @default - none */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** Conditions that an object's labels must meet. @default - none */
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}

/** A gateway of Istio that serves what Knative exposes. */
export interface IstioGatewayEntry {
  /** Name of the Gateway. */
  readonly name: string;
  /** Namespace of the Gateway. */
  readonly namespace: string;
  /** Host name of the Service before the gateway's pods, such as `istio-ingressgateway.istio-system.svc.cluster.local`. */
  readonly service: string;
  /** Which services are exposed on this gateway. One gateway of each list has none: it is that of all others. @default - all that no other takes */
  readonly labelSelector?: LabelSelection;
}

/** A Gateway of the Gateway API that serves what Knative exposes. */
export interface GatewayApiEntry {
  /** Name of the GatewayClass, such as `istio`. */
  readonly class: string;
  /** The Gateway, as `namespace/name`. */
  readonly gateway: string;
  /** The Service before the gateway's pods, as `namespace/name`. @default - the address in the Gateway's status is probed */
  readonly service?: string;
  /** Optional features that the implementation has, such as `HTTPRouteRequestTimeout`. @default - none */
  readonly 'supported-features'?: readonly string[];
  /** Whether the gateway expects the PROXY protocol. @default false */
  readonly 'proxy-protocol-enabled'?: boolean;
}

/** Which class a runtime has that runs a pod: by the labels of the revision. */
export type RuntimeClassSelection = Readonly<
  Record<string, { /** Labels of the revisions. */ readonly selector?: Readonly<Record<string, string>> }>
>;

/** Which broker a namespace gets that says nothing else. */
export interface BrokerDefault {
  /** Class of the broker. @default - the cluster's */
  readonly brokerClass?: 'MTChannelBasedBroker' | 'Kafka' | 'RabbitMQBroker' | (string & {});
  /** API version of the broker's configuration. */
  readonly apiVersion?: string;
  /** Kind of the broker's configuration. */
  readonly kind?: string;
  /** Name of the broker's configuration. */
  readonly name?: string;
  /** Namespace of the broker's configuration. */
  readonly namespace?: string;
  /** How events are delivered whose trigger does not say it. */
  readonly delivery?: object;
  /** Other configurations, by class. */
  readonly brokerClasses?: Readonly<Record<string, Omit<BrokerDefault, 'brokerClass' | 'brokerClasses'>>>;
  /** Whether a broker must have its configuration in its own namespace. @default false */
  readonly disallowDifferentNamespaceConfig?: boolean;
}

/** Which brokers are made of what. */
export interface BrokerDefaults {
  /** For the namespaces that are not listed. */
  readonly clusterDefault?: BrokerDefault;
  /** For some namespaces, by name. */
  readonly namespaceDefaults?: Readonly<Record<string, BrokerDefault>>;
}

/** A channel that is made where one is needed. */
export interface ChannelSpec {
  /** API version of the channel, such as `messaging.knative.dev/v1`. */
  readonly apiVersion: string;
  /** Kind of the channel, such as `InMemoryChannel` or `KafkaChannel`. */
  readonly kind: string;
  /** Spec of the channel. @default - none */
  readonly spec?: object;
}

/** Which channels are made of what. */
export interface ChannelDefaults {
  /** For the namespaces that are not listed. */
  readonly clusterDefault?: ChannelSpec;
  /** For some namespaces, by name. */
  readonly namespaceDefaults?: Readonly<Record<string, ChannelSpec>>;
}

/** Requests and limits of containers by their names; `default` is for all others, `prefix-scripts` for `scripts-…`. */
export type ContainerResources = Readonly<
  Record<
    string,
    { readonly requests?: Readonly<Record<string, string>>; readonly limits?: Readonly<Record<string, string>> }
  >
>;

/** Any map. */
export type AnyMap = Readonly<Record<string, unknown>>;
