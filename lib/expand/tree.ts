import type { Expansion } from './expand';
import { type Owned, ownersOf } from './owners';
import { type Summary, summaryOf } from './summary';

/** Marks a text by what it says; the text itself where nobody sees colours. */
export type Mark = (state: Summary['state'], text: string) => string;

interface Line {
  readonly stem: string;
  readonly name: string;
  readonly summary: Summary;
}

const GAP = 2;
const plain: Mark = (_, text) => text;

/** The objects as a tree of owners, each with what it says of itself. */
export function toTree({ objects }: Expansion, mark: Mark = plain): string {
  const lines = ownersOf(objects).flatMap((root) => linesOf(root, '', ''));
  const width = Math.max(0, ...lines.map(({ stem, name }) => stem.length + name.length)) + GAP;
  return lines
    .map(({ stem, name, summary }) => {
      const text = `${stem}${name}`;
      return summary.text === '' ? text : `${text.padEnd(width)}${mark(summary.state, summary.text)}`;
    })
    .map((line) => `${line}\n`)
    .join('');
}

function linesOf({ object, children }: Owned, stem: string, indent: string): readonly Line[] {
  const { kind, metadata } = object;
  const isRoot = stem === '';
  const name = isRoot && metadata.namespace !== undefined ? `${metadata.namespace}/${metadata.name}` : metadata.name;
  return [
    { stem, name: `${kind} ${name}`, summary: summaryOf(object) },
    ...children.flatMap((child, index) => {
      const isLast = index === children.length - 1;
      return linesOf(child, `${indent}${isLast ? '└─ ' : '├─ '}`, `${indent}${isLast ? '   ' : '│  '}`);
    }),
  ];
}
