import type { Int32, LabelSelector } from '../../meta/v1';
import type { DownwardAPIVolumeFile, ProjectedVolumeSource, VolumeProjection } from './projected-volume';
import type {
  ConfigMapVolumeSource,
  CSIVolumeSource,
  EmptyDirVolumeSource,
  EphemeralVolumeSource,
  HostPathVolumeSource,
  ImageVolumeSource,
  PersistentVolumeClaimVolumeSource,
  SecretVolumeSource,
} from './volume';

/** Certificates of authorities that the cluster trusts, as one file. */
export interface ClusterTrustBundleProjection {
  /** Path of the file in the volume. */
  readonly path: string;
  /**
   * One bundle.
   * @explicitPresence
   */
  readonly name?: string;
  /**
   * Signer whose bundles are meant, in place of `name`.
   * @explicitPresence
   */
  readonly signerName?: string;
  /**
   * Labels of the signer's bundles. @default - none of them
   * @explicitPresence
   */
  readonly labelSelector?: LabelSelector;
  /**
   * Whether the pod starts even if there is no bundle. @default false
   * @explicitPresence
   */
  readonly optional?: boolean;
}

/** A certificate of the pod's own, which the kubelet keeps fresh. */
export interface PodCertificateProjection {
  /** Who signs it. */
  readonly signerName: string;
  /** Kind of the key, such as `ED25519`. */
  readonly keyType: string;
  /**
   * Longest life, in seconds. @default 86400
   * @explicitPresence
   */
  readonly maxExpirationSeconds?: Int32;
  /** Path of a file with key and certificates. */
  readonly credentialBundlePath?: string;
  /** Path of a file with the key. */
  readonly keyPath?: string;
  /** Path of a file with the certificates. */
  readonly certificateChainPath?: string;
  /** What the signer is told besides. */
  readonly userAnnotations?: Readonly<Record<string, string>>;
}

/** One of several sources of any volume: exactly one of these. */
export interface KubeVolumeProjection extends VolumeProjection {
  /**
   * Certificates that the cluster trusts.
   * @explicitPresence
   */
  readonly clusterTrustBundle?: ClusterTrustBundleProjection;
  /**
   * A certificate of the pod's own.
   * @explicitPresence
   */
  readonly podCertificate?: PodCertificateProjection;
}

/** Several sources in one directory of any pod. */
export interface KubeProjectedVolumeSource extends ProjectedVolumeSource {
  /**
   * The sources.
   * @listType atomic
   */
  readonly sources?: readonly KubeVolumeProjection[];
}

/** Facts about the pod as files. */
export interface DownwardAPIVolumeSource {
  /** The files. */
  readonly items?: readonly DownwardAPIVolumeFile[];
  /**
   * Permission bits of the files, 0 to 511 (octal 0777). @default 420
   * @explicitPresence
   */
  readonly defaultMode?: Int32;
}

/** A directory of a server that speaks NFS. */
export interface NFSVolumeSource {
  /** Name or address of the server. */
  readonly server: string;
  /** The directory. */
  readonly path: string;
  /** Whether it can't be written to. @default false */
  readonly readOnly?: boolean;
}

/** Settings of a volume that we know by its name only. */
type OtherVolumeSource = Readonly<Record<string, unknown>>;

/** Files that the containers of any pod can mount: a name and exactly one source. */
export interface KubeVolume {
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
  readonly projected?: KubeProjectedVolumeSource;
  /**
   * Facts about the pod.
   * @explicitPresence
   */
  readonly downwardAPI?: DownwardAPIVolumeSource;
  /**
   * An empty directory.
   * @explicitPresence
   */
  readonly emptyDir?: EmptyDirVolumeSource;
  /**
   * A claim on storage.
   * @explicitPresence
   */
  readonly persistentVolumeClaim?: PersistentVolumeClaimVolumeSource;
  /**
   * A claim that lives as long as the pod.
   * @explicitPresence
   */
  readonly ephemeral?: EphemeralVolumeSource;
  /**
   * Storage from a CSI driver.
   * @explicitPresence
   */
  readonly csi?: CSIVolumeSource;
  /**
   * A path of the node.
   * @explicitPresence
   */
  readonly hostPath?: HostPathVolumeSource;
  /**
   * The files of an image.
   * @explicitPresence
   */
  readonly image?: ImageVolumeSource;
  /**
   * A directory of a server that speaks NFS.
   * @explicitPresence
   */
  readonly nfs?: NFSVolumeSource;
  /**
   * A disk over iSCSI.
   * @explicitPresence
   */
  readonly iscsi?: OtherVolumeSource;
  /**
   * A disk over Fibre Channel.
   * @explicitPresence
   */
  readonly fc?: OtherVolumeSource;
  /**
   * Storage from a program on the node; CSI took its place.
   * @explicitPresence
   */
  readonly flexVolume?: OtherVolumeSource;
  /**
   * A disk of AWS; CSI took its place.
   * @explicitPresence
   */
  readonly awsElasticBlockStore?: OtherVolumeSource;
  /**
   * A disk of Azure; CSI took its place.
   * @explicitPresence
   */
  readonly azureDisk?: OtherVolumeSource;
  /**
   * A share of Azure; CSI took its place.
   * @explicitPresence
   */
  readonly azureFile?: OtherVolumeSource;
  /**
   * CephFS; CSI took its place.
   * @explicitPresence
   */
  readonly cephfs?: OtherVolumeSource;
  /**
   * A disk of OpenStack; CSI took its place.
   * @explicitPresence
   */
  readonly cinder?: OtherVolumeSource;
  /**
   * Flocker, which is no more.
   * @explicitPresence
   */
  readonly flocker?: OtherVolumeSource;
  /**
   * A disk of Google; CSI took its place.
   * @explicitPresence
   */
  readonly gcePersistentDisk?: OtherVolumeSource;
  /**
   * A Git repository; an init container took its place.
   * @explicitPresence
   */
  readonly gitRepo?: OtherVolumeSource;
  /**
   * GlusterFS, which is no more.
   * @explicitPresence
   */
  readonly glusterfs?: OtherVolumeSource;
  /**
   * A disk of Photon, which is no more.
   * @explicitPresence
   */
  readonly photonPersistentDisk?: OtherVolumeSource;
  /**
   * A volume of Portworx; CSI took its place.
   * @explicitPresence
   */
  readonly portworxVolume?: OtherVolumeSource;
  /**
   * Quobyte, which is no more.
   * @explicitPresence
   */
  readonly quobyte?: OtherVolumeSource;
  /**
   * A block device of Ceph; CSI took its place.
   * @explicitPresence
   */
  readonly rbd?: OtherVolumeSource;
  /**
   * ScaleIO, which is no more.
   * @explicitPresence
   */
  readonly scaleIO?: OtherVolumeSource;
  /**
   * StorageOS, which is no more.
   * @explicitPresence
   */
  readonly storageos?: OtherVolumeSource;
  /**
   * A disk of vSphere; CSI took its place.
   * @explicitPresence
   */
  readonly vsphereVolume?: OtherVolumeSource;
}
