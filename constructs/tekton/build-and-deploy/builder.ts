import type { Construct } from 'constructs';
import { brand } from '../../base/brand';
import { fromOptions } from '../../base/known-props';
import { lowerResources, type Resources } from '../../pod/resources';
import { buildahBuild } from '../catalogue/buildah-build';
import { buildkitBuild } from '../catalogue/buildkit-build';
import type { CatalogueTaskOptions } from '../catalogue/catalogue-task';
import { type ImageBuildTask, kanikoBuild } from '../catalogue/kaniko-build';

/** How an image is built, with whatever tool. */
export interface BuilderOptions {
  /** Directory that is built, as a path in the source. @default - all of the source */
  readonly context?: string;
  /** The Dockerfile, as a path in the context. @default 'Dockerfile' */
  readonly dockerfile?: string;
  /** Stage of the Dockerfile that is built. @default - the last one */
  readonly target?: string;
  /** Arguments of the Dockerfile. They are kept in the image's history: no place for secrets. @default - none */
  readonly args?: Readonly<Record<string, string>>;
  /** Repository of a registry that layers are kept in from build to build. @default - none are kept */
  readonly cache?: string;
  /** Whether the registry is spoken to without TLS, or with a certificate that nobody knows. @default false */
  readonly insecure?: boolean;
  /** Further arguments of the tool. @default - none */
  readonly extraArgs?: readonly string[];
  /** What a build needs, and what it may not exceed. @default - as the namespace says: nothing */
  readonly resources?: Resources;
}

/** How BuildKit builds an image. */
export interface BuildkitOptions extends BuilderOptions {
  /** Address of a buildkitd that builds, such as `tcp://buildkitd:1234`. @default - the pod builds itself */
  readonly host?: string;
}

/** The tools. */
export type BuildTool = 'kaniko' | 'buildah' | 'buildkit';

/** Builds images of a source. Which tool does it is a matter of what the nodes allow: see each of them. */
export class Builder {
  /** kaniko, which runs as root in a container without further rights. */
  public static kaniko(options: BuilderOptions = {}): Builder {
    return fromOptions('Builder.kaniko', options, (given) => new Builder('kaniko', readOptions(given), undefined));
  }

  /** buildah, which runs without root where nodes allow user namespaces. */
  public static buildah(options: BuilderOptions = {}): Builder {
    return fromOptions('Builder.buildah', options, (given) => new Builder('buildah', readOptions(given), undefined));
  }

  /**
   * BuildKit, which runs without root where nodes allow user namespaces.
   *
   * @example
   * Builder.buildkit({ context: 'web', args: { NODE_ENV: 'production' }, cache: 'registry.example.com/shop/cache' })
   */
  public static buildkit(options: BuildkitOptions = {}): Builder {
    return fromOptions('Builder.buildkit', options, (given) => new Builder('buildkit', readOptions(given), given.host));
  }

  private constructor(
    /** What builds. */
    public readonly tool: BuildTool,
    /** How it builds. */
    public readonly options: BuilderOptions,
    /** Who builds, if not the pod. */
    public readonly host: string | undefined,
  ) {
    brand(this, 'Value');
  }
}

function readOptions(given: BuilderOptions): BuilderOptions {
  const { context, dockerfile, target, args, cache, insecure, extraArgs, resources } = given;
  return {
    context,
    dockerfile,
    target,
    args: args && { ...args },
    cache,
    insecure,
    extraArgs: extraArgs && [...extraArgs],
    resources: lowerResources(resources),
  };
}

/** The task of a tool. */
export function buildTask(tool: BuildTool, scope: Construct, options: CatalogueTaskOptions): ImageBuildTask {
  switch (tool) {
    case 'kaniko':
      return kanikoBuild(scope, tool, options);
    case 'buildah':
      return buildahBuild(scope, tool, options);
    case 'buildkit':
      return buildkitBuild(scope, tool, options) as ImageBuildTask;
  }
}
