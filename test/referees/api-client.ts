import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { load } from 'js-yaml';

/** What an API server answers to one request. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** The texts of its Warning headers. */
  readonly warnings: readonly string[];
}

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: { readonly server: string; 'certificate-authority': string } }[];
  readonly users: readonly { readonly user: { readonly token: string } }[];
}

/** More than these would only wait for each other, after a greeting that costs more than an answer. */
const CONNECTIONS = 32;

/** Talks JSON, and YAML where it is given a text, to the API server that a kubeconfig names. */
export class ApiClient {
  readonly #server: string;
  readonly #token: string;
  readonly #agent: Agent;

  public constructor(kubeconfig: string) {
    const { clusters, users } = load(readFileSync(kubeconfig, 'utf8')) as Kubeconfig;
    const { server, 'certificate-authority': authority } = clusters[0]!.cluster;
    this.#server = server;
    this.#token = users[0]!.user.token;
    this.#agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, ca: readFileSync(authority) });
  }

  public request(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const options = {
        method,
        agent: this.#agent,
        headers: {
          authorization: `Bearer ${this.#token}`,
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': contentType }),
        },
      };
      const sent = request(new URL(path, this.#server), options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const { warning } = response.headers;
          resolve({ status: response.statusCode ?? 0, body: parsed(text), warnings: warningTexts(warning) });
        });
      });
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The server ends connections that lie idle, which one who waits for a processor may not have heard yet.
        const isStale = sent.reusedSocket && error.code === 'ECONNRESET';
        if (isStale) resolve(this.request(method, path, body, contentType));
        else reject(error);
      });
      // A text is YAML, which goes as it is.
      sent.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
    });
  }

  public close(): void {
    this.#agent.destroy();
  }
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
