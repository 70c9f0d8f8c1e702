import type { PodTemplate } from '../../../lib/api/tekton/v1/pod-template';
import type { ResourceProps } from '../../base/resource';
import type { KnativeService } from '../../serving/knative-service';
import type { TaskImages } from '../catalogue/task-images';
import type { PipelineRunTimeouts } from '../pipeline-run';
import type { TaskSecurityContextProps } from '../security';
import type { SidecarProps } from '../sidecar';
import type { ScriptStepProps } from '../step';
import type { ITask } from '../task-reference';
import type { Workspace } from '../workspace';
import type { BindingInput } from '../workspace-binding';
import type { BuildTrigger } from './build-trigger';
import type { Builder } from './builder';
import type { Deploy } from './deploy';
import type { GitSource } from './git-source';
import type { RegistryCredentials } from './secret-credentials';

/** An image that is built. */
export interface BuiltImageProps {
  /** Its name with the registry, without a tag. */
  readonly name: string;
  /** Its tag. @default - the commit that it is built of */
  readonly tag?: string;
}

/** A script that must succeed before an image is built. It starts in the source. */
export interface TestProps
  extends Pick<ScriptStepProps, 'script' | 'args' | 'env' | 'envFrom' | 'resources' | 'volumes'> {
  /** Image that it runs in. */
  readonly image: string;
  /** Directory that it starts in, as a path in the source. @default - the source itself */
  readonly workingDir?: string;
  /** Containers that run beside it, such as a database. @default - none */
  readonly sidecars?: readonly SidecarProps[];
  /** What its processes may do. @default - as little as possible, as user 65532 */
  readonly securityContext?: TaskSecurityContextProps;
}

/** An image: how it is built, and where it goes. */
export interface ImageBuildProps {
  /** How it is built. */
  readonly build: Builder;
  /** What it is called. */
  readonly image: BuiltImageProps;
  /** What must succeed before it is built: a script, or a task with a workspace `source`. @default - nothing */
  readonly test?: TestProps | ITask<never, Workspace<'source', boolean>>;
  /** Where it goes: a service of the program, or manifests of the source. @default - nowhere: it is pushed only */
  readonly deploy?: KnativeService | Deploy;
}

/** One of several images. */
export interface PartialBuildProps extends ImageBuildProps {
  /** Directories of the repository. A push that changes nothing in them leaves the image as it is. @default - every push builds it */
  readonly paths?: readonly string[];
}

/** What a pipeline takes whatever it builds. */
export interface BuildPipelineSettings extends ResourceProps {
  /** What is built. */
  readonly source: GitSource;
  /** What images are pushed and pulled with. @default - nothing: anybody may push */
  readonly registry?: RegistryCredentials | readonly RegistryCredentials[];
  /** What starts a run. @default - nothing: runs are made by hand, or by `run` */
  readonly on?: BuildTrigger | readonly BuildTrigger[];
  /** Storage that the tasks of a run share. @default - 1 GiB that is claimed for each run */
  readonly workspace?: BindingInput;
  /** How long runs may take. @default - 60 minutes */
  readonly timeouts?: PipelineRunTimeouts;
  /** What else is said of the pods of runs. @default - an `fsGroup` that lets steps write to claimed storage */
  readonly podTemplate?: PodTemplate;
  /** Images of the tasks in the place of those of `taskImages`. @default - taskImages */
  readonly images?: Partial<TaskImages>;
}

/** What a pipeline takes that builds one image, or several by name. */
export type BuildAndDeployPipelineProps<Id extends string = string> = BuildPipelineSettings &
  (
    | (ImageBuildProps & {
        /** There is one image. */
        readonly builds?: undefined;
      })
    | ({ readonly [Prop in keyof ImageBuildProps]?: undefined } & {
        /** The images by a short name for each; they are built at the same time. */
        readonly builds: Readonly<Record<Id, PartialBuildProps>>;
      })
  );

/** What a run takes. */
export interface BuildRunOptions<Id extends string = string> extends ResourceProps {
  /** What the run's name begins with. @default - the pipeline's name and a dash, unless there is a `name` */
  readonly generateName?: string;
  /** Values for the pipeline's params, such as `revision` and `image`. @default - as the pipeline says */
  readonly params?: Readonly<Record<string, string>>;
  /** The images that are built. @default - all of them */
  readonly only?: readonly Id[];
  /** Storage that the tasks share. @default - as the pipeline says */
  readonly workspace?: BindingInput;
  /** How long it may take. @default - as the pipeline says */
  readonly timeouts?: PipelineRunTimeouts;
}
