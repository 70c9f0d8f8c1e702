import { setTimeout } from 'node:timers/promises';
import type { KubeObject } from '../../api/meta/v1';
import { type ApiClient, nameOf, UnknownKindError } from '../../controller/client';
import type { GraphNode } from '../../graph/graph';
import { displayRef } from '../../graph/object-ref';
import type { Stage } from '../../graph/stages';
import { isWebhookConfiguration, isWorkload } from '../../graph/webhooks';
import { inParallel } from './in-parallel';

export interface RemoveOptions {
  /** How long the objects of one step may take until they are gone, in milliseconds. */
  readonly timeoutMs: number;
  readonly dryRun: boolean;
  /** Whether the CustomResourceDefinitions go too, and with them all that is of their kinds. */
  readonly definitions: boolean;
  /** Whether objects of these kinds that others made are deleted. Without it, they keep the removal from beginning. */
  readonly resources: boolean;
  readonly signal?: AbortSignal;
  readonly onEvent: (event: RemoveEvent) => void;
  /** How often to look what is gone, in milliseconds. @default 1000 */
  readonly pollMs?: number;
}

export type RemoveEvent =
  | { readonly type: 'step'; readonly title: string; readonly objects: readonly KubeObject[] }
  | { readonly type: 'deleted'; readonly object: KubeObject }
  | { readonly type: 'waiting'; readonly left: readonly KubeObject[] };

/** Objects of the platform's kinds that the platform doesn't ship: somebody uses it. */
export class InUseError extends Error {
  public constructor(public readonly objects: readonly KubeObject[]) {
    super(`${objects.length} objects of the platform's kinds are in use`);
    this.name = 'InUseError';
  }
}

/** Objects that don't go: something holds them. */
export class StuckError extends Error {
  public constructor(
    public readonly title: string,
    public readonly objects: readonly KubeObject[],
  ) {
    super(`${objects.length} objects are not gone: ${title}`);
    this.name = 'StuckError';
  }
}

interface Step {
  readonly title: string;
  readonly objects: readonly KubeObject[];
}

const AT_ONCE = 8;

/**
 * Deletes what was installed, in the order in which nothing is left hanging: first what is of the platform's kinds, while
 * the controllers that take off finalizers still run; then webhook configurations, which would refuse everything once
 * their Pods are gone; then workloads, what they used, and the namespaces. Definitions go last, and only if asked to.
 *
 * @returns the objects that were there
 * @throws InUseError, StuckError
 */
export async function remove(
  client: ApiClient,
  stages: readonly Stage[],
  options: RemoveOptions,
): Promise<readonly KubeObject[]> {
  const nodes = stages.flatMap((stage) => stage.nodes).filter(({ ref }) => ref.name !== '');
  const shipped = new Set(nodes.map(({ id }) => id));
  const used = await othersOf(client, nodes, shipped, options.signal);
  if (used.length > 0 && !options.resources) throw new InUseError(used);
  const deleted: KubeObject[] = [];
  for (const step of stepsFor(nodes, used, options)) {
    const there = await present(client, step.objects, options.signal);
    if (there.length === 0) continue;
    options.onEvent({ type: 'step', title: step.title, objects: there });
    deleted.push(...there);
    if (!options.dryRun) await removeStep(client, { ...step, objects: there }, options);
  }
  return deleted;
}

