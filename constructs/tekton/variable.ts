import type { Param, ParamValue } from '../../lib/api/tekton/v1/param';
import { referenceTo, type Variable } from '../../lib/api/tekton/variables';
import { brand, hasBrand } from '../base/brand';
import type { LateText } from '../base/late-text';

/**
 * Where the value of a variable comes from, as a type: `params.NAME`, and so on. By it the compiler tells a variable that
 * has no value where it is used.
 */
export type VariableOrigin =
  | `params.${string}`
  /** Results of tasks that are not in `finally`. */
  | 'tasks.results'
  /** Results of tasks in `finally`. */
  | 'finally.results'
  /** How tasks ended, which only those in `finally` know. */
  | 'tasks.outcome'
  /** Results of earlier steps of the same task. */
  | 'steps.results'
  | 'context'
  | 'workspaces'
  /** Paths of files of the task. */
  | 'paths';

/** A text that is known when a run gets there. In a manifest, and in a template literal, it is `$(…)`. */
export class StringVariable<Origin extends VariableOrigin = VariableOrigin> {
  /** What the value is. */
  public readonly type = 'string';
  declare protected readonly origin: Origin;

  public constructor(
    /** What the reference means. */
    protected readonly variable: Variable,
  ) {
    brand(this, 'Value');
  }

  /** The reference, such as `$(params.image)`. */
  public toString(): string {
    return referenceTo(this.variable);
  }
}

/** A list of texts that is known when a run gets there. It stands for itself, with no other text around it. */
export class ArrayVariable<Origin extends VariableOrigin = VariableOrigin> {
  /** What the value is. */
  public readonly type = 'array';
  declare protected readonly origin: Origin;

  public constructor(
    /** What the reference means. */
    protected readonly variable: IndexedVariable,
  ) {
    brand(this, 'Value');
  }

  /** One of the texts, counted from 0. A run fails whose list is shorter. */
  public at(index: number): StringVariable<Origin> {
    return new StringVariable({ ...this.variable, index });
  }

  /** The reference to all of the texts, such as `$(params.flags[*])`. */
  public toString(): string {
    return referenceTo({ ...this.variable, index: '*' });
  }
}

/** Texts by key that are known when a run gets there. */
export class ObjectVariable<Key extends string = string, Origin extends VariableOrigin = VariableOrigin> {
  /** What the value is. */
  public readonly type = 'object';
  declare protected readonly origin: Origin;
  declare protected readonly keys: Key;

  public constructor(
    /** What the reference means. */
    protected readonly variable: IndexedVariable,
  ) {
    brand(this, 'Value');
  }

  /** The text of one key, such as `$(params.repo.url)`. */
  public get(key: Key): StringVariable<Origin> {
    return new StringVariable({ ...this.variable, key });
  }

  /** The reference to the whole, such as `$(params.repo[*])`. */
  public toString(): string {
    return referenceTo({ ...this.variable, index: '*' });
  }
}

/** A variable of which a part may be meant. */
export type IndexedVariable = Extract<Variable, { readonly kind: 'param' | 'taskResult' | 'stepResult' }>;

/** Any variable. */
export type AnyVariable<Origin extends VariableOrigin = VariableOrigin> =
  | StringVariable<Origin>
  | ArrayVariable<Origin>
  | ObjectVariable<string, Origin>;

/** A text, or a variable that holds one. */
export type StringInput<Origin extends VariableOrigin = VariableOrigin> = string | StringVariable<Origin>;

/** One argument, or a variable that gives one or several. */
export type ArgumentInput<Origin extends VariableOrigin = VariableOrigin> = StringInput<Origin> | ArrayVariable<Origin>;

/** A list of texts, or a variable that holds one. */
export type ArrayInput<Origin extends VariableOrigin = VariableOrigin> =
  | readonly ArgumentInput<Origin>[]
  | ArrayVariable<Origin>;

/** Texts by key, or a variable that holds them. Keys that have defaults may be left out. */
export type ObjectInput<
  Key extends string = string,
  DefaultKey extends Key = never,
  Origin extends VariableOrigin = VariableOrigin,
> =
  | ({ readonly [K in Exclude<Key, DefaultKey>]: StringInput<Origin> } & {
      readonly [K in DefaultKey]?: StringInput<Origin>;
    })
  | ObjectVariable<Key, Origin>;

/** A value of any type. */
export type ValueInput<Origin extends VariableOrigin = VariableOrigin> =
  | StringInput<Origin>
  | ArrayInput<Origin>
  | ObjectInput<string, never, Origin>;

/** A text written out, where there is one. */
export function textOf(text: StringInput | LateText | undefined): string | undefined {
  return text === undefined ? undefined : String(text);
}

/** A value as a manifest holds it. */
export function lowerValue(value: ValueInput): ParamValue {
  if (typeof value === 'string' || hasBrand(value, 'Value')) return String(value);
  if (Array.isArray(value)) return (value as readonly StringInput[]).map(String);
  return lowerTexts(value as Readonly<Record<string, StringInput>>);
}

/** Values by name as a list of params; undefined if there are none. */
export function lowerValues(values: Readonly<Record<string, ValueInput | undefined>> = {}): Param[] | undefined {
  const given = Object.entries(values).filter((entry): entry is [string, ValueInput] => entry[1] !== undefined);
  return given.length === 0 ? undefined : given.map(([name, value]) => ({ name, value: lowerValue(value) }));
}

/** Texts by key, written out. */
export function lowerTexts(texts: Readonly<Record<string, StringInput | undefined>>): Record<string, string> {
  const given = Object.entries(texts).filter(([, text]) => text !== undefined);
  return Object.fromEntries(given.map(([key, text]) => [key, String(text)]));
}
