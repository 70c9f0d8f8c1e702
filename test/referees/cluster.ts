import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { KubeObject } from '../../lib/api/meta/v1';
import { type Answer, ApiClient } from './api-client';
import { type ApiServer, startApiServer } from './api-server';
import { eventually } from './eventually';
import { findReferee, upstreamCrds } from './find-referee';
import { keepAt, keptState } from './kept-state';
import { markUsed } from './programs/cache';

/** What the API server says of an object. */
export interface Verdict {
  readonly ok: boolean;
  readonly status: number;
  readonly message: string;
  readonly causes: readonly Cause[];
  readonly warnings: readonly string[];
  /** The object as the server would keep it, or keeps it. */
  readonly object?: KubeObject;
}

/** One reason for a refusal. */
export interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

export type CustomResourceDefinition = KubeObject<
  {
    group: string;
    names: { kind: string; plural: string };
    conversion?: unknown;
    versions: readonly { name: string; schema?: { openAPIV3Schema?: { properties?: object } } }[];
  },
  { conditions?: readonly { type: string; status: string; message?: string }[] }
>;

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

const STRICT = 'fieldValidation=Strict&fieldManager=cdk8s-knative';
const APPLY = 'application/apply-patch+yaml';
/** How often a server is asked that says of itself, not of the object, that it can't answer. */
const ATTEMPTS = 10;

/** Whether there is an API server to start, and upstream's CRDs for it; says aloud what is missing. */
export function isClusterThere(): boolean {
  return findReferee('kube-oracle') !== undefined && upstreamCrds() !== undefined;
}

/** A real Kubernetes API server as the judge of manifests. */
export class Cluster {
  readonly #resources = new Map<string, Resource>();
  readonly #namespaces = new Set(['default']);

  private constructor(private readonly server: Pick<ApiServer, 'client' | 'kubeconfig' | 'stop'>) {}

  /** A server that another process has started, and will end. */
  public static at(kubeconfig: string): Cluster {
    const client = new ApiClient(kubeconfig);
    return new Cluster({ client, kubeconfig, stop: async () => client.close() });
  }

  /** Starts a server, with what another one kept; `--controllers` has Kubernetes' own controllers run too. Ask `isClusterThere` first. */
  public static async start(kept?: string, flags: readonly string[] = []): Promise<Cluster> {
    return new Cluster(await startApiServer(programToStart(), kept, flags));
  }

