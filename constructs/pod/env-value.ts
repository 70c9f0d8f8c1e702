import type { EnvFromSource, EnvVar, EnvVarSource } from '../../lib/api/core/v1/env';
import { brand } from '../base/brand';
import { fromOptions } from '../base/known-props';
import { type LateText, textNow } from '../base/late-text';
import { type INamed, nameOf } from '../kubernetes/named';
import type { SecretRef } from '../kubernetes/secret-reference';

/** Whether what a variable refers to must be there. */
export interface EnvReferenceOptions {
  /** Whether the container starts even if the object or the key is absent. @default false */
  readonly optional?: boolean;
}

/** Where a variable takes its value from. */
export class EnvValue {
  /** A text, in which `$(OTHER)` stands for a variable that comes earlier; the same as the text itself. */
  public static plain(value: string): EnvValue {
    return new EnvValue({ value });
  }

  /**
   * One key of a Secret, by name: the value never enters the program.
   *
   * @example
   * EnvValue.fromSecret('tokens', 'hello')
   */
  public static fromSecret(secret: string | INamed, key: string, given: EnvReferenceOptions = {}): EnvValue {
    return fromOptions('EnvValue.fromSecret', given, ({ optional }) => {
      return EnvValue.#from({ secretKeyRef: { name: nameOf(secret), key, optional } });
    });
  }

  /** One key of a ConfigMap. */
  public static fromConfigMap(configMap: string | INamed, key: string, given: EnvReferenceOptions = {}): EnvValue {
    return fromOptions('EnvValue.fromConfigMap', given, ({ optional }) => {
      return EnvValue.#from({ configMapKeyRef: { name: nameOf(configMap), key, optional } });
    });
  }

  /** A field of the pod, such as `status.podIP`. Needs the feature `kubernetes.podspec-fieldref`. */
  public static fromField(fieldPath: string, given: FieldOptions = {}): EnvValue {
    return fromOptions('EnvValue.fromField', given, ({ apiVersion }) => {
      return EnvValue.#from({ fieldRef: { fieldPath, apiVersion } });
    });
  }

  /** A request or limit of a container, such as `limits.memory`. Needs the feature `kubernetes.podspec-fieldref`. */
  public static fromResource(resource: string, given: ResourceFieldOptions = {}): EnvValue {
    return fromOptions('EnvValue.fromResource', given, ({ container: containerName, divisor }) => {
      return EnvValue.#from({ resourceFieldRef: { resource, containerName, divisor } });
    });
  }

  static #from(valueFrom: EnvVarSource): EnvValue {
    return new EnvValue({ valueFrom });
  }

  private constructor(
    /** The variable without its name. */
    public readonly source: Omit<EnvVar, 'name'>,
  ) {
    brand(this, 'Value');
  }
}

/** How a field of the pod is read. */
export interface FieldOptions {
  /** Version of the API that the path is written for. @default 'v1' */
  readonly apiVersion?: string;
}

/** How a request or limit is read. */
export interface ResourceFieldOptions {
  /** The container that is read. @default - the container that has the variable */
  readonly container?: string;
  /** Unit in which the value is given, such as `1Mi`. @default '1' */
  readonly divisor?: string | number;
}

/** Environment variables by name: a text, or where the value comes from. */
export type Env = Readonly<Record<string, string | LateText | EnvValue | SecretRef>>;

/** A whole Secret or a whole ConfigMap, each key of which becomes a variable. */
export type EnvFromProps = EnvFromOptions &
  (
    | { /** The Secret. */ readonly secret: string | INamed; readonly configMap?: undefined }
    | { /** The ConfigMap. */ readonly configMap: string | INamed; readonly secret?: undefined }
  );

/** How the keys of a Secret or ConfigMap become variables. */
export interface EnvFromOptions extends EnvReferenceOptions {
  /** Put before each key to make the variable's name. @default '' */
  readonly prefix?: string;
}

export function lowerEnv(env: Env | undefined): readonly EnvVar[] | undefined {
  if (env === undefined) return undefined;
  return Object.entries(env).map(([name, value]) => ({ name, ...sourceOf(value) }));
}

export function lowerEnvFrom(sources: readonly EnvFromProps[] | undefined): readonly EnvFromSource[] | undefined {
  return sources?.map(({ secret, configMap, prefix, optional }) => ({
    prefix,
    secretRef: secret === undefined ? undefined : { name: nameOf(secret), optional },
    configMapRef: configMap === undefined ? undefined : { name: nameOf(configMap), optional },
  }));
}

function sourceOf(value: Env[string]): Omit<EnvVar, 'name'> {
  if (typeof value !== 'object' || value === null) return { value };
  if ('source' in value) return value.source;
  return 'toSelector' in value ? { valueFrom: { secretKeyRef: value.toSelector() } } : { value: textNow(value) };
}
