import type { Edge, GraphNode, ResourceGraph } from './graph';
import { groupOf } from './object-ref';
import { GAP, LANE, layoutOf, type PlacedBox, type PlacedGroup } from './svg-layout';

/** Colours that can be told apart on white and on black alike; text stands on its own filled box. */
const PALETTE = {
  serving: '#1f6feb',
  eventing: '#8250df',
  messaging: '#0a7c86',
  flows: '#a8560b',
  sources: '#1a7f37',
  sinks: '#b4375f',
  other: '#57606a',
} as const;

const STYLE = [
  'text{font:12px ui-sans-serif,system-ui,sans-serif}',
  '.kind{fill:#fff;opacity:.85;font-size:10px}',
  '.name{fill:#fff;font-weight:600}',
  '.group rect{fill:#8b949e;fill-opacity:.12;stroke:#8b949e;stroke-opacity:.6}',
  '.group text,.edge text{fill:#57606a}',
  '.edge path{fill:none;stroke:#8b949e;stroke-width:1.4}',
  // A rim in the colour of the ground keeps words apart from the arrows that they lie on.
  '.edge text{font-size:10px;text-anchor:middle;paint-order:stroke;stroke:#f0f1f3;stroke-width:3px;stroke-linejoin:round}',
  '.head{fill:#8b949e}',
  '@media (prefers-color-scheme:dark){.group text,.edge text{fill:#adbac7}.edge text{stroke:#1c2128}}',
].join('');

/**
 * The graph as an SVG image that needs nothing else: objects in columns by what they need, those of a namespace
 * together, references as arrows named by their field. The same graph always gives the same bytes.
 */
export function toSvg(graph: ResourceGraph): string {
  const edges = graph.edges.filter(({ type }) => type !== 'namespace' && type !== 'definition');
  const { width, height, groups, boxes } = layoutOf(graph.nodes, edges);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(titleOf(graph))}</title>`,
    `<style>${STYLE}</style>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>',
    ...groups.map(groupSvg),
    ...arrows(edges, boxes),
    ...graph.nodes.map((node) => boxSvg(node, boxes[node.index]!)),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function titleOf({ nodes, edges }: ResourceGraph): string {
  return `${counted(nodes.length, 'object')}, ${counted(edges.length, 'reference')}`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function groupSvg({ name, x, y, width, height }: PlacedGroup): string {
  const text = `<text x="${x + 10}" y="${y + 16}">${escaped(name)}</text>`;
  return `<g class="group"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>${text}</g>`;
}

function boxSvg({ ref, object, id }: GraphNode, { x, y, width, height, label }: PlacedBox): string {
  const colour = PALETTE[paletteOf(object.apiVersion)];
  const middle = x + width / 2;
  return [
    `<g><title>${escaped(id)}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5" fill="${colour}"/>`,
    `<text class="kind" x="${middle}" y="${y + 15}" text-anchor="middle">${escaped(ref.kind)}</text>`,
    `<text class="name" x="${middle}" y="${y + 30}" text-anchor="middle">${escaped(label)}</text></g>`,
  ].join('');
}

function paletteOf(apiVersion: string): keyof typeof PALETTE {
  const [part = ''] = groupOf(apiVersion).split('.');
  return Object.hasOwn(PALETTE, part) ? (part as keyof typeof PALETTE) : 'other';
}

/** One arrow for each pair of objects, with all the fields that lead from the one to the other. */
function arrows(edges: readonly Edge[], boxes: readonly PlacedBox[]): string[] {
  const types = new Map<string, { readonly edge: Edge; readonly types: Set<string> }>();
  for (const edge of edges) {
    const key = `${edge.from.index}/${edge.to.index}`;
    const arrow = types.get(key) ?? { edge, types: new Set<string>() };
    arrow.types.add(edge.type);
    types.set(key, arrow);
  }
  return [...types.values()].map(({ edge, types: names }) =>
    arrowSvg(boxes[edge.from.index]!, boxes[edge.to.index]!, [...names].join(', ')),
  );
}

function arrowSvg(from: PlacedBox, to: PlacedBox, label: string): string {
  const { path, x, y } = curve(from, to);
  const text = `<text x="${x}" y="${y - 3}">${escaped(label)}</text>`;
  return `<g class="edge"><path d="${path}" marker-end="url(#head)"/>${text}</g>`;
}

interface Curve {
  readonly path: string;
  /** Where what is written at it stands. */
  readonly x: number;
  readonly y: number;
}

/** From the side of one box that looks at the other. */
function curve(from: PlacedBox, to: PlacedBox): Curve {
  if (from.column === to.column) return bow(from, to);
  const forward = from.column < to.column;
  const [fromY, toY] = [middle(from), middle(to)];
  const begin = forward ? from.x + from.width : from.x;
  const end = forward ? to.x : to.x + to.width;
  if (Math.abs(from.column - to.column) === 1) {
    return { path: `M${begin} ${fromY}${bend(begin, fromY, end, toY)}`, x: (begin + end) / 2, y: (fromY + toY) / 2 };
  }
  // Past the boxes of the columns between: in the lane below or above the row that it begins in.
  const lane = toY < fromY ? from.y - LANE / 2 : from.y + from.height + LANE / 2;
  const gap = forward ? GAP : -GAP;
  const path = `M${begin} ${fromY}${bend(begin, fromY, begin + gap, lane)}H${end - gap}${bend(end - gap, lane, end, toY)}`;
  return { path, x: end - gap / 2, y: (lane + toY) / 2 };
}

/** Within a column, and from a box to itself: beside the boxes. */
function bow(from: PlacedBox, to: PlacedBox): Curve {
  const side = from.x + from.width;
  // A box that refers to itself has its arrow begin above its end.
  const [begin, end] = from === to ? [middle(from) - 10, middle(from) + 10] : [middle(from), middle(to)];
  const path = `M${side} ${begin}C${side + 40} ${begin} ${side + 40} ${end} ${side} ${end}`;
  return { path, x: side + 30, y: (begin + end) / 2 };
}

function middle({ y, height }: PlacedBox): number {
  return y + height / 2;
}

/** A curve that begins and ends level. */
function bend(x: number, y: number, toX: number, toY: number): string {
  const half = (x + toX) / 2;
  return `C${half} ${y} ${half} ${toY} ${toX} ${toY}`;
}

/** Text in XML; characters that XML has no place for are left out. */
function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that must go
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
