import type { KubeProjectedVolumeSource } from '../../core/v1/kube-volume';
import type {
  ConfigMapVolumeSource,
  CSIVolumeSource,
  EmptyDirVolumeSource,
  PersistentVolumeClaimSpec,
  PersistentVolumeClaimVolumeSource,
  SecretVolumeSource,
} from '../../core/v1/volume';
import type { ObjectMeta } from '../../meta/v1';

/** A directory that a task takes. */
export interface WorkspaceDeclaration {
  /** Its name: `$(workspaces.NAME.path)` is where it is. */
  readonly name: string;
  /** What it is for. */
  readonly description?: string;
  /** Where the steps see it. @default - `/workspace/NAME` */
  readonly mountPath?: string;
  /** Whether the steps can't write to it. @default false */
  readonly readOnly?: boolean;
  /** Whether a run may leave it out; `$(workspaces.NAME.bound)` says so. @default false */
  readonly optional?: boolean;
}

/** A workspace of the task that one step or sidecar alone sees. */
export interface WorkspaceUsage {
  /** The workspace's name. */
  readonly name: string;
  /** Where it is seen. */
  readonly mountPath: string;
}

/** A directory that a pipeline takes and hands on to its tasks. */
export interface PipelineWorkspaceDeclaration {
  /** Its name. */
  readonly name: string;
  /** What it is for. */
  readonly description?: string;
  /** Whether a run may leave it out. @default false */
  readonly optional?: boolean;
}

/** A workspace of the pipeline that a task of it gets. */
export interface PipelineTaskWorkspace {
  /** The task's workspace. */
  readonly name: string;
  /** The pipeline's workspace. @default - the one of the same name */
  readonly workspace?: string;
  /** The part of it that the task gets. @default - all of it */
  readonly subPath?: string;
}

/** A claim that is made for each run. */
export interface WorkspaceClaimTemplate {
  /** Group and version, `v1`. @default - it goes without saying */
  readonly apiVersion?: string;
  /** The kind, `PersistentVolumeClaim`. @default - it goes without saying */
  readonly kind?: string;
  /** Labels and annotations of the claim. */
  readonly metadata?: ObjectMeta;
  /** What is claimed. */
  readonly spec?: PersistentVolumeClaimSpec;
  /** What became of it, which a template has no use for. */
  readonly status?: Readonly<Record<string, unknown>>;
}

/** What a run gives for a workspace: a name and exactly one source. */
export interface WorkspaceBinding {
  /** The workspace. */
  readonly name: string;
  /** The part of the source that is given. @default - all of it */
  readonly subPath?: string;
  /**
   * A claim that is made for the run and goes with it.
   * @untyped
   * @explicitPresence
   */
  readonly volumeClaimTemplate?: WorkspaceClaimTemplate;
  /**
   * A claim that is there.
   * @explicitPresence
   */
  readonly persistentVolumeClaim?: PersistentVolumeClaimVolumeSource;
  /**
   * An empty directory, which each pod has one of.
   * @explicitPresence
   */
  readonly emptyDir?: EmptyDirVolumeSource;
  /**
   * The keys of a ConfigMap; they can't be written to.
   * @explicitPresence
   */
  readonly configMap?: ConfigMapVolumeSource;
  /**
   * The keys of a Secret; they can't be written to.
   * @explicitPresence
   */
  readonly secret?: SecretVolumeSource;
  /**
   * Several sources in one directory.
   * @explicitPresence
   */
  readonly projected?: KubeProjectedVolumeSource;
  /**
   * Storage from a CSI driver.
   * @explicitPresence
   */
  readonly csi?: CSIVolumeSource;
}
