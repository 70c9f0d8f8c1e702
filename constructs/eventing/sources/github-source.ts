import type { Construct } from 'constructs';
import {
  type GitHubEventType,
  type GitHubSourceSpec,
  GitHubSource as kind,
} from '../../../lib/api/sources/v1alpha1/github-source';
import { Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { type INamed, nameOf } from '../../kubernetes/named';
import type { SecretRef } from '../../kubernetes/secret-reference';
import { secretValue } from '../secret-value';
import { lowerPlainSink, type SourceProps } from './source';

/** What to hear of from GitHub. */
export interface GitHubSourceProps extends SourceProps {
  /** The repository as `OWNER/NAME`, or an organization. */
  readonly ownerAndRepository: string;
  /** What events are sent for, as GitHub calls it: `push`, `pull_request` and so on. */
  readonly eventTypes: readonly GitHubEventType[];
  /** Token by which the source makes the webhook at GitHub; it needs the scope `admin:repo_hook`. */
  readonly accessToken: SecretRef;
  /** Secret that GitHub signs what it sends with. */
  readonly secretToken: SecretRef;
  /** URL of GitHub's API, for a GitHub of one's own. @default 'https://api.github.com/' */
  readonly githubAPIURL?: string;
  /** Whether GitHub is told an address with HTTPS. @default - as the address is */
  readonly secure?: boolean;
  /** Account of the pod that GitHub sends to. @default - the account `default` of the namespace */
  readonly serviceAccount?: string | INamed;
}

/**
 * Sends an event for what happens in a repository or organization of GitHub.
 *
 * Becomes: one GitHubSource. Its controller makes a webhook at GitHub and a service that GitHub sends to.
 * @example
 * new GitHubSource(chart, 'pulls', {
 *   ownerAndRepository: 'knative/eventing',
 *   eventTypes: ['pull_request'],
 *   accessToken: SecretRef.of('github', 'accessToken'),
 *   secretToken: SecretRef.of('github', 'secretToken'),
 *   sink: broker,
 * });
 */
export class GitHubSource extends Resource<GitHubSourceSpec> {
  /** The type of the events that a source sends for what GitHub calls by this name. */
  public static eventType(event: GitHubEventType): string {
    return `dev.knative.source.github.${event}`;
  }

  public constructor(scope: Construct, id: string, given: GitHubSourceProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        ownerAndRepository: props.ownerAndRepository,
        eventTypes: props.eventTypes,
        accessToken: secretValue(props.accessToken, 'accessToken', lowering),
        secretToken: secretValue(props.secretToken, 'secretToken', lowering),
        githubAPIURL: props.githubAPIURL,
        secure: props.secure,
        serviceAccountName: props.serviceAccount && nameOf(props.serviceAccount),
        sink: lowerPlainSink(props.sink, lowering),
        ceOverrides: props.extensions && { extensions: props.extensions },
      },
    }));
  }
}
