import { Metric } from './autoscaling/v1alpha1/metric';
import { PodAutoscaler } from './autoscaling/v1alpha1/pod-autoscaler';
import { Image } from './caching/v1alpha1/image';
import { Broker } from './eventing/v1/broker';
import { Trigger } from './eventing/v1/trigger';
import type { Kind } from './kind';
import { builtInKinds } from './kubernetes';
import { Certificate } from './networking/v1alpha1/certificate';
import { ClusterDomainClaim } from './networking/v1alpha1/cluster-domain-claim';
import { Ingress } from './networking/v1alpha1/ingress';
import { ServerlessService } from './networking/v1alpha1/serverless-service';
import { Configuration } from './serving/v1/configuration';
import { Revision } from './serving/v1/revision';
import { Route } from './serving/v1/route';
import { Service } from './serving/v1/service';
import { DomainMapping } from './serving/v1beta1/domain-mapping';
import { ApiServerSource } from './sources/v1/api-server-source';
import { PingSource } from './sources/v1/ping-source';

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
  PingSource,
  ApiServerSource,
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
 * Kinds and versions of the groups that we model which upstream serves, in the core or an extension, but which are not
 * modelled here. By them one can tell a kind that is merely not modelled from one that does not exist.
 */
export const servedElsewhere: readonly ServedKind[] = [
  ...served('eventing.knative.dev', {
    EventPolicy: ['v1alpha1'],
    EventTransform: ['v1alpha1'],
    EventType: ['v1beta3', 'v1beta2', 'v1beta1'],
    KafkaSink: ['v1alpha1'],
    RabbitmqBrokerConfig: ['v1alpha1'],
    RequestReply: ['v1alpha1'],
  }),
  ...served('sources.knative.dev', {
    AwsSqsSource: ['v1alpha1'],
    CephSource: ['v1alpha1'],
    ContainerSource: ['v1'],
    GitHubSource: ['v1alpha1'],
    GitLabSource: ['v1alpha1'],
    IntegrationSource: ['v1alpha1'],
    KafkaSource: ['v1', 'v1beta1'],
    PingSource: ['v1', 'v1beta2'],
    RabbitmqSource: ['v1alpha1'],
    RedisStreamSource: ['v1alpha1'],
    SinkBinding: ['v1'],
  }),
];

const byName: ReadonlyMap<string, Kind> = new Map(
  [...kinds, ...builtInKinds].map((kind) => [`${kind.apiVersion}/${kind.kind}`, kind]),
);

/** The kind of that name, ours or Kubernetes' own; undefined for kinds that we don't know. */
export function findKind(apiVersion: string, kind: string): Kind | undefined {
  return byName.get(`${apiVersion}/${kind}`);
}

/** The kinds of a group that are modelled here; none for groups of Kubernetes itself. */
export function kindsOfGroup(group: string): readonly Kind[] {
  return kinds.filter((kind) => kind.group === group);
}

function served(group: string, versions: Readonly<Record<string, readonly string[]>>): ServedKind[] {
  return Object.entries(versions).map(([kind, ofKind]) => ({ group, kind, versions: ofKind }));
}
