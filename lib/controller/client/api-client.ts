import type { KubeObject } from '../../api/meta/v1';
import { ApiError, apiErrorOf } from './api-error';
import { type ApiResource, Discovery, rootOf } from './discovery';
import { isPassing, withRetries } from './retry';
import type { ApiRequest, Transport } from './transport';

/** Names an object as the API server serves it. */
export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Absent for cluster-scoped objects. @default - the client's namespace, where the kind has one */
  readonly namespace?: string;
}

export interface ApiClientOptions {
  /** Who the server notes as the writer of fields. */
  readonly fieldManager: string;
  /** The namespace of objects that name none. @default default */
  readonly namespace?: string;
  /** How long to try again what fails for no fault of the request, in milliseconds. @default 30000 */
  readonly retryMs?: number;
}

interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface WriteOptions extends CallOptions {
  /** Whether the server only tells what it would do, webhooks included. @default false */
  readonly dryRun?: boolean;
}

export interface ApplyOptions extends WriteOptions {
  /** Whether to take over fields that somebody else wrote, with other values. @default false */
  readonly force?: boolean;
}

export interface ListOptions extends CallOptions {
  /** @default - all namespaces */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** Whether to read metadata only. @default false */
  readonly metadataOnly?: boolean;
}

export interface DeleteOptions extends WriteOptions {
  /** @default Background */
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan';
}

/** The API server doesn't serve the kind. */
export class UnknownKindError extends Error {
  public constructor(
    public readonly apiVersion: string,
    public readonly kind: string,
  ) {
    super(`the cluster serves no ${kind} of ${apiVersion}`);
    this.name = 'UnknownKindError';
  }
}

/** Lists are read in parts of so many. */
const PAGE = 500;

const APPLY_PATCH = 'application/apply-patch+yaml';
const MERGE_PATCH = 'application/merge-patch+json';
const METADATA_LIST = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';

/**
 * Reads and writes objects of any kind on a Kubernetes API server.
 *
 * What fails because the server is away or busy is tried again for a while. Errors are an `ApiError` where the server
 * refused, an `UnknownKindError`, a `ConnectionError` or an `AccessError`; none tells a body or a credential.
 */
export class ApiClient {
  public readonly discovery: Discovery;
  readonly #namespace: string;
  readonly #retryMs: number;

  public constructor(
    private readonly transport: Transport,
    private readonly options: ApiClientOptions,
  ) {
    this.discovery = new Discovery(transport);
    this.#namespace = options.namespace ?? 'default';
    this.#retryMs = options.retryMs ?? 30_000;
  }

  public get fieldManager(): string {
    return this.options.fieldManager;
  }

  /** The object, or undefined if it is not there. */
  public async get<T extends KubeObject>(name: ObjectName, { signal }: CallOptions = {}): Promise<T | undefined> {
    const path = await this.#path(name);
    return this.#orAbsent(() => this.request<T>({ method: 'GET', path, signal }));
  }

  /** All objects of a kind, read in parts. */
  public async list<T extends KubeObject>(apiVersion: string, kind: string, options: ListOptions = {}): Promise<T[]> {
    const { labelSelector, fieldSelector, metadataOnly = false, signal } = options;
    const resource = await this.#resource(apiVersion, kind);
    const collection = collectionOf(resource, options.namespace);
    const accept = metadataOnly ? METADATA_LIST : undefined;
    const items: T[] = [];
    let next: string | undefined;
    do {
      const query = queryOf({ limit: String(PAGE), labelSelector, fieldSelector, continue: next });
      const path = `${collection}${query}`;
      const part = await this.request<{ items?: T[]; metadata?: { continue?: string } }>({
        method: 'GET',
        path,
        accept,
        signal,
      });
      // The items of a list lack what they have in common.
      for (const item of part.items ?? []) items.push({ ...item, apiVersion, kind });
      next = part.metadata?.continue || undefined;
    } while (next !== undefined);
    return items;
  }

