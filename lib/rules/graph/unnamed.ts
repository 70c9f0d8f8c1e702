import type { GraphNode } from '../../graph/graph';
import type { GraphRule } from '../rule';

const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'import-', namespace: 'shop' } };
const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } };

export const unnamed: GraphRule = {
  code: 'KG0351',
  severity: 'warning',
  title: 'an object without a name is in a file of its own',
  why: 'It can be created, but not applied: kubectl apply, Argo CD and Flux stop at it, and at all that is beside it.',
  source: 'kubectl apply; server-side apply names the object in its URL',
  check(graph, report) {
    const named = new Set(graph.nodes.filter(({ ref }) => ref.name !== '').map(placeOf));
    for (const node of graph.nodes) {
      if (node.ref.name !== '' || !node.object.metadata.generateName || !named.has(placeOf(node))) continue;
      const found = 'the object has a generateName, and objects beside it have names';
      report(node, ['metadata', 'generateName'], found, 'put it into a file of its own, for kubectl create');
    }
  },
  good: [job],
  bad: [job, settings],
};

/** The file that an object is in, or will be in. */
function placeOf({ origin: { file, chart } }: GraphNode): string {
  return file === undefined ? `chart ${chart ?? ''}` : `file ${file}`;
}
