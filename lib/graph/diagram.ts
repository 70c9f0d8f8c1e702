import type { GraphNode, ResourceGraph } from './graph';
import { displayRef, shownName } from './object-ref';

/** The graph as a Mermaid flowchart: objects grouped by namespace, references as arrows named by their field. */
export function toMermaid(graph: ResourceGraph): string {
  const lines = ['flowchart LR'];
  for (const [namespace, nodes] of byNamespace(graph.nodes)) {
    const indent = namespace === '' ? '  ' : '    ';
    if (namespace !== '') lines.push(`  subgraph ${quote(namespace)}`);
    for (const { index, ref } of nodes)
      lines.push(`${indent}n${index}${quote(`${ref.kind}<br/>${shownName(ref)}`, '[', ']')}`);
    if (namespace !== '') lines.push('  end');
  }
  for (const { from, to, type } of graph.edges) {
    if (type !== 'namespace' && type !== 'definition') lines.push(`  n${from.index} -->|${type}| n${to.index}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The graph in Graphviz' language. */
export function toDot(graph: ResourceGraph): string {
  const lines = ['digraph platform {', '  rankdir=LR;', '  node [shape=box];'];
  for (const { index, ref } of graph.nodes)
    lines.push(`  n${index} [label=${JSON.stringify(displayRef({ ...ref, name: shownName(ref) }))}];`);
  for (const { from, to, type } of graph.edges)
    lines.push(`  n${from.index} -> n${to.index} [label=${JSON.stringify(type)}];`);
  return `${[...lines, '}'].join('\n')}\n`;
}

/** The graph as data: a stable contract for other programs. */
export function toJson(graph: ResourceGraph): GraphJson {
  const waves = graph.waves();
  const waveOf = new Map(waves.flatMap((nodes, wave) => nodes.map((node) => [node, wave] as const)));
  return {
    nodes: graph.nodes.map((node) => ({
      id: node.id,
      apiVersion: node.object.apiVersion,
      kind: node.ref.kind,
      name: node.ref.name,
      ...(node.ref.namespace !== undefined && { namespace: node.ref.namespace }),
      ...(node.origin.construct !== undefined && { construct: node.origin.construct }),
      ...(node.origin.file !== undefined && { file: node.origin.file }),
      wave: waveOf.get(node) ?? 0,
    })),
    edges: graph.edges.map(({ from, to, type, path }) => ({ from: from.id, to: to.id, type, path })),
    danglings: graph.danglings().map(({ from, to, type, path }) => ({ from: from.id, to: { ...to }, type, path })),
    cycles: graph.cycles().map((nodes) => nodes.map(({ id }) => id)),
  };
}

/** What `toJson` gives. */
export interface GraphJson {
  readonly nodes: readonly {
    readonly id: string;
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
    readonly construct?: string;
    readonly file?: string;
    /** How many steps of references lie below the object: the order to apply in. */
    readonly wave: number;
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly type: string;
    readonly path: string;
  }[];
  readonly danglings: readonly {
    readonly from: string;
    readonly to: { readonly group: string; readonly kind: string; readonly name: string; readonly namespace?: string };
    readonly type: string;
    readonly path: string;
  }[];
  readonly cycles: readonly (readonly string[])[];
}

function byNamespace(nodes: readonly GraphNode[]): Map<string, GraphNode[]> {
  const groups = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const namespace = node.ref.namespace ?? '';
    const group = groups.get(namespace);
    if (group === undefined) groups.set(namespace, [node]);
    else group.push(node);
  }
  return groups;
}

function quote(text: string, open = '', close = ''): string {
  return `${open}"${text.replaceAll('"', '#quot;')}"${close}`;
}