  /** Applies an object on the server's side. @returns the object as the server keeps it */
  public async apply<T extends KubeObject>(object: T, options: ApplyOptions = {}): Promise<T> {
    const { force = false, signal } = options;
    const query = this.#writeQuery(options, { force: force ? 'true' : undefined });
    const path = `${await this.#path(nameOf(object))}${query}`;
    return this.request<T>({ method: 'PATCH', path, body: object, contentType: APPLY_PATCH, signal });
  }

  /** Creates an object. One with `generateName` is given a name. */
  public async create<T extends KubeObject>(object: T, options: WriteOptions = {}): Promise<T> {
    const resource = await this.#resource(object.apiVersion, object.kind);
    const { namespace = this.#namespace } = object.metadata;
    const path = `${collectionOf(resource, resource.namespaced ? namespace : undefined)}${this.#writeQuery(options)}`;
    return this.request<T>({ method: 'POST', path, body: object, signal: options.signal });
  }

  /** Changes some fields of an object; `null` removes one. `part` is a subresource such as `status`. */
  public async patch<T extends KubeObject>(
    name: ObjectName,
    changes: unknown,
    { part, ...options }: WriteOptions & { readonly part?: string } = {},
  ): Promise<T> {
    const of = part === undefined ? '' : `/${part}`;
    const path = `${await this.#path(name)}${of}${this.#writeQuery(options)}`;
    return this.request<T>({ method: 'PATCH', path, body: changes, contentType: MERGE_PATCH, signal: options.signal });
  }

  /** Asks for an object's end, which may come later: finalizers come first. Tells whether it was there. */
  public async delete(name: ObjectName, options: DeleteOptions = {}): Promise<boolean> {
    const { propagation = 'Background', dryRun = false, signal } = options;
    const path = `${await this.#path(name)}${queryOf({ dryRun: dryRun ? 'All' : undefined })}`;
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: propagation };
    const gone = await this.#orAbsent(() => this.request<object>({ method: 'DELETE', path, body, signal }));
    return gone !== undefined;
  }

  /** Sends any request, again where it fails for no fault of its own. @returns what the answer's body says */
  public request<T>(request: ApiRequest): Promise<T> {
    const attempt = async () => {
      const { status, body, retryAfter } = await this.transport.send(request);
      if (status >= 300) throw apiErrorOf(status, body, request, retryAfter);
      return body as T;
    };
    const { signal } = request;
    return withRetries(attempt, {
      // What was created may be there although no answer came.
      isPassing: (error) => isPassing(error) && (request.method !== 'POST' || error instanceof ApiError),
      withinMs: this.#retryMs,
      signal,
    });
  }

  public close(): void {
    this.transport.close();
  }

  #writeQuery({ dryRun = false }: WriteOptions, more: Readonly<Record<string, string | undefined>> = {}): string {
    const { fieldManager } = this.options;
    return queryOf({ fieldManager, fieldValidation: 'Strict', dryRun: dryRun ? 'All' : undefined, ...more });
  }

  async #path({ apiVersion, kind, name, namespace = this.#namespace }: ObjectName): Promise<string> {
    const resource = await this.#resource(apiVersion, kind);
    return `${collectionOf(resource, resource.namespaced ? namespace : undefined)}/${encodeURIComponent(name)}`;
  }

  async #resource(apiVersion: string, kind: string): Promise<ApiResource> {
    const resource = await withRetries(() => this.discovery.resource(apiVersion, kind), {
      isPassing,
      withinMs: this.#retryMs,
    });
    if (resource === undefined) throw new UnknownKindError(apiVersion, kind);
    return resource;
  }

  async #orAbsent<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }
}

/** What names an object in requests. */
export function nameOf({ apiVersion, kind, metadata }: KubeObject): ObjectName {
  return { apiVersion, kind, name: metadata.name ?? '', namespace: metadata.namespace };
}

function collectionOf({ apiVersion, plural }: ApiResource, namespace: string | undefined): string {
  const within = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${rootOf(apiVersion)}${within}/${plural}`;
}

function queryOf(given: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) if (value !== undefined) query.set(name, value);
  return query.size === 0 ? '' : `?${query}`;
}
