import { brand } from '../../base/brand';
import { fromOptions } from '../../base/known-props';
import type { GitCredentials } from './secret-credentials';

/** Which part of a repository is built. */
export interface GitSourceOptions {
  /** Branch, tag or commit where a run names none. @default - the repository's default branch */
  readonly revision?: string;
  /** Directory of the repository to which contexts and manifests are relative. @default - its root */
  readonly subdirectory?: string;
  /** How many commits of the history are fetched; 0 is all. @default 1 */
  readonly depth?: number;
  /** Whether submodules are fetched too. @default true */
  readonly submodules?: boolean;
  /** Directories of the repository that are checked out, besides the files of its root. @default - all */
  readonly sparseCheckout?: readonly string[];
  /** What is used to log in; several for submodules elsewhere. @default - nothing: anybody may read the repository */
  readonly credentials?: GitCredentials | readonly GitCredentials[];
}

/** A git repository that is built. */
export class GitSource {
  /**
   * A repository by its URL.
   *
   * @example
   * GitSource.of('https://github.com/example/shop', { revision: 'main', subdirectory: 'web' })
   */
  public static of(url: string, options: GitSourceOptions = {}): GitSource {
    return fromOptions(`GitSource.of ${url}`, options, (given, factory) => {
      const { revision, subdirectory, depth, submodules, sparseCheckout, credentials } = given;
      if (/^[a-z]+:\/\/[^/@]*:[^/@]*@/.test(url)) {
        const found = 'there is a password in the URL, which everybody reads in the manifests';
        factory.refuse('value', '', found, "leave it out, and give credentials: GitCredentials.fromSecret('git')");
      }
      return new GitSource(url, {
        revision,
        subdirectory,
        depth,
        submodules,
        sparseCheckout: sparseCheckout && [...sparseCheckout],
        credentials: credentials && [credentials].flat(),
      });
    });
  }

  private constructor(
    /** URL of the repository. */
    public readonly url: string,
    /** Which part of it is built. */
    public readonly options: GitSourceOptions & { readonly credentials?: readonly GitCredentials[] },
  ) {
    brand(this, 'Value');
  }
}
