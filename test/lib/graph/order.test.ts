import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GraphNode, ResourceGraph } from '../../../lib/graph/graph';

const configMap = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

function graphOfEdges(count: number, edges: readonly (readonly [number, number])[]): ResourceGraph {
  const graph = new ResourceGraph();
  const nodes = Array.from({ length: count }, (_, i) => graph.add(configMap(`n${i}`)));
  for (const [from, to] of edges) graph.connect(nodes[from % count]!, nodes[to % count]!, 'uses', 'data');
  return graph;
}

const names = (groups: GraphNode[][]) => groups.map((group) => group.map(({ ref }) => ref.name));

test('an object comes in the wave after all that it refers to', () => {
  const graph = graphOfEdges(4, [
    [0, 1],
    [1, 2],
    [0, 3],
  ]);
  expect(names(graph.waves())).toEqual([['n2', 'n3'], ['n1'], ['n0']]);
});

test('objects that refer to each other in a circle go together', () => {
  const graph = graphOfEdges(4, [
    [0, 1],
    [1, 0],
    [1, 2],
    [3, 0],
  ]);
  expect(names(graph.waves())).toEqual([['n2'], ['n0', 'n1'], ['n3']]);
  expect(names(graph.cycles())).toEqual([['n0', 'n1']]);
});

test('an object that refers to itself is a circle of one', () => {
  expect(names(graphOfEdges(2, [[1, 1]]).cycles())).toEqual([['n1']]);
});

test('a chain of 20,000 objects is ordered without running out of stack', () => {
  const length = 20_000;
  const chain = Array.from({ length: length - 1 }, (_, i) => [i, i + 1] as const);
  expect(graphOfEdges(length, chain).waves()).toHaveLength(length);
});

test('for any graph, waves hold every object once, and edges lead to lower waves or stay within a circle', () => {
  const anyGraph = fc
    .integer({ min: 1, max: 30 })
    .chain((count) => fc.tuple(fc.constant(count), fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 80 })));
  fc.assert(
    fc.property(anyGraph, ([count, edges]) => {
      const graph = graphOfEdges(count, edges);
      const wave = new Map(graph.waves().flatMap((nodes, i) => nodes.map((node) => [node, i] as const)));
      const circle = new Map(graph.cycles().flatMap((nodes, i) => nodes.map((node) => [node, i] as const)));
      expect(wave.size).toBe(count);
      for (const { from, to } of graph.edges) {
        const sameCircle = circle.has(from) && circle.get(from) === circle.get(to);
        if (sameCircle) expect(wave.get(to)).toBe(wave.get(from));
        else expect(wave.get(to)).toBeLessThan(wave.get(from)!);
      }
    }),
  );
});

test('for any graph, two objects are in one circle just when each can be reached from the other', () => {
  const anyEdges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 20 });
  fc.assert(
    fc.property(anyEdges, (edges) => {
      const count = 8;
      const reach = Array.from({ length: count }, () => new Set<number>());
      for (const [from, to] of edges) reach[from]!.add(to);
      for (let k = 0; k < count; k++) {
        for (const from of reach) if (from.has(k)) for (const to of reach[k]!) from.add(to);
      }
      const expected = Array.from({ length: count }, (_, i) => reach[i]!.has(i));
      const inCircle = new Set(
        graphOfEdges(count, edges)
          .cycles()
          .flat()
          .map(({ index }) => index),
      );
      expect(Array.from({ length: count }, (_, i) => inCircle.has(i))).toEqual(expected);
    }),
  );
});
