import type { Input, Output } from '@pulumi/pulumi';

/**
 * The properties of a construct, with Outputs wherever there is a text, a number or a switch, except for its name.
 * Constructs, durations and other objects with methods are taken as they are.
 */
export type Inputs<Props> = {
  [Name in keyof Props]: Name extends 'name' | 'id' ? Props[Name] : InputOf<Props[Name]>;
};

/** A value, or an Output of it; within lists and maps too. */
export type InputOf<Value> = Value extends string | number | boolean
  ? Value | Output<Value> | Output<Widened<Value>>
  : Value extends undefined | null | ((...args: never[]) => unknown)
    ? Value
    : Value extends readonly unknown[]
      ? { [Index in keyof Value]: InputOf<Value[Index]> }
      : HasMethods<Value> extends true
        ? Value
        : { [Name in keyof Value]: InputOf<Value[Name]> };

type Widened<Value> = Value extends string ? string : Value extends number ? number : boolean;

type HasMethods<Value> = true extends {
  [Name in keyof Value]: Value[Name] extends (...args: never[]) => unknown ? true : false;
}[keyof Value]
  ? true
  : false;

/**
 * Properties that hold Outputs where the compiler expects plain values: what it returns may be given to a construct of a
 * `Program`. `image`, `args` and `env` take Outputs without it.
 *
 * @example
 * new PingSource(scope, 'nightly', inputs({ schedule: settings.schedule, sink: shop }));
 */
export function inputs<Props extends object>(props: Inputs<NoInfer<Props>>): Props {
  return props as unknown as Props;
}

/** What comes of a value when all Outputs in it are known. */
export type Known<Value> = Value extends Output<infer Inner> ? Inner : Value extends Input<infer Inner> ? Inner : Value;