function stepsFor(nodes: readonly GraphNode[], used: readonly KubeObject[], { definitions }: RemoveOptions): Step[] {
  const defined = kindsDefinedBy(nodes);
  const is = {
    definition: ({ ref }: GraphNode) => ref.kind === 'CustomResourceDefinition',
    namespace: ({ ref }: GraphNode) => ref.kind === 'Namespace' && ref.group === '',
    resource: ({ ref }: GraphNode) => defined.has(`${ref.group}/${ref.kind}`),
    webhook: ({ object }: GraphNode) => isWebhookConfiguration(object),
    workload: ({ object, ref }: GraphNode) =>
      isWorkload(object) || ref.group === 'batch' || ref.group === 'autoscaling',
    role: ({ ref }: GraphNode) => ref.group === 'rbac.authorization.k8s.io' || ref.kind === 'ServiceAccount',
  };
  const left = new Set(nodes);
  const take = (title: string, test: (node: GraphNode) => boolean, more: readonly KubeObject[] = []): Step => {
    const taken = [...left].filter(test);
    for (const node of taken) left.delete(node);
    // What came last goes first.
    return { title, objects: [...more, ...taken.reverse().map(({ object }) => object)] };
  };
  const kept = definitions ? [] : [...left].filter(is.definition);
  for (const node of kept) left.delete(node);
  const lastDefinitions = take("the platform's definitions", is.definition);
  const namespaces = take('namespaces', is.namespace);
  return [
    take("what is of the platform's kinds", is.resource, used),
    take('webhook configurations', is.webhook),
    take('workloads', is.workload),
    take('configuration, secrets and services', (node) => !is.role(node)),
    take('accounts and roles', () => true),
    namespaces,
    lastDefinitions,
  ];
}

function kindsDefinedBy(nodes: readonly GraphNode[]): Set<string> {
  return new Set(definitionsIn(nodes).map(({ group, kind }) => `${group}/${kind}`));
}

function definitionsIn(nodes: readonly GraphNode[]): { group: string; kind: string; version: string }[] {
  return nodes.flatMap(({ ref, object }) => {
    if (ref.kind !== 'CustomResourceDefinition') return [];
    const { group, names, versions } = object.spec as {
      readonly group: string;
      readonly names: { readonly kind: string };
      readonly versions: readonly { readonly name: string; readonly storage?: boolean }[];
    };
    // Only the stored version can be read when the webhook that converts others is away.
    const version = versions.find(({ storage }) => storage === true) ?? versions[0];
    return version === undefined ? [] : [{ group, kind: names.kind, version: version.name }];
  });
}

/** The objects of the platform's kinds that are not its own, nor belong to others of these. */
async function othersOf(
  client: ApiClient,
  nodes: readonly GraphNode[],
  shipped: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<KubeObject[]> {
  const lists = await inParallel(definitionsIn(nodes), AT_ONCE, async ({ group, kind, version }) => {
    try {
      return await client.list<KubeObject>(`${group}/${version}`, kind, { metadataOnly: true, signal });
    } catch (error) {
      if (error instanceof UnknownKindError) return [];
      throw error;
    }
  });
  return lists.flat().filter(({ apiVersion, kind, metadata: { name, namespace, ownerReferences = [] } }) => {
    const group = apiVersion.split('/')[0];
    return ownerReferences.length === 0 && !shipped.has(`${group}/${kind}/${namespace ?? ''}/${name}`);
  });
}

async function present(client: ApiClient, objects: readonly KubeObject[], signal?: AbortSignal): Promise<KubeObject[]> {
  const found = await inParallel(objects, AT_ONCE, (object) => lookUp(client, object, signal));
  return objects.filter((_, i) => found[i] !== undefined);
}

/** An object whose kind is not served is not there either. */
async function lookUp(client: ApiClient, object: KubeObject, signal?: AbortSignal): Promise<KubeObject | undefined> {
  try {
    return await client.get(nameOf(object), { signal });
  } catch (error) {
    if (error instanceof UnknownKindError) return undefined;
    throw error;
  }
}

async function removeStep(client: ApiClient, { title, objects }: Step, options: RemoveOptions): Promise<void> {
  const { timeoutMs, pollMs = 1000, signal, onEvent } = options;
  await inParallel(objects, AT_ONCE, async (object) => {
    signal?.throwIfAborted();
    await client.delete(nameOf(object), { signal });
    onEvent({ type: 'deleted', object });
  });
  const end = performance.now() + timeoutMs;
  let left: readonly KubeObject[] = objects;
  for (;;) {
    left = await present(client, left, signal);
    if (left.length === 0) return;
    if (performance.now() > end) throw new StuckError(title, left);
    onEvent({ type: 'waiting', left });
    await setTimeout(pollMs, undefined, { signal });
  }
}

/** How messages name an object that comes from no graph. */
export function objectName({ kind, metadata: { name = '', namespace } }: KubeObject): string {
  return displayRef({ kind, name, namespace });
}
