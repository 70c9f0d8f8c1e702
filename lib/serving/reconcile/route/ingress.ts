import type { ConfigSettings } from '../../../api/config';
import type { KubeObject } from '../../../api/meta/v1';
import type { HTTP01Challenge } from '../../../api/networking/v1alpha1/certificate';
import {
  type HTTPIngressPath,
  Ingress,
  type IngressBackendSplit,
  type IngressRule,
  type IngressSpec,
  type IngressTLS,
} from '../../../api/networking/v1alpha1/ingress';
import { controllerReference } from '../../../controller/effects';
import { childName } from '../../../controller/names';
import { annotation, label } from '../../keys';
import type { NetworkSettings } from '../../settings';
import { copiedAnnotations, ingressClassOf } from '../inherited';
import { expanded } from './domains';
import { type Rollout, sharesOf, writtenRollout } from './rollout';
import type { Backend, RouteObject } from './traffic';

/** A name of a route, where it is reached and where it leads. */
export interface Entrance {
  /** Empty for the route itself. */
  readonly tag: string;
  /** The name of its service inside the cluster. */
  readonly hostName: string;
  readonly localHost: string;
  /** Absent where it is reached inside the cluster only. */
  readonly publicHost?: string;
  readonly backends: readonly Backend[];
}

export interface IngressGiven {
  readonly network: NetworkSettings;
  readonly features: ConfigSettings;
  readonly rollout: Rollout;
  readonly tls: readonly IngressTLS[];
  readonly challenges: readonly HTTP01Challenge[];
}

const PORT = { http1: 80, h2c: 81 } as const;
const HTTPS_PORT = 443;
const HTTP_OPTION = { enabled: 'Enabled', redirected: 'Redirected', disabled: undefined } as const;
const PROTOCOL_ANNOTATIONS = ['networking.knative.dev/http-protocol', 'networking.knative.dev/httpOption'] as const;

/** What the ingress is to do for a route. */
export function ingressOf(
  route: RouteObject,
  entrances: readonly Entrance[],
  given: IngressGiven,
): KubeObject<IngressSpec> {
  const { name = '', namespace = '', labels, annotations } = route.metadata;
  const { network, rollout } = given;
  const httpOption = httpOptionOf(annotations, network);
  return {
    apiVersion: Ingress.apiVersion,
    kind: Ingress.kind,
    metadata: {
      name: childName(name, ''),
      namespace,
      labels: { ...labels, [label.route]: name, [label.routeNamespace]: namespace },
      annotations: {
        [annotation.ingressClass]: ingressClassOf(annotations, network),
        ...copiedAnnotations(annotations),
        [annotation.rollout]: writtenRollout(rollout),
        ...tagToHost(entrances),
      },
      ownerReferences: [controllerReference(route)],
    },
    spec: {
      ...(httpOption === undefined ? {} : { httpOption }),
      ...(given.tls.length === 0 ? {} : { tls: given.tls }),
      rules: entrances.flatMap((entrance) => rulesOf(entrance, entrances, namespace, given)),
    },
  };
}

/** What plain HTTP from outside gets: by the object's own word, or by the settings. */
export function httpOptionOf(
  annotations: Readonly<Record<string, string>> | undefined,
  network: NetworkSettings,
): IngressSpec['httpOption'] {
  const asked = PROTOCOL_ANNOTATIONS.map((key) => annotations?.[key]?.toLowerCase()).find(
    (value) => value !== undefined,
  );
  return HTTP_OPTION[asked === 'enabled' || asked === 'redirected' ? asked : network.httpProtocol];
}

function tagToHost(entrances: readonly Entrance[]): Record<string, string> {
  const tagged = entrances.filter(({ tag }) => tag !== '');
  if (tagged.length === 0) return {};
  const hosts = tagged.map(({ tag, localHost, publicHost }) => [
    tag,
    publicHost === undefined ? [localHost] : [localHost, publicHost],
  ]);
  return { [annotation.tagToHost]: JSON.stringify(Object.fromEntries(hosts)) };
}

function rulesOf(
  entrance: Entrance,
  all: readonly Entrance[],
  namespace: string,
  given: IngressGiven,
): readonly IngressRule[] {
  const paths = pathsOf(entrance, all, namespace, given);
  const { localHost, publicHost } = entrance;
  const local: IngressRule = { hosts: expanded(localHost), visibility: 'ClusterLocal', http: { paths } };
  if (publicHost === undefined) return [local];
  const http = { paths: [...challengePaths(publicHost, given.challenges), ...paths] };
  return [local, { hosts: [publicHost], visibility: 'ExternalIP', http }];
}

/** Where the questions that a certificate authority asks of a host are answered. */
export function challengePaths(host: string, challenges: readonly HTTP01Challenge[]): readonly HTTPIngressPath[] {
  return challenges.flatMap(({ url = '', serviceName = '', serviceNamespace = '', servicePort = 80 }) => {
    const { hostname, pathname } = new URL(url);
    if (hostname !== host) return [];
    return [{ path: pathname, splits: [{ serviceName, serviceNamespace, servicePort, percent: 100 }] }];
  });
}

const TAG_HEADER = 'Knative-Serving-Tag';
const DEFAULT_HEADER = 'Knative-Serving-Default-Route';

function pathsOf(entrance: Entrance, all: readonly Entrance[], namespace: string, given: IngressGiven) {
  const { features } = given;
  const splits = splitsOf(entrance, namespace, given);
  if (features['tag-header-based-routing']?.toLowerCase() !== 'enabled') return [{ splits }];
  if (entrance.tag !== '') return [{ splits, appendHeaders: { [TAG_HEADER]: entrance.tag } }];
  const byHeader = all
    .filter(({ tag }) => tag !== '')
    .map((tagged) => ({
      splits: splitsOf(tagged, namespace, given),
      headers: { [TAG_HEADER]: { exact: tagged.tag } },
    }));
  return [...byHeader, { splits, appendHeaders: { [DEFAULT_HEADER]: 'true' } }];
}

function splitsOf(
  { tag, backends }: Entrance,
  namespace: string,
  { rollout, network }: IngressGiven,
): readonly IngressBackendSplit[] {
  return sharesOf(tag, backends, rollout)
    .filter(({ percent }) => percent > 0)
    .map(({ revision, percent, protocol }) => ({
      serviceName: revision,
      serviceNamespace: namespace,
      servicePort: network.internalTls ? HTTPS_PORT : PORT[protocol],
      percent,
      appendHeaders: { 'Knative-Serving-Revision': revision, 'Knative-Serving-Namespace': namespace },
    }));
}
