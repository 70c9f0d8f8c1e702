/** A ConfigMap's data: texts by key. */
export type ConfigSettings = Readonly<Record<string, string>>;

/** The bounds of a number; durations count in seconds. */
export interface Bounds {
  /** The least value. */
  readonly minimum?: number;
  /** The value must be greater than this. */
  readonly above?: number;
  /** The greatest value. */
  readonly maximum?: number;
  /** A value outside the bounds that has a meaning of its own, such as -1 for no limit. */
  readonly special?: number;
}

interface Documented {
  /** What the key sets, in one sentence. */
  readonly doc: string;
}

/** What a key of a ConfigMap holds, what it is when nobody sets it, and what it may be. */
export type ConfigKey = Documented &
  (
    | { readonly type: 'text'; readonly default: string }
    | { readonly type: 'boolean'; readonly default: boolean }
    | ({ readonly type: 'integer'; readonly bits: 32 | 64; readonly default: number; readonly unit?: string } & Bounds)
    | ({ readonly type: 'number'; readonly default: number; readonly unit?: string } & Bounds)
    | ({ readonly type: 'duration'; readonly default: number; readonly wholeSeconds?: boolean } & Bounds)
    | { readonly type: 'quantity'; readonly default: undefined }
    | { readonly type: 'template'; readonly default: string }
    /** True, false, or any other text for neither. */
    | { readonly type: 'choice'; readonly default: boolean }
  );

/** The keys of a ConfigMap. */
export type ConfigTable = Readonly<Record<string, ConfigKey>>;

interface ValueTypes {
  text: string;
  boolean: boolean;
  integer: number;
  number: number;
  duration: number;
  quantity: string | undefined;
  template: string;
  choice: boolean | undefined;
}

/** The value of a key, of whatever type. */
export type ConfigValue = ValueTypes[keyof ValueTypes];

type CamelCase<Key extends string> = Key extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Key;

/** The values of a table's keys, each under its key in camel case. Durations are in seconds. */
export type ConfigValues<Table extends ConfigTable> = {
  readonly [Key in keyof Table & string as CamelCase<Key>]: ValueTypes[Table[Key]['type']];
};
