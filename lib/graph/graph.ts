import type { KubeObject } from '../api/meta/v1';
import { idOf, type ObjectRef, refOf } from './object-ref';
import { cyclesOf, wavesOf } from './order';

/**
 * What an edge means: the field by which one object refers to another, in the CRDs' own words.
 * `uses` is an edge that no field carries, such as one service's URL in another's environment.
 */
export type EdgeType =
  | 'broker'
  | 'subscriber'
  | 'sink'
  | 'reply'
  | 'deadLetterSink'
  | 'channel'
  | 'step'
  | 'filter'
  | 'source'
  | 'reference'
  | 'from'
  | 'to'
  | 'cluster'
  | 'config'
  | 'target'
  | 'revision'
  | 'configuration'
  | 'serviceAccount'
  | 'secret'
  | 'configMap'
  | 'claim'
  | 'binding'
  | 'template'
  | 'trigger'
  | 'interceptor'
  | 'task'
  | 'pipeline'
  | 'stepAction'
  | 'role'
  | 'subject'
  | 'namespace'
  | 'definition'
  | 'gateway'
  | 'destination'
  | 'delegate'
  | 'uses';

/** Where an object came from, for messages. */
export interface Origin {
  /** Path of the construct that made it. */
  readonly construct?: string;
  /** Path of the chart that the construct is in. */
  readonly chart?: string;
  /** File it was read from. */
  readonly file?: string;
  /** Which document of the file, from 0. */
  readonly document?: number;
}

/** A field whose value is known only when the program is deployed. The object holds what one may take it for. */
export interface LateField {
  /** Steps from the object's root to the field. */
  readonly at: readonly (string | number)[];
  /** The field's text, with a placeholder for each value that is known later. */
  readonly text: string;
}

/** What a program says of an object that the object itself can't carry. */
export interface NodeFacts {
  /** Types of the events that this object sends of its own accord. */
  readonly sends?: readonly string[];
  /** Types of the events that this object may answer with. */
  readonly replies?: readonly string[];
  /**
   * What this object answers with: events, something that is no event, or nothing at all.
   * @default - not known
   */
  readonly answers?: 'events' | 'other' | 'none';
  /** Types of events that come to this object from outside the program. */
  readonly expects?: readonly string[];
  /**
   * Fields whose values are known only when the program is deployed.
   * @default - none
   */
  readonly late?: readonly LateField[];
  /** Whether the object only repeats what the rest of the graph says, so that it proves nothing. */
  readonly isDerived?: boolean;
}

export interface GraphNode {
  readonly index: number;
  readonly id: string;
  readonly ref: ObjectRef;
  readonly object: KubeObject;
  readonly origin: Origin;
  readonly facts: NodeFacts;
}

/** One object's reference to another: `from` needs `to`. */
export interface Edge {
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly type: EdgeType;
  /** Field of `from` that holds the reference. */
  readonly path: string;
}

/** A reference to an object that is not in the graph. It may exist in the cluster. */
export interface Dangling {
  readonly from: GraphNode;
  readonly to: ObjectRef;
  readonly type: EdgeType;
  readonly path: string;
}

interface Reference extends Dangling {
  readonly optional: boolean;
}

/** Two objects of one kind, namespace and name. */
export interface Duplicate {
  readonly first: GraphNode;
  readonly second: GraphNode;
}

/**
 * The objects of a program or of a set of files, and their references to each other.
 *
 * Building it, ordering it and searching it take time linear in objects and references.
 */
export class ResourceGraph {
  readonly #nodes: GraphNode[] = [];
  readonly #edges: Edge[] = [];
  /** Nodes by name, then by namespace: of the few that share both, one is found quicker than its id is put together. */
  readonly #byName = new Map<string, Map<string | undefined, GraphNode[]>>();
  readonly #duplicates: Duplicate[] = [];
  #unresolved: Reference[] = [];
  #resolvedUpTo = 0;

