import type { Int32, Int64 } from '../../meta/v1';
import type { ObjectFieldSelector, ResourceFieldSelector } from './env';

/** A key that becomes a file. */
export interface KeyToPath {
  /** The key. */
  readonly key: string;
  /** Path of the file in the volume, relative and without `..`. */
  readonly path: string;
  /**
   * Permission bits of the file, 0 to 511 (octal 0777). @default - the volume's
   * @explicitPresence
   */
  readonly mode?: Int32;
}

/**
 * The keys of a ConfigMap, among other sources.
 * @mapType atomic
 */
export interface ConfigMapProjection {
  /**
   * The ConfigMap's name, in the same namespace.
   * @schemaDefault ""
   */
  readonly name?: string;
  /**
   * Keys that become files. @default - all
   * @listType atomic
   */
  readonly items?: readonly KeyToPath[];
  /**
   * Whether the pod starts even if the ConfigMap or a key is absent. @default false
   * @explicitPresence
   */
  readonly optional?: boolean;
}

/**
 * The keys of a Secret, among other sources.
 * @mapType atomic
 */
export interface SecretProjection {
  /**
   * The Secret's name, in the same namespace.
   * @schemaDefault ""
   */
  readonly name?: string;
  /**
   * Keys that become files. @default - all
   * @listType atomic
   */
  readonly items?: readonly KeyToPath[];
  /**
   * Whether the pod starts even if the Secret or a key is absent. @default false
   * @explicitPresence
   */
  readonly optional?: boolean;
}

/** A token of the pod's service account, which the kubelet keeps fresh. */
export interface ServiceAccountTokenProjection {
  /** Path of the file in the volume. */
  readonly path: string;
  /** Who the token is for. @default - the API server */
  readonly audience?: string;
  /**
   * How long a token is good for, in seconds, 600 or more. @default 3600
   * @explicitPresence
   */
  readonly expirationSeconds?: Int64;
}

/** A fact about the pod that becomes a file: exactly one of `fieldRef` and `resourceFieldRef`. */
export interface DownwardAPIVolumeFile {
  /** Path of the file in the volume. */
  readonly path: string;
  /**
   * A field of the pod.
   * @explicitPresence
   */
  readonly fieldRef?: ObjectFieldSelector;
  /**
   * A request or limit of a container.
   * @explicitPresence
   */
  readonly resourceFieldRef?: ResourceFieldSelector;
  /**
   * Permission bits of the file, 0 to 511 (octal 0777). @default - the volume's
   * @explicitPresence
   */
  readonly mode?: Int32;
}

/** Facts about the pod as files. */
export interface DownwardAPIProjection {
  /**
   * The files.
   * @listType atomic
   */
  readonly items?: readonly DownwardAPIVolumeFile[];
}

/** One of several sources of a volume: exactly one of these. */
export interface VolumeProjection {
  /**
   * The keys of a ConfigMap.
   * @explicitPresence
   */
  readonly configMap?: ConfigMapProjection;
  /**
   * Facts about the pod.
   * @explicitPresence
   */
  readonly downwardAPI?: DownwardAPIProjection;
  /**
   * The keys of a Secret.
   * @explicitPresence
   */
  readonly secret?: SecretProjection;
  /**
   * A token of the pod's service account.
   * @explicitPresence
   */
  readonly serviceAccountToken?: ServiceAccountTokenProjection;
}

/** Several sources in one directory. */
export interface ProjectedVolumeSource {
  /**
   * The sources.
   * @listType atomic
   */
  readonly sources?: readonly VolumeProjection[];
  /**
   * Permission bits of the files, 0 to 511 (octal 0777). @default 420
   * @explicitPresence
   */
  readonly defaultMode?: Int32;
}
