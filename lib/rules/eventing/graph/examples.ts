import type { KubeObject } from '../../../api/meta/v1';

/** Objects of which the examples of graph rules are made, all in one namespace. */
const namespace = 'shop';

export function broker(name: string, spec?: object): KubeObject {
  return { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', metadata: { name, namespace }, spec };
}

export function serviceRef(name: string): object {
  return { ref: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name } };
}

export function brokerRef(name: string): object {
  return { ref: { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name } };
}

/** A trigger `ship` of a broker, whose subscriber is the service `shipping` unless the spec says otherwise. */
export function triggerOf(name: string, spec: object = {}): KubeObject {
  return {
    apiVersion: 'eventing.knative.dev/v1',
    kind: 'Trigger',
    metadata: { name: 'ship', namespace },
    spec: { broker: name, subscriber: serviceRef('shipping'), ...spec },
  };
}

export function pingTo(name: string): KubeObject {
  return {
    apiVersion: 'sources.knative.dev/v1',
    kind: 'PingSource',
    metadata: { name: 'tick', namespace },
    spec: { sink: brokerRef(name) },
  };
}

/** The service `shipping`. */
export const shipping: KubeObject = {
  apiVersion: 'serving.knative.dev/v1',
  kind: 'Service',
  metadata: { name: 'shipping', namespace },
  spec: {
    template: {
      spec: {
        containers: [
          {
            image: 'ghcr.io/example/shipping',
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'] },
              runAsNonRoot: true,
              seccompProfile: { type: 'RuntimeDefault' },
            },
          },
        ],
      },
    },
  },
};

export function channel(name: string): KubeObject {
  return { apiVersion: 'messaging.knative.dev/v1', kind: 'Channel', metadata: { name, namespace } };
}

export function channelRef(name: string): { readonly ref: object } {
  return { ref: { apiVersion: 'messaging.knative.dev/v1', kind: 'Channel', name } };
}

/** A subscription of a channel, named after it, whose subscriber is the service `shipping` unless the spec says otherwise. */
export function subscriptionOf(name: string, spec: object = {}): KubeObject {
  return {
    apiVersion: 'messaging.knative.dev/v1',
    kind: 'Subscription',
    metadata: { name, namespace },
    spec: { channel: channelRef(name).ref, subscriber: serviceRef('shipping'), ...spec },
  };
}

/** A sequence `checkout` of these steps. */
export function sequenceOf(steps: readonly object[], spec: object = {}): KubeObject {
  return {
    apiVersion: 'flows.knative.dev/v1',
    kind: 'Sequence',
    metadata: { name: 'checkout', namespace },
    spec: { steps, ...spec },
  };
}

export function sequenceRef(name: string): object {
  return { ref: { apiVersion: 'flows.knative.dev/v1', kind: 'Sequence', name } };
}
