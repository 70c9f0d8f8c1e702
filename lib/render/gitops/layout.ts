import type { KubeObject } from '../../api/meta/v1';
import { findAlsoServed, findKind } from '../../api/registry';
import type { GraphNode, Origin, ResourceGraph } from '../../graph/graph';
import { type Layer, layersOf } from '../../graph/layers';
import { displayRef, groupOf, type ObjectRef, refOf } from '../../graph/object-ref';
import { canonical } from '../canonical';
import { fileNameOf } from '../file-names';
import { faultOf, GitOpsError, type GitOpsFault } from './gitops-error';
import type { Settings } from './options';
import { isSopsEncrypted, plainSecretFault } from './secrets';

/** An object and where it goes. */
export interface Placed {
  readonly object: KubeObject;
  readonly ref: ObjectRef;
  readonly layer: Layer;
  /** How many steps of references lie below it in its layer. */
  readonly wave: number;
  /** Name of its file, in the folder of its layer. */
  readonly file: string;
  /** Where it came from, for messages. */
  readonly origin: Origin;
  /** Whether SOPS encrypted it, so that not a byte of it may change. */
  readonly isSealed: boolean;
}

/** The folder of a layer: `50-brokers`. Numbers have two digits each, so that folders sort as their layers do. */
export function folderOf({ name, number }: Pick<Layer, 'name' | 'number'>): string {
  return `${String(Math.min(number * 10, LAST)).padStart(2, '0')}-${name}`;
}

/** What a layer after the tenth is numbered; there is one. */
const LAST = 95;

/** The objects of a tree, laid out. */
export interface Layout {
  /** The layers that hold objects, lowest first, and in them the objects by the names of their files. */
  readonly layers: readonly { readonly layer: Layer; readonly folder: string; readonly objects: readonly Placed[] }[];
  /** Objects that are created anew each time and so can't be kept equal to anything. */
  readonly manual: readonly Placed[];
}

/**
 * Lays out the objects of a graph.
 *
 * @throws GitOpsError for plain Secrets, objects without a name, and two different objects of one name.
 */
export function layoutOf(graph: ResourceGraph, settings: Settings): Layout {
  const scopes = scopesOf(graph);
  const placing = new Placing();
  for (const layer of layersOf(graph)) {
    for (const [wave, nodes] of layer.waves.entries()) {
      for (const node of nodes) {
        if (!settings.allowPlainSecrets) placing.refuse(plainSecretFault(node.object));
        placing.add(placed(node, layer, wave, scopes, settings));
      }
    }
  }
  return placing.layout();
}

/** Gives each object a file of its own, and collects why some can't have one. */
class Placing {
  readonly #faults: GitOpsFault[] = [];
  readonly #byFile = new Map<string, Placed>();
  readonly #manual = new Map<string, Placed>();

  public refuse(fault: GitOpsFault | undefined): void {
    if (fault !== undefined) this.#faults.push(fault);
  }

  public add(placed: Placed): void {
    if (placed.ref.name === '') {
      this.#addManually(placed);
      return;
    }
    const first = this.#byFile.get(placed.file);
    if (first === undefined) this.#byFile.set(placed.file, placed);
    else if (JSON.stringify(first.object) !== JSON.stringify(placed.object)) this.refuse(contradiction(first, placed));
  }

  public layout(): Layout {
    if (this.#faults.length > 0) throw new GitOpsError(this.#faults);
    return { layers: inFolders([...this.#byFile.values()]), manual: [...this.#manual.values()].sort(byName) };
  }

  #addManually(placed: Placed): void {
    const { ref, object } = placed;
    const { generateName = '' } = object.metadata;
    if (generateName === '') {
      const found = 'it has neither a name nor a generateName';
      this.refuse(faultOf('unnamed', `${ref.kind} without a name`, found, 'give it a name', 'metadata.name'));
      return;
    }
    let file = fileNameOf({ ...ref, name: generateName });
    for (let i = 2; this.#manual.has(file); i++) file = fileNameOf({ ...ref, name: `${generateName}${i}` });
    this.#manual.set(file, { ...placed, file });
  }
}

function contradiction(first: Placed, { ref, origin, layer, file }: Placed): GitOpsFault {
  const [one, other] = [first.origin, origin].map(({ construct, file: path }) => construct ?? path);
  const where = one === undefined || other === undefined ? '' : `, in ${one} and ${other},`;
  const found = `there are two${where} that differ, and one file for them: ${folderOf(layer)}/${file}`;
  const hint = 'leave one of them out; --per-folder makes a tree of each folder, for folders that are alternatives';
  return faultOf('contradiction', displayRef(ref), found, hint);
}

function placed(node: GraphNode, layer: Layer, wave: number, scopes: Scopes, { namespace }: Settings): Placed {
  const isSealed = isSopsEncrypted(node.object);
  const object = isSealed ? node.object : canonical(inNamespace(node.object, scopes, namespace));
  const ref = refOf(object);
  return { object, ref, layer, wave, file: fileNameOf(ref), origin: node.origin, isSealed };
}

/** The object in a namespace, if it has to have one; without, if it is of the cluster as a whole. */
function inNamespace(object: KubeObject, scopes: Scopes, namespace: string): KubeObject {
  const { namespace: own, ...metadata } = object.metadata;
  switch (scopes(object)) {
    case 'Namespaced':
      return own === undefined ? { ...object, metadata: { ...metadata, namespace } } : object;
    case 'Cluster':
      return own === undefined ? object : { ...object, metadata };
    default:
      return object;
  }
}

/** Whether objects of a kind live in a namespace; undefined for kinds that nobody here knows. */
type Scopes = (object: KubeObject) => string | undefined;

function scopesOf(graph: ResourceGraph): Scopes {
  const defined = new Map<string, string>();
  for (const { ref, object } of graph.nodes) {
    if (ref.kind !== 'CustomResourceDefinition') continue;
    const spec = object.spec as { group?: string; scope?: string; names?: { kind?: string } } | undefined;
    if (spec?.scope !== undefined) defined.set(`${spec.group}/${spec.names?.kind}`, spec.scope);
  }
  return ({ apiVersion, kind }) =>
    (findKind(apiVersion, kind) ?? findAlsoServed(apiVersion, kind))?.scope ??
    defined.get(`${groupOf(apiVersion)}/${kind}`);
}

function inFolders(objects: readonly Placed[]): Layout['layers'] {
  const layers = [...new Set(objects.map(({ layer }) => layer))];
  return layers.map((layer) => ({
    layer,
    folder: folderOf(layer),
    objects: objects.filter((object) => object.layer === layer).sort(byName),
  }));
}

function byName(a: Placed, b: Placed): number {
  return a.file < b.file ? -1 : 1;
}
