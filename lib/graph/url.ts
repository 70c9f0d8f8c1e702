import type { ObjectRef } from './object-ref';

const CLUSTER_HOST =
  /\bhttps?:\/\/([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.[a-z0-9.-]+)?(?::\d+)?(?:\/([a-z0-9.-]+)\/([a-z0-9.-]+))?/g;

/** Services behind which the path names the object that is meant. */
const INGRESSES: Readonly<Record<string, { readonly group: string; readonly kind: string }>> = {
  'broker-ingress': { group: 'eventing.knative.dev', kind: 'Broker' },
  'kafka-broker-ingress': { group: 'eventing.knative.dev', kind: 'Broker' },
  'kafka-channel-ingress': { group: 'messaging.knative.dev', kind: 'KafkaChannel' },
  'kafka-sink-ingress': { group: 'eventing.knative.dev', kind: 'KafkaSink' },
  'job-sink': { group: 'sinks.knative.dev', kind: 'JobSink' },
};

/** How the Services of EventListeners are called, before the listener's own name. */
const LISTENER = 'el-';

const listener = { group: 'triggers.tekton.dev', kind: 'EventListener' };

/**
 * The objects that the in-cluster URLs in a text may lead to: a service of Knative or of Kubernetes by its host; a
 * broker, a sink and the like by the path behind Knative's ingress for them.
 */
export function addressedObjects(text: string): ObjectRef[] {
  if (!text.includes('.svc')) return [];
  return [...text.matchAll(CLUSTER_HOST)].flatMap(([, host = '', hostNamespace = '', namespace, name]) => {
    const behind = Object.hasOwn(INGRESSES, host) ? INGRESSES[host] : undefined;
    if (behind !== undefined && name !== undefined) return [{ ...behind, name, namespace }];
    const inNamespace = { name: host, namespace: hostNamespace };
    return [
      { group: 'serving.knative.dev', kind: 'Service', ...inNamespace },
      { group: '', kind: 'Service', ...inNamespace },
      ...(host.startsWith(LISTENER) ? [{ ...listener, ...inNamespace, name: host.slice(LISTENER.length) }] : []),
    ];
  });
}
