import { indentOf } from './lines';
import { type Shape, shapeOfKind } from './shapes';
import { type Mend, type Step, textRules } from './text-rules';

/** A line of a document, taken apart. */
interface Line {
  readonly indent: number;
  /** How many lists begin an item on this line. */
  readonly isItem: boolean;
  /** Column of what follows the dash. */
  readonly inner: number;
  readonly key: string | undefined;
  /** What follows the key; empty where its value is on the next lines. */
  readonly value: string;
  readonly text: string;
}

/** A map or a list that is open: lines may still belong to it. */
interface Frame {
  readonly shape: Shape;
  readonly kind: 'map' | 'list' | 'unopened';
  /** Indentation of its lines as they were given; undefined until there is one. */
  given: number | undefined;
  /** Indentation of its lines as they are written. */
  readonly written: number;
  readonly seen: Set<string>;
}

const KEY = /^((?:"[^"]*"|'[^']*'|[\w.$~-][\w./$~-]*))\s*:(?:\s+(.*))?$/;

/**
 * Writes each document anew, with every line where the schema of its kind has the field: what copying did to the
 * indentation is undone. Where a line may stand at several places, its own indentation decides.
 */
export function reflow(text: string): Step {
  const mends: Mend[] = [];
  const lines = text.split('\n');
  const out: string[] = [];
  let start = 0;
  for (let i = 0; i <= lines.length; i++) {
    if (i < lines.length && !/^---/.test(lines[i] as string)) continue;
    const document = lines.slice(start, i);
    const written = reflowDocument(document);
    const changed = written.findIndex((line, j) => line !== document[j]);
    if (changed >= 0) {
      mends.push({
        rule: textRules.indentation,
        line: start + changed + 1,
        message: 'moved lines to where their fields belong',
      });
    }
    out.push(...written);
    if (i < lines.length) out.push(lines[i] as string);
    start = i + 1;
  }
  return { text: out.join('\n'), mends };
}

function reflowDocument(document: readonly string[]): string[] {
  const find = (key: string) => {
    const line = document.find((one) => new RegExp(`^\\s*${key}:\\s+\\S`).test(one)) ?? '';
    return line
      .replace(/^[^:]*:\s+/, '')
      .replace(/\s+#.*$/, '')
      .replace(/^["']|["']$/g, '')
      .trim();
  };
  const kind = find('kind');
  if (kind === '') return [...document];
  const isFlat = document.every((line) => indentOf(line) === 0 || line.trimStart().startsWith('#'));
  return new Writer(shapeOfKind(find('apiVersion'), kind), isFlat).write(document);
}

class Writer {
  readonly #frames: Frame[];

  /** `isFlat` says that the lines have lost all of their indentation, which then tells nothing. */
  public constructor(
    shape: Shape,
    private readonly isFlat: boolean,
  ) {
    this.#frames = [{ shape, kind: 'map', given: undefined, written: 0, seen: new Set() }];
  }

  public write(document: readonly string[]): string[] {
    const out: string[] = [];
    for (let i = 0; i < document.length; i++) {
      const raw = document[i] as string;
      if (raw.trim() === '' || raw.trimStart().startsWith('#')) {
        out.push(raw);
        continue;
      }
      const line = parsed(raw);
      const following = document.slice(i + 1).map(parsed);
      out.push(this.#place(line, following));
      const block = /^[|>][+-]?\d*\s*(?:#.*)?$/.test(line.value);
      if (block) i = this.#block(document, i, line, out);
    }
    return out;
  }

  /** Lines of a text that goes over several lines: all that are deeper than their key. */
  #block(document: readonly string[], at: number, { indent }: Line, out: string[]): number {
    const written = indentOf(out.at(-1) as string);
    let i = at + 1;
    const body: string[] = [];
    for (; i < document.length; i++) {
      const raw = document[i] as string;
      if (raw.trim() !== '' && indentOf(raw) <= indent) break;
      body.push(raw);
    }
    const margin = Math.min(...body.filter((raw) => raw.trim() !== '').map(indentOf));
    const shift = written + 2 + (out.at(-1)?.trimStart().startsWith('- ') ? 2 : 0);
    for (const raw of body) out.push(raw.trim() === '' ? '' : ' '.repeat(shift) + raw.slice(margin));
    return i - 1;
  }

  #place(line: Line, following: readonly Line[]): string {
    if (line.isItem) return this.#item(line, following);
    if (line.key === undefined) return this.#rest(line);
    const at = this.#frameFor(line, following);
    this.#close(at + 1);
    const frame = this.#opened(at, 'map', line.indent);
    this.#open(frame, line, line.indent);
    return ' '.repeat(frame.written) + line.text;
  }

  /** What is neither a key nor an item belongs to what comes before it. */
  #rest(line: Line): string {
    const frame = this.#frames.at(-1) as Frame;
    return ' '.repeat(frame.written + 2) + line.text;
  }

  #item(line: Line, following: readonly Line[]): string {
    const at = this.#listFor(line, following);
    if (at === undefined) return this.#rest(line);
    this.#close(at + 1);
    const list = this.#opened(at, 'list', line.indent);
    const shape = list.shape.item?.() ?? list.shape;
    const inner: Frame = { shape, kind: 'map', given: line.inner, written: list.written + 2, seen: new Set() };
    if (line.key !== undefined || line.text === '-') {
      this.#frames.push(inner);
      if (line.key !== undefined) this.#open(inner, line, line.inner);
    }
    const rest = line.text.replace(/^-\s*/, '');
    return `${' '.repeat(list.written)}-${rest === '' ? '' : ` ${rest}`}`;
  }

  /** A frame that was only announced by its key becomes what its first line makes of it. */
  #opened(at: number, kind: 'map' | 'list', given: number): Frame {
    const frame = this.#frames[at] as Frame;
    if (frame.kind !== 'unopened') {
      frame.given ??= given;
      return frame;
    }
    const opened: Frame = { ...frame, kind, given };
    this.#frames[at] = opened;
    return opened;
  }

  #open(frame: Frame, { key, value }: Line, given: number): void {
    const name = unquoted(key as string);
    frame.seen.add(name);
    frame.given ??= given;
    if (value !== '' && !value.startsWith('#') && !/^[&!]\S+$/.test(value)) return;
    const shape = childOf(frame.shape, name);
    this.#frames.push({ shape, kind: 'unopened', given: undefined, written: frame.written + 2, seen: new Set() });
  }

  #close(count: number): void {
    this.#frames.length = count;
  }

  #frameFor(line: Line, following: readonly Line[]): number {
    const key = unquoted(line.key as string);
    let best = -1;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (let i = this.#frames.length - 1; i >= 0; i--) {
      const frame = this.#frames[i] as Frame;
      if (frame.kind === 'list' || frame.seen.has(key) || frame.shape.isPlain) continue;
      if (frame.kind === 'unopened' && frame.shape.item !== undefined && !frame.shape.isFree) continue;
      const score = mapFit(frame, key, line, following) + this.#aligned(frame, line) - (this.#frames.length - i) * 0.01;
      if (score > bestScore) [best, bestScore] = [i, score];
    }
    return Math.max(best, 0);
  }

  #listFor(line: Line, following: readonly Line[]): number | undefined {
    let best: number | undefined;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (let i = this.#frames.length - 1; i >= 0; i--) {
      const frame = this.#frames[i] as Frame;
      if (frame.kind === 'map') continue;
      const item = frame.shape.item?.();
      if (frame.kind === 'unopened' && item === undefined && !frame.shape.isFree) continue;
      const score =
        itemFit(frame, item, line, following) + this.#aligned(frame, line) - (this.#frames.length - i) * 0.01;
      if (score > bestScore) [best, bestScore] = [i, score];
    }
    return best;
  }

  /** How well a line stands with those that a map or a list has already. */
  #aligned({ given }: Frame, { indent }: Line): number {
    if (given === undefined || this.isFlat) return 0;
    return given === indent ? 3 : -Math.min(2, Math.abs(given - indent) / 2);
  }
}

