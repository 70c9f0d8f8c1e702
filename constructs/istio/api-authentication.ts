import { brand } from '../base/brand';
import { fromOptions } from '../base/known-props';

/** Keys in a file that is mounted into the gateway's Pods. */
export interface KeyFileOptions {
  /** Path of the file, of lines `CLIENT:{SHA}…` as `htpasswd -s` writes them. @default - `api-keys` of the Secret `istio-ingressgateway-certs`, which Istio's own manifests mount */
  readonly file?: string;
  /** Header that the client shows its key in. @default 'Authorization' */
  readonly header?: string;
  /** Header in which the service is told which client it is. @default 'x-client-id' */
  readonly clientHeader?: string;
}

/** How an `ApiGateway` knows its clients. No key stands in a manifest, whichever way. */
export class ApiAuthentication {
  /**
   * By keys in a file, as the name of a client and its key (HTTP Basic). The file comes from a Secret that is mounted
   * into the gateway's Pods and holds hashes alone; it is read when the gateway starts.
   */
  public static keyFile(given: KeyFileOptions = {}): ApiAuthentication {
    return fromOptions('ApiAuthentication.keyFile', given, ({ file, header, clientHeader }) => {
      const config = {
        '@type': 'type.googleapis.com/envoy.extensions.filters.http.basic_auth.v3.BasicAuth',
        users: { filename: file ?? MOUNTED_KEYS },
        forward_username_header: clientHeader ?? 'x-client-id',
        ...(header !== undefined && { authentication_header: header }),
      };
      const filter = { name: 'envoy.filters.http.basic_auth', typed_config: config };
      return new ApiAuthentication({ filter, header: header ?? 'authorization' });
    });
  }

  /**
   * By asking a service for each request: one that the mesh configuration lists under `extensionProviders`. It may look
   * keys up in Secrets, in a database, or anywhere else.
   */
  public static provider(name: string): ApiAuthentication {
    return new ApiAuthentication({ provider: name });
  }

  private constructor(
    /** A filter of Envoy and the header that it reads the key from, or the provider that is asked. */
    public readonly way: { readonly filter: HttpFilter; readonly header: string } | { readonly provider: string },
  ) {
    brand(this, 'Value');
  }
}

/** A filter of HTTP, as Envoy has it. */
export interface HttpFilter {
  /** Its name. */
  readonly name: string;
  /** Its type and its settings. */
  readonly typed_config: Readonly<Record<string, unknown>>;
}

const MOUNTED_KEYS = '/etc/istio/ingressgateway-certs/api-keys';
