import { posix } from 'node:path';
import type { Construct } from 'constructs';
import { goDuration } from '../../base/duration';
import type { CatalogueTaskOptions } from '../catalogue/catalogue-task';
import { gitClone } from '../catalogue/git-clone';
import type { ImageBuildTask } from '../catalogue/kaniko-build';
import { type KnativeDeployTask, knativeDeploy } from '../catalogue/knative-deploy';
import { type KubectlApplyTask, kubectlApply } from '../catalogue/kubectl-apply';
import type { StringParam } from '../param';
import type { Pipeline } from '../pipeline';
import type { IPipelineTask } from '../pipeline-task';
import { Task } from '../task';
import type { ITask } from '../task-reference';
import type { StringInput } from '../variable';
import type { When } from '../when';
import type { Workspace } from '../workspace';
import type { TestProps } from './build-props';
import { type BuildTool, buildTask } from './builder';
import type { Deploy } from './deploy';
import type { GitSource } from './git-source';
import { type ImageBuild, named, source } from './image-build';

/** The pipeline: its params may be left out, and it has one workspace. */
export type BuildPipeline = Pipeline<StringParam<string, true>, Workspace<'source', false>>;

/** Where the pipeline's own tasks are made, and what they are called. */
export interface TaskPlace {
  readonly scope: Construct;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly images: CatalogueTaskOptions['images'];
}

/** Adds to a pipeline what clones a source, and tests, builds and deploys its images. Each tool's task is made once. */
export class BuildTasks {
  readonly #builders = new Map<BuildTool, ImageBuildTask>();
  #deployer: KnativeDeployTask | undefined;
  #applier: KubectlApplyTask | undefined;

  public constructor(
    private readonly pipeline: BuildPipeline,
    private readonly place: TaskPlace,
    private readonly git: GitSource,
  ) {}

  /** Clones the source; what it tells is what the images are tagged with. */
  public clone(url: StringParam, revision: StringParam) {
    const { depth, submodules, sparseCheckout } = this.git.options;
    const task = gitClone(this.place.scope, 'git-clone', this.#options('git-clone'));
    const cloned = this.pipeline.task('clone', task, {
      params: {
        url,
        revision,
        depth: depth === undefined ? undefined : String(depth),
        submodules: submodules === undefined ? undefined : String(submodules),
        sparseCheckoutDirectories: sparseCheckout,
      },
      workspaces: { output: source },
    });
    const description = 'The commit that was built.';
    this.pipeline.result('CHAINS-GIT_COMMIT', cloned.results.commit, { description });
    this.pipeline.result('CHAINS-GIT_URL', cloned.results.url, { description: 'The repository that was built.' });
    return cloned;
  }

  /** Tests, builds and deploys one image. */
  public add(build: ImageBuild, cloned: IPipelineTask, commit: StringInput<'tasks.results'>): void {
    const { id, image, builder, flag } = build;
    const when = flag && [{ input: flag, in: ['true'] }];
    const tested = build.test && this.#test(build.test, id, cloned, when);
    const { context = '.', dockerfile, target, args, cache, insecure, extraArgs } = builder.options;
    const built = this.pipeline.task(named('build', id), this.#builder(builder.tool), {
      params: {
        image: build.isTaggedByCommit ? `${image}:${commit}` : image,
        context: this.#path(context),
        dockerfile,
        target,
        buildArgs: args && Object.entries(args).map(([name, value]) => `${name}=${value}`),
        cache,
        insecure: insecure === undefined ? undefined : String(insecure),
        extraArgs,
        ...(builder.host !== undefined && { host: builder.host }),
      },
      workspaces: { source },
      when,
      runAfter: [tested ?? cloned],
    });
    const prefix = id === undefined ? '' : `${id.toUpperCase().replaceAll('-', '_')}_`;
    const { IMAGE_URL, IMAGE_DIGEST, IMAGE_REF } = built.results;
    this.pipeline.result(`${prefix}IMAGE_URL`, IMAGE_URL, { description: 'The image that was built.' });
    this.pipeline.result(`${prefix}IMAGE_DIGEST`, IMAGE_DIGEST, { description: 'Its digest.' });
    if (build.deploy !== undefined) this.#deploy(build.deploy, id, IMAGE_REF);
  }

  #test(
    test: TestProps | ITask<never, Workspace<'source', boolean>>,
    id: string | undefined,
    cloned: IPipelineTask,
    when: readonly When<`params.${string}`>[] | undefined,
  ): IPipelineTask {
    const task = 'toTaskUse' in test ? test : this.#inline(test);
    return this.pipeline.task(named('test', id), task, { workspaces: { source }, when, runAfter: [cloned] });
  }

  #inline({ sidecars, securityContext, workingDir = '.', env, ...step }: TestProps): ITask<never, typeof source> {
    return Task.inline({
      workspaces: [source],
      steps: [
        {
          ...step,
          name: 'test',
          workingDir: posix.join(String(source.path), this.#path(workingDir)),
          env: { HOME: '/tekton/home', ...env },
        },
      ],
      sidecars,
      securityContext,
    });
  }

  #deploy({ content }: Deploy, id: string | undefined, image: StringInput<'tasks.results'>): void {
    const timeout = content.timeout && goDuration(content.timeout);
    if ('path' in content) {
      const { path, services, extraArgs } = content;
      this.#applier ??= kubectlApply(this.place.scope, 'kubectl-apply', this.#options('kubectl-apply'));
      this.pipeline.task(named('deploy', id), this.#applier, {
        params: { manifest: this.#path(path), image, timeout, services, extraArgs },
        workspaces: { source },
      });
      return;
    }
    const { service, container } = content;
    this.#deployer ??= knativeDeploy(this.place.scope, 'knative-deploy', this.#options('knative-deploy'));
    this.pipeline.task(named('deploy', id), this.#deployer, {
      params: {
        service: service.name,
        image,
        container: container === undefined ? undefined : String(container),
        namespace: service.namespace === this.place.namespace ? undefined : service.namespace,
        timeout,
      },
    });
  }

  #builder(tool: BuildTool): ImageBuildTask {
    const task = this.#builders.get(tool) ?? buildTask(tool, this.place.scope, this.#options(tool));
    this.#builders.set(tool, task);
    return task;
  }

  /** Objects of the namespace have one name each: those of a pipeline begin with its own. */
  #options(task: string): CatalogueTaskOptions {
    const { name, namespace, images } = this.place;
    return { name: `${name}-${task}`, namespace, images };
  }

  /** A path in the repository, of one in the part that is built. */
  #path(path: string): string {
    return posix.join(this.git.options.subdirectory ?? '', path);
  }
}
