import { type ClientRequest, Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { CredentialSource, type Credentials } from './credentials';
import type { ClusterAccess } from './kubeconfig';
import { type ApiRequest, type ApiResponse, ConnectionError, type Transport } from './transport';

export interface HttpTransportOptions {
  /** How long to wait for an answer, in milliseconds: longer than the 60 s after which a server gives up itself. */
  readonly timeoutMs?: number;
  /** The environment of the kubeconfig's plugins. @default - this process' */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What to call this program in the server's audit log. */
  readonly userAgent?: string;
}

const TIMEOUT_MS = 65_000;

/** Speaks JSON over HTTP/1.1 to the server of a kubeconfig, over connections that are kept. */
export class HttpTransport implements Transport {
  readonly #agent: HttpAgent | HttpsAgent;
  readonly #credentials: CredentialSource;

  public constructor(
    private readonly access: ClusterAccess,
    private readonly options: HttpTransportOptions = {},
  ) {
    const { server, authority, serverName, insecure } = access;
    const keep = { keepAlive: true, maxSockets: 32 };
    this.#agent =
      server.protocol === 'http:'
        ? new HttpAgent(keep)
        : new HttpsAgent({ ...keep, ca: authority, servername: serverName, rejectUnauthorized: !insecure });
    this.#credentials = new CredentialSource(access.user, options.env ?? process.env);
  }

  public async send(request: ApiRequest): Promise<ApiResponse> {
    const response = await this.#exchange(request, await this.#credentials.credentials());
    if (response.status !== 401 || !this.#credentials.renew()) return response;
    return this.#exchange(request, await this.#credentials.credentials());
  }

  public close(): void {
    this.#agent.destroy();
  }

  #exchange(request: ApiRequest, credentials: Credentials): Promise<ApiResponse> {
    const { method, path, body, contentType = 'application/json', accept = 'application/json', signal } = request;
    const { server } = this.access;
    const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const timeout = this.options.timeoutMs ?? TIMEOUT_MS;
    return new Promise((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException) => {
        reject(signal?.aborted ? signal.reason : connectionError(error, server));
      };
      const options = {
        method,
        agent: this.#agent,
        signal,
        cert: credentials.certificate,
        key: credentials.key,
        headers: {
          ...credentials.headers,
          accept,
          'user-agent': this.options.userAgent ?? 'cdk8s-knative',
          ...(payload !== undefined && { 'content-type': contentType, 'content-length': String(payload.length) }),
        } as Record<string, string | string[]>,
      };
      const send = server.protocol === 'http:' ? requestHttp : requestHttps;
      const sent: ClientRequest = send(targetOf(server, path), options, (response) => {
        bodyOf(response).then((text) => resolve(responseOf(response, text)), failed);
      });
      sent.setTimeout(timeout, () => {
        const message = `no answer within ${timeout / 1000} s`;
        sent.destroy(Object.assign(new Error(message), { code: 'ETIMEDOUT' }));
      });
      sent.on('error', failed);
      sent.end(payload);
    });
  }
}

/** A server may be a path of another, as behind Rancher's. */
function targetOf(server: URL, path: string): URL {
  return new URL(`${server.origin}${server.pathname.replace(/\/$/, '')}${path}`);
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function responseOf({ statusCode = 0, headers }: IncomingMessage, text: string): ApiResponse {
  const seconds = Number(headers['retry-after']);
  return {
    status: statusCode,
    body: parsed(text),
    warnings: warningTexts(headers.warning),
    retryAfter: headers['retry-after'] !== undefined && seconds >= 0 ? seconds : undefined,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `299 - "unknown field \"spec.x\"", 299 - "…"`: Node joins the headers by commas. */
function warningTexts(header: string | undefined): string[] {
  const quoted = header?.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g) ?? [];
  return Array.from(quoted, ([, text = '']) => text.replace(/\\(.)/g, '$1'));
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: "its name can't be resolved",
  EAI_AGAIN: "its name can't be resolved",
  EHOSTUNREACH: 'there is no way to it',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is not trusted',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

function connectionError({ code, message }: NodeJS.ErrnoException, server: URL): ConnectionError {
  return new ConnectionError(
    `the API server ${server.origin} can't be reached: ${REASONS[code ?? ''] ?? message}`,
    code,
  );
}
