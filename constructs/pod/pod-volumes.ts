import type { VolumeMount } from '../../lib/api/core/v1/container';
import type { VolumeDevice } from '../../lib/api/core/v1/kube-container';
import type { Volume as VolumeSpec } from '../../lib/api/core/v1/volume';
import { objectName } from '../base/object-name';
import type { Volume } from './volume';

/** Where and how a container sees a volume. */
export interface MountProps {
  /** The volume. */
  readonly volume: Volume;
  /** Path in the volume that is mounted. @default - all of it */
  readonly subPath?: string;
  /** Whether the container can't write there. @default - true for volumes that can only be read */
  readonly readOnly?: boolean;
  /** Whether mounts pass between node and container. Needs the feature `kubernetes.podspec-volumes-mount-propagation`. @default 'None' */
  readonly mountPropagation?: VolumeMount['mountPropagation'];
}

/** Volumes by the absolute path at which a container sees them. */
export type Mounts = Readonly<Record<string, Volume | MountProps>>;

/** Claims on storage by the path at which a container sees them as bare devices. */
export type Devices = Readonly<Record<string, Volume>>;

/** The volumes of a pod, gathered from what its containers mount. */
export class PodVolumes {
  readonly #volumes: { readonly volume: Volume; readonly name: string }[] = [];

  /**
   * A container's mounts. Knative makes mounts of volumes that can only be read read-only itself, but not those of
   * init containers, which it refuses instead: `spellReadOnly` is for them.
   */
  public mount(mounts: Mounts, spellReadOnly: boolean): VolumeMount[] {
    return Object.entries(mounts).map(([mountPath, given]) => {
      const { volume, subPath, readOnly, mountPropagation } = mountOf(given);
      const implied = volume.isReadOnly && (spellReadOnly || volume.source.persistentVolumeClaim !== undefined);
      return {
        name: this.#nameOf(volume, mountPath),
        mountPath,
        subPath,
        readOnly: readOnly ?? (implied || undefined),
        mountPropagation,
      };
    });
  }

  /** What a container sees as bare devices. */
  public attach(devices: Devices): VolumeDevice[] {
    return Object.entries(devices).map(([devicePath, volume]) => ({
      name: this.#nameOf(volume, devicePath),
      devicePath,
    }));
  }

  /** The volumes that were mounted. */
  public get all(): readonly VolumeSpec[] | undefined {
    if (this.#volumes.length === 0) return undefined;
    return this.#volumes.map(({ name, volume }) => ({ name, ...volume.source }));
  }

  #nameOf(volume: Volume, mountPath: string): string {
    const known = this.#volumes.find((entry) => entry.volume.equals(volume));
    if (known !== undefined) return known.name;
    const name = volume.name ?? this.#free(objectName([volume.holds ?? mountPath]) || 'volume');
    this.#volumes.push({ volume, name });
    return name;
  }

  /** The name, or the name and the first number from 2 on that is not taken. */
  #free(name: string): string {
    const isTaken = (candidate: string) => this.#volumes.some((entry) => entry.name === candidate);
    let free = name;
    for (let number = 2; isTaken(free); number++) free = objectName([name, String(number)]);
    return free;
  }
}

function mountOf(given: Volume | MountProps): MountProps {
  return 'volume' in given ? given : { volume: given };
}
