import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { RuleText } from '../rules/rule';
import { manifestRules } from './problems';

/** What is wrong at an offset of a document. */
export interface Fault {
  readonly rule: RuleText;
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
}

/** A fault that leaves a document without a value. */
export class Unreadable extends Error {
  public constructor(public readonly fault: Fault) {
    super(fault.message);
  }
}

/**
 * How many values a document's aliases may stand for in all. Manifests have some hundreds; a few lines of aliases of
 * aliases can stand for billions.
 */
const MOST_ALIASED = 250_000;

interface Anchored {
  readonly value: unknown;
  readonly node: Node;
  /** How many values it holds, aliases written out. */
  readonly size: number;
}

/**
 * The plain data that a document holds. Duplicate keys are told to `report`; the last one counts, as for kubectl.
 * Aliases of one anchor share one value.
 *
 * Throws `Unreadable` where the document can't be told in JSON at all.
 */
export function dataOf(document: Document, report: (fault: Fault) => void): unknown {
  return document.contents === null ? null : new Reader(report).value(document.contents);
}

class Reader {
  readonly #anchors = new Map<string, Anchored>();
  readonly #report: (fault: Fault) => void;
  #count = 0;
  #aliased = 0;

  public constructor(report: (fault: Fault) => void) {
    this.#report = report;
  }

  public value(node: unknown): unknown {
    if (isAlias(node)) return this.#alias(node.source, node).value;
    const before = this.#count++;
    const value = this.#own(node);
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined) {
      this.#anchors.set(node.anchor, { value, node, size: this.#count - before });
    }
    return value;
  }

  #own(node: unknown): unknown {
    if (isMap(node)) return this.#map(node);
    if (isSeq(node)) return node.items.map((item) => this.value(item));
    if (!isScalar(node)) return null;
    if (typeof node.value === 'number' && !Number.isFinite(node.value)) {
      fail(node, `${node.source} is a number that JSON does not have`, 'write a finite number, or quote the text');
    }
    return node.value;
  }

  #map(map: YAMLMap): Record<string, unknown> {
    const again = this.#count === 1 ? secondObjectIn(map) : undefined;
    const result: Record<string, unknown> = {};
    const merged: Record<string, unknown>[] = [];
    for (const { key: keyNode, value: valueNode } of map.items) {
      if (isMergeKey(keyNode)) {
        merged.push(...this.#mergeSources(valueNode, keyNode));
        continue;
      }
      const key = this.#key(keyNode);
      if (again === keyNode) {
        const message = 'a second object begins here';
        this.#report({
          rule: manifestRules.duplicateKey,
          offset: offsetOf(keyNode),
          message,
          hint: 'put --- before it',
        });
      } else if (again === undefined && Object.hasOwn(result, key)) {
        const message = `the key "${key}" is here twice`;
        const hint = 'keep one of them: kubectl would take the last';
        this.#report({ rule: manifestRules.duplicateKey, offset: offsetOf(keyNode), message, hint });
      }
      define(result, key, this.value(valueNode));
    }
    // A map's own keys go before merged ones, and of those the first.
    for (const source of merged) {
      for (const [key, value] of Object.entries(source)) if (!Object.hasOwn(result, key)) define(result, key, value);
    }
    return result;
  }

  #key(node: unknown): string {
    const value = this.value(node);
    if (typeof value === 'object' && value !== null) {
      return fail(node, `a ${Array.isArray(value) ? 'list' : 'map'} stands where a key must be`, 'a key is a text');
    }
    if (value === null) return fail(node, 'a key is empty', 'give it a name; quote it if the name is "null" or "~"');
    return String(value);
  }

  #mergeSources(node: unknown, keyNode: unknown): Record<string, unknown>[] {
    const value = this.value(node);
    const sources = Array.isArray(value) ? value : [value];
    if (sources.some((source) => typeof source !== 'object' || source === null || Array.isArray(source))) {
      fail(keyNode, '"<<" merges something that is no map', 'give it an alias of a map, or a list of such aliases');
    }
    return sources as Record<string, unknown>[];
  }

  #alias(name: string, node: Node): Anchored {
    const anchored = this.#anchors.get(name);
    if (anchored === undefined) {
      return fail(node, `the alias *${name} has no anchor &${name} before it`, `put &${name} at what it stands for`);
    }
    this.#count += anchored.size;
    this.#aliased += anchored.size;
    if (this.#aliased > MOST_ALIASED) {
      const message = `aliases stand for more than ${MOST_ALIASED} values by *${name}`;
      fail(node, message, 'write out what they stand for, or split the document');
    }
    return anchored;
  }
}

/** Whether a key is `<<`, which takes another map's keys in. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

/** The key with which another object begins in the same map, as when the line between them is missing. */
function secondObjectIn({ items }: YAMLMap): unknown {
  const [, again] = items.filter(({ key }) => isScalar(key) && key.value === 'apiVersion');
  const kinds = items.filter(({ key }) => isScalar(key) && key.value === 'kind');
  return kinds.length > 1 ? again?.key : undefined;
}

function offsetOf(node: unknown): number {
  return ((isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)) && node.range?.[0]) || 0;
}

function fail(node: unknown, message: string, hint: string): never {
  throw new Unreadable({ rule: manifestRules.syntax, offset: offsetOf(node), message, hint });
}

function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true });
  else target[key] = value;
}
