import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import {
  ServerlessService,
  type ServerlessServiceSpec,
  type ServerlessServiceStatus,
} from '../../api/networking/v1alpha1/serverless-service';
import { living } from '../../controller/conditions';
import { applyContent, controllerReference, type Effect, isControlledBy } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { childName } from '../../controller/names';
import type { View } from '../../controller/reconciler';
import { label, SYSTEM_NAMESPACE } from '../keys';
import { queuePort } from './containers';

type Sks = KubeObject<ServerlessServiceSpec, ServerlessServiceStatus>;

/** Where the activator's own addresses are. */
export const ACTIVATOR_SERVICE = 'activator-service';

/** Where requests enter: ports of the public service, the same as the activator's. */
const publicPort = { http1: { name: 'http', port: 80 }, h2c: { name: 'http2', port: 81 } } as const;
const HTTPS_PORT = 443;

interface Subset {
  readonly addresses?: readonly { readonly ip: string }[];
  readonly notReadyAddresses?: readonly object[];
  readonly ports?: readonly { readonly port?: number }[];
}

interface Endpoints {
  readonly subsets?: readonly Subset[];
}

/** Two services for the same pods: one that always leads to them, one that leads to the activator while there are none. */
export const serverlessService = livingReconciler({
  name: 'serving/serverless-service',
  kind: ServerlessService,
  owns: [kubernetes.Service, kubernetes.Endpoints],
  conditionSet: living('EndpointsPopulated'),
  reconcile({ object, view, conditions }) {
    const { name = '', namespace } = object.metadata;
    const effects: Effect[] = [];
    const status = { serviceName: name, privateServiceName: childName(name, '-private') };

    for (const [kind, wanted] of [
      ['Service', privateService(object, view)],
      ['Service', publicService(object)],
    ] as const) {
      const found = view.get(kubernetes[kind], wanted.metadata.name ?? '', namespace);
      if (found !== undefined && !isControlledBy(found, object)) {
        conditions.markFalse(
          'EndpointsPopulated',
          'NotOwned',
          `Resource ${kind} of type "${wanted.metadata.name}" is not owned by SKS`,
        );
        return { effects, failure: `SKS: ${name} does not own ${kind}: ${wanted.metadata.name}` };
      }
      effects.push(applyContent(wanted));
    }

    const own = view.get(kubernetes.Endpoints, status.privateServiceName, namespace) as Endpoints | undefined;
    const activators = view.get(kubernetes.Endpoints, ACTIVATOR_SERVICE, SYSTEM_NAMESPACE) as Endpoints | undefined;
    const isProxied = readyCount(activators) > 0 && (object.spec?.mode === 'Proxy' || readyCount(own) === 0);
    const source = isProxied ? chosen(activators, object) : own;
    effects.push(applyContent(publicEndpoints(object, source)));

    if (readyCount(own) > 0) conditions.markTrue('EndpointsPopulated');
    else conditions.markUnknown('EndpointsPopulated', 'NoHealthyBackends', 'K8s Service is not ready');
    const why = { reason: 'ActivatorEndpointsPopulated', message: 'Revision is backed by Activator' };
    if (isProxied) conditions.markTrue('ActivatorEndpointsPopulated', why);
    else conditions.markFalse('ActivatorEndpointsPopulated', why.reason, why.message);
    return { status, effects };
  },
});

/** How many addresses take requests. */
export function readyCount(endpoints: Endpoints | undefined): number {
  return (endpoints?.subsets ?? []).reduce((sum, { addresses }) => sum + (addresses?.length ?? 0), 0);
}

function metadataOf(object: Sks, name: string, type: 'Public' | 'Private') {
  const { name: own = '', namespace, labels, annotations } = object.metadata;
  return {
    name,
    namespace,
    labels: { ...labels, [label.serverlessService]: own, [label.serviceType]: type },
    ...(annotations === undefined ? {} : { annotations }),
    ownerReferences: [controllerReference(object)],
  };
}

function protocol(object: Sks) {
  return object.spec?.protocolType ?? 'http1';
}

function privateService(object: Sks, view: View): KubeObject {
  const { name = '', namespace } = object.metadata;
  const { objectRef } = object.spec!;
  const scaled = view.get(kubernetes.Deployment, objectRef.name ?? '', namespace);
  const selector = (scaled?.spec as { selector?: { matchLabels?: Record<string, string> } } | undefined)?.selector;
  const http = protocol(object) === 'h2c' ? 'http2' : 'http';
  const port = queuePort[protocol(object)];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(object, childName(name, '-private'), 'Private'),
    spec: {
      ports: [
        { name: http, protocol: 'TCP', port: 80, targetPort: port, ...clearText(object) },
        { name: 'https', protocol: 'TCP', port: HTTPS_PORT, targetPort: queuePort.https },
        { name: 'http-autometric', protocol: 'TCP', port: queuePort.metrics, targetPort: 'http-autometric' },
        { name: 'http-usermetric', protocol: 'TCP', port: queuePort.requestMetrics, targetPort: 'http-usermetric' },
        // Pods that reach others by their address need the port itself as a service port.
        { name: `${http}-istio`, protocol: 'TCP', port, targetPort: port, ...clearText(object) },
      ],
      selector: selector?.matchLabels ?? { [label.revisionUid]: object.metadata.labels?.[label.revisionUid] ?? '' },
    },
  } as KubeObject;
}

function publicService(object: Sks): KubeObject {
  const { name = '' } = object.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(object, name, 'Public'),
    spec: {
      ports: [
        {
          ...publicPort[protocol(object)],
          protocol: 'TCP',
          targetPort: queuePort[protocol(object)],
          ...clearText(object),
        },
        { name: 'https', protocol: 'TCP', port: HTTPS_PORT, targetPort: queuePort.https },
      ],
    },
  } as KubeObject;
}

const clearText = (object: Sks) => (protocol(object) === 'h2c' ? { appProtocol: 'kubernetes.io/h2c' } : {});

function publicEndpoints(object: Sks, source: Endpoints | undefined): KubeObject {
  const { name = '' } = object.metadata;
  const wanted: readonly (number | undefined)[] = [queuePort[protocol(object)], queuePort.https];
  const subsets = (source?.subsets ?? []).map((subset) => ({
    ...subset,
    ports: (subset.ports ?? []).filter(({ port }) => wanted.includes(port)),
  }));
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: metadataOf(object, name, 'Public'),
    ...(subsets.length === 0 ? {} : { subsets }),
  } as KubeObject;
}

/** As many activators as the service asks for, always the same ones of the same. */
function chosen(activators: Endpoints | undefined, object: Sks): Endpoints | undefined {
  const wanted = object.spec?.numActivators ?? 0;
  if (wanted === 0 || wanted >= readyCount(activators)) return activators;
  const key = `${object.metadata.namespace}/${object.metadata.name}`;
  return {
    subsets: activators?.subsets?.map((subset) => ({
      ...subset,
      addresses: [...(subset.addresses ?? [])]
        .sort((a, b) => rank(key, a.ip) - rank(key, b.ip) || (a.ip < b.ip ? -1 : 1))
        .slice(0, wanted),
    })),
  };
}

/** A place for an address in the order of one service: another for each, and it does not move when others come and go. */
function rank(key: string, ip: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${key}|${ip}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
