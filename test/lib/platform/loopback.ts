import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiRequest, Transport } from '../../../lib/controller/client';

/** A server that speaks HTTP on loopback, in front of one in memory. */
export interface Loopback {
  readonly url: string;
  /** The headers of all requests, the last one last. */
  readonly headers: readonly Record<string, unknown>[];
  stop(): Promise<void>;
}

/** Serves an API server over HTTP. `refuse` answers in its place where it gives a status. */
export async function loopback(
  api: Transport,
  refuse: (headers: object) => number | undefined = () => undefined,
): Promise<Loopback> {
  const headers: Record<string, unknown>[] = [];
  const server: Server = createServer(async (request, response) => {
    headers.push(request.headers);
    const status = refuse(request.headers);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (status !== undefined) {
      response.writeHead(status).end('{}');
      return;
    }
    const text = Buffer.concat(chunks).toString();
    const body = text === '' ? undefined : (JSON.parse(text) as unknown);
    const answer = await api.send({ method: request.method as ApiRequest['method'], path: request.url ?? '/', body });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    headers,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