  /**
   * Adds an object. A second one of the same kind, namespace and name is kept, and told by `duplicates()` unless the
   * two are from files of different folders: those are alternatives more often than parts of one whole.
   */
  public add(object: KubeObject, origin: Origin = {}, facts: NodeFacts = {}): GraphNode {
    const ref = refOf(object);
    const node: GraphNode = { index: this.#nodes.length, id: idOf(ref), ref, object, origin, facts };
    const first = this.#namesakes(ref).find((other) => isSame(other.ref, ref) && isBeside(other, node));
    this.#nodes.push(node);
    if (first !== undefined && ref.name !== '') this.#duplicates.push({ first, second: node });
    this.#remember(node);
    return node;
  }

  /** Records that `from` refers to `to`. */
  public connect(from: GraphNode, to: GraphNode, type: EdgeType, path: string): void {
    this.#edges.push({ from, to, type, path });
  }

  /**
   * Records a reference by name. It means the object that is there by now; one that is not may be added later, or
   * never (see `danglings`). An optional one is no dangling reference when its object never comes.
   */
  public refer(from: GraphNode, to: ObjectRef, type: EdgeType, path: string, optional = false): void {
    // Among files, an object of the same folder, which goes first, may come later.
    const found = from.origin.file === undefined ? this.find(to) : undefined;
    if (found === undefined) this.#unresolved.push({ from, to, type, path, optional });
    else this.#edges.push({ from, to: found, type, path });
  }

  /** All objects, in the order they were added. */
  public get nodes(): readonly GraphNode[] {
    return this.#nodes;
  }

  /** All references between objects of the graph, in the order they were recorded. */
  public get edges(): readonly Edge[] {
    this.#resolve();
    return this.#edges;
  }

  /** The object that a reference means; of several, the one in the same folder as the node that refers to it. */
  public find(ref: ObjectRef, from?: GraphNode): GraphNode | undefined {
    let found: GraphNode | undefined;
    for (const node of this.#namesakes(ref)) {
      if (!isSame(node.ref, ref)) continue;
      if (from === undefined || isBeside(node, from)) return node;
      found ??= node;
    }
    return found;
  }

  public duplicates(): readonly Duplicate[] {
    return this.#duplicates;
  }

  /** References to objects that the graph does not hold. */
  public danglings(): readonly Dangling[] {
    this.#resolve();
    return this.#unresolved.filter(({ optional }) => !optional);
  }

  /** The edges that begin at each node, by the node's index. */
  public outgoing(): readonly (readonly Edge[])[] {
    return this.#grouped((edge) => edge.from.index);
  }

  /** The edges that end at each node, by the node's index. */
  public incoming(): readonly (readonly Edge[])[] {
    return this.#grouped((edge) => edge.to.index);
  }

  /**
   * The order to apply objects in: each wave needs only objects of the waves before it.
   * Objects on a cycle go together, in the wave where the first of them could go.
   */
  public waves(): GraphNode[][] {
    return wavesOf(this.#nodes, this.edges);
  }

  /** Groups of objects that refer to each other in a circle, and objects that refer to themselves. */
  public cycles(): GraphNode[][] {
    return cyclesOf(this.#nodes, this.edges);
  }

  #namesakes({ name, namespace }: ObjectRef): readonly GraphNode[] {
    return this.#byName.get(name)?.get(namespace) ?? [];
  }

  #remember(node: GraphNode): void {
    const { name, namespace } = node.ref;
    let inNamespaces = this.#byName.get(name);
    if (inNamespaces === undefined) {
      inNamespaces = new Map();
      this.#byName.set(name, inNamespaces);
    }
    const namesakes = inNamespaces.get(namespace);
    if (namesakes === undefined) inNamespaces.set(namespace, [node]);
    else namesakes.push(node);
  }

  #resolve(): void {
    if (this.#resolvedUpTo === this.#nodes.length + this.#unresolved.length) return;
    const missing: Reference[] = [];
    for (const reference of this.#unresolved) {
      const to = this.find(reference.to, reference.from);
      if (to === undefined) missing.push(reference);
      else this.#edges.push({ from: reference.from, to, type: reference.type, path: reference.path });
    }
    this.#unresolved = missing;
    this.#resolvedUpTo = this.#nodes.length + this.#unresolved.length;
  }

  #grouped(key: (edge: Edge) => number): Edge[][] {
    const groups: Edge[][] = this.#nodes.map(() => []);
    for (const edge of this.edges) groups[key(edge)]?.push(edge);
    return groups;
  }
}

/** Whether two objects of one name and namespace are of one kind too. */
function isSame(a: ObjectRef, b: ObjectRef): boolean {
  return a.kind === b.kind && a.group === b.group;
}

/** Whether two nodes come from files of one folder, or both from no file. */
function isBeside({ origin: { file: a } }: GraphNode, { origin: { file: b } }: GraphNode): boolean {
  return a === b || (a !== undefined && b !== undefined && folderOf(a) === folderOf(b));
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}
