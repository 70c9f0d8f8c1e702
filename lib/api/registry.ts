import { Metric } from './autoscaling/v1alpha1/metric';
import { PodAutoscaler } from './autoscaling/v1alpha1/pod-autoscaler';
import { GitHubBinding } from './bindings/v1alpha1/github-binding';
import { Image } from './caching/v1alpha1/image';
import { Integration } from './camel/v1/integration';
import { Pipe } from './camel/v1/pipe';
import { Broker } from './eventing/v1/broker';
import { Trigger } from './eventing/v1/trigger';
import { EventPolicy } from './eventing/v1alpha1/event-policy';
import { EventTransform } from './eventing/v1alpha1/event-transform';
import { KafkaSink } from './eventing/v1alpha1/kafka-sink';
import { RabbitmqBrokerConfig } from './eventing/v1alpha1/rabbitmq-broker-config';
import { RequestReply } from './eventing/v1alpha1/request-reply';
import { EventType } from './eventing/v1beta3/event-type';
import { Parallel } from './flows/v1/parallel';
import { Sequence } from './flows/v1/sequence';
import { istioKinds } from './istio/kinds';
import type { Kind } from './kind';
import { builtInKinds } from './kubernetes';
import { Channel } from './messaging/v1/channel';
import { InMemoryChannel } from './messaging/v1/in-memory-channel';
import { KafkaChannel } from './messaging/v1/kafka-channel';
import { Subscription } from './messaging/v1/subscription';
import { NatsJetStreamChannel } from './messaging/v1alpha1/nats-jet-stream-channel';
import { Certificate } from './networking/v1alpha1/certificate';
import { ClusterDomainClaim } from './networking/v1alpha1/cluster-domain-claim';
import { Ingress } from './networking/v1alpha1/ingress';
import { ServerlessService } from './networking/v1alpha1/serverless-service';
import { Configuration } from './serving/v1/configuration';
import { Revision } from './serving/v1/revision';
import { Route } from './serving/v1/route';
import { Service } from './serving/v1/service';
import { DomainMapping } from './serving/v1beta1/domain-mapping';
import { IntegrationSink } from './sinks/v1alpha1/integration-sink';
import { JobSink } from './sinks/v1alpha1/job-sink';
import { ApiServerSource } from './sources/v1/api-server-source';
import { ContainerSource } from './sources/v1/container-source';
import { KafkaSource } from './sources/v1/kafka-source';
import { PingSource } from './sources/v1/ping-source';
import { SinkBinding } from './sources/v1/sink-binding';
import { GitHubSource } from './sources/v1alpha1/github-source';
import { GitLabSource } from './sources/v1alpha1/gitlab-source';
import { IntegrationSource } from './sources/v1alpha1/integration-source';
import { RabbitmqSource } from './sources/v1alpha1/rabbitmq-source';
import { RedisStreamSource } from './sources/v1alpha1/redis-stream-source';
import { tektonKinds } from './tekton/kinds';
import { ClusterInterceptor } from './triggers/v1alpha1/cluster-interceptor';
import { Interceptor } from './triggers/v1alpha1/interceptor';
import { ClusterTriggerBinding } from './triggers/v1beta1/cluster-trigger-binding';
import { EventListener } from './triggers/v1beta1/event-listener';
import { TektonTrigger } from './triggers/v1beta1/trigger';
import { TriggerBinding } from './triggers/v1beta1/trigger-binding';
import { TriggerTemplate } from './triggers/v1beta1/trigger-template';

/** The kinds that are modelled here: each has a schema, a validator and a CRD. */
export const kinds: readonly Kind[] = [
  Service,
  Configuration,
  Route,
  Revision,
  DomainMapping,
  Ingress,
  ServerlessService,
  Certificate,
  ClusterDomainClaim,
  PodAutoscaler,
  Metric,
  Image,
  Broker,
  Trigger,
  EventType,
  EventPolicy,
  EventTransform,
  RequestReply,
  KafkaSink,
  RabbitmqBrokerConfig,
  Channel,
  InMemoryChannel,
  KafkaChannel,
  NatsJetStreamChannel,
  Subscription,
  Sequence,
  Parallel,
  PingSource,
  ApiServerSource,
  ContainerSource,
  SinkBinding,
  IntegrationSource,
  KafkaSource,
  RabbitmqSource,
  RedisStreamSource,
  GitHubSource,
  GitLabSource,
  JobSink,
  IntegrationSink,
  GitHubBinding,
  Pipe,
  Integration,
  ...tektonKinds,
  EventListener,
  TektonTrigger,
  TriggerBinding,
  TriggerTemplate,
  ClusterTriggerBinding,
  ClusterInterceptor,
  Interceptor,
  ...istioKinds,
];

/** A kind that upstream serves in a group that we model. */
export interface ServedKind {
  /** API group. */
  readonly group: string;
  /** The kind's name, in camel case. */
  readonly kind: string;
  /** Versions that are served, the one to write first. */
  readonly versions: readonly string[];
}

/**
 * Kinds of the groups that we model which upstream serves, in the core or an extension, but which are not modelled here.
 * By them one can tell a kind that is merely not modelled from one that does not exist. Further versions of a kind that
 * is modelled stand in its own `alsoServed`.
 */
export const servedElsewhere: readonly ServedKind[] = [
  ...served('sources.knative.dev', { AwsSqsSource: ['v1alpha1'], CephSource: ['v1alpha1'] }),
  ...served('sinks.knative.dev', { RedisStreamSink: ['v1alpha1'] }),
  ...served('bindings.knative.dev', { GitLabBinding: ['v1alpha1'] }),
  ...served('networking.istio.io', {
    ProxyConfig: ['v1beta1'],
    WorkloadEntry: ['v1', 'v1beta1', 'v1alpha3'],
    WorkloadGroup: ['v1', 'v1beta1', 'v1alpha3'],
  }),
  ...served('camel.apache.org', {
    Build: ['v1'],
    CamelCatalog: ['v1'],
    IntegrationKit: ['v1'],
    IntegrationPlatform: ['v1'],
    IntegrationProfile: ['v1'],
    Kamelet: ['v1'],
  }),
];

const byName: ReadonlyMap<string, Kind> = new Map(
  [...kinds, ...builtInKinds].map((kind) => [`${kind.apiVersion}/${kind.kind}`, kind]),
);

/** The kind of that name, ours or Kubernetes' own; undefined for kinds that we don't know. */
export function findKind(apiVersion: string, kind: string): Kind | undefined {
  return byName.get(`${apiVersion}/${kind}`);
}

/**
 * The modelled kind that upstream serves in this version too, such as `KafkaSource` for `sources.knative.dev/v1beta1`;
 * undefined for the version that is modelled. Its schema is of no use here: the fields of that version may differ.
 */
export function findAlsoServed(apiVersion: string, kind: string): Kind | undefined {
  return kinds.find(
    ({ group, kind: name, alsoServed = [] }) =>
      name === kind && alsoServed.some((version) => apiVersion === `${group}/${version}`),
  );
}

/** The kinds of a group that are modelled here; none for groups of Kubernetes itself. */
export function kindsOfGroup(group: string): readonly Kind[] {
  return kinds.filter((kind) => kind.group === group);
}

function served(group: string, versions: Readonly<Record<string, readonly string[]>>): ServedKind[] {
  return Object.entries(versions).map(([kind, ofKind]) => ({ group, kind, versions: ofKind }));
}
