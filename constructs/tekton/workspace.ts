import type { WorkspaceDeclaration } from '../../lib/api/tekton/v1/workspace';
import type { workspaceFields } from '../../lib/api/tekton/variables';
import { brand } from '../base/brand';
import { fromOptions } from '../base/known-props';
import { type StringInput, StringVariable } from './variable';

/** What a workspace takes. */
export interface WorkspaceOptions {
  /** What it holds, for people. @default - nothing is said */
  readonly description?: string;
  /** Where steps see it. Of no meaning in a pipeline. @default - /workspace/NAME */
  readonly mountPath?: string;
  /** Whether steps can't write there. Of no meaning in a pipeline. @default false */
  readonly readOnly?: boolean;
  /** Whether a run may leave it unbound. @default false */
  readonly optional?: boolean;
}

/**
 * A directory that a task, or the tasks of a pipeline, get from whoever runs them. Declared once, and used wherever it is
 * meant.
 *
 * @example
 * const source = Workspace.of('source', { description: 'The files that are built.' });
 * const script = `cd ${source.path} && make`; // $(workspaces.source.path)
 */
export class Workspace<Name extends string = string, Optional extends boolean = boolean> {
  /** A directory that a run must bind, unless it is `optional`. */
  public static of<const Name extends string>(
    name: Name,
    options: WorkspaceOptions & { readonly optional: true },
  ): Workspace<Name, true>;
  public static of<const Name extends string>(
    name: Name,
    options?: WorkspaceOptions & { readonly optional?: false },
  ): Workspace<Name, false>;
  public static of(name: string, given: WorkspaceOptions = {}): Workspace {
    return fromOptions(`Workspace.of ${name}`, given, ({ description, mountPath, readOnly, optional }) => {
      return new Workspace(name, optional ?? false, { description, mountPath, readOnly, optional });
    });
  }

  public constructor(
    /** Name of the workspace. */
    public readonly name: Name,
    /** Whether a run may leave it unbound. */
    public readonly isOptional: Optional,
    /** The workspace without its name, as a task declares it. */
    public readonly declaration: Omit<WorkspaceDeclaration, 'name'>,
  ) {
    brand(this, 'Value');
  }

  /** Where steps see it; an empty text where it is not bound. */
  public get path(): StringVariable<'workspaces'> {
    return this.#variable('path');
  }

  /** `true` or `false`: whether it is bound. */
  public get bound(): StringVariable<'workspaces'> {
    return this.#variable('bound');
  }

  /** Name of the claim on storage that it is; an empty text if it is none. */
  public get claim(): StringVariable<'workspaces'> {
    return this.#variable('claim');
  }

  /** Name of the pod's volume that it is. */
  public get volume(): StringVariable<'workspaces'> {
    return this.#variable('volume');
  }

  /**
   * A directory of the workspace, for one task of a pipeline.
   *
   * @example
   * pipeline.task('build', build, { workspaces: { source: source.at('app') } });
   */
  public at(subPath: StringInput): WorkspacePart<Name, Optional> {
    return new WorkspacePart(this.name, this.isOptional, subPath);
  }

  #variable(field: (typeof workspaceFields)[number]): StringVariable<'workspaces'> {
    return new StringVariable({ kind: 'workspace', name: this.name, field });
  }
}

/** A directory of a workspace, for one task of a pipeline. */
export class WorkspacePart<Name extends string = string, Optional extends boolean = boolean> {
  public constructor(
    /** Name of the workspace. */
    public readonly name: Name,
    /** Whether a run may leave the workspace unbound. */
    public readonly isOptional: Optional,
    /** Path below the workspace. */
    public readonly subPath: StringInput,
  ) {
    brand(this, 'Value');
  }
}
