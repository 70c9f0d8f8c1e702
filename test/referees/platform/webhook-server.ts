import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createProxy } from 'node:http';
import { createServer as createWebhooks, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether certificates for webhooks can be made; says aloud if not. */
export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'pipe' });
    return true;
  } catch {
    console.warn('openssl is absent: no certificate for webhooks, so nothing that has some is installed');
    return false;
  }
}

/** Answers for the Pods behind the webhooks' Services, which can't run here. */
export interface WebhookServer {
  /** A flag of the API server, by which its requests to Services come here. */
  readonly apiServerFlag: string;
  /** The certificate to trust, as webhook configurations hold it. */
  readonly caBundle: string;
  /** The names of the services that were asked, in order. */
  readonly asked: readonly string[];
  /** Whether nobody answers. */
  isAway: boolean;
  stop(): void;
}

/**
 * Serves the webhooks of Services of these names, such as `webhook.knative-serving.svc`. Objects are let pass as they are,
 * and converted by name only. The API server sends what is for the cluster's network through a proxy, and that is here.
 */
export async function serveWebhooks(names: readonly string[]): Promise<WebhookServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-knative-webhooks-'));
  const { key, cert } = certificateFor(names, folder);
  const asked: string[] = [];
  const server = { isAway: false };
  const webhooks = createWebhooks({ key, cert }, async (request, response) => {
    // The API server keeps connections: who goes away breaks these off, too.
    if (server.isAway) return request.socket.destroy();
    asked.push(String((request.socket as { servername?: unknown }).servername));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const review = JSON.parse(Buffer.concat(chunks).toString()) as Review;
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(answerTo(review)));
  });
  // The API server keeps connections, and would at times use one at the moment that we close it.
  webhooks.keepAliveTimeout = 600_000;
  const proxy = createProxy();
  proxy.on('connect', (_, socket) => {
    if (server.isAway) return socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    return webhooks.emit('connection', socket);
  });
  const path = join(folder, 'proxy.sock');
  await new Promise<void>((resolve) => proxy.listen(path, resolve));
  const config = join(folder, 'egress.json');
  writeFileSync(config, JSON.stringify(egressThrough(path)));
  return Object.assign(server, {
    apiServerFlag: `--egress-selector-config-file=${config}`,
    caBundle: Buffer.from(cert).toString('base64'),
    asked,
    stop: () => {
      for (const each of [proxy, webhooks] as Server[]) {
        each.closeAllConnections();
        each.close();
      }
      rmSync(folder, { recursive: true, force: true });
    },
  });
}

interface Review {
  readonly apiVersion: string;
  readonly kind: string;
  readonly request: {
    readonly uid: string;
    readonly desiredAPIVersion?: string;
    readonly objects?: readonly object[];
  };
}

function answerTo({ apiVersion, kind, request }: Review): object {
  const { uid, objects, desiredAPIVersion } = request;
  if (kind !== 'ConversionReview') return { apiVersion, kind, response: { uid, allowed: true } };
  const convertedObjects = objects?.map((object) => ({ ...object, apiVersion: desiredAPIVersion }));
  return { apiVersion, kind, response: { uid, result: { status: 'Success' }, convertedObjects } };
}

function egressThrough(path: string): object {
  return {
    apiVersion: 'apiserver.k8s.io/v1beta1',
    kind: 'EgressSelectorConfiguration',
    egressSelections: [
      { name: 'cluster', connection: { proxyProtocol: 'HTTPConnect', transport: { uds: { udsName: path } } } },
    ],
  };
}

function certificateFor(names: readonly string[], folder: string): { key: string; cert: string } {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const alternatives = `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`;
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', [...args, '-subj', '/CN=webhooks', '-addext', alternatives, '-keyout', key, '-out', cert], {
    stdio: 'pipe',
  });
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}
