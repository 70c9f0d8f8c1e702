import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { IntOrString } from '../../meta/v1';

/** Asks for a certificate. */
export interface CertificateSpec {
  /** Names that the certificate is for, one or more; a first part of `*` stands for any. */
  readonly dnsNames: readonly string[];
  /** The name that comes first in the certificate; one of `dnsNames`, or an end of one. */
  readonly domain?: string;
  /** Secret that the certificate and its key are put into. */
  readonly secretName: string;
}

/** A question that the authority asks over HTTP, and who answers it. */
export interface HTTP01Challenge {
  /** URL that the authority asks. */
  readonly url?: string;
  /** The service that answers. */
  readonly serviceName?: string;
  /** Namespace of the service. */
  readonly serviceNamespace?: string;
  /** Port of the service, by number or name. */
  readonly servicePort?: IntOrString;
}

/** What became of a certificate. */
export interface CertificateStatus extends Status {
  /**
   * When the certificate ends.
   * @format date-time
   */
  readonly notAfter?: string;
  /** Questions that are still open. */
  readonly http01Challenges?: readonly HTTP01Challenge[];
}

export const Certificate = defineKind<CertificateSpec, CertificateStatus>({
  group: 'networking.internal.knative.dev',
  version: 'v1alpha1',
  kind: 'Certificate',
  plural: 'certificates',
  scope: 'Namespaced',
  shortNames: ['kcert'],
  categories: ['knative-internal', 'networking'],
  columns: {
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
});
