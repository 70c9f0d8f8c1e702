import type { WorkspaceBinding as BindingSpec } from '../../lib/api/tekton/v1/workspace';
import { brand } from '../base/brand';
import { fromOptions } from '../base/known-props';
import type { Lowering } from '../base/resource';
import { type Amount, lowerAmount } from '../pod/resources';
import type { Volume } from '../pod/volume';
import { type StringInput, textOf } from './variable';
import type { Workspace } from './workspace';

/** Which part of a volume a workspace is. */
export interface BindingOptions {
  /** Path in the volume. @default - all of it */
  readonly subPath?: StringInput;
}

/** Storage that is claimed for one run. */
export interface ClaimTemplateOptions extends BindingOptions {
  /** How much is asked for. */
  readonly storage: Amount;
  /** Who may mount it. Tasks that run on several nodes at the same time need `ReadWriteMany`. @default - ReadWriteOnce */
  readonly accessModes?: readonly ('ReadWriteOnce' | 'ReadWriteMany' | 'ReadOnlyMany' | 'ReadWriteOncePod')[];
  /** Class of the storage. @default - the cluster's default class */
  readonly storageClass?: string;
  /** What the claim's name begins with; a hash follows. @default 'pvc' */
  readonly name?: string;
}

/**
 * What a workspace of a run is: a volume, or storage that is claimed for the run. A volume may also be given as it is.
 *
 * An empty directory is shared by the steps of one task, but by no tasks of a pipeline: each has another one.
 */
export class WorkspaceBinding {
  /**
   * Part of a volume.
   *
   * @example
   * WorkspaceBinding.volume(Volume.persistentVolumeClaim('sources'), { subPath: 'shop' })
   */
  public static volume(volume: Volume, given: BindingOptions = {}): WorkspaceBinding {
    return fromOptions('WorkspaceBinding.volume', given, ({ subPath }) => new WorkspaceBinding(volume.source, subPath));
  }

  /**
   * Storage that is claimed for the run, and given back when the run is deleted.
   *
   * @example
   * WorkspaceBinding.claimTemplate({ storage: Size.gibibytes(1) })
   */
  public static claimTemplate(given: ClaimTemplateOptions): WorkspaceBinding {
    return fromOptions('WorkspaceBinding.claimTemplate', given, (options) => {
      const { storage, accessModes = ['ReadWriteOnce'], storageClass: storageClassName, name, subPath } = options;
      const spec = { accessModes, storageClassName, resources: { requests: { storage: lowerAmount(storage) } } };
      return new WorkspaceBinding(
        { volumeClaimTemplate: { metadata: name === undefined ? undefined : { name }, spec } },
        subPath,
      );
    });
  }

  private constructor(
    /** What is bound. */
    public readonly source: Readonly<Record<string, unknown>>,
    /** Path in it. */
    public readonly subPath: StringInput | undefined,
  ) {
    brand(this, 'Value');
  }
}

/** What a workspace may be. */
export type BindingInput = WorkspaceBinding | Volume;

/** What each workspace of a run is, by name: those that a run must bind have to be there. */
export type Bindings<W extends Workspace> = {
  readonly [Each in W as Each['isOptional'] extends true ? never : Each['name']]: BindingInput;
} & {
  readonly [Each in W as Each['isOptional'] extends true ? Each['name'] : never]?: BindingInput;
};

/** Sources of volumes that a workspace can't be. */
const NO_WORKSPACES = ['hostPath', 'ephemeral', 'image'];

export function lowerBindings(
  bindings: Readonly<Record<string, BindingInput | undefined>> = {},
  lowering: Lowering,
): readonly BindingSpec[] | undefined {
  const bound = Object.entries(bindings).filter((entry): entry is [string, BindingInput] => entry[1] !== undefined);
  if (bound.length === 0) return undefined;
  return bound.map(([name, { source, ...given }]) => {
    const not = NO_WORKSPACES.find((kind) => kind in source);
    if (not !== undefined) {
      lowering.refuse(
        'value',
        `workspaces.${name}`,
        `a workspace is no ${not} volume`,
        'give a claim, an emptyDir, a Secret or a ConfigMap',
      );
    }
    return { name, subPath: 'subPath' in given ? textOf(given.subPath) : undefined, ...source };
  });
}

/** Whether a workspace lies on claimed storage, which belongs to root until a pod's fsGroup says otherwise. */
export function isOnClaim({ source }: BindingInput): boolean {
  return 'persistentVolumeClaim' in source || 'volumeClaimTemplate' in source;
}
