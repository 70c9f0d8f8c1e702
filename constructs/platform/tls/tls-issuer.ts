import type { KubeObject } from '../../../lib/api/meta/v1';
import { brand } from '../../base/brand';
import { fromOptions } from '../../base/known-props';
import type { AcmeSolver } from './acme-solver';

/** An authority of one's own. */
export interface SelfSignedOptions {
  /** Name of the ClusterIssuer; its parts are called alike. @default 'knative-selfsigned-issuer' */
  readonly name?: string;
}

/** An authority that asks for a proof by the protocol ACME, such as Let's Encrypt. */
export interface AcmeOptions {
  /** Name of the ClusterIssuer. @default - that of the server; acme for a URL */
  readonly name?: string;
  /** Who it is, or the URL of its directory. The staging server issues what no browser trusts, and has wide limits. @default 'letsencrypt' */
  readonly server?: 'letsencrypt' | 'letsencrypt-staging' | (string & {});
  /** Who is told of certificates that are about to end. @default - nobody */
  readonly email?: string;
  /** How hosts are proved to be one's own; of several that fit, the one with the narrowest scope. */
  readonly solvers: readonly AcmeSolver[];
}

const SERVERS: Readonly<Record<string, string>> = {
  letsencrypt: 'https://acme-v02.api.letsencrypt.org/directory',
  'letsencrypt-staging': 'https://acme-staging-v02.api.letsencrypt.org/directory',
};

/** Where cert-manager looks for what ClusterIssuers name. */
const CERT_MANAGER = 'cert-manager';

/** A ClusterIssuer of cert-manager that comes with the platform. Made by one of its methods. */
export class TlsIssuer {
  /**
   * An authority of one's own, in the cluster: for hosts inside of it and for Knative's own parts. Who calls from outside
   * has to be told to trust it.
   */
  public static selfSigned(given: SelfSignedOptions = {}): TlsIssuer {
    return fromOptions('TlsIssuer.selfSigned', given, ({ name = 'knative-selfsigned-issuer' }) => {
      const [root, ca] = [`${name}-root`, `${name}-ca`];
      return new TlsIssuer(name, 'own', [], () => [
        clusterIssuer(root, { selfSigned: {} }),
        {
          apiVersion: 'cert-manager.io/v1',
          kind: 'Certificate',
          metadata: { name: ca, namespace: CERT_MANAGER },
          spec: {
            isCA: true,
            commonName: name,
            secretName: ca,
            privateKey: { algorithm: 'ECDSA', size: 256 },
            issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: root },
          },
        },
        clusterIssuer(name, { ca: { secretName: ca } }),
      ]);
    });
  }

  /** An ACME server, by default Let's Encrypt: for hosts that are reached from outside. */
  public static acme(given: AcmeOptions): TlsIssuer {
    return fromOptions('TlsIssuer.acme', given, ({ server = 'letsencrypt', name, email, solvers }, by) => {
      const url = SERVERS[server] ?? server;
      if (!URL.canParse(url) || !url.startsWith('https:')) {
        const hint = `write ${Object.keys(SERVERS).join(', ')} or the https URL of a directory`;
        by.refuse('value', 'server', `"${server}" is no server`, hint);
      }
      const entries = Array.from(solvers);
      if (entries.length === 0) by.refuse('missing', 'solvers', 'nothing proves a host', 'give an AcmeSolver');
      const own = name ?? (SERVERS[server] === undefined ? 'acme' : server);
      return new TlsIssuer(own, 'acme', entries, (platformClass) => [
        clusterIssuer(own, {
          acme: {
            server: url,
            ...(email !== undefined && { email }),
            privateKeySecretRef: { name: `${own}-account-key` },
            solvers: entries.map(({ entry }) => entry(platformClass)),
          },
        }),
      ]);
    });
  }

  private constructor(
    /** Name of the ClusterIssuer. */
    public readonly name: string,
    /** Whose authority it is. */
    public readonly of: 'own' | 'acme',
    /** How it has hosts proved. */
    public readonly solvers: readonly AcmeSolver[],
    /** What it becomes, where the platform's ingress has this class. */
    public readonly objects: (platformClass: string) => readonly KubeObject[],
  ) {
    brand(this, 'Value');
  }
}

function clusterIssuer(name: string, spec: object): KubeObject {
  return { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name }, spec };
}
