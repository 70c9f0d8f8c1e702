import type { Int32, IntOrString, Quantity } from '../../../lib/api/meta/v1';

/**
 * A part that several others use.
 * @mapType atomic
 */
export interface Part {
  /** The part's name. */
  readonly name: string;
  /**
   * The part's size.
   * @minimum 1
   * @maximum 9
   */
  readonly size?: Int32;
}

/**
 * Text that is short.
 * @maxLength 3
 */
export type ShortText = string;

/**
 * One thing or another.
 * @anyValue
 */
export type Either = string | readonly string[] | Part;

/** A part that holds parts. */
export interface Tree {
  /**
   * Smaller trees.
   * @opaqueItems
   */
  readonly children?: readonly Tree[];
  /** What hangs on it. */
  readonly part: Part;
}

/**
 * One property for each tag.
 * @preserveUnknownFields
 */
export interface TaggedSpec {
  /**
   * Closed to nobody.
   * @opaque
   */
  readonly opaque?: Tree;
  /**
   * Open items.
   * @opaqueItems
   */
  readonly opaqueItems?: readonly Tree[];
  /**
   * Not even a list.
   * @untyped
   */
  readonly untyped?: readonly Tree[];
  /** This or that. */
  readonly either?: Either;
  /** A recursion that ends at an open part. */
  readonly tree?: Tree;
  /**
   * Known to the webhook.
   * @notInSchema
   */
  readonly notInSchema?: string;
  /**
   * Asked for by the webhook.
   * @schemaOptional
   */
  readonly schemaOptional: string;
  /** Asked for by the schema. */
  readonly required: boolean;
  /**
   * Put in by the API server.
   * @schemaDefault "TCP"
   */
  readonly schemaDefault?: string;
  /** Told in words. @default - nothing at all */
  readonly prose?: string;
  /** Told as a value. @default 30 */
  readonly literal?: Int32;
  /** A closed set. */
  readonly union?: 'a' | 'b';
  /**
   * A closed set of the schema's.
   * @enforcedBySchema
   */
  readonly enforced?: 'a' | 'b';
  /**
   * Told apart by name.
   * @listType map
   * @listMapKeys name,size
   */
  readonly list?: readonly Part[];
  /** By number or name. */
  readonly port?: IntOrString;
  /** By resource. */
  readonly amounts?: Readonly<Record<string, Quantity>>;
  /**
   * A short text for each of a few names.
   * @minProperties 1
   * @maxProperties 2
   */
  readonly few?: Readonly<Record<string, ShortText>>;
  /** Anything under any name. */
  readonly free?: Readonly<Record<string, unknown>>;
  /** Anything. */
  readonly anything?: unknown;
}

/** Lacks a sentence. */
export interface UndocumentedSpec {
  readonly silent?: string;
}

/** Holds itself, and no tag ends it. */
export interface EndlessSpec {
  /** Itself. */
  readonly inner?: Endless;
}

/** Holds itself. */
export interface Endless {
  /** Itself. */
  readonly inner?: Endless;
}

/** Is two things. */
export interface TwoThingsSpec {
  /** A number or a truth value. */
  readonly either?: Part | boolean;
}
