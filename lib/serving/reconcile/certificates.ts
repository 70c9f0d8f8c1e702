import type { KubeObject, OwnerReference } from '../../api/meta/v1';
import { Certificate, type CertificateSpec, type CertificateStatus } from '../../api/networking/v1alpha1/certificate';
import type { IngressTLS } from '../../api/networking/v1alpha1/ingress';
import { conditionOf, hasFailed, isReady } from '../../controller/conditions';
import { apply, type Effect, isControlledBy, normal } from '../../controller/effects';
import type { View } from '../../controller/reconciler';
import { annotation, label } from '../keys';
import type { NetworkSettings } from '../settings';
import { copiedAnnotations } from './inherited';

export type CertificateObject = KubeObject<CertificateSpec, CertificateStatus>;

/** What a certificate is for: it decides who issues it. */
export type CertificateType = 'external-domain' | 'cluster-local-domain' | 'system-internal';

export interface CertificateWanted {
  readonly name: string;
  readonly namespace: string;
  readonly type: CertificateType;
  readonly dnsNames: readonly string[];
  readonly domain?: string;
  /** Who makes the certificate. */
  readonly certificateClass: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly owners: readonly OwnerReference[];
}

export function certificateOf(wanted: CertificateWanted): CertificateObject {
  const { name, namespace, type, dnsNames, domain, certificateClass, labels, annotations, owners } = wanted;
  return {
    apiVersion: Certificate.apiVersion,
    kind: Certificate.kind,
    metadata: {
      name,
      namespace,
      labels: { ...labels, [label.certificateType]: type },
      annotations: {
        [annotation.certificateClass]: certificateClass,
        ...copiedAnnotations(annotations),
      },
      ...(owners.length === 0 ? {} : { ownerReferences: owners }),
    },
    spec: { dnsNames, ...(domain === undefined ? {} : { domain }), secretName: name },
  };
}

/** A certificate that somebody needs: as it is now, and what brings it about. */
export interface CertificateFound {
  readonly found?: CertificateObject;
  readonly effect: Effect;
  /** Whether another object has its name. */
  readonly isTaken: boolean;
}

/** Looks for a certificate that an object needs. */
export function findCertificate(wanted: CertificateObject, owner: KubeObject, view: View): CertificateFound {
  const { name = '', namespace } = wanted.metadata;
  const found = view.get(Certificate, name, namespace);
  const created = normal('Created', `Created Certificate ${namespace}/${name}`);
  return {
    found,
    effect: apply(wanted, { created }),
    isTaken: found !== undefined && !isControlledBy(found, owner),
  };
}

/** How far a certificate is, and why. */
export function stateOf(found: CertificateObject | undefined) {
  const reason = conditionOf(found, 'Ready')?.reason ?? '';
  if (found === undefined) return { state: 'pending', reason } as const;
  if (isReady(found)) return { state: 'ready', reason } as const;
  return { state: hasFailed(found) ? 'failed' : 'pending', reason } as const;
}

/** Which secret an ingress shows for these hosts. */
export function ingressTls({ metadata, spec }: CertificateObject, hosts: readonly string[]): IngressTLS {
  return { hosts, secretName: spec?.secretName ?? '', secretNamespace: metadata.namespace };
}

const DISABLING = [
  'networking.knative.dev/disable-external-domain-tls',
  'networking.knative.dev/disable-auto-tls',
  'networking.knative.dev/disableAutoTLS',
] as const;

/** Whether hosts of this object that are reached from outside get certificates: by the settings, unless it says otherwise. */
export function hasExternalTls({ metadata }: KubeObject, { externalTls }: NetworkSettings): boolean {
  const disabled = DISABLING.map((key) => metadata.annotations?.[key]).find((text) => text !== undefined);
  return externalTls && !['1', 't', 'true'].includes(disabled?.toLowerCase() ?? '');
}
