import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { FieldPath } from '../rules/diagnostic';
import { isMergeKey } from './values';

/** Which end of a field to point at. */
export type FieldPart = 'key' | 'value';

/**
 * Where a field is in its document's text: its value, or its key when the value begins on a later line, is empty, or
 * the key itself is what is wrong. A field that is not there is looked for at its nearest ancestor that is.
 */
export function offsetOfField(document: Document, text: string, path: FieldPath, part: FieldPart = 'value'): number {
  let node: Node | null = document.contents;
  let place = start(node);
  for (const [index, step] of path.entries()) {
    const target = resolved(document, node);
    if (isMap(target)) {
      const pair = pairOf(document, target, String(step));
      if (pair === undefined) break;
      const asked = index === path.length - 1 ? part : 'value';
      place = asked === 'key' ? start(pair.key) : placeOf(pair, text);
      node = pair.value as Node | null;
    } else if (isSeq(target) && typeof step === 'number' && step < target.items.length) {
      node = target.items[step] as Node;
      place = start(node);
    } else {
      break;
    }
  }
  return place;
}

/** How a plain value is written in its document's text; undefined where the path leads to nothing of that sort. */
export function writtenAt(document: Document, path: FieldPath): string | undefined {
  let node: Node | null = document.contents;
  for (const step of path) {
    const target = resolved(document, node);
    if (isMap(target)) node = (pairOf(document, target, String(step))?.value ?? null) as Node | null;
    else node = isSeq(target) ? ((target.items[Number(step)] ?? null) as Node | null) : null;
  }
  const value = resolved(document, node);
  return isScalar(value) && value.type === 'PLAIN' ? value.source : undefined;
}

/** The pair of a key: the last one, as its value is the one that counts; else one that a merge brings in. */
function pairOf(document: Document, map: YAMLMap, key: string): Pair | undefined {
  for (let i = map.items.length - 1; i >= 0; i--) {
    const pair = map.items[i]!;
    if (isScalar(pair.key) && !isMergeKey(pair.key) && String(pair.key.value) === key) return pair;
  }
  for (const pair of map.items) {
    if (!isMergeKey(pair.key)) continue;
    const source = resolved(document, pair.value as Node | null);
    for (const node of isSeq(source) ? source.items : [source]) {
      const merged = resolved(document, node as Node | null);
      const found = isMap(merged) ? pairOf(document, merged, key) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function placeOf({ key, value }: Pair, text: string): number {
  const keyStart = start(key);
  const node = value as Node | null;
  if (node?.range == null || (isScalar(node) && node.source === '')) return keyStart;
  const valueStart = start(node);
  return text.slice(keyStart, valueStart).includes('\n') ? keyStart : valueStart;
}

function resolved(document: Document, node: Node | null): Node | null {
  return isAlias(node) ? ((node.resolve(document) as Node | undefined) ?? null) : node;
}

function start(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}
