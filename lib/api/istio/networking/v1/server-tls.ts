/** Versions of TLS; `TLS_AUTO` leaves the choice to Envoy. */
export type TLSProtocolVersion = 'TLS_AUTO' | 'TLSV1_0' | 'TLSV1_1' | 'TLSV1_2' | 'TLSV1_3';

/** A certificate and its key, as files of the gateway. */
export interface ServerTLSCertificate {
  /** Path of the certificate's file. */
  readonly serverCertificate?: string;
  /** Path of the key's file. */
  readonly privateKey?: string;
  /** Path of the file of authorities that clients' certificates are checked by. */
  readonly caCertificates?: string;
}

/** How a server ends TLS. */
export interface ServerTLSSettings {
  /** Whether every request over plain HTTP is sent to HTTPS. @default false */
  readonly httpsRedirect?: boolean;
  /**
   * Whether TLS ends here (`SIMPLE`, `MUTUAL` and their kin) or is passed on (`PASSTHROUGH`, `AUTO_PASSTHROUGH`).
   * @enforcedBySchema
   */
  readonly mode?: 'PASSTHROUGH' | 'SIMPLE' | 'MUTUAL' | 'AUTO_PASSTHROUGH' | 'ISTIO_MUTUAL' | 'OPTIONAL_MUTUAL';
  /** Name of the Secret that holds certificate and key, in the namespace of the gateway's Pods. */
  readonly credentialName?: string;
  /**
   * Names of Secrets of certificates of different sorts, such as RSA and ECDSA.
   * @minItems 1
   * @maxItems 2
   */
  readonly credentialNames?: readonly string[];
  /** Name of the Secret that holds the authorities that clients' certificates are checked by. */
  readonly caCertCredentialName?: string;
  /** Path of the certificate's file. */
  readonly serverCertificate?: string;
  /** Path of the key's file. */
  readonly privateKey?: string;
  /** Path of the file of authorities that clients' certificates are checked by. */
  readonly caCertificates?: string;
  /** Path of the file of clients' certificates that were called back. */
  readonly caCrl?: string;
  /**
   * Certificates of different sorts, as files.
   * @minItems 1
   * @maxItems 2
   */
  readonly tlsCertificates?: readonly ServerTLSCertificate[];
  /** Names of which a client's certificate must have one. */
  readonly subjectAltNames?: readonly string[];
  /** SHA-256 of the public key, in base64, of clients' certificates that are taken. */
  readonly verifyCertificateSpki?: readonly string[];
  /** SHA-256, in hexadecimal, of clients' certificates that are taken. */
  readonly verifyCertificateHash?: readonly string[];
  /**
   * Oldest version of TLS that is taken.
   * @default 'TLSV1_2'
   * @enforcedBySchema
   */
  readonly minProtocolVersion?: TLSProtocolVersion;
  /**
   * Newest version of TLS that is taken.
   * @enforcedBySchema
   */
  readonly maxProtocolVersion?: TLSProtocolVersion;
  /** Ciphers that are taken. @default - Envoy's */
  readonly cipherSuites?: readonly string[];
}
