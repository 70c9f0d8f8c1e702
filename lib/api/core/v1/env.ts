import type { Quantity } from '../../meta/v1';

/**
 * One key of a ConfigMap.
 * @mapType atomic
 */
export interface ConfigMapKeySelector {
  /**
   * The ConfigMap's name, in the same namespace.
   * @schemaDefault ""
   */
  readonly name?: string;
  /** The key whose value is meant. */
  readonly key: string;
  /**
   * Whether the container starts even if the ConfigMap or the key is absent. @default false
   * @explicitPresence
   */
  readonly optional?: boolean;
}

/**
 * One key of a Secret.
 * @mapType atomic
 */
export interface SecretKeySelector {
  /**
   * The Secret's name, in the same namespace.
   * @schemaDefault ""
   */
  readonly name?: string;
  /** The key whose value is meant. */
  readonly key: string;
  /**
   * Whether the container starts even if the Secret or the key is absent. @default false
   * @explicitPresence
   */
  readonly optional?: boolean;
}

/**
 * One field of the pod itself.
 * @mapType atomic
 */
export interface ObjectFieldSelector {
  /** Path of the field, such as `metadata.name` or `status.podIP`. */
  readonly fieldPath: string;
  /** Version of the API that the path is written for. @default 'v1' */
  readonly apiVersion?: string;
}

/**
 * A request or a limit of a container.
 * @mapType atomic
 */
export interface ResourceFieldSelector {
  /** What is read, such as `limits.cpu` or `requests.memory`. */
  readonly resource: string;
  /** The container that is read; a volume must say which. @default - the container that holds the variable */
  readonly containerName?: string;
  /** Unit in which the value is given, such as `1Mi`. @default '1' */
  readonly divisor?: Quantity;
}

/** Where a variable takes its value from: exactly one of these. */
export interface EnvVarSource {
  /**
   * A key of a ConfigMap.
   * @explicitPresence
   */
  readonly configMapKeyRef?: ConfigMapKeySelector;
  /**
   * A key of a Secret.
   * @explicitPresence
   */
  readonly secretKeyRef?: SecretKeySelector;
  /**
   * A field of the pod. A revision needs the feature `kubernetes.podspec-fieldref`.
   * @opaque
   * @explicitPresence
   */
  readonly fieldRef?: ObjectFieldSelector;
  /**
   * A request or limit of a container. A revision needs the feature `kubernetes.podspec-fieldref`.
   * @opaque
   * @explicitPresence
   */
  readonly resourceFieldRef?: ResourceFieldSelector;
}

/** An environment variable. */
export interface EnvVar {
  /** The variable's name; in a revision, `PORT`, `K_SERVICE`, `K_CONFIGURATION` and `K_REVISION` are Knative's own. */
  readonly name: string;
  /** The value, in which `$(OTHER)` stands for a variable that comes earlier. @default '' */
  readonly value?: string;
  /**
   * Where the value comes from, in place of `value`.
   * @explicitPresence
   */
  readonly valueFrom?: EnvVarSource;
}

/**
 * All keys of a ConfigMap, as variables.
 * @mapType atomic
 */
export interface ConfigMapEnvSource {
  /**
   * The ConfigMap's name, in the same namespace.
   * @schemaDefault ""
   */
  readonly name?: string;
  /**
   * Whether the container starts even if the ConfigMap is absent. @default false
   * @explicitPresence
   */
  readonly optional?: boolean;
}

/**
 * All keys of a Secret, as variables.
 * @mapType atomic
 */
export interface SecretEnvSource {
  /**
   * The Secret's name, in the same namespace.
   * @schemaDefault ""
   */
  readonly name?: string;
  /**
   * Whether the container starts even if the Secret is absent. @default false
   * @explicitPresence
   */
  readonly optional?: boolean;
}

/** A whole ConfigMap or a whole Secret, as variables: exactly one of the two. */
export interface EnvFromSource {
  /** Put before each key to make the variable's name. @default '' */
  readonly prefix?: string;
  /**
   * The ConfigMap that is read.
   * @explicitPresence
   */
  readonly configMapRef?: ConfigMapEnvSource;
  /**
   * The Secret that is read.
   * @explicitPresence
   */
  readonly secretRef?: SecretEnvSource;
}
