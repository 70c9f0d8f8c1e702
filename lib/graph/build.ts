import type { KubeObject } from '../api/meta/v1';
import { connectEntryHosts } from './entry-hosts';
import { type GraphNode, type NodeFacts, type Origin, ResourceGraph } from './graph';
import { connectIssuers } from './issuers';
import { referencesOf } from './references';

/** An object, where it came from, and what is known of it besides. */
export interface GraphInput {
  readonly object: KubeObject;
  readonly origin?: Origin;
  readonly facts?: NodeFacts;
}

/** The graph of these objects, with the references that their fields hold. */
export function graphOf(inputs: Iterable<GraphInput>): ResourceGraph {
  const graph = new ResourceGraph();
  const nodes = Array.from(inputs, ({ object, origin, facts }) => graph.add(object, origin, facts));
  const definitions = definitionsIn(nodes);
  for (const node of nodes) {
    for (const { to, type, path, optional } of referencesOf(node.object)) graph.refer(node, to, type, path, optional);
    const { namespace } = node.ref;
    if (namespace !== undefined) {
      graph.refer(node, { group: '', kind: 'Namespace', name: namespace }, 'namespace', 'metadata.namespace', true);
    }
    const definition = definitions.get(`${node.ref.group}/${node.ref.kind}`);
    if (definition !== undefined) graph.connect(node, definition, 'definition', 'kind');
  }
  connectEntryHosts(graph, nodes);
  connectIssuers(graph, nodes);
  return graph;
}

/** The CustomResourceDefinitions among the nodes, by the group and kind that they define. */
function definitionsIn(nodes: readonly GraphNode[]): Map<string, GraphNode> {
  const definitions = new Map<string, GraphNode>();
  for (const node of nodes) {
    if (node.ref.kind !== 'CustomResourceDefinition') continue;
    const spec = node.object.spec as { group?: string; names?: { kind?: string } } | undefined;
    definitions.set(`${spec?.group}/${spec?.names?.kind}`, node);
  }
  return definitions;
}
