import { defineKind } from './kind';
import type { KubeObject } from './meta/v1';

/** Who issues a certificate. */
export interface IssuerReference {
  readonly kind?: string;
  readonly name: string;
  readonly group?: string;
}

interface CertificateSpec {
  readonly commonName?: string;
  readonly secretName: string;
  readonly dnsNames?: readonly string[];
  readonly issuerRef: IssuerReference;
  readonly secretTemplate?: { readonly labels?: Readonly<Record<string, string>> };
}

interface CertificateStatus {
  readonly conditions?: readonly unknown[];
  readonly observedGeneration?: number;
  /** When the certificate ends. */
  readonly notAfter?: string;
}

export type IssuedCertificateObject = KubeObject<CertificateSpec, CertificateStatus>;

/** cert-manager's Certificate, which Knative's become. Programs don't write it, so nothing else of it is known. */
export const IssuedCertificate = defineKind<CertificateSpec, CertificateStatus>({
  group: 'cert-manager.io',
  version: 'v1',
  kind: 'Certificate',
  plural: 'certificates',
  scope: 'Namespaced',
});
