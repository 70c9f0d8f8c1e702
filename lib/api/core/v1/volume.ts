import type { Int32, LabelSelector, ObjectMeta, Quantity } from '../../meta/v1';
import type { KeyToPath, ProjectedVolumeSource } from './projected-volume';
import type { LocalObjectReference } from './reference';
import type { ResourceRequirements } from './resources';

/**
 * The keys of a ConfigMap as files.
 * @mapType atomic
 */
export interface ConfigMapVolumeSource {
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
   * Permission bits of the files, 0 to 511 (octal 0777). @default 420
   * @explicitPresence
   */
  readonly defaultMode?: Int32;
  /**
   * Whether the pod starts even if the ConfigMap or a key is absent. @default false
   * @explicitPresence
   */
  readonly optional?: boolean;
}

/** The keys of a Secret as files. */
export interface SecretVolumeSource {
  /** The Secret's name, in the same namespace. */
  readonly secretName?: string;
  /**
   * Keys that become files. @default - all
   * @listType atomic
   */
  readonly items?: readonly KeyToPath[];
  /**
   * Permission bits of the files, 0 to 511 (octal 0777). @default 420
   * @explicitPresence
   */
  readonly defaultMode?: Int32;
  /**
   * Whether the pod starts even if the Secret or a key is absent. @default false
   * @explicitPresence
   */
  readonly optional?: boolean;
}

/** An empty directory that lives as long as the pod. */
export interface EmptyDirVolumeSource {
  /** Where it lies: on the node's disk, or in memory. @default '' */
  readonly medium?: '' | 'Memory';
  /**
   * Most that it may hold. @default - no limit
   * @explicitPresence
   */
  readonly sizeLimit?: Quantity;
}

/** A claim on storage that outlives the pod. */
export interface PersistentVolumeClaimVolumeSource {
  /** The claim's name, in the same namespace. */
  readonly claimName: string;
  /** Whether it can't be written to; if it can, a revision needs `kubernetes.podspec-persistent-volume-write`. */
  readonly readOnly?: boolean;
}

/** A path of the node. */
export interface HostPathVolumeSource {
  /** The path on the node. */
  readonly path: string;
  /**
   * What must be there, or is made there. @default ''
   * @explicitPresence
   */
  readonly type?:
    | ''
    | 'DirectoryOrCreate'
    | 'Directory'
    | 'FileOrCreate'
    | 'File'
    | 'Socket'
    | 'CharDevice'
    | 'BlockDevice';
}

/** Storage that a CSI driver makes for the pod. */
export interface CSIVolumeSource {
  /** The driver's name. */
  readonly driver: string;
  /**
   * File system. @default - the driver's
   * @explicitPresence
   */
  readonly fsType?: string;
  /**
   * Secret that the driver is given, in the same namespace.
   * @explicitPresence
   */
  readonly nodePublishSecretRef?: LocalObjectReference;
  /**
   * Whether it can't be written to. @default false
   * @explicitPresence
   */
  readonly readOnly?: boolean;
  /** Settings that the driver understands. */
  readonly volumeAttributes?: Readonly<Record<string, string>>;
}

/** Another object that a claim starts from, such as a snapshot. */
export interface VolumeDataSource {
  /**
   * API group. @default - the core group
   * @explicitPresence
   */
  readonly apiGroup?: string;
  /** The object's kind. */
  readonly kind: string;
  /** The object's name. */
  readonly name: string;
}

/** Any object that a claim starts from. */
export interface VolumeDataSourceRef extends VolumeDataSource {
  /**
   * The object's namespace. @default - that of the claim
   * @explicitPresence
   */
  readonly namespace?: string;
}

/** What storage is claimed. */
export interface PersistentVolumeClaimSpec {
  /** How it is mounted: by one node or pod, or by many, to read or to write. */
  readonly accessModes?: readonly ('ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod')[];
  /**
   * Snapshot or claim that the storage starts from.
   * @explicitPresence
   */
  readonly dataSource?: VolumeDataSource;
  /**
   * Any object that the storage starts from.
   * @explicitPresence
   */
  readonly dataSourceRef?: VolumeDataSourceRef;
  /** Size, as the request `storage`. */
  readonly resources?: ResourceRequirements;
  /**
   * Volumes that come into question, by their labels.
   * @explicitPresence
   */
  readonly selector?: LabelSelector;
  /**
   * Class of storage. @default - the cluster's
   * @explicitPresence
   */
  readonly storageClassName?: string;
  /**
   * Class of the volume's settings.
   * @explicitPresence
   */
  readonly volumeAttributesClassName?: string;
  /**
   * A file system, or the bare device. @default 'Filesystem'
   * @explicitPresence
   */
  readonly volumeMode?: 'Filesystem' | 'Block';
  /** The volume that is bound to the claim. */
  readonly volumeName?: string;
}

/** A claim that is made with the pod. */
export interface PersistentVolumeClaimTemplate {
  /** Labels and annotations of the claim. */
  readonly metadata?: ObjectMeta;
  /** What is claimed. */
  readonly spec: PersistentVolumeClaimSpec;
}

/** Storage that is claimed with the pod and given back with it. */
export interface EphemeralVolumeSource {
  /**
   * The claim that is made.
   * @explicitPresence
   */
  readonly volumeClaimTemplate?: PersistentVolumeClaimTemplate;
}

/** The files of an image. */
export interface ImageVolumeSource {
  /** Image reference. */
  readonly reference: string;
  /** When the node pulls the image. @default - `Always` for the tag `latest`, else `IfNotPresent` */
  readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
}

/** Files that containers can mount: a name and exactly one source. */
export interface Volume {
  /** Name, unique in the pod, that mounts use. */
  readonly name: string;
  /**
   * The keys of a ConfigMap.
   * @explicitPresence
   */
  readonly configMap?: ConfigMapVolumeSource;
  /**
   * The keys of a Secret.
   * @explicitPresence
   */
  readonly secret?: SecretVolumeSource;
  /**
   * Several sources in one directory.
   * @explicitPresence
   */
  readonly projected?: ProjectedVolumeSource;
  /**
   * An empty directory. Needs the feature `kubernetes.podspec-volumes-emptydir`, which is on by default.
   * @opaque
   * @explicitPresence
   */
  readonly emptyDir?: EmptyDirVolumeSource;
  /**
   * A claim on storage. Needs the feature `kubernetes.podspec-persistent-volume-claim`.
   * @opaque
   * @explicitPresence
   */
  readonly persistentVolumeClaim?: PersistentVolumeClaimVolumeSource;
  /**
   * A path of the node. Needs the feature `kubernetes.podspec-volumes-hostpath`.
   * @opaque
   * @explicitPresence
   */
  readonly hostPath?: HostPathVolumeSource;
  /**
   * Storage from a CSI driver. Needs the feature `kubernetes.podspec-volumes-csi`.
   * @opaque
   * @explicitPresence
   */
  readonly csi?: CSIVolumeSource;
  /**
   * A claim that lives as long as the pod. Needs the feature `kubernetes.podspec-volumes-ephemeral`.
   * @opaque
   * @explicitPresence
   */
  readonly ephemeral?: EphemeralVolumeSource;
  /**
   * The files of an image. Needs the feature `kubernetes.podspec-volumes-image`.
   * @opaque
   * @explicitPresence
   */
  readonly image?: ImageVolumeSource;
}
