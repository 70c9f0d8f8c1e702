import type { TaskResult } from '../../lib/api/tekton/v1/result';
import { referenceTo } from '../../lib/api/tekton/variables';
import { brand } from '../base/brand';
import { fromOptions } from '../base/known-props';
import type { ArrayVariable, ObjectVariable, StringVariable } from './variable';

/** What every result takes. */
export interface ResultOptions<Value = StringVariable<'steps.results'>> {
  /** What the result is, for people. @default - nothing is said */
  readonly description?: string;
  /** The result of a step that becomes this one. @default - steps write it to `path` */
  readonly value?: Value;
}

/** A result that is texts by key. */
export interface ObjectResultOptions<Key extends string = string>
  extends ResultOptions<ObjectVariable<Key, 'steps.results'>> {
  /** The keys. */
  readonly properties: readonly Key[];
}

/** What a result holds, as a type. */
export type ResultType = 'string' | 'array' | 'object';

/**
 * What a task or a step tells when it is done. Steps write it to the file `path`, a text as it is (`printf %s`, without a
 * line break), a list or an object as JSON. All results of a task together may have 4 KiB.
 */
export class Result<Name extends string = string, Type extends ResultType = ResultType, Key extends string = string> {
  /**
   * A text.
   *
   * @example
   * const commit = Result.string('commit');
   * const script = `git rev-parse HEAD | tr -d '\\n' > ${commit.path}`;
   */
  public static string<const Name extends string>(
    name: Name,
    options: ResultOptions = {},
  ): Result<Name, 'string', never> {
    return made(name, 'string', options);
  }

  /** A list of texts, written as a JSON array. */
  public static array<const Name extends string>(
    name: Name,
    options: ResultOptions<ArrayVariable<'steps.results'>> = {},
  ): Result<Name, 'array', never> {
    return made(name, 'array', options);
  }

  /** Texts by key, written as a JSON object. */
  public static object<const Name extends string, const Key extends string>(
    name: Name,
    options: ObjectResultOptions<Key>,
  ): Result<Name, 'object', Key> {
    return made(name, 'object', options);
  }

  declare protected readonly keys: Key;

  public constructor(
    /** Name of the result. */
    public readonly name: Name,
    /** What it holds. */
    public readonly type: Type,
    /** The result without its name, as a manifest declares it. */
    public readonly declaration: Omit<TaskResult, 'name'>,
  ) {
    brand(this, 'Value');
  }

  /** The file in which steps of the task leave it, `$(results.NAME.path)`. */
  public get path(): string {
    return referenceTo({ kind: 'resultPath', name: this.name });
  }

  /** The file in which a step leaves it that declares it as its own, `$(step.results.NAME.path)`. */
  public get pathInStep(): string {
    return referenceTo({ kind: 'stepResultPath', name: this.name });
  }
}

interface GivenOptions extends ResultOptions<StringVariable | ArrayVariable | ObjectVariable> {
  readonly properties?: readonly string[];
}

function made<Name extends string, Type extends ResultType, Key extends string>(
  name: Name,
  type: Type,
  given: GivenOptions,
): Result<Name, Type, Key> {
  return fromOptions(`Result.${type} ${name}`, given, ({ description, properties, value }, factory) => {
    if (name.includes('.')) {
      factory.refuse(
        'value',
        '',
        `other tasks can't read a result with a dot in its name`,
        `name it ${name.replaceAll('.', '-')}`,
      );
    }
    return new Result(name, type, {
      type,
      description,
      properties: properties && Object.fromEntries(properties.map((key) => [key, { type: 'string' }])),
      // Upstream takes the bare reference here, whatever the type.
      value: value === undefined ? undefined : String(value).replace('[*]', ''),
    });
  });
}
