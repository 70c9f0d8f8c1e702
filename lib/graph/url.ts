import type { ObjectRef } from './object-ref';

const CLUSTER_HOST =
  /\bhttps?:\/\/([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.[a-z0-9.-]+)?(?::\d+)?(?:\/([a-z0-9.-]+)\/([a-z0-9.-]+))?/g;
const BROKER_INGRESS = 'broker-ingress';

/**
 * The objects that the in-cluster URLs in a text may lead to: a service of Knative or of Kubernetes by its host,
 * a broker by the path behind Knative's broker ingress.
 */
export function addressedObjects(text: string): ObjectRef[] {
  if (!text.includes('.svc')) return [];
  return [...text.matchAll(CLUSTER_HOST)].flatMap(([, name = '', namespace = '', brokerNamespace, broker]) =>
    name === BROKER_INGRESS && broker !== undefined
      ? [{ group: 'eventing.knative.dev', kind: 'Broker', name: broker, namespace: brokerNamespace }]
      : [
          { group: 'serving.knative.dev', kind: 'Service', name, namespace },
          { group: '', kind: 'Service', name, namespace },
        ],
  );
}
