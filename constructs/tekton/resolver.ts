import type { Param } from '../../lib/api/tekton/v1/param';
import { brand } from '../base/brand';
import { fromOptions } from '../base/known-props';
import { type INamed, nameOf } from '../kubernetes/named';
import { lowerValues, type StringInput, type ValueInput } from './variable';

/** A file of a git repository. */
export interface GitResolverOptions {
  /** URL of the repository, cloned as anybody may. @default - the resolver's `default-url` */
  readonly url?: StringInput;
  /** Repository at the provider that the resolver's configuration names, asked for by its API. @default - `url` is cloned */
  readonly repo?: StringInput;
  /** Owner of `repo`. @default - the resolver's `default-org` */
  readonly org?: StringInput;
  /** Branch, tag or commit. A commit is the only one that stays what it is. @default - the resolver's `default-revision`: main */
  readonly revision?: StringInput;
  /** Path of the file in the repository. */
  readonly pathInRepo: StringInput;
  /** Secret with the token for `repo`. @default - the resolver's */
  readonly token?: string | INamed;
  /** Key of the Secret. @default 'token' */
  readonly tokenKey?: string;
  /** URL of the provider's API. @default - the resolver's */
  readonly serverUrl?: StringInput;
  /** What sort of provider it is. @default - the resolver's: github */
  readonly scmType?: 'github' | 'gitlab' | 'gitea' | 'bitbucketserver' | 'bitbucketcloud';
  /** Whether what was fetched once is used again. @default - `auto`: if the revision is a commit */
  readonly cache?: CacheMode;
}

/** An object of the cluster. */
export interface ClusterResolverOptions {
  /** Name of the object. */
  readonly name: StringInput;
  /** What it is. @default - the resolver's: task */
  readonly kind?: ResolvedKind;
  /** Its namespace, which the resolver's configuration must allow. @default - the resolver's `default-namespace` */
  readonly namespace?: StringInput;
  /** Whether what was fetched once is used again. @default - `auto`: never */
  readonly cache?: CacheMode;
}

/** An object in a Tekton bundle, an image of a registry. */
export interface BundleResolverOptions {
  /** Image reference of the bundle. With a digest it stays what it is. */
  readonly bundle: StringInput;
  /** Name of the object in the bundle. */
  readonly name: StringInput;
  /** What it is. @default - the resolver's: task */
  readonly kind?: ResolvedKind;
  /** Secret with which the bundle is pulled. @default - none */
  readonly secret?: string | INamed;
  /** Whether what was fetched once is used again. @default - `auto`: if the bundle has a digest */
  readonly cache?: CacheMode;
}

/** An object of Artifact Hub or of a Tekton Hub. */
export interface HubResolverOptions {
  /** Name of the object. */
  readonly name: StringInput;
  /** Version, such as `0.10.0`, or a condition such as `>= 0.9.0`. */
  readonly version: StringInput;
  /** What it is. @default - the resolver's: task */
  readonly kind?: 'task' | 'pipeline' | 'stepaction';
  /** Which hub. @default - the resolver's: artifact */
  readonly type?: 'artifact' | 'tekton';
  /** Catalog of the hub. @default - the resolver's */
  readonly catalog?: StringInput;
  /** Address of the hub. @default - the resolver's */
  readonly url?: StringInput;
}

/** A file that a server gives. */
export interface HttpResolverOptions {
  /** URL of the file. */
  readonly url: StringInput;
  /** User name. @default - none is told */
  readonly username?: StringInput;
  /** Secret with the password. @default - none */
  readonly password?: string | INamed;
  /** Key of the Secret. @default 'password' */
  readonly passwordKey?: string;
  /** Digest that the file must have, such as `sha256:…`. @default - any */
  readonly digest?: StringInput;
}

/** What may be fetched from a cluster or a bundle. */
export type ResolvedKind = 'task' | 'pipeline' | 'stepaction';

/** Whether what was fetched once is used again. */
export type CacheMode = 'auto' | 'always' | 'never';

/** How a task, a pipeline or a step action that is not in the cluster is fetched when a run begins. */
export class Resolver {
  /**
   * From a git repository.
   *
   * @example
   * Resolver.git({ url: 'https://github.com/example/tasks', revision: 'b1a2c3d', pathInRepo: 'lint.yaml' })
   */
  public static git(given: GitResolverOptions): Resolver {
    return fromOptions('Resolver.git', given, (options) => {
      const { url, repo, org, revision, pathInRepo, token, tokenKey, serverUrl, scmType, cache } = options;
      const named = { token: token && nameOf(token), tokenKey, serverURL: serverUrl, scmType, cache };
      return new Resolver('git', { url, repo, org, revision, pathInRepo, ...named });
    });
  }

  /** From the cluster, of another namespace. */
  public static cluster(given: ClusterResolverOptions): Resolver {
    return fromOptions('Resolver.cluster', given, ({ name, kind, namespace, cache }) => {
      return new Resolver('cluster', { kind, name, namespace, cache });
    });
  }

  /** From a Tekton bundle. */
  public static bundle(given: BundleResolverOptions): Resolver {
    return fromOptions('Resolver.bundle', given, ({ bundle, name, kind, secret, cache }) => {
      return new Resolver('bundles', { bundle, name, kind, secret: secret && nameOf(secret), cache });
    });
  }

  /** From a hub. */
  public static hub(given: HubResolverOptions): Resolver {
    return fromOptions('Resolver.hub', given, ({ name, version, kind, type, catalog, url }) => {
      return new Resolver('hub', { catalog, type, kind, name, version, url });
    });
  }

  /** From any server. */
  public static http(given: HttpResolverOptions): Resolver {
    return fromOptions('Resolver.http', given, ({ url, username, password, passwordKey, digest }) => {
      return new Resolver('http', {
        url,
        'http-username': username,
        'http-password-secret': password && nameOf(password),
        'http-password-secret-key': passwordKey,
        digest,
      });
    });
  }

  /** By a resolver of one's own. */
  public static custom(name: string, params: Readonly<Record<string, ValueInput>> = {}): Resolver {
    return new Resolver(name, params);
  }

  private constructor(
    /** Name of the resolver. */
    public readonly name: string,
    private readonly params: Readonly<Record<string, ValueInput | undefined>>,
  ) {
    brand(this, 'Value');
  }

  /** The reference as Tekton's objects hold it. */
  public get reference(): { readonly resolver: string; readonly params: readonly Param[] | undefined } {
    return { resolver: this.name, params: lowerValues(this.params) };
  }
}
