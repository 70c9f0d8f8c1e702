import { brand } from '../../base/brand';
import { fromOptions } from '../../base/known-props';
import { type INamed, nameOf } from '../../kubernetes/named';

/** Where a Secret is for. */
export interface CredentialsOptions {
  /**
   * Where the user name and the password, or the key, of the Secret are told. Only for Secrets of the types `basic-auth` and
   * `ssh-auth`, which must say so themselves: by the annotation that `annotations` is.
   * @default - the Secret is of the type `dockerconfigjson`, or has its annotation anyway
   */
  readonly server?: string;
}

/**
 * A Secret of the cluster that steps log in with. The program names it and never holds it, so it can't annotate it either:
 * whoever makes the Secret does. Tekton takes no notice of a Secret of the types `basic-auth` and `ssh-auth` without it.
 */
export abstract class SecretCredentials {
  /** What the annotation says that the Secret is for. */
  protected abstract readonly use: 'docker' | 'git';

  protected constructor(
    /** Name of the Secret. */
    public readonly secretName: string,
    /** Where it is for, if that is known. */
    public readonly server: string | undefined,
  ) {
    brand(this, 'Value');
  }

  /**
   * What the Secret must be annotated with, for whoever makes it; empty without `server`.
   *
   * @example
   * registry.annotations // { 'tekton.dev/docker-0': 'https://registry.example.com' }
   */
  public get annotations(): Readonly<Record<string, string>> {
    return this.server === undefined ? {} : { [`tekton.dev/${this.use}-0`]: this.server };
  }
}

/** Credentials of a registry of images. */
export class RegistryCredentials extends SecretCredentials {
  /**
   * A Secret: one of the type `dockerconfigjson`, or one of the type `basic-auth` for a `server`.
   *
   * @example
   * RegistryCredentials.fromSecret('push', { server: 'https://registry.example.com' })
   */
  public static fromSecret(secret: string | INamed, options: CredentialsOptions = {}): RegistryCredentials {
    const factory = 'RegistryCredentials.fromSecret';
    return fromOptions(factory, options, ({ server }) => new RegistryCredentials(nameOf(secret), server));
  }

  protected readonly use = 'docker';

  /** Whether images of this name are pushed with it; undefined where that is not known. */
  public isFor(image: string): boolean | undefined {
    return this.server === undefined
      ? undefined
      : registryOf(this.server.replace(/^https?:\/\//, '')) === registryOf(image);
  }
}

/** The registry of an image, or of an address; what names none is at Docker Hub, which has several names. */
function registryOf(name: string): string {
  const [first = ''] = name.split('/');
  const isHost = first === 'localhost' || /[.:]/.test(first);
  if (!isHost) return DOCKER_HUB;
  return first === 'index.docker.io' || first === 'registry-1.docker.io' ? DOCKER_HUB : first;
}

const DOCKER_HUB = 'docker.io';

/** Credentials of a host of repositories. */
export class GitCredentials extends SecretCredentials {
  /**
   * A Secret of the type `basic-auth`, for a `server` such as `https://github.com`, or of the type `ssh-auth`, for a host
   * such as `github.com`.
   *
   * @example
   * GitCredentials.fromSecret('deploy-key', { server: 'github.com' })
   */
  public static fromSecret(secret: string | INamed, options: CredentialsOptions = {}): GitCredentials {
    return fromOptions(
      'GitCredentials.fromSecret',
      options,
      ({ server }) => new GitCredentials(nameOf(secret), server),
    );
  }

  protected readonly use = 'git';
}
