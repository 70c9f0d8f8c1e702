import type { ParamSpec } from '../../lib/api/tekton/v1/param';
import { fromOptions } from '../base/known-props';
import {
  type ArrayInput,
  ArrayVariable,
  lowerTexts,
  type ObjectInput,
  ObjectVariable,
  type StringInput,
  StringVariable,
  type VariableOrigin,
} from './variable';

/** What every param takes. */
export interface ParamOptions {
  /** What the param is for, for people. @default - nothing is said */
  readonly description?: string;
}

/** A param that is a text. */
export interface StringParamOptions<Value extends string = string> extends ParamOptions {
  /** The value when none is given. @default - a value must be given */
  readonly default?: NoInfer<Value> | StringVariable;
  /** The values that it may have. Needs the feature `enable-param-enum`. @default - any */
  readonly enum?: readonly Value[];
}

/** A param that is a list of texts. */
export interface ArrayParamOptions extends ParamOptions {
  /** The value when none is given. @default - a value must be given */
  readonly default?: readonly StringInput[];
}

/** A param that is texts by key. */
export interface ObjectParamOptions<Key extends string = string, DefaultKey extends Key = Key> extends ParamOptions {
  /** The keys. */
  readonly properties: readonly Key[];
  /** Values of keys that may be left out; if all are here, so may be the param. @default - every key must be given */
  readonly default?: { readonly [K in DefaultKey]: StringInput };
}

/** Makes a param one that may be left out. */
interface WithDefault<Value> {
  readonly default: Value;
}

type Declaration = Omit<ParamSpec, 'name'>;

/** What a task, a step action or a pipeline is told. Its value goes wherever the param itself is written. */
export const Param = {
  /**
   * A text.
   *
   * @example
   * const image = Param.string('image', { description: 'Where the image goes.' });
   * const args = ['--destination', image]; // $(params.image)
   */
  string: stringParam,
  /**
   * A list of texts.
   *
   * @example
   * const flags = Param.array('flags', { default: [] });
   * const args = ['build', flags]; // $(params.flags[*])
   */
  array: arrayParam,
  /**
   * Texts by key.
   *
   * @example
   * const repo = Param.object('repo', { properties: ['url', 'revision'], default: { revision: 'main' } });
   * const url = repo.get('url'); // $(params.repo.url)
   */
  object: objectParam,
} as const;

function stringParam<const Name extends string, const Value extends string = string>(
  name: Name,
  options: StringParamOptions<Value> & WithDefault<NoInfer<Value> | StringVariable>,
): StringParam<Name, true, Value>;
function stringParam<const Name extends string, const Value extends string = string>(
  name: Name,
  options?: StringParamOptions<Value>,
): StringParam<Name, false, Value>;
function stringParam(name: string, options: StringParamOptions = {}): StringParam {
  return fromOptions(`Param.string ${name}`, options, ({ description, default: value, enum: values }) => {
    const given = value === undefined ? undefined : String(value);
    return new StringParam(name, value !== undefined, { type: 'string', description, default: given, enum: values });
  });
}

function arrayParam<const Name extends string>(
  name: Name,
  options: ArrayParamOptions & WithDefault<readonly StringInput[]>,
): ArrayParam<Name, true>;
function arrayParam<const Name extends string>(name: Name, options?: ArrayParamOptions): ArrayParam<Name, false>;
function arrayParam(name: string, options: ArrayParamOptions = {}): ArrayParam {
  return fromOptions(`Param.array ${name}`, options, ({ description, default: values }) => {
    return new ArrayParam(name, values !== undefined, { type: 'array', description, default: values?.map(String) });
  });
}

function objectParam<const Name extends string, const Key extends string, const DefaultKey extends Key = never>(
  name: Name,
  options: ObjectParamOptions<Key, DefaultKey>,
): ObjectParam<Name, Key, DefaultKey, [Exclude<Key, DefaultKey>] extends [never] ? true : false> {
  return fromOptions(`Param.object ${name}`, options, ({ description, properties, default: values }) => {
    const isOptional = values !== undefined && properties.every((key) => Object.hasOwn(values, key));
    return new ObjectParam(name, isOptional as never, {
      type: 'object',
      description,
      properties: Object.fromEntries(properties.map((key) => [key, { type: 'string' }])),
      default: values && lowerTexts(values),
    });
  });
}

/** A declared param that is a text. */
export class StringParam<
  Name extends string = string,
  Optional extends boolean = boolean,
  Value extends string = string,
> extends StringVariable<`params.${Name}`> {
  declare protected readonly value: Value;

  public constructor(
    /** Name of the param. */
    public readonly name: Name,
    /** Whether it may be left out. */
    public readonly isOptional: Optional,
    /** The param without its name, as a manifest declares it. */
    public readonly declaration: Declaration,
  ) {
    super({ kind: 'param', name });
  }
}

/** A declared param that is a list of texts. */
export class ArrayParam<
  Name extends string = string,
  Optional extends boolean = boolean,
> extends ArrayVariable<`params.${Name}`> {
  public constructor(
    /** Name of the param. */
    public readonly name: Name,
    /** Whether it may be left out. */
    public readonly isOptional: Optional,
    /** The param without its name, as a manifest declares it. */
    public readonly declaration: Declaration,
  ) {
    super({ kind: 'param', name });
  }
}

/** A declared param that is texts by key. */
export class ObjectParam<
  Name extends string = string,
  Key extends string = string,
  DefaultKey extends Key = Key,
  Optional extends boolean = boolean,
> extends ObjectVariable<Key, `params.${Name}`> {
  declare protected readonly defaultKeys: DefaultKey;

  public constructor(
    /** Name of the param. */
    public readonly name: Name,
    /** Whether it may be left out. */
    public readonly isOptional: Optional,
    /** The param without its name, as a manifest declares it. */
    public readonly declaration: Declaration,
  ) {
    super({ kind: 'param', name });
  }
}

/** Any declared param. */
export type AnyParam = StringParam | ArrayParam | ObjectParam;

/** The value that a param takes, of variables from the given origins. */
export type InputOf<P extends AnyParam, Origin extends VariableOrigin = VariableOrigin> =
  P extends StringParam<string, boolean, infer Value>
    ? Value | StringVariable<Origin>
    : P extends ObjectParam<string, infer Key, infer DefaultKey>
      ? ObjectInput<Key, DefaultKey, Origin>
      : ArrayInput<Origin>;

/** The values of params by name: those without defaults must be there. */
export type ParamInputs<P extends AnyParam, Origin extends VariableOrigin = VariableOrigin> = {
  readonly [Each in P as Each['isOptional'] extends true ? never : Each['name']]: InputOf<Each, Origin>;
} & {
  readonly [Each in P as Each['isOptional'] extends true ? Each['name'] : never]?: InputOf<Each, Origin>;
};
