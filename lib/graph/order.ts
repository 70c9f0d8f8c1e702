import type { Edge, GraphNode } from './graph';

/** What has a number, its place among its like. */
interface Numbered {
  readonly index: number;
}

/** A link between two of them. */
interface Link<N extends Numbered> {
  readonly from: N;
  readonly to: N;
}

/**
 * The strongly connected components of the graph, numbered so that a component's number is lower than
 * that of every component that refers to it (Tarjan's algorithm, without recursion).
 */
interface Components {
  readonly count: number;
  /** The component of each node, by the node's index. */
  readonly of: Int32Array;
}

/** Compressed adjacency: the targets of node i are `targets[start[i]] … targets[start[i + 1] - 1]`. */
interface Adjacency {
  readonly start: Int32Array;
  readonly targets: Int32Array;
}

function adjacencyOf(nodeCount: number, edges: readonly Link<Numbered>[]): Adjacency {
  const start = new Int32Array(nodeCount + 1);
  for (const { from } of edges) start[from.index + 1]! += 1;
  for (let i = 0; i < nodeCount; i++) start[i + 1]! += start[i]!;
  const next = start.slice();
  const targets = new Int32Array(edges.length);
  for (const { from, to } of edges) targets[next[from.index]!++] = to.index;
  return { start, targets };
}

function componentsOf(nodeCount: number, { start, targets }: Adjacency): Components {
  const of = new Int32Array(nodeCount).fill(-1);
  const order = new Int32Array(nodeCount).fill(-1);
  const low = new Int32Array(nodeCount);
  const cursor = new Int32Array(nodeCount);
  const open: number[] = [];
  const path: number[] = [];
  let visited = 0;
  let count = 0;

  const enter = (node: number) => {
    order[node] = low[node] = visited++;
    cursor[node] = start[node]!;
    open.push(node);
    path.push(node);
  };

  for (let root = 0; root < nodeCount; root++) {
    if (order[root] !== -1) continue;
    enter(root);
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      const edge = cursor[node]!;
      if (edge < start[node + 1]!) {
        cursor[node] = edge + 1;
        const target = targets[edge]!;
        if (order[target] === -1) enter(target);
        else if (of[target] === -1) low[node] = Math.min(low[node]!, order[target]!);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!);
      if (low[node] !== order[node]) continue;
      let member: number;
      do {
        member = open.pop()!;
        of[member] = count;
      } while (member !== node);
      count++;
    }
  }
  return { count, of };
}

/**
 * Computes a value for each node from those of the nodes that it links to; nodes on a circle get one together.
 * `compute` sees the members of a circle, or the one node, and the values of all that they link to outside of it.
 * Linear in nodes and links. By the node's index.
 */
export function foldedUp<N extends Numbered, Value>(
  nodes: readonly N[],
  links: readonly Link<N>[],
  compute: (members: readonly N[], targets: readonly Value[]) => Value,
): Value[] {
  const adjacency = adjacencyOf(nodes.length, links);
  const components = componentsOf(nodes.length, adjacency);
  const members: N[][] = Array.from({ length: components.count }, () => []);
  for (const node of nodes) members[components.of[node.index]!]!.push(node);

  // Components are numbered after all that they refer to, so one pass in that order is enough.
  const values: Value[] = [];
  for (let component = 0; component < components.count; component++) {
    const targets: Value[] = [];
    for (const { index } of members[component]!) {
      for (let edge = adjacency.start[index]!; edge < adjacency.start[index + 1]!; edge++) {
        const target = components.of[adjacency.targets[edge]!]!;
        if (target !== component) targets.push(values[target]!);
      }
    }
    values.push(compute(members[component]!, targets));
  }
  return nodes.map(({ index }) => values[components.of[index]!]!);
}

/** Groups the nodes by how many steps of references lie below them. Linear in nodes and edges. */
export function wavesOf(nodes: readonly GraphNode[], edges: readonly Edge[]): GraphNode[][] {
  const depths = foldedUp(nodes, edges, (_, targets: readonly number[]) => {
    return targets.reduce((deepest, depth) => Math.max(deepest, depth + 1), 0);
  });
  return grouped(nodes, (node) => depths[node.index]!);
}

/** The nodes by a number of theirs, in the order of the numbers; none for a number that no node has. */
export function grouped<N>(nodes: readonly N[], numberOf: (node: N) => number): N[][] {
  const groups: N[][] = [];
  for (const node of nodes) {
    const number = numberOf(node);
    while (groups.length <= number) groups.push([]);
    groups[number]!.push(node);
  }
  return groups;
}

/** The components of more than one node, and the nodes with an edge to themselves, in node order. */
export function cyclesOf<N extends Numbered>(nodes: readonly N[], edges: readonly Link<N>[]): N[][] {
  const components = componentsOf(nodes.length, adjacencyOf(nodes.length, edges));
  const selfReferring = new Set(edges.filter(({ from, to }) => from === to).map(({ from }) => from.index));
  const members = new Map<number, N[]>();
  for (const node of nodes) {
    const component = components.of[node.index]!;
    const group = members.get(component);
    if (group === undefined) members.set(component, [node]);
    else group.push(node);
  }
  return [...members.values()].filter((group) => group.length > 1 || selfReferring.has(group[0]!.index));
}
