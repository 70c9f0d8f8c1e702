import { isDeepStrictEqual } from 'node:util';
import type { IssuerReference } from '../../../lib/api/config/shapes';
import type { KubeObject } from '../../../lib/api/meta/v1';
import type { Refusing } from '../../base/known-props';
import type { ServingOptions, TlsOptions } from '../bootstrap-props';
import type { Ingress } from '../ingress';
import type { TlsIssuer } from './tls-issuer';

const KINDS = ['issuer', 'clusterLocalIssuer', 'systemInternalIssuer'] as const;

/** How Knative is told of an issuer. */
export function issuerReference(issuer: IssuerReference | TlsIssuer | undefined): IssuerReference | undefined {
  if (issuer === undefined) return undefined;
  if (isMade(issuer)) return { kind: 'ClusterIssuer', name: issuer.name };
  const { name, kind = 'ClusterIssuer', group } = issuer;
  return { kind, name, ...(group !== undefined && { group }) };
}

/** The issuers that come with the platform, each once. */
export function issuerObjects(tls: TlsOptions | undefined, { kind }: Ingress, by: Refusing): KubeObject[] {
  const objects = new Map<string, KubeObject>();
  for (const prop of KINDS) {
    const issuer = tls?.[prop];
    if (issuer === undefined || !isMade(issuer)) continue;
    for (const object of issuer.objects(kind)) {
      const id = `${object.kind} ${object.metadata.name}`;
      const earlier = objects.get(id);
      if (earlier !== undefined && !isDeepStrictEqual(earlier, object)) {
        by.refuse('exclusive', `tls.${prop}`, `there is another ${id}, and it differs`, 'give one of them a name');
      }
      objects.set(id, object);
    }
  }
  return [...objects.values()];
}

/** Refuses issuers that can't issue what they are asked for. */
export function assertIssuers(tls: TlsOptions | undefined, serving: ServingOptions | undefined, by: Refusing): void {
  for (const prop of ['clusterLocalIssuer', 'systemInternalIssuer'] as const) {
    const issuer = tls?.[prop];
    if (issuer !== undefined && isMade(issuer) && issuer.of === 'acme') {
      const found = 'an ACME server proves no host inside the cluster';
      by.refuse('value', `tls.${prop}`, found, 'take TlsIssuer.selfSigned, or an issuer of yours');
    }
  }
  const { issuer } = tls ?? {};
  const wantsWildcards = serving?.network?.namespaceWildcardCertSelector !== undefined;
  if (wantsWildcards && issuer !== undefined && isMade(issuer) && issuer.of === 'acme') {
    if (issuer.solvers.every(({ way }) => way === 'http01')) {
      const found =
        'an answer over HTTP proves no wildcard, and serving.network.namespaceWildcardCertSelector asks for some';
      by.refuse('value', 'tls.issuer', found, 'give it AcmeSolver.dns01');
    }
  }
}

function isMade(issuer: IssuerReference | TlsIssuer): issuer is TlsIssuer {
  return 'objects' in issuer;
}
