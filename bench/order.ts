import type { ResourceGraph } from '../lib/graph/graph';
import { graph } from './built';
import { interleaved, median } from './measure';
import type { Row } from './table';

interface Layers {
  readonly layers: number;
  readonly width: number;
  /** How many objects of the layer before each object refers to. */
  readonly references: number;
}

/** Ordering of objects in layers, each of which refers to objects of the layer before. */
export function benchOrder(rounds: number): Row[] {
  const widths = [50, 100, 200];
  const depths = [12, 25, 50];
  return [
    ...growth(
      'each refers to 3',
      widths.map((width) => ({ layers: 50, width, references: 3 })),
      rounds,
    ),
    ...growth(
      'each refers to 200',
      depths.map((layers) => ({ layers, width: 200, references: 200 })),
      rounds,
    ),
  ];
}

function growth(title: string, sizes: readonly Layers[], rounds: number): Row[] {
  const ordering = new Map<Layers, number[]>(sizes.map((size) => [size, []]));
  const times = interleaved(
    Object.fromEntries(sizes.map((size) => [count(size), () => ordering.get(size)!.push(order(size))])),
    { rounds, warmups: 1 },
  );
  const seconds = (time: number) => `${(time / 1000).toFixed(2)} s`;
  return sizes.map((size, i) => {
    const before = sizes[i - 1];
    const time = times[count(size)]!;
    const factor = before === undefined ? '' : `, ${(time / times[count(before)]!).toFixed(1)} times the line before`;
    return {
      what: `${count(size)} objects in ${size.layers} layers, ${title}: built, ordered, searched for cycles`,
      result: `${seconds(time)}${factor}; without building ${seconds(median(ordering.get(size)!))}`,
      goal: i === sizes.length - 1 ? '< 1 s, about 2 times' : '',
    };
  });
}

const count = ({ layers, width }: Layers) => String(layers * width);

/** Gives how long the order and the search for cycles took. */
function order({ layers, width, references }: Layers): number {
  const built: ResourceGraph = new graph.ResourceGraph();
  // The names are there before the graph is, as they are in manifests.
  const refs = Array.from({ length: layers }, (_, layer) =>
    Array.from({ length: width }, (_, i) => ({
      group: '',
      kind: 'ConfigMap',
      name: `o-${layer}-${i}`,
      namespace: 'a',
    })),
  );
  refs.forEach((layer, depth) => {
    for (const [i, { name, namespace }] of layer.entries()) {
      const node = built.add({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } });
      for (let r = 0; depth > 0 && r < references; r++) {
        built.refer(node, refs[depth - 1]![(i + r) % width]!, 'uses', 'data');
      }
    }
  });
  const start = performance.now();
  const waves = built.waves().length;
  const cycles = built.cycles().length;
  if (waves !== layers || cycles !== 0) throw new Error(`${waves} waves and ${cycles} cycles of ${layers} layers`);
  return performance.now() - start;
}
