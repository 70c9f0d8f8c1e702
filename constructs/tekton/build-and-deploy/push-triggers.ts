import { fromOptions } from '../../base/known-props';
import type { SecretRef } from '../../kubernetes/secret-reference';
import { Interceptor } from '../triggers/interceptor';
import { BuildTrigger } from './build-trigger';

/** Which pushes start a build. */
export interface PushOptions {
  /** Branch that is pushed to. */
  readonly branch: string;
  /** The secret of the webhook, by which a request is known to come from there. */
  readonly secret: SecretRef;
}

/** Pushes to a branch of a repository at GitHub. Its webhook sends pushes as JSON to the listener. */
export class GitHubPush extends BuildTrigger {
  /**
   * Pushes to a branch.
   *
   * @example
   * GitHubPush.to({ branch: 'main', secret: SecretRef.of('github', 'webhook') })
   */
  public static to(options: PushOptions): GitHubPush {
    return fromOptions('GitHubPush.to', options, ({ branch, secret }) => {
      const interceptors = [Interceptor.github({ secret, eventTypes: ['push'] }), toBranch(branch)];
      // What was pushed over is in no commit of the push.
      const isChanged = changed('body.forced');
      return new GitHubPush({ name: 'github', interceptors, revision: COMMIT, isChanged });
    });
  }
}

/** Pushes to a branch of a repository at GitLab. Its webhook sends pushes to the listener. */
export class GitLabPush extends BuildTrigger {
  /**
   * Pushes to a branch.
   *
   * @example
   * GitLabPush.to({ branch: 'main', secret: SecretRef.of('gitlab', 'webhook') })
   */
  public static to(options: PushOptions): GitLabPush {
    return fromOptions('GitLabPush.to', options, ({ branch, secret }) => {
      const interceptors = [Interceptor.gitlab({ secret, eventTypes: ['Push Hook'] }), toBranch(branch)];
      // A push tells of its last 20 commits only.
      const isChanged = changed('body.total_commits_count > 20.0');
      return new GitLabPush({ name: 'gitlab', interceptors, revision: COMMIT, isChanged });
    });
  }
}

const COMMIT = '$(body.after)';

/** What the commit is called when a branch is deleted. */
const NO_COMMIT = '0'.repeat(40);

function toBranch(branch: string): Interceptor {
  return Interceptor.cel({ filter: `body.ref == ${celText(`refs/heads/${branch}`)} && body.after != '${NO_COMMIT}'` });
}

/** Whether commits change files in directories; true as well where the commits do not tell all of it. */
function changed(isUnknown: string): (directories: readonly string[]) => string {
  return (directories) => {
    const isWithin = directories.map((directory) => `f.startsWith(${celText(`${directory.replace(/\/+$/, '')}/`)})`);
    const files = '(c.added + c.modified + c.removed)';
    return `${isUnknown} || body.commits.exists(c, ${files}.exists(f, ${isWithin.join(' || ')}))`;
  };
}

export function celText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
