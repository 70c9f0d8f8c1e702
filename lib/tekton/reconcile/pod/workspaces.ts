import type { TaskSidecar } from '../../../api/tekton/v1/sidecar';
import type { Step } from '../../../api/tekton/v1/step';
import type { TaskSpec } from '../../../api/tekton/v1/task';
import type { WorkspaceBinding, WorkspaceDeclaration } from '../../../api/tekton/v1/workspace';
import { hashedName } from '../fnv';
import type { Mount } from './mounts';

const VOLUME = 'ws';
const HASH_LENGTH = 5;

/** Where a workspace stands in a step's file system. */
export const mountPathOf = ({ name, mountPath }: Pick<WorkspaceDeclaration, 'name' | 'mountPath'>) =>
  mountPath || `/workspace/${name}`;

/** Volumes of bound workspaces by the workspaces' names: two that are bound to one claim share a volume. */
export function workspaceVolumes(
  bindings: readonly WorkspaceBinding[],
): ReadonlyMap<string, { readonly name: string }> {
  const volumes = new Map<string, { readonly name: string }>();
  const claims = new Map<string, { readonly name: string }>();
  const names = new Set<string>();
  for (const { name, subPath: _subPath, volumeClaimTemplate: _template, ...source } of bindings) {
    let volume = hashedName(VOLUME, name, HASH_LENGTH);
    while (names.has(volume)) volume = hashedName(VOLUME, `${volume}$`, HASH_LENGTH);
    names.add(volume);
    const claim = source.persistentVolumeClaim?.claimName;
    const shared = claim === undefined ? undefined : claims.get(claim);
    const made = shared ?? { name: volume, ...source };
    if (claim !== undefined) claims.set(claim, made);
    volumes.set(name, made);
  }
  return volumes;
}

type User = Pick<Step, 'workspaces'>;

/** The workspaces of a run: their volumes, and where they stand in which container. */
export class Workspaces {
  readonly volumes: readonly object[];
  readonly #mounts: ReadonlyMap<string, Mount>;
  /** Workspaces that only those containers have that name them. */
  readonly #isolated: ReadonlySet<string>;

  public constructor(spec: TaskSpec, bindings: readonly WorkspaceBinding[]) {
    const volumes = workspaceVolumes(bindings);
    this.volumes = [...new Set(volumes.values())];
    this.#mounts = new Map(
      bindings.map(({ name, subPath }) => {
        const declared = spec.workspaces?.find((each) => each.name === name) ?? { name };
        return [
          name,
          {
            name: volumes.get(name)!.name,
            mountPath: mountPathOf(declared),
            ...((declared as WorkspaceDeclaration).readOnly === true ? { readOnly: true } : {}),
            ...(subPath === undefined || subPath === '' ? {} : { subPath }),
          },
        ];
      }),
    );
    const users = [...(spec.steps ?? []), ...(spec.sidecars ?? [])] as readonly User[];
    this.#isolated = new Set(users.flatMap(({ workspaces }) => (workspaces ?? []).map(({ name }) => name)));
  }

  /** Those that every container has. */
  public get shared(): readonly Mount[] {
    return [...this.#mounts].filter(([name]) => !this.#isolated.has(name)).map(([, mount]) => mount);
  }

  /** Those that this container alone asks for, and where it wants them. */
  public ofOwn({ workspaces = [] }: User): readonly Mount[] {
    return [...this.#mounts].flatMap(([name, mount]) => {
      const used = workspaces.find((each) => each.name === name);
      return used === undefined ? [] : [{ ...mount, mountPath: used.mountPath || mount.mountPath }];
    });
  }

  /** All mounts of a sidecar: what it mounts itself comes first, and is not mounted over. */
  public ofSidecar(sidecar: TaskSidecar): readonly Mount[] {
    const own = (sidecar.volumeMounts ?? []) as readonly Mount[];
    const paths = new Set(own.map(({ mountPath }) => mountPath));
    return [
      ...own,
      ...[...this.#mounts].flatMap(([name, mount]) => {
        if (!this.#isolated.has(name)) return paths.has(mount.mountPath) ? [] : [mount];
        const used = sidecar.workspaces?.find((each) => each.name === name);
        return used === undefined ? [] : [{ ...mount, mountPath: used.mountPath || mount.mountPath }];
      }),
    ];
  }
}
