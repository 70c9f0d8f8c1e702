/** A node of our schemas: the part of JSON Schema that we use, and markers that lib/api/README.md explains. */
export interface JsonSchema {
  /** A definition, `#/definitions/NAME`. */
  readonly $ref?: string;
  /** The one type that a value has; absent where anything goes, and where `x-int-or-string` stands. */
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array';
  /** What the value means; in CRDs only. */
  readonly description?: string;
  /** The fields of an object. */
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  /** Fields that an object must have. */
  readonly required?: readonly string[];
  /** The items of an array. */
  readonly items?: JsonSchema;
  /** The values of a map; an empty schema where anything goes. */
  readonly additionalProperties?: JsonSchema;
  /** The only values that there are. */
  readonly enum?: readonly string[];
  /** `int32`, `int64`, `date-time`, or `uri`, `byte` and `double`, which only an API server looks at. */
  readonly format?: string;
  /** A regular expression that a string matches. */
  readonly pattern?: string;
  /** Fewest characters. */
  readonly minLength?: number;
  /** Most characters. */
  readonly maxLength?: number;
  /** Least number. */
  readonly minimum?: number;
  /** Greatest number. */
  readonly maximum?: number;
  /** Fewest items. */
  readonly minItems?: number;
  /** Most items. */
  readonly maxItems?: number;
  /** Fewest entries of a map. */
  readonly minProperties?: number;
  /** Most entries of a map. */
  readonly maxProperties?: number;
  /** The value that an API server puts in when there is none. */
  readonly default?: unknown;
  /** Upstream's CRD says no more than that this is an object. */
  readonly 'x-opaque'?: true;
  /** Upstream's CRD says no more than that the items are objects. */
  readonly 'x-opaque-items'?: true;
  /** Upstream's CRD says nothing at all of this. */
  readonly 'x-untyped'?: true;
  /** Upstream's CRD keeps fields that it doesn't know. */
  readonly 'x-preserve-unknown-fields'?: true;
  /** Upstream's CRD doesn't know the field, but keeps it. */
  readonly 'x-not-in-schema'?: true;
  /** Without it the webhook can't write the object anew, whatever the CRD says. */
  readonly 'x-never-missing'?: true;
  /** Upstream tells the empty value written out (`false`, 0, no text, `{}`) from none. */
  readonly 'x-explicit-presence'?: true;
  /** A duration as Go writes it, such as `1h30m`. */
  readonly 'x-go-duration'?: true;
  /** An integer or a string. */
  readonly 'x-int-or-string'?: true;
  /** How items of an array are told apart. */
  readonly 'x-list-type'?: 'atomic' | 'map' | 'set';
  /** The fields by which items of a `map` are told apart. */
  readonly 'x-list-map-keys'?: readonly string[];
  /** Whether a map is owned as a whole. */
  readonly 'x-map-type'?: 'atomic' | 'granular';
  /** What a value is, for messages. */
  readonly 'x-means'?: string;
}

const REF = '#/definitions/';

/** The reference to a definition. */
export function refTo(name: string): string {
  return REF + name;
}

/** The name of the definition that a reference names. */
export function nameIn(ref: string): string {
  if (!ref.startsWith(REF)) throw new Error(`"${ref}" names no definition`);
  return ref.slice(REF.length);
}
