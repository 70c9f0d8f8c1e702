import type { Param } from './param';

/** Something that is found by its name in the cluster, or by a resolver elsewhere. */
export interface ResolverRef {
  /** Its name in the namespace; none with a resolver. */
  readonly name?: string;
  /** Who finds it elsewhere: `git`, `bundles`, `hub`, `cluster`, `http` or one's own. @default - nobody: see `name` */
  readonly resolver?: string;
  /**
   * What the resolver has to know, such as `url` and `pathInRepo`.
   * @listType atomic
   */
  readonly params?: readonly Param[];
}

/** A task, or what a custom controller runs in its place. */
export interface TaskRef extends ResolverRef {
  /** Its kind: any but `Task` is one of a custom controller. @default 'Task' */
  readonly kind?: string;
  /** Group and version, of a custom controller's kind only: with one, `Task` itself is none of Tekton's tasks. */
  readonly apiVersion?: string;
}

/** A pipeline. */
export interface PipelineRef extends ResolverRef {
  /** Group and version. @default - `tekton.dev/v1` */
  readonly apiVersion?: string;
}
