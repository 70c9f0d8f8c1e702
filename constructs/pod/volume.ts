import type { Size } from 'cdk8s';
import type {
  EmptyDirVolumeSource,
  HostPathVolumeSource,
  ImageVolumeSource,
  PersistentVolumeClaimTemplate,
  Volume as VolumeSpec,
} from '../../lib/api/core/v1/volume';
import { brand } from '../base/brand';
import { fromOptions } from '../base/known-props';
import { type INamed, namedRef, nameOf } from '../kubernetes/named';
import { lowerAmount } from './resources';
import { type FilesOptions, lowerFiles, lowerProjection, type Projection } from './volume-files';

/** What every volume takes. */
export interface VolumeOptions {
  /** Name of the volume, unique in the pod. @default - made of the name of what it holds, or of where it is mounted */
  readonly name?: string;
}

/** The keys of a Secret or ConfigMap as files. */
export interface FileVolumeOptions extends VolumeOptions, FilesOptions {
  /** Permission bits of the files, 0 to 0o777. @default 0o644 */
  readonly mode?: number;
}

/** Several sources in one directory. */
export interface ProjectedVolumeOptions extends VolumeOptions {
  /** Permission bits of the files, 0 to 0o777. @default 0o644 */
  readonly mode?: number;
}

/** An empty directory. */
export interface EmptyDirOptions extends VolumeOptions {
  /** Where it lies: on the node's disk, or in memory. @default - on the node's disk */
  readonly medium?: EmptyDirVolumeSource['medium'];
  /** Most that it may hold. @default - no limit */
  readonly sizeLimit?: Size | string;
}

/** A claim on storage. */
export interface ClaimVolumeOptions extends VolumeOptions {
  /** Whether it can't be written to. If it can, the feature `kubernetes.podspec-persistent-volume-write` is needed. @default false */
  readonly readOnly?: boolean;
}

/** A path of the node. */
export interface HostPathOptions extends VolumeOptions {
  /** What must be there, or is made there. @default - not looked at */
  readonly type?: HostPathVolumeSource['type'];
}

/** Storage from a CSI driver. */
export interface CsiVolumeOptions extends VolumeOptions {
  /** File system. @default - the driver's */
  readonly fsType?: string;
  /** Secret that the driver is given. @default - none */
  readonly secret?: string | INamed;
  /** Whether it can't be written to. @default false */
  readonly readOnly?: boolean;
  /** Settings that the driver understands. @default - none */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** The files of an image. */
export interface ImageVolumeOptions extends VolumeOptions {
  /** When the node pulls the image. @default - `Always` for the tag `latest`, else `IfNotPresent` */
  readonly pullPolicy?: ImageVolumeSource['pullPolicy'];
}

type Source = Omit<VolumeSpec, 'name'>;

/**
 * Files that a container can see. A volume belongs to the pod once a container mounts it, so none is left unmounted;
 * containers that mount the same one share it.
 */
export class Volume {
  /**
   * The keys of a Secret as files.
   *
   * @example
   * Volume.secret('tls', { files: { 'server.pem': 'tls.crt' } })
   */
  public static secret(secret: string | INamed, given: FileVolumeOptions = {}): Volume {
    const secretName = nameOf(secret);
    return fromOptions('Volume.secret', given, (options) => {
      const { name, mode: defaultMode, optional } = options;
      return new Volume(
        { secret: { secretName, items: lowerFiles(options), defaultMode, optional } },
        name,
        secretName,
      );
    });
  }

  /** The keys of a ConfigMap as files. */
  public static configMap(configMap: string | INamed, given: FileVolumeOptions = {}): Volume {
    const holds = nameOf(configMap);
    return fromOptions('Volume.configMap', given, (options) => {
      const { name, mode: defaultMode, optional } = options;
      return new Volume({ configMap: { name: holds, items: lowerFiles(options), defaultMode, optional } }, name, holds);
    });
  }

