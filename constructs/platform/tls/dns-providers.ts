import type { SecretRef } from '../../kubernetes/secret-reference';

/** Who runs the DNS zone: exactly one of them. Secrets are in the namespace of cert-manager. */
export interface DnsProvider {
  /** Cloudflare, by an API token that may edit the zone. */
  readonly cloudflare?: {
    /** The API token. */
    readonly apiToken: SecretRef;
    /** E-mail address of the account. @default - not needed with a token */
    readonly email?: string;
  };
  /** Amazon Route 53. Without keys, cert-manager takes the credentials of its own environment. */
  readonly route53?: {
    /** Region of the API. @default - that of the environment */
    readonly region?: string;
    /** The zone, where several fit. @default - it is looked up */
    readonly hostedZoneID?: string;
    /** Role to take, as an ARN. @default - none */
    readonly role?: string;
    /** Id of the access key. @default - the environment's credentials */
    readonly accessKeyID?: string;
    /** Secret access key. @default - the environment's credentials */
    readonly secretAccessKey?: SecretRef;
  };
  /** Google Cloud DNS. Without a key, cert-manager takes the credentials of its own environment. */
  readonly cloudDNS?: {
    /** Project of the zone. */
    readonly project: string;
    /** The zone, where several fit. @default - it is looked up */
    readonly hostedZoneName?: string;
    /** Key of a service account. @default - the environment's credentials */
    readonly serviceAccount?: SecretRef;
  };
  /** Azure DNS. */
  readonly azureDNS?: {
    readonly subscriptionID: string;
    readonly resourceGroupName: string;
    /** The zone, where several fit. @default - it is looked up */
    readonly hostedZoneName?: string;
    /** Azure's cloud, such as `AzureChinaCloud`. @default 'AzurePublicCloud' */
    readonly environment?: string;
    /** Tenant of the service principal. @default - a managed identity */
    readonly tenantID?: string;
    /** Id of the service principal. @default - a managed identity */
    readonly clientID?: string;
    /** Password of the service principal. @default - a managed identity */
    readonly clientSecret?: SecretRef;
    /** Client id of a managed identity. @default - that of the environment */
    readonly managedIdentityClientID?: string;
  };
  /** DigitalOcean. */
  readonly digitalocean?: {
    /** The API token. */
    readonly token: SecretRef;
  };
  /** Any server that takes updates by RFC 2136, such as BIND. */
  readonly rfc2136?: {
    /** Address of the server, such as `192.0.2.53:53`. */
    readonly nameserver: string;
    /** Name of the TSIG key. @default - updates are not signed */
    readonly tsigKeyName?: string;
    /** Algorithm of the TSIG key. @default 'HMACMD5' */
    readonly tsigAlgorithm?: 'HMACMD5' | 'HMACSHA1' | 'HMACSHA256' | 'HMACSHA512';
    /** The TSIG key. @default - updates are not signed */
    readonly tsigSecret?: SecretRef;
  };
  /** A server of acme-dns. */
  readonly acmeDNS?: {
    /** URL of its API. */
    readonly host: string;
    /** Its accounts, in JSON. */
    readonly account: SecretRef;
  };
  /** Akamai. */
  readonly akamai?: {
    readonly serviceConsumerDomain: string;
    readonly clientToken: SecretRef;
    readonly clientSecret: SecretRef;
    readonly accessToken: SecretRef;
  };
  /** A solver of one's own that runs in the cluster, such as those for AliDNS. */
  readonly webhook?: {
    /** API group that the solver serves. */
    readonly groupName: string;
    /** Name of the solver in the group. */
    readonly solverName: string;
    /** What the solver is told. @default - nothing */
    readonly config?: Readonly<Record<string, unknown>>;
  };
}

type Lowered = Readonly<Record<string, unknown>>;

const key = (secret: SecretRef | undefined) => secret?.toSelector();

/** What each provider becomes in an issuer. Each property is read, so that a misspelt one shows. */
export const providers: {
  readonly [Name in keyof DnsProvider]-?: (given: NonNullable<DnsProvider[Name]>) => Lowered;
} = {
  cloudflare: ({ apiToken, email }) => ({ apiTokenSecretRef: key(apiToken), email }),
  route53: ({ region, hostedZoneID, role, accessKeyID, secretAccessKey }) => ({
    region,
    hostedZoneID,
    role,
    accessKeyID,
    secretAccessKeySecretRef: key(secretAccessKey),
  }),
  cloudDNS: ({ project, hostedZoneName, serviceAccount }) => ({
    project,
    hostedZoneName,
    serviceAccountSecretRef: key(serviceAccount),
  }),
  azureDNS: ({ clientSecret, managedIdentityClientID, ...rest }) => ({
    subscriptionID: rest.subscriptionID,
    resourceGroupName: rest.resourceGroupName,
    hostedZoneName: rest.hostedZoneName,
    environment: rest.environment,
    tenantID: rest.tenantID,
    clientID: rest.clientID,
    clientSecretSecretRef: key(clientSecret),
    managedIdentity: managedIdentityClientID && { clientID: managedIdentityClientID },
  }),
  digitalocean: ({ token }) => ({ tokenSecretRef: key(token) }),
  rfc2136: ({ nameserver, tsigKeyName, tsigAlgorithm, tsigSecret }) => ({
    nameserver,
    tsigKeyName,
    tsigAlgorithm,
    tsigSecretSecretRef: key(tsigSecret),
  }),
  acmeDNS: ({ host, account }) => ({ host, accountSecretRef: key(account) }),
  akamai: ({ serviceConsumerDomain, clientToken, clientSecret, accessToken }) => ({
    serviceConsumerDomain,
    clientTokenSecretRef: key(clientToken),
    clientSecretSecretRef: key(clientSecret),
    accessTokenSecretRef: key(accessToken),
  }),
  webhook: ({ groupName, solverName, config }) => ({ groupName, solverName, config: config && { ...config } }),
};
