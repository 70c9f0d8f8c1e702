import type { Construct } from 'constructs';
import { type GitHubBindingSpec, GitHubBinding as kind } from '../../../lib/api/bindings/v1alpha1/github-binding';
import { Resource, type ResourceProps } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import type { SecretRef } from '../../kubernetes/secret-reference';
import { secretValue } from '../secret-value';
import { type BindingSubjectProps, lowerSubject } from './binding-subject';

/** Whose pods get which token. */
export interface GitHubBindingProps extends ResourceProps {
  /** The workload that gets the token: a construct, an `ApiObject`, or the kind with a name or a selector. */
  readonly subject: BindingSubjectProps;
  /** Token of GitHub. */
  readonly accessToken: SecretRef;
}

/**
 * Gives the containers of a workload a token of GitHub, as the file `/var/bindings/github/accessToken`.
 *
 * Becomes: one GitHubBinding.
 * @example
 * new GitHubBinding(chart, 'release-bot', { subject: bot, accessToken: SecretRef.of('github', 'token') });
 */
export class GitHubBinding extends Resource<GitHubBindingSpec> {
  public constructor(scope: Construct, id: string, given: GitHubBindingProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        subject: lowerSubject(props.subject, lowering),
        accessToken: secretValue(props.accessToken, 'accessToken', lowering),
      },
    }));
  }
}
