import { Chart, Size } from 'cdk8s';
import { Construct } from 'constructs';

import { hasBrand } from '../../base/brand';
import { foundValue } from '../../base/found-value';
import { assertKnownProps } from '../../base/known-props';
import { assertPlainProps } from '../../base/plain-data';
import { SynthError, type SynthFault } from '../../base/synth-error';
import { watchedProps } from '../../base/watched-props';
import { Role, RoleBinding } from '../../kubernetes/role';
import { ServiceAccount } from '../../kubernetes/service-account';
import { Param } from '../param';
import { Pipeline } from '../pipeline';
import { PipelineRun, type PipelineRunOptions, type TaskRunSettings } from '../pipeline-run';
import type { EventListener } from '../triggers/event-listener';
import { type BindingInput, WorkspaceBinding } from '../workspace-binding';
import { makeListeners } from './build-listeners';
import type { BuildAndDeployPipelineProps, BuildRunOptions, PartialBuildProps } from './build-props';
import { type BuildPipeline, BuildTasks } from './build-tasks';
import type { BuildTrigger } from './build-trigger';
import { rightsOf } from './deploy';
import type { GitSource } from './git-source';
import { type ImageBuild, imageBuild, named, source } from './image-build';
import type { RegistryCredentials } from './secret-credentials';

/**
 * From a git repository to a running service: clones, tests, builds one image or several, and deploys them by their
 * digest.
 *
 * Builds run code of the repository, so two accounts take part: one has the credentials of the repository and the registry
 * and no rights in the cluster, and its pods get no token; the other may change what is deployed, and nothing else.
 *
 * Becomes: a Pipeline and its Tasks, a ServiceAccount for builds and, if something is deployed, one for that with a Role;
 * with `on` a TriggerTemplate, a TriggerBinding for each trigger, and an EventListener with its account.
 *
 * Throws: SynthError if a property has no form in the manifests, such as a `deploy` to a service that names its revision.
 * @example
 * const build = new BuildAndDeployPipeline(chart, 'build-and-deploy', {
 *   source: GitSource.of('https://github.com/example/shop', { revision: 'main' }),
 *   build: Builder.buildkit(),
 *   image: { name: 'registry.example.com/shop' },
 *   registry: RegistryCredentials.fromSecret('push'),
 *   deploy: shop,
 *   on: GitHubPush.to({ branch: 'main', secret: SecretRef.of('github', 'webhook') }),
 * });
 * build.run({ generateName: 'shop-' });
 */
export class BuildAndDeployPipeline<Id extends string = never> extends Construct {
  /** What runs. Its params may be left out: `url`, `revision`, and `image` or `image-ID` and `build-ID`. */
  public readonly pipeline: BuildPipeline;
  /** Account of clones, tests and builds. */
  public readonly serviceAccount: ServiceAccount;
  /** Account of deploys; undefined if nothing is deployed. */
  public readonly deployer: ServiceAccount | undefined;
  /** What waits for webhooks, and what waits for events. */
  public readonly listeners: readonly EventListener[];
  readonly #builds: readonly ImageBuild[];
  readonly #name: string;
  readonly #namespace: string | undefined;
  readonly #defaults: RunDefaults;
  #runs = 0;

