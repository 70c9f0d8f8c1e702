import type { KubeObject } from '../../api/meta/v1';
import type { Fields } from '../draft';
import { type Entries, type Expression, given, type Variable } from './expression';

/** What a field of a manifest names another object by. */
export interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** That of the object which refers to it, where there is none. */
  readonly namespace?: string;
}

/** What the writer of one object knows of the rest of the program. */
export interface Scope {
  readonly object: KubeObject;
  readonly name: string;
  readonly namespace: string | undefined;
  /** The object's own construct, for statements after it. */
  readonly construct: Expression;
  /** The construct of another object, which then comes before this one; undefined if it has none, or waits for this one. */
  constructOf(named: Named): Expression | undefined;
  /** Another object of the program. */
  find(named: Named): KubeObject | undefined;
  /** A constant before the construct. */
  constant(words: string, kind: string, value: Expression): Expression;
  /** The same, of a constant that expressions use already. */
  declare(variable: Variable, value: Expression): void;
  /** A statement after the construct. */
  after(value: (construct: Expression) => Expression, variable?: Variable): void;
  readonly labels: Texts;
  readonly annotations: Texts;
}

/** Labels or annotations: those that a property says are taken out, the rest is written as it is. */
export class Texts {
  readonly #left: Map<string, string>;

  public constructor(texts: Readonly<Record<string, string>> = {}) {
    this.#left = new Map(Object.entries(texts));
  }

  public take(name: string): string | undefined {
    const value = this.#left.get(name);
    this.#left.delete(name);
    return value;
  }

  /** The value as a property, if `read` understands it; else it is left among the rest. */
  public property(name: string, read: (text: string) => Expression | undefined): Expression | undefined {
    const value = this.#left.get(name);
    if (value === undefined) return undefined;
    const expression = read(value);
    if (expression !== undefined) this.#left.delete(name);
    return expression;
  }

  public get rest(): Expression | undefined {
    return this.#left.size === 0 ? undefined : given(Object.fromEntries(this.#left));
  }
}

/** What an object is as a construct. */
export interface Written {
  /** Name of the class. */
  readonly of: string;
  readonly props: Entries;
}

/** Writes the objects of a kind; undefined if its construct cannot say this one. */
export type KindWriter = (spec: Fields, scope: Scope) => Written | undefined;
