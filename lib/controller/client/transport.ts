export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request to an API server. */
export interface ApiRequest {
  readonly method: Method;
  /** Path and query, such as `/api/v1/namespaces?limit=500`. */
  readonly path: string;
  /** What to send, as JSON. */
  readonly body?: unknown;
  /** @default application/json */
  readonly contentType?: string;
  /** @default application/json */
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

/** What an API server answered. */
export interface ApiResponse {
  readonly status: number;
  /** What its body says as JSON, or the text where it is none. */
  readonly body: unknown;
  /** The texts of its `Warning` headers. */
  readonly warnings: readonly string[];
  /** How long the server asks to be left alone, in seconds. */
  readonly retryAfter?: number;
}

/** The way to an API server: over HTTP, or straight to one in the same process. */
export interface Transport {
  /** Rejects with a `ConnectionError` where no answer came. */
  send(request: ApiRequest): Promise<ApiResponse>;
  /** Lets go of connections. */
  close(): void;
}

/** No answer came: the server is not there, not trusted, or too slow. */
export class ConnectionError extends Error {
  public constructor(
    message: string,
    /** What the system calls it, such as `ECONNREFUSED`. */
    public readonly code: string | undefined,
  ) {
    super(message);
    this.name = 'ConnectionError';
  }
}