  /** Secrets, ConfigMaps, facts about the pod and tokens of its account, in one directory. */
  public static projected(projections: readonly Projection[], given: ProjectedVolumeOptions = {}): Volume {
    return fromOptions('Volume.projected', { ...given, projections }, (options, factory) => {
      const { projections, name, mode: defaultMode } = options;
      const sources = projections.map((source, i) => lowerProjection(source, `projections[${i}]`, factory));
      return new Volume({ projected: { sources, defaultMode } }, name);
    });
  }

  /** An empty directory that lives as long as the pod; each call makes another one. */
  public static emptyDir(given: EmptyDirOptions = {}): Volume {
    return fromOptions('Volume.emptyDir', given, ({ name, medium, sizeLimit }) => {
      return new Volume({ emptyDir: { medium, sizeLimit: sizeLimit && lowerAmount(sizeLimit) } }, name);
    });
  }

  /** A claim on storage that outlives the pod. Needs the feature `kubernetes.podspec-persistent-volume-claim`. */
  public static persistentVolumeClaim(claim: string | INamed, given: ClaimVolumeOptions = {}): Volume {
    const claimName = nameOf(claim);
    return fromOptions('Volume.persistentVolumeClaim', given, ({ name, readOnly }) => {
      return new Volume({ persistentVolumeClaim: { claimName, readOnly } }, name, claimName);
    });
  }

  /** A path of the node. Needs the feature `kubernetes.podspec-volumes-hostpath`. */
  public static hostPath(path: string, given: HostPathOptions = {}): Volume {
    return fromOptions('Volume.hostPath', given, ({ name, type }) => new Volume({ hostPath: { path, type } }, name));
  }

  /** Storage that a CSI driver makes for the pod. Needs the feature `kubernetes.podspec-volumes-csi`. */
  public static csi(driver: string, given: CsiVolumeOptions = {}): Volume {
    return fromOptions('Volume.csi', given, ({ name, fsType, secret, readOnly, attributes }) => {
      const nodePublishSecretRef = namedRef(secret);
      const volumeAttributes = attributes && { ...attributes };
      return new Volume({ csi: { driver, fsType, nodePublishSecretRef, readOnly, volumeAttributes } }, name);
    });
  }

  /**
   * Storage that is claimed with the pod and given back with it; each call makes another one.
   * Needs the feature `kubernetes.podspec-volumes-ephemeral`.
   */
  public static ephemeral(claim: PersistentVolumeClaimTemplate, given: VolumeOptions = {}): Volume {
    return fromOptions('Volume.ephemeral', given, ({ name }) => {
      return new Volume({ ephemeral: { volumeClaimTemplate: claim } }, name);
    });
  }

  /** The files of an image. Needs the feature `kubernetes.podspec-volumes-image`. */
  public static image(reference: string, given: ImageVolumeOptions = {}): Volume {
    return fromOptions('Volume.image', given, ({ name, pullPolicy }) => {
      return new Volume({ image: { reference, pullPolicy } }, name);
    });
  }

  private constructor(
    /** The volume without its name. */
    public readonly source: Source,
    /** The name that the program gives it. */
    public readonly name: string | undefined,
    /** Name of the object that the volume shows. */
    public readonly holds?: string,
  ) {
    brand(this, 'Value');
  }

  /** Whether both show the same files: the same volume, or one of the same source that does not begin empty. */
  public equals(other: Volume): boolean {
    if (this === other) return true;
    if ('emptyDir' in this.source || 'ephemeral' in this.source || this.name !== other.name) return false;
    return JSON.stringify(this.source) === JSON.stringify(other.source);
  }

  /** Whether the volume can only be read, whatever its mount says. */
  public get isReadOnly(): boolean {
    const { emptyDir, persistentVolumeClaim: claim, ephemeral } = this.source;
    if (claim !== undefined) return claim.readOnly === true;
    return emptyDir === undefined && ephemeral === undefined;
  }
}