  /** A server that has upstream's CRDs of these groups, as far as they are at hand. */
  public static async withUpstreamCrds(groups: readonly string[], flags: readonly string[] = []): Promise<Cluster> {
    const definitions = upstreamDefinitions(groups);
    const kept = keptState(programToStart(), definitions);
    if (!existsSync(kept)) {
      const server = await startApiServer(programToStart());
      await new Cluster(server).install(definitions);
      await keepAt(kept, server);
    }
    markUsed(kept);
    const cluster = await Cluster.start(kept, flags);
    await Promise.all(definitions.map((definition) => cluster.#established(definition)));
    return cluster;
  }

  /** Talks to the server without more ado. */
  public get client(): ApiClient {
    return this.server.client;
  }

  /** The file that tells others how to talk to the server. */
  public get kubeconfig(): string {
    return this.server.kubeconfig;
  }

  /** Ends the server and removes all that it kept; of another process's, the talk to it. */
  public async stop(): Promise<void> {
    await this.server.stop();
  }

  /** Installs kinds and waits until each is served. Gives the definitions as the server keeps them. */
  public async install(definitions: readonly CustomResourceDefinition[]): Promise<CustomResourceDefinition[]> {
    for (const definition of definitions) {
      // Nothing answers the webhooks that convert between versions.
      const { conversion, ...spec } = definition.spec!;
      const { ok, message } = await this.apply({ ...definition, spec: { ...spec, conversion: { strategy: 'None' } } });
      if (!ok) throw new Error(`${definition.metadata.name}: ${message}`);
    }
    return Promise.all(definitions.map((definition) => this.#established(definition)));
  }

  /** Whether the server would take the object, every field of it. Nothing is kept. */
  public async dryRun(object: KubeObject, verb: 'create' | 'apply' = 'create'): Promise<Verdict> {
    return verb === 'create' ? this.#create(object, '&dryRun=All') : this.#apply(object, '&dryRun=All');
  }

  /** Whether the server would take a YAML text, as it reads it, in place of the object. Nothing is kept. */
  public async dryRunText(text: string, object: KubeObject): Promise<Verdict> {
    const resource = await this.#resource(object);
    if (resource === undefined) return unknownKind(object);
    const path = `${await this.#collection(object, resource)}?dryRun=All&${STRICT}`;
    return verdict(await this.server.client.request('POST', path, text, 'application/yaml'));
  }

  /** Applies the object on the server's side. One that the server names is created. */
  public async apply(object: KubeObject): Promise<Verdict> {
    return object.metadata.name === undefined ? this.#create(object, '') : this.#apply(object, '');
  }

  /** Whether the server knows the object's kind: not that of a user's own source, nor one whose CRD isn't at hand. */
  public async serves(object: KubeObject): Promise<boolean> {
    return (await this.#resource(object)) !== undefined;
  }

  public async get(object: KubeObject): Promise<KubeObject | undefined> {
    const { status, body } = await this.server.client.request('GET', await this.#path(object));
    return status === 200 ? (body as KubeObject) : undefined;
  }

  public async delete(object: KubeObject): Promise<Verdict> {
    return verdict(await this.server.client.request('DELETE', await this.#path(object)));
  }

  async #create(object: KubeObject, query: string): Promise<Verdict> {
    const resource = await this.#resource(object);
    if (resource === undefined) return unknownKind(object);
    const path = `${await this.#collection(object, resource)}?${STRICT}${query}`;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.server.client.request('POST', path, object);
      if (attempt === ATTEMPTS || !isOverworked(answer)) return verdict(answer);
    }
  }

  async #apply(object: KubeObject, query: string): Promise<Verdict> {
    if ((await this.#resource(object)) === undefined) return unknownKind(object);
    const path = `${await this.#path(object)}?force=true&${STRICT}${query}`;
    return verdict(await this.server.client.request('PATCH', path, object, APPLY));
  }

  async #path(object: KubeObject): Promise<string> {
    const resource = await this.#resource(object);
    if (resource === undefined) throw new Error(unknownKind(object).message);
    return `${await this.#collection(object, resource)}/${encodeURIComponent(object.metadata.name ?? '')}`;
  }

  async #collection(object: KubeObject, { name, namespaced }: Resource): Promise<string> {
    const root = rootOf(object.apiVersion);
    if (!namespaced) return `${root}/${name}`;
    const { namespace } = object.metadata ?? {};
    const text = typeof namespace === 'string' && namespace !== '' ? namespace : 'default';
    await this.#ensureNamespace(text);
    return `${root}/namespaces/${encodeURIComponent(text)}/${name}`;
  }

  async #ensureNamespace(name: string): Promise<void> {
    if (this.#namespaces.has(name)) return;
    // A namespace that can't be is for the server to refuse, with the object in it.
    await this.server.client.request('POST', '/api/v1/namespaces', { metadata: { name } });
    this.#namespaces.add(name);
  }

  async #resource({ apiVersion, kind }: KubeObject): Promise<Resource | undefined> {
    const key = `${apiVersion}/${kind}`;
    const known = this.#resources.get(key);
    if (known !== undefined) return known;
    const { status, body } = await this.server.client.request('GET', rootOf(apiVersion));
    if (status !== 200) return undefined;
    for (const resource of (body as { resources: readonly Resource[] }).resources) {
      if (!resource.name.includes('/')) this.#resources.set(`${apiVersion}/${resource.kind}`, resource);
    }
    return this.#resources.get(key);
  }

  async #established(definition: CustomResourceDefinition): Promise<CustomResourceDefinition> {
    const { group, names, versions } = definition.spec!;
    return eventually(`${definition.metadata.name} is served`, async () => {
      const kept = (await this.get(definition)) as CustomResourceDefinition | undefined;
      const established = kept?.status?.conditions?.find(({ type }) => type === 'Established');
      if (established?.status !== 'True') return undefined;
      const served = { apiVersion: `${group}/${versions[0]!.name}`, kind: names.kind, metadata: {} };
      return (await this.#resource(served)) === undefined ? undefined : kept;
    });
  }
}

function programToStart(): string {
  const program = findReferee('kube-oracle');
  if (program === undefined) throw new Error('there is no program to start');
  return program;
}

/** Upstream's CustomResourceDefinitions of these groups, as far as they are at hand. Ask `isClusterThere` first. */
export function upstreamDefinitions(groups: readonly string[]): CustomResourceDefinition[] {
  const folder = upstreamCrds();
  if (folder === undefined) throw new Error("upstream's CRDs are not there");
  const folders = groups.map((group) => join(folder, group)).filter((path) => existsSync(path));
  return folders.flatMap(definitionsIn);
}

/** The CustomResourceDefinitions in a folder's files. */
export function definitionsIn(folder: string): CustomResourceDefinition[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => load(readFileSync(join(folder, file), 'utf8')) as CustomResourceDefinition);
}

function rootOf(apiVersion: string): string {
  const path = apiVersion.split('/').map(encodeURIComponent).join('/');
  return apiVersion.includes('/') ? `/apis/${path}` : `/api/${path}`;
}

function unknownKind({ apiVersion, kind }: KubeObject): Verdict {
  const message = `the server serves no ${kind} in ${apiVersion}`;
  return { ok: false, status: 404, message, causes: [], warnings: [] };
}

/** A slow machine's server gives up on counting what a namespace may have. */
function isOverworked({ status, body }: Answer): boolean {
  const { message = '' } = (body ?? {}) as { message?: string };
  return status === 429 || (status >= 500 && /timed out|timeout/i.test(message));
}

function verdict({ status, body, warnings }: Answer): Verdict {
  const ok = status < 300;
  if (ok) return { ok, status, message: '', causes: [], warnings, object: body as KubeObject };
  const { message = String(body), details } = body as { message?: string; details?: { causes?: Partial<Cause>[] } };
  const causes = details?.causes?.map(({ reason = '', message: text = '', field = '' }) => {
    return { reason, message: text, field };
  });
  return { ok, status, message, causes: causes ?? [], warnings };
}
