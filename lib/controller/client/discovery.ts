import { apiErrorOf } from './api-error';
import type { Transport } from './transport';

/** How the API server serves a kind. */
export interface ApiResource {
  readonly apiVersion: string;
  readonly kind: string;
  /** The kind's name in paths, such as `services`. */
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

interface ResourceList {
  readonly resources?: readonly {
    readonly name: string;
    readonly kind: string;
    readonly namespaced: boolean;
    readonly verbs?: readonly string[];
  }[];
}

/** Knows which kinds the API server serves. Asks once for each version of a group, and again for a kind it lacks. */
export class Discovery {
  readonly #known = new Map<string, Promise<ReadonlyMap<string, ApiResource>>>();

  public constructor(private readonly transport: Transport) {}

  /** How a kind is served, or undefined if it isn't (yet). */
  public async resource(apiVersion: string, kind: string): Promise<ApiResource | undefined> {
    const isOld = this.#known.has(apiVersion);
    const found = (await this.#resources(apiVersion)).get(kind);
    if (found !== undefined || !isOld) return found;
    // Kinds come with their definitions.
    this.invalidate(apiVersion);
    return (await this.#resources(apiVersion)).get(kind);
  }

  /** Forgets what it knows, of one version of a group or of all. */
  public invalidate(apiVersion?: string): void {
    if (apiVersion === undefined) this.#known.clear();
    else this.#known.delete(apiVersion);
  }

  #resources(apiVersion: string): Promise<ReadonlyMap<string, ApiResource>> {
    let known = this.#known.get(apiVersion);
    if (known === undefined) {
      known = this.#ask(apiVersion);
      this.#known.set(apiVersion, known);
      // A failure is not worth remembering.
      known.catch(() => this.#known.delete(apiVersion));
    }
    return known;
  }

  async #ask(apiVersion: string): Promise<ReadonlyMap<string, ApiResource>> {
    const path = rootOf(apiVersion);
    const { status, body, retryAfter } = await this.transport.send({ method: 'GET', path });
    if (status === 404) return new Map();
    if (status >= 300) throw apiErrorOf(status, body, { method: 'GET', path }, retryAfter);
    const resources = new Map<string, ApiResource>();
    for (const { name, kind, namespaced, verbs = [] } of (body as ResourceList).resources ?? []) {
      // What has a slash is a part of another, such as `services/status`.
      if (!name.includes('/')) resources.set(kind, { apiVersion, kind, plural: name, namespaced, verbs });
    }
    return resources;
  }
}

/** Where a version of a group begins: `/api/v1`, `/apis/apps/v1`. */
export function rootOf(apiVersion: string): string {
  const path = apiVersion.split('/').map(encodeURIComponent).join('/');
  return apiVersion.includes('/') ? `/apis/${path}` : `/api/${path}`;
}
