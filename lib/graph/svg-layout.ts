import type { Edge, GraphNode } from './graph';
import { shownName } from './object-ref';
import { wavesOf } from './order';

/** Where an object is drawn. */
export interface PlacedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The column, from the left. */
  readonly column: number;
  /** The object's name, shortened to fit. */
  readonly label: string;
}

/** Where a namespace is drawn. */
export interface PlacedGroup extends Omit<PlacedBox, 'label' | 'column'> {
  readonly name: string;
}

/** A drawing: boxes by the index of their node. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly PlacedGroup[];
  readonly boxes: readonly PlacedBox[];
}

const BOX_HEIGHT = 40;
/** Room between rows, in which arrows pass by the boxes of other columns. */
export const LANE = 18;
const ROW = BOX_HEIGHT + LANE;
/** Room between columns, in which arrows go up and down. */
export const GAP = 96;
const MARGIN = 16;
const HEADER = 26;
/** Room for arrows between objects of the last column. */
const BOW = 48;
const LONGEST_LABEL = 34;
const NARROWEST = 90;
/** About the width of a letter: an image without scripts can't measure text. */
const LETTER = 7.2;
/** How often the rows are put in order by their neighbours; more changes little. */
const SWEEPS = 4;

/**
 * Puts objects in columns by the waves of the graph, those that others need on the right, and namespaces below each other. In a column the
 * objects are near those that they have to do with.
 */
export function layoutOf(nodes: readonly GraphNode[], edges: readonly Edge[]): Layout {
  const columnOf = columnsOf(nodes, edges);
  const columns = Math.max(0, ...columnOf.map((column) => column + 1));
  const labels = nodes.map(({ ref }) => shortened(shownName(ref)));
  const widths = widthsOf(nodes, columnOf, labels, columns);
  const lefts = leftsOf(widths);
  const groups: PlacedGroup[] = [];
  const boxes: PlacedBox[] = [];
  const right = MARGIN + (lefts.at(-1) ?? 0) + (widths.at(-1) ?? 0);
  const rowOf = rowsOf(nodes, edges, columnOf);
  let top = MARGIN;
  for (const [name, members] of byNamespace(nodes)) {
    const rows = Math.max(...members.map(({ index }) => rowOf[index]! + 1));
    const height = HEADER + rows * ROW;
    for (const { index } of members) {
      const column = columnOf[index]!;
      const y = top + HEADER + rowOf[index]! * ROW;
      boxes[index] = {
        x: MARGIN * 2 + lefts[column]!,
        y,
        width: widths[column]!,
        column,
        height: BOX_HEIGHT,
        label: labels[index]!,
      };
    }
    const title = name === '' ? 'no namespace' : name;
    groups.push({ name: title, x: MARGIN, y: top, width: right + MARGIN, height });
    top += height + MARGIN;
  }
  const bows = edges.some(({ from, to }) => columnOf[from.index] === columnOf[to.index]);
  return { width: right + MARGIN * 3 + (bows ? BOW : 0), height: Math.max(top, MARGIN * 2), groups, boxes };
}

/** What nothing refers to is on the left, and each object right of all that refer to it. */
function columnsOf(nodes: readonly GraphNode[], edges: readonly Edge[]): number[] {
  const backwards = edges.map((edge) => ({ ...edge, from: edge.to, to: edge.from }));
  const columnOf: number[] = [];
  wavesOf(nodes, backwards).forEach((members, column) => {
    for (const { index } of members) columnOf[index] = column;
  });
  return columnOf;
}

function widthsOf(
  nodes: readonly GraphNode[],
  columnOf: readonly number[],
  labels: readonly string[],
  columns: number,
): number[] {
  const widths: number[] = Array.from({ length: columns }, () => NARROWEST);
  for (const { index, ref } of nodes) {
    const letters = Math.max(labels[index]!.length, ref.kind.length);
    const column = columnOf[index]!;
    widths[column] = Math.max(widths[column]!, Math.ceil(letters * LETTER) + 20);
  }
  return widths;
}

function leftsOf(widths: readonly number[]): number[] {
  const lefts: number[] = [];
  let left = 0;
  for (const width of widths) {
    lefts.push(left);
    left += width + GAP;
  }
  return lefts;
}

/** The row of each object within its namespace and column: by where its neighbours are, a few times over. */
function rowsOf(nodes: readonly GraphNode[], edges: readonly Edge[], columnOf: readonly number[]): number[] {
  const cells = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const key = `${node.ref.namespace ?? ''}/${columnOf[node.index]}`;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [node]);
    else cell.push(node);
  }
  const rowOf: number[] = [];
  for (const cell of cells.values()) for (const [row, { index }] of cell.entries()) rowOf[index] = row;
  const neighbours: number[][] = nodes.map(() => []);
  for (const { from, to } of edges) {
    neighbours[from.index]!.push(to.index);
    neighbours[to.index]!.push(from.index);
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const cell of cells.values()) {
      const wanted = new Map(cell.map(({ index }) => [index, middle(neighbours[index]!, rowOf, rowOf[index]!)]));
      cell.sort((a, b) => wanted.get(a.index)! - wanted.get(b.index)! || a.index - b.index);
      for (const [row, { index }] of cell.entries()) rowOf[index] = row;
    }
  }
  return rowOf;
}

function middle(indices: readonly number[], rowOf: readonly number[], otherwise: number): number {
  if (indices.length === 0) return otherwise;
  return indices.reduce((sum, index) => sum + rowOf[index]!, 0) / indices.length;
}

/** Namespaces in the order in which they come up; what has none is last. */
function byNamespace(nodes: readonly GraphNode[]): [string, GraphNode[]][] {
  const groups = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const name = node.ref.namespace ?? '';
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [node]);
    else group.push(node);
  }
  return [...groups].sort(([a], [b]) => Number(a === '') - Number(b === ''));
}

function shortened(name: string): string {
  return name.length <= LONGEST_LABEL ? name : `${name.slice(0, LONGEST_LABEL - 1)}…`;
}