  public constructor(scope: Construct, id: string, given: BuildAndDeployPipelineProps<Id>) {
    super(scope, id);
    assertPlainProps(given, this.node.path);
    const props = watchedProps(given) as BuildAndDeployPipelineProps;
    const { source: git, registry = [], on = [], workspace, labels, annotations } = props;
    this.#assertValue('source', git, 'what GitSource.of makes');
    for (const trigger of [on].flat()) this.#assertValue('on', trigger, 'what starts a run, such as GitHubPush.to(…)');
    this.#name = props.name ?? id;
    this.#namespace = props.namespace ?? Chart.of(this).namespace;
    this.#builds = this.#buildsOf(props);
    // These are read by the tasks and runs that get them: here they only count as known.
    const { timeouts, podTemplate, images } = given;
    void ['timeouts' in props, 'podTemplate' in props, 'images' in props];
    this.#defaults = { workspace: workspace ?? WORKSPACE, timeouts, podTemplate };
    const place = { name: this.#name, namespace: this.#namespace };

    const registries = [registry].flat();
    this.#assertPushable(registries);
    this.serviceAccount = new ServiceAccount(this, 'account', {
      ...place,
      secrets: [...registries, ...(git.options.credentials ?? [])].map(({ secretName }) => secretName),
      automountToken: false,
    });
    this.deployer = this.#makeDeployer();

    const url = Param.string('url', { default: git.url, description: 'Repository that is built.' });
    const revision = revisionParam(git);
    const own = this.#builds.flatMap(({ image, flag }) => (flag === undefined ? [image] : [image, flag]));
    this.pipeline = new Pipeline(this, 'pipeline', {
      ...place,
      labels,
      annotations,
      params: [url, revision, ...own],
      workspaces: [source],
    });
    const tasks = new BuildTasks(this.pipeline, { scope: this, images, ...place }, git);
    const cloned = tasks.clone(url, revision);
    for (const build of this.#builds) tasks.add(build, cloned, cloned.results.commit);

    this.listeners = makeListeners(this, [on].flat() as BuildTrigger[], {
      place,
      builds: this.#builds,
      revision: git.options.revision ?? '',
      run: (params) => PipelineRun.template({ ...this.#runProps({ params }), generateName: `${this.#name}-` }),
    });
    assertKnownProps(props, this.node.path);
  }

  /**
   * Adds a run, in a file of its own for `kubectl create` unless it has a `name`.
   *
   * @example
   * build.run({ generateName: 'shop-', params: { revision: 'v1.2' } });
   */
  public run(options: BuildRunOptions<Id> = {}): PipelineRun {
    const { name, generateName, namespace = this.#namespace, labels, annotations } = options;
    this.#runs += 1;
    return new PipelineRun(this, this.#runs === 1 ? 'run' : `run-${this.#runs}`, {
      ...this.#runProps(options),
      name,
      namespace,
      labels,
      annotations,
      generateName: generateName ?? (name === undefined ? `${this.#name}-` : undefined),
    });
  }

  #runProps({ params, only, workspace, timeouts }: BuildRunOptions) {
    const { workspace: usual, timeouts: usualTimeouts, podTemplate } = this.#defaults;
    const binding = workspace ?? usual;
    if ('emptyDir' in binding.source) {
      const found = 'each task would have an empty directory of its own';
      this.#refuse('value', 'workspace', found, 'give storage that is claimed, such as WorkspaceBinding.claimTemplate');
    }
    const names = this.pipeline.params.map(({ name }) => name);
    const unknown = Object.keys(params ?? {}).find((name) => !names.includes(name));
    if (unknown !== undefined) {
      this.#refuse('reference', 'params', `the pipeline has no param "${unknown}"`, `it has ${names.join(', ')}`);
    }
    return {
      pipeline: this.pipeline,
      params: { ...params, ...this.#flagsOf(only) },
      workspaces: { source: binding },
      serviceAccount: this.serviceAccount,
      podTemplate,
      timeouts: timeouts ?? usualTimeouts,
      tasks: this.#settings(),
    } satisfies PipelineRunOptions & Record<string, unknown>;
  }

  /** Params that leave all images out but these. */
  #flagsOf(only: readonly string[] | undefined): Readonly<Record<string, string>> {
    if (only === undefined) return {};
    const ids = this.#builds.map(({ id }) => id);
    const unknown = only.find((id) => !ids.includes(id));
    if (unknown !== undefined) {
      this.#refuse('reference', 'only', `there is no image "${unknown}"`, `there are ${ids.join(', ')}`);
    }
    const left = this.#builds.filter(({ id, flag }) => flag !== undefined && !only.includes(id!));
    return Object.fromEntries(left.map(({ flag }) => [flag!.name, 'false']));
  }

  /** What single tasks have of their own: deploys their account, builds what they need. */
  #settings(): Readonly<Record<string, TaskRunSettings>> | undefined {
    const settings = this.#builds.flatMap(({ id, builder, deploy }): [string, TaskRunSettings][] => {
      const { resources } = builder.options;
      return [
        ...(resources === undefined
          ? []
          : [[named('build', id), { stepResources: { build: resources } }] as [string, TaskRunSettings]]),
        ...(deploy === undefined
          ? []
          : [[named('deploy', id), { serviceAccount: this.deployer }] as [string, TaskRunSettings]]),
      ];
    });
    return settings.length === 0 ? undefined : Object.fromEntries(settings);
  }

  #buildsOf(props: BuildAndDeployPipelineProps): readonly ImageBuild[] {
    const refuse = this.#refuse.bind(this);
    if (props.builds === undefined) return [imageBuild(undefined, props, refuse)];
    const alone = (['image', 'build', 'test', 'deploy'] as const).find((prop) => props[prop] !== undefined);
    if (alone !== undefined) refuse('exclusive', alone, `both builds and ${alone} are given`, 'put it into builds');
    const builds = Object.entries(props.builds);
    if (builds.length === 0) refuse('missing', 'builds', 'there is no image to build', 'give one');
    return builds.map(([id, build]) => imageBuild(id, build as PartialBuildProps, refuse));
  }

  #makeDeployer(): ServiceAccount | undefined {
    const rights = rightsOf(
      this.#builds.flatMap(({ deploy }) => deploy ?? []),
      this.#namespace,
    );
    if (rights.length === 0) return undefined;
    const name = `${this.#name}-deployer`;
    const account = new ServiceAccount(this, 'deployer', { name, namespace: this.#namespace });
    for (const { namespace, rules } of rights) {
      if (namespace === this.#namespace) {
        account.grant(rules);
        continue;
      }
      const role = new Role(account, `role-${namespace}`, { name, namespace, rules });
      new RoleBinding(account, `role-binding-${namespace}`, { name, namespace, role, account });
    }
    return account;
  }

  /** Refuses an image for whose registry there are no credentials, where all of them say what they are for. */
  #assertPushable(registries: readonly RegistryCredentials[]): void {
    if (registries.length === 0) return;
    for (const { image } of this.#builds) {
      const name = image.declaration.default as string;
      if (registries.some((registry) => registry.isFor(name) !== false)) continue;
      const servers = registries.map(({ server }) => server).join(', ');
      this.#refuse(
        'value',
        'registry',
        `${name} would be pushed without credentials, which are for ${servers}`,
        'give those of its registry',
      );
    }
  }

  #assertValue(path: string, value: unknown, meant: string): void {
    if (hasBrand(value, 'Value')) return;
    this.#refuse(value === undefined ? 'missing' : 'value', path, `found ${foundValue(value)}`, `give ${meant}`);
  }

  #refuse(fault: SynthFault, path: string, found: string, hint: string): never {
    throw new SynthError(fault, this.node.path, path, found, hint);
  }
}

/** What runs have where they say nothing else. */
type RunDefaults = Pick<BuildAndDeployPipelineProps, 'timeouts' | 'podTemplate'> & { readonly workspace: BindingInput };

const WORKSPACE = WorkspaceBinding.claimTemplate({ storage: Size.gibibytes(1) });

function revisionParam({ options }: GitSource) {
  const description = 'Branch, tag or commit that is built; the default branch if empty.';
  return Param.string('revision', { default: options.revision ?? '', description });
}
