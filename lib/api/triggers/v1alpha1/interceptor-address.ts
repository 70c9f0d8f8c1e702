import type { Int32 } from '../../meta/v1';

/** The Service that answers for an interceptor. */
export interface InterceptorService {
  /** Its name. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Path of the URL. @default - none */
  readonly path?: string;
  /**
   * Port. @default 8443 with a `caBundle`, else 80
   * @explicitPresence
   */
  readonly port?: Int32;
}

/** How an interceptor is reached: at a URL, or as a Service. */
export interface InterceptorClientConfig {
  /** PEM certificates, in Base64, of the authorities that vouch for it. */
  readonly caBundle?: string;
  /**
   * The URL.
   * @explicitPresence
   */
  readonly url?: string;
  /**
   * The Service.
   * @explicitPresence
   */
  readonly service?: InterceptorService;
}
