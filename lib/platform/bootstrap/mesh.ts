import type { KubeObject } from '../../api/meta/v1';
import type { ReleaseComponent } from '../catalogue/releases';

/** Port at which webhooks listen unless their Service says another number. */
const WEBHOOK_PORT = 8443;

interface WebhookService {
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly port: number; readonly targetPort?: number | string }[];
}

interface PeerAuthentication {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
}

/**
 * What lets the API server, which is no part of the mesh, call the webhooks in it: for each webhook in a namespace with
 * sidecars, and for which the release ships no such object.
 */
export function webhookExceptions(
  components: readonly ReleaseComponent[],
  objects: readonly KubeObject[],
  injected: readonly string[],
): KubeObject[] {
  const excepted = objects
    .filter(({ kind }) => kind === 'PeerAuthentication')
    .map(({ metadata, spec }) => ({
      namespace: metadata.namespace,
      labels: Object.entries((spec as PeerAuthentication).selector?.matchLabels ?? {}),
    }));
  return components
    .flatMap(({ readiness }) => readiness.webhooks)
    .filter(({ namespace }) => injected.includes(namespace))
    .flatMap(({ namespace, name }): KubeObject[] => {
      const service = objects.find(
        ({ kind, metadata }) => kind === 'Service' && metadata.namespace === namespace && metadata.name === name,
      );
      const { selector, ports } = (service?.spec ?? {}) as Partial<WebhookService>;
      if (selector === undefined) return [];
      const isExcepted = excepted.some(
        (one) => one.namespace === namespace && one.labels.every(([label, value]) => selector[label] === value),
      );
      if (isExcepted) return [];
      const target = ports?.find(({ port }) => port === 443)?.targetPort;
      return [
        {
          apiVersion: 'security.istio.io/v1',
          kind: 'PeerAuthentication',
          metadata: { name, namespace },
          spec: {
            selector: { matchLabels: selector },
            portLevelMtls: { [String(typeof target === 'number' ? target : WEBHOOK_PORT)]: { mode: 'PERMISSIVE' } },
          },
        },
      ];
    });
}
