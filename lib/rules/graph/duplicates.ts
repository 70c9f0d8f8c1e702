import type { GraphNode } from '../../graph/graph';
import { displayRef } from '../../graph/object-ref';
import type { GraphRule } from '../rule';

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };

export const duplicates: GraphRule = {
  code: 'KG0301',
  title: 'an object is there once',
  why: 'Of two objects of one kind, namespace and name the one applied last overwrites the other.',
  source: 'Kubernetes: a name is unique for a kind in a namespace',
  check(graph, report) {
    for (const { first, second } of graph.duplicates()) {
      const found = `${displayRef(second.ref)} is there twice, first ${placeOf(first)}`;
      report(second, ['metadata', 'name'], found, 'give one of them another name or namespace');
    }
  },
  good: [namespace, { ...namespace, metadata: { name: 'bank' } }],
  bad: [namespace, namespace],
};

function placeOf({ origin }: GraphNode): string {
  if (origin.construct !== undefined) return `as ${origin.construct}`;
  if (origin.file === undefined) return 'before';
  return `in document ${(origin.document ?? 0) + 1} of ${origin.file}`;
}
