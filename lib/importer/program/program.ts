import type { KubeObject } from '../../api/meta/v1';
import type { Expression, Variable } from './expression';

/** A statement of a program: an expression, the constant that it is kept in, and what is said before it. */
export interface Statement {
  readonly value: Expression;
  /** Absent where nobody needs the value. */
  readonly variable?: Variable;
  readonly comments?: readonly string[];
}

/** What an object is in a program. */
export interface WrittenObject {
  readonly object: KubeObject;
  /** The statements that make it, in order. The first one is its construct. */
  readonly statements: readonly Statement[];
  readonly construct: Variable;
  readonly level: Level;
}

/** How an object is written: by its own construct, by that and patches for the rest, or as a bare `ApiObject`. */
export type Level = 'construct' | 'object';

/** A program: charts, and the objects in them. */
export interface Program {
  /** Said at the top. */
  readonly header: readonly string[];
  readonly charts: readonly Statement[];
  readonly objects: readonly WrittenObject[];
  /** Said where the objects are over: what is not written. */
  readonly footer: readonly string[];
}

/** What came of trying a program: the manifest that an object's statements make, or why they fail. */
export type Outcome = { readonly manifest: KubeObject } | { readonly failure: string };

/** Runs the statements of a program and tells what each object became. */
export type Trial = (program: Program) => Promise<readonly Outcome[]>;
