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
  /** The property that sets the key. @default - the key in camel case */
  readonly prop?: string;
}

/** A number or a duration that may be switched off by the word `disabled`. */
interface Switchable {
  readonly disabled?: true;
}

/** What a key of a ConfigMap holds, what it is when nobody sets it, and what it may be. */
export type ConfigKey = Documented &
  /** Any text. The short names, if there are some, are what a program may write in place of longer ones. */
  (
    | { readonly type: 'text'; readonly default: string; readonly short?: Readonly<Record<string, string>> }
    /** One of a few words, in lower case or upper. An ignored value is one that its reader passes over. */
    | {
        readonly type: 'enum';
        readonly values: readonly string[];
        readonly default: string;
        readonly folded?: true;
        readonly ignored?: true;
      }
    /** Texts with commas between. */
    | { readonly type: 'list'; readonly default: readonly string[] }
    /** Text of YAML or JSON: the shape is an interface of `shapes.ts`; the fields, if given, are all that it may have. */
    | {
        readonly type: 'yaml' | 'json';
        readonly holds: 'map' | 'list';
        readonly shape: string;
        readonly default: '';
        readonly fields?: readonly string[];
        readonly required?: readonly string[];
      }
    /** Lines of the form `name=value`; what a program gives is put into the lines that are shipped. */
    | { readonly type: 'properties'; readonly default: '' }
    | { readonly type: 'boolean'; readonly default: boolean }
    | ({ readonly type: 'integer'; readonly bits: 32 | 64; readonly default: number; readonly unit?: string } & Bounds &
        Switchable)
    | ({ readonly type: 'number'; readonly default: number; readonly unit?: string } & Bounds)
    | ({ readonly type: 'duration'; readonly default: number; readonly wholeSeconds?: boolean } & Bounds & Switchable)
    | { readonly type: 'quantity'; readonly default: undefined }
    | { readonly type: 'template'; readonly default: string }
    /** True, false, or any other text for neither. */
    | { readonly type: 'choice'; readonly default: boolean }
  );

/** The keys of a ConfigMap. */
export type ConfigTable = Readonly<Record<string, ConfigKey>>;

interface ValueTypes {
  text: string;
  enum: string;
  list: readonly string[];
  yaml: string;
  json: string;
  properties: string;
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
  ? `${CamelCase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Key extends `${infer Head}.${infer Tail}`
    ? `${Head}${Capitalize<CamelCase<Tail>>}`
    : Uncapitalize<Key>;

/** A key in camel case: `stable-window` is `stableWindow`, `logging.enable-request-log` is `loggingEnableRequestLog`. */
export function camelCase(key: string): string {
  const [first = '', ...rest] = key.split(/[-.]/);
  return [
    first.charAt(0).toLowerCase() + first.slice(1),
    ...rest.map((w) => w.charAt(0).toUpperCase() + w.slice(1)),
  ].join('');
}

/** The values of a table's keys, each under its key in camel case. Durations are in seconds. */
export type ConfigValues<Table extends ConfigTable> = {
  readonly [Key in keyof Table & string as CamelCase<Key>]: ValueTypes[Table[Key]['type']];
};
