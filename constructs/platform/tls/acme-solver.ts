import { brand } from '../../base/brand';
import { fromOptions } from '../../base/known-props';
import { type DnsProvider, providers } from './dns-providers';

/** Which hosts a solver is for. */
export interface SolverScope {
  /** Zones with all below them, such as `example.com`. @default - any host that no other solver takes */
  readonly zones?: readonly string[];
  /** Single hosts. @default - any host that no other solver takes */
  readonly hosts?: readonly string[];
}

/** Proof by an answer over HTTP. */
export interface Http01Options extends SolverScope {
  /** Class of the Ingress that cert-manager makes for the answer. @default - the platform's ingress */
  readonly ingressClass?: string;
}

/** Proof by a record in the DNS. */
export interface Dns01Options extends SolverScope {
  /** Who runs the zone. */
  readonly provider: DnsProvider;
  /** Whether a CNAME of the record is followed to another zone. @default false */
  readonly followCname?: boolean;
}

/** How one proves to an ACME server that a host is one's own. Made by one of its methods. */
export class AcmeSolver {
  /** By an answer over HTTP: the ACME server must reach port 80 of each host. It proves no wildcard. */
  public static http01(given: Http01Options = {}): AcmeSolver {
    return fromOptions('AcmeSolver.http01', given, ({ ingressClass, zones, hosts }) => {
      const scope = scopeOf({ zones, hosts });
      return new AcmeSolver('http01', (platformClass) => ({
        http01: { ingress: { class: ingressClass ?? platformClass } },
        ...scope,
      }));
    });
  }

  /** By a record in the DNS: for wildcards, and for hosts that the ACME server does not reach. */
  public static dns01(given: Dns01Options): AcmeSolver {
    return fromOptions('AcmeSolver.dns01', given, ({ provider, followCname = false, zones, hosts }, by) => {
      const known = Object.keys(providers) as (keyof DnsProvider)[];
      const chosen = Object.keys(provider).filter((name) => provider[name as keyof DnsProvider] !== undefined);
      const name = known.find((each) => each === chosen[0]);
      if (name === undefined || chosen.length !== 1) {
        const found = chosen.length === 0 ? 'nobody is named' : `"${chosen.join('" and "')}" is not one of them`;
        return by.refuse('value', 'provider', found, `name one of ${known.join(', ')}`);
      }
      const lower = providers[name] as (given: unknown) => Readonly<Record<string, unknown>>;
      const fields = Object.entries(lower(provider[name])).filter(([, value]) => value !== undefined);
      const dns01 = { ...(followCname && { cnameStrategy: 'Follow' }), [name]: Object.fromEntries(fields) };
      const scope = scopeOf({ zones, hosts });
      return new AcmeSolver('dns01', () => ({ dns01, ...scope }));
    });
  }

  private constructor(
    /** How it proves. */
    public readonly way: 'http01' | 'dns01',
    /** The entry of an issuer, where the platform's ingress has this class. */
    public readonly entry: (platformClass: string) => object,
  ) {
    brand(this, 'Value');
  }
}

function scopeOf({ zones, hosts }: SolverScope): object {
  if (zones === undefined && hosts === undefined) return {};
  return { selector: { ...(zones && { dnsZones: [...zones] }), ...(hosts && { dnsNames: [...hosts] }) } };
}
