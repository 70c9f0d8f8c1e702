import type { KubeObject } from '../../../lib/api/meta/v1';
import type { ApiRequest, ApiResponse, Transport } from '../../../lib/controller/client';

type Fields = Record<string, unknown>;
type Stored = KubeObject & { metadata: Fields & { name: string; resourceVersion: string } };

/** How a kind is served. */
export interface Served {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

export const builtIn: readonly Served[] = [
  { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false },
  { apiVersion: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true },
  { apiVersion: 'v1', kind: 'Service', plural: 'services', namespaced: true },
  { apiVersion: 'v1', kind: 'Pod', plural: 'pods', namespaced: true },
  { apiVersion: 'v1', kind: 'Node', plural: 'nodes', namespaced: false },
  { apiVersion: 'apps/v1', kind: 'Deployment', plural: 'deployments', namespaced: true },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', plural: 'daemonsets', namespaced: true },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', plural: 'statefulsets', namespaced: true },
  { apiVersion: 'batch/v1', kind: 'Job', plural: 'jobs', namespaced: true },
  { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', plural: 'storageclasses', namespaced: false },
  { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', plural: 'endpointslices', namespaced: true },
  {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    plural: 'customresourcedefinitions',
    namespaced: false,
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    plural: 'validatingwebhookconfigurations',
    namespaced: false,
  },
];

/**
 * As much of an API server as an installation needs, in memory: discovery, apply, get, list, delete, refusals. It knows of
 * no field owners: that, and all that is Kubernetes' own, the tests against a real API server show.
 */
export class MemoryApiServer implements Transport {
  public readonly requests: ApiRequest[] = [];
  /** Asked before each request; an answer stands for the server's own. */
  public intercept: (request: ApiRequest) => ApiResponse | undefined = () => undefined;
  /** Called with each object that is written, before it is kept: controllers write their parts here. */
  public onWrite: (object: Stored) => void = () => undefined;
  readonly #served: Served[] = [...builtIn];
  readonly #objects = new Map<string, Stored>();
  #version = 0;

  public constructor(objects: readonly KubeObject[] = []) {
    for (const object of objects) this.put(object);
  }

  public serve(kind: Served): void {
    this.#served.push(kind);
  }

  public put(object: KubeObject): void {
    const kind = this.#served.find((each) => each.apiVersion === object.apiVersion && each.kind === object.kind)!;
    this.#keep(pathOf(kind, object.metadata.namespace, object.metadata.name), object);
  }

  public find(kind: string, name: string): KubeObject | undefined {
    return [...this.#objects.values()].find((object) => object.kind === kind && object.metadata.name === name);
  }

  public get all(): readonly KubeObject[] {
    return [...this.#objects.values()];
  }

  public async send(request: ApiRequest): Promise<ApiResponse> {
    this.requests.push(request);
    request.signal?.throwIfAborted();
    return this.intercept(request) ?? this.#answer(request);
  }

  public close(): void {}

  #answer({ method, path, body }: ApiRequest): ApiResponse {
    const [route = '', query] = path.split('?');
    const isDry = new URLSearchParams(query).get('dryRun') === 'All';
    if (route === '/version') return ok({ gitVersion: 'v1.36.3' });
    if (route.endsWith('/selfsubjectaccessreviews')) return ok({ status: { allowed: true } });
    const discovery = this.#served.filter(({ apiVersion }) => rootOf(apiVersion) === route);
    if (method === 'GET' && discovery.length > 0) {
      const resources = discovery.map(({ kind, plural, namespaced }) => ({
        name: plural,
        kind,
        namespaced,
        verbs: [],
      }));
      return ok({ resources });
    }
    const [last, beforeLast] = route.split('/').reverse();
    const inGroup = this.#served.filter(({ apiVersion }) => route.startsWith(`${rootOf(apiVersion)}/`));
    const kind = inGroup.find(({ plural }) => plural === last) ?? inGroup.find(({ plural }) => plural === beforeLast);
    if (kind === undefined) return refusal(404, 'NotFound', 'the server could not find the requested resource');
    const isCollection = route.endsWith(`/${kind.plural}`);
    const found = this.#objects.get(route);
    switch (method) {
      case 'GET':
        if (isCollection) return ok({ items: this.#under(kind, route) });
        return found === undefined ? refusal(404, 'NotFound', `${route} not found`) : ok(found);
      case 'PATCH':
      case 'POST': {
        const given = body as Stored;
        const at = isCollection ? `${route}/${given.metadata.name}` : route;
        if (isDry) {
          const { status = found?.status } = given;
          const metadata = { ...found?.metadata, ...given.metadata };
          return ok({ ...given, ...(status !== undefined && { status }), metadata });
        }
        return ok(this.#keep(at, given));
      }
      case 'DELETE':
        if (found === undefined) return refusal(404, 'NotFound', `${route} not found`);
        if (!isDry) this.#objects.delete(route);
        return ok({ kind: 'Status', status: 'Success' });
      default:
        return refusal(405, 'MethodNotAllowed', method);
    }
  }

  #under({ plural, apiVersion, namespaced }: Served, route: string): Stored[] {
    const everywhere = `${rootOf(apiVersion)}/${plural}`;
    return [...this.#objects].flatMap(([path, object]) => {
      const isMeant =
        path.startsWith(`${route}/`) || (namespaced && route === everywhere && path.includes(`/${plural}/`));
      return isMeant && path.startsWith(rootOf(apiVersion)) ? [object] : [];
    });
  }

  #keep(path: string, given: KubeObject): Stored {
    const before = this.#objects.get(path);
    const { status = before?.status } = given;
    const object = structuredClone({ ...given, ...(status !== undefined && { status }) }) as Stored;
    if (before !== undefined && isSame(before, object)) return before;
    object.metadata.resourceVersion = String(++this.#version);
    this.onWrite(object);
    this.#objects.set(path, object);
    return object;
  }
}

function isSame(before: Stored, after: Stored): boolean {
  const bare = ({ metadata: { resourceVersion: _, ...metadata }, status: __, ...rest }: Stored) => ({
    ...rest,
    metadata,
  });
  return JSON.stringify(bare(before)) === JSON.stringify(bare(after));
}

function pathOf({ apiVersion, plural, namespaced }: Served, namespace = 'default', name = ''): string {
  return `${rootOf(apiVersion)}${namespaced ? `/namespaces/${namespace}` : ''}/${plural}/${name}`;
}

function rootOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function ok(body: unknown): ApiResponse {
  return { status: 200, body, warnings: [] };
}

/** A refusal as the API server writes one. */
export function refusal(status: number, reason: string, message: string, causes: readonly Fields[] = []): ApiResponse {
  return { status, body: { kind: 'Status', status: 'Failure', reason, message, details: { causes } }, warnings: [] };
}
