import type { GatewayServer as ServerSpec } from '../../lib/api/istio/networking/v1/gateway';
import type { ServerTLSSettings } from '../../lib/api/istio/networking/v1/server-tls';
import { fromOptions } from '../base/known-props';
import { type INamed, nameOf } from '../kubernetes/named';

/** What a server of a gateway takes. */
export interface ServerOptions {
  /** Hosts that are let in, as `shop.example.com`, `*.example.com` or `*`. */
  readonly hosts: readonly string[];
  /** Number of the port. @default - 80 for HTTP, 443 for HTTPS and TLS */
  readonly port?: number;
}

/** What a server of HTTP takes. */
export interface HttpServerOptions extends ServerOptions {
  /** Whether every request is sent to HTTPS. @default false */
  readonly redirectToHttps?: boolean;
}

/** What a server that ends TLS takes. */
export interface HttpsServerOptions extends ServerOptions {
  /** Secret of certificate and key, in the namespace of the gateway's Pods. */
  readonly certificate: string | INamed;
  /** Whether clients must show a certificate; the Secret holds the authorities too. @default false */
  readonly mutual?: boolean;
  /** Oldest version of TLS that is taken. @default 'TLSV1_2' */
  readonly minProtocolVersion?: ServerTLSSettings['minProtocolVersion'];
}

/** The usual servers of a gateway; any other is written as the object has it. */
export class GatewayServer {
  /** Plain HTTP. */
  public static http(given: HttpServerOptions): ServerSpec {
    return fromOptions('GatewayServer.http', given, ({ hosts, port = 80, redirectToHttps }) => ({
      port: { number: port, name: nameFor('http', port, 80), protocol: 'HTTP' },
      hosts,
      ...(redirectToHttps && { tls: { httpsRedirect: true } }),
    }));
  }

  /** HTTPS that ends at the gateway. */
  public static https(given: HttpsServerOptions): ServerSpec {
    return fromOptions(
      'GatewayServer.https',
      given,
      ({ hosts, port = 443, certificate, mutual, minProtocolVersion }) => ({
        port: { number: port, name: nameFor('https', port, 443), protocol: 'HTTPS' },
        hosts,
        tls: {
          mode: mutual ? 'MUTUAL' : 'SIMPLE',
          credentialName: nameOf(certificate),
          ...(minProtocolVersion && { minProtocolVersion }),
        },
      }),
    );
  }

  /** TLS that is passed on to the service that ends it. */
  public static passthrough(given: ServerOptions): ServerSpec {
    return fromOptions('GatewayServer.passthrough', given, ({ hosts, port = 443 }) => ({
      port: { number: port, name: nameFor('tls', port, 443), protocol: 'TLS' },
      hosts,
      tls: { mode: 'PASSTHROUGH' },
    }));
  }

  private constructor() {}
}

/** Ports of a gateway have different names. */
function nameFor(protocol: string, port: number, usual: number): string {
  return port === usual ? protocol : `${protocol}-${port}`;
}