/** How well a key fits into a map: whether it is known there, must be there, and stands as its other lines do. */
function mapFit(frame: Frame, key: string, line: Line, following: readonly Line[]): number {
  const { shape } = frame;
  const own = Object.hasOwn(shape.fields, key);
  let score = 0;
  if (own) score += accepts(shape, key, line, following) ? 10 : 1;
  else if (shape.isFree) score += 3;
  else if (shape.others !== undefined) score += othersTake(shape, line) ? 5 : -5;
  else score -= 10;
  if (own && shape.required.includes(key)) score += 1.5;
  if (own) score += itemsFit(childOf(shape, key), following);
  // A key that was announced and has nothing yet wants something.
  if (frame.kind === 'unopened') score += own ? 5 : 2;
  return score;
}

function othersTake({ others }: Shape, { value }: Line): boolean {
  const shape = others?.();
  return shape === undefined || shape.isFree || shape.isPlain === (value !== '');
}

/** Whether what follows the key is of the sort that it holds. */
function accepts(shape: Shape, key: string, line: Line, following: readonly Line[]): boolean {
  const child = childOf(shape, key);
  if (child.isFree) return true;
  if (line.value !== '') return child.isPlain || /^[[{*&"'$]/.test(line.value);
  const next = following.find(({ text }) => text !== '' && !text.startsWith('#'));
  if (next === undefined) return true;
  return !child.isPlain && (child.item === undefined || next.isItem);
}

/** How well the first item below a key fits into the list that the key holds: several maps may have a key of that name. */
function itemsFit({ item }: Shape, following: readonly Line[]): number {
  const at = following.findIndex(({ text }) => text !== '' && !text.startsWith('#'));
  const [first, ...rest] = at < 0 ? [] : following.slice(at);
  const shape = item?.();
  if (first?.isItem !== true || first.key === undefined || shape === undefined || shape.isFree) return 0;
  return knownKeys(shape, first, rest) * 3;
}

function itemFit(frame: Frame, item: Shape | undefined, line: Line, following: readonly Line[]): number {
  const score = frame.kind === 'unopened' ? 5 : 0;
  if (item === undefined || item.isFree) return score + 2;
  if (line.key === undefined || item.isPlain) return score + (item.isPlain === (line.key === undefined) ? 6 : -6);
  return score + (Object.hasOwn(item.fields, unquoted(line.key)) ? 3 : -6) + knownKeys(item, line, following) * 6;
}

/** The part of an item's keys, from 0 to 1, that are known. */
function knownKeys({ fields }: Shape, line: Line, following: readonly Line[]): number {
  const keys = [line.key ?? '', ...keysOfItem(following)].map(unquoted);
  return keys.filter((key) => Object.hasOwn(fields, key)).length / keys.length;
}

/** Keys on the lines up to the next item: most of them are those of the item. */
function keysOfItem(following: readonly Line[]): string[] {
  const next = following.findIndex(({ isItem, text }) => isItem || text === '');
  const own = following.slice(0, next < 0 ? following.length : next);
  return own.flatMap(({ key }) => (key === undefined ? [] : [key])).slice(0, 3);
}

function childOf(shape: Shape, key: string): Shape {
  if (Object.hasOwn(shape.fields, key)) return (shape.fields[key] as () => Shape)();
  if (shape.others !== undefined) return shape.others();
  return { fields: {}, required: [], isPlain: false, isFree: true };
}

function parsed(raw: string): Line {
  const indent = indentOf(raw);
  const text = raw.trim();
  const [, dash, rest] = /^(-\s*)(.*)$/.exec(text) ?? [];
  const isItem = dash !== undefined && (rest === '' || /\s$/.test(dash));
  const content = isItem ? (rest ?? '') : text;
  const [, key, value = ''] = KEY.exec(content) ?? [];
  return { indent, isItem, inner: indent + (isItem ? (dash as string).length : 0), key, value: value.trim(), text };
}

function unquoted(key: string): string {
  return key.replace(/^["']|["']$/g, '');
}
