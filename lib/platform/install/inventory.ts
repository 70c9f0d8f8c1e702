import type { KubeObject } from '../../api/meta/v1';
import { type ApiClient, ApiError, nameOf, UnknownKindError } from '../../controller/client';
import { graphOf } from '../../graph/build';
import type { GraphNode } from '../../graph/graph';
import { idOf, refOf } from '../../graph/object-ref';
import { stagesOf } from '../../graph/stages';
import { inParallel } from './in-parallel';
import { type RemoveOptions, remove } from './remove';

/** What names an object of a cluster. */
export type Remembered = Pick<KubeObject, 'apiVersion' | 'kind' | 'metadata'>;

/** Where inventories are: a namespace that every cluster has, and that no removal takes along. */
const NAMESPACE = 'kube-system';
const KEY = 'objects';

const AT_ONCE = 8;

/**
 * What installations of one name brought into a cluster, remembered there in a ConfigMap, a line for each object: so that
 * an upgrade can tell what it no longer brings.
 */
export class Inventory {
  private constructor(
    private readonly client: ApiClient,
    /** Of the installation. */
    public readonly name: string,
    private objects: readonly Remembered[],
    /** Whether one may read and write it. */
    public readonly isAccessible: boolean,
  ) {}

  /** Reads what is remembered; nothing of an installation that is new. */
  public static async read(client: ApiClient, name: string, signal?: AbortSignal): Promise<Inventory> {
    try {
      const kept = await client.get<ConfigMap>(nameOf(configMap(name)), { signal });
      return new Inventory(client, name, entriesOf(kept?.data?.[KEY] ?? ''), true);
    } catch (error) {
      if (isForbidden(error)) return new Inventory(client, name, [], false);
      throw error;
    }
  }

  /** Whether what is remembered has nothing in common with these: they are of another installation. */
  public isOfOthersThan(nodes: readonly GraphNode[]): boolean {
    const given = idsOf(nodes);
    return this.objects.length > 0 && !this.objects.some((object) => given.has(idOf(refOf(object))));
  }

  /** What is remembered, still there, and not among these. */
  public async obsoleteBeside(nodes: readonly GraphNode[], signal?: AbortSignal): Promise<KubeObject[]> {
    const given = idsOf(nodes);
    const candidates = this.objects.filter((object) => !given.has(idOf(refOf(object))));
    const found = await inParallel(candidates, AT_ONCE, async (object) => {
      try {
        return await this.client.get(nameOf(object), { signal });
      } catch (error) {
        if (error instanceof UnknownKindError) return undefined;
        throw error;
      }
    });
    return found.filter((object) => object !== undefined);
  }

  /** Remembers exactly these. */
  public async write(objects: readonly Remembered[], signal?: AbortSignal): Promise<void> {
    if (!this.isAccessible) return;
    const lines = [...new Set(objects.filter(({ metadata }) => metadata.name !== undefined).map(lineOf))].sort();
    this.objects = entriesOf(lines.join('\n'));
    if (lines.length === 0) await this.client.delete(nameOf(configMap(this.name)), { signal });
    else {
      const data = { [KEY]: `${lines.join('\n')}\n` };
      await this.client.apply({ ...configMap(this.name), data } as KubeObject, { force: true, signal });
    }
  }

  /** Forgets these. */
  public async forget(objects: readonly Remembered[], signal?: AbortSignal): Promise<void> {
    const gone = new Set(objects.map((object) => idOf(refOf(object))));
    const left = this.objects.filter((object) => !gone.has(idOf(refOf(object))));
    if (left.length < this.objects.length) await this.write(left, signal);
  }
}

/** Of objects that are no longer brought, those that stay all the same: all that is in them would go, too. */
export function isKept({ apiVersion, kind }: Remembered): boolean {
  return (apiVersion === 'v1' && kind === 'Namespace') || kind === 'CustomResourceDefinition';
}

/**
 * Deletes what is no longer brought, in the order of a removal. Namespaces and definitions stay.
 *
 * @returns what was deleted
 * @throws StuckError
 */
export async function prune(
  client: ApiClient,
  obsolete: readonly KubeObject[],
  options: Pick<RemoveOptions, 'timeoutMs' | 'dryRun' | 'signal'>,
): Promise<readonly KubeObject[]> {
  const objects = obsolete.filter((object) => !isKept(object)).map((object) => ({ object }));
  return remove(client, stagesOf(graphOf(objects)), {
    ...options,
    definitions: false,
    resources: false,
    onEvent: () => undefined,
  });
}

type ConfigMap = KubeObject & { readonly data?: Readonly<Record<string, string>> };

function configMap(name: string): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `cdk8s-knative.${name}`, namespace: NAMESPACE } };
}

/** `apps/v1 Deployment knative-serving/webhook` */
function lineOf({ apiVersion, kind, metadata: { namespace = '', name = '' } }: Remembered): string {
  return `${apiVersion} ${kind} ${namespace}/${name}`;
}

function entriesOf(text: string): Remembered[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [apiVersion = '', kind = '', place = ''] = line.split(' ');
      const [namespace, name] = place.split('/');
      return { apiVersion, kind, metadata: { ...(namespace && { namespace }), name } };
    });
}

function idsOf(nodes: readonly GraphNode[]): Set<string> {
  return new Set(nodes.map(({ id }) => id));
}

function isForbidden(error: unknown): boolean {
  return error instanceof ApiError && error.status === 403;
}
