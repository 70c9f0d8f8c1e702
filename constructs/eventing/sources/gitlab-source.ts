import type { Construct } from 'constructs';
import {
  type GitLabEventType,
  type GitLabSourceSpec,
  GitLabSource as kind,
} from '../../../lib/api/sources/v1alpha1/gitlab-source';
import { Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { type INamed, nameOf } from '../../kubernetes/named';
import type { SecretRef } from '../../kubernetes/secret-reference';
import { secretValue } from '../secret-value';
import { lowerPlainSink, type SenderProps } from './source';

/** What to hear of from GitLab. */
export interface GitLabSourceProps extends SenderProps {
  /** The project's URL. */
  readonly projectUrl: string;
  /** What events are sent for, as the settings of GitLab's webhooks call it: `push_events` and so on. */
  readonly eventTypes: readonly GitLabEventType[];
  /** Token by which the source makes the webhook at GitLab; it needs the scope `api`. */
  readonly accessToken: SecretRef;
  /** Token that GitLab sends along, so that nobody else can. */
  readonly secretToken: SecretRef;
  /** Whether GitLab looks at the certificate of the address that it sends to; upstream's own default is false. @default true */
  readonly sslverify?: boolean;
  /** Account of the pod that GitLab sends to. @default - the account `default` of the namespace */
  readonly serviceAccount?: string | INamed;
}

/** The last part of a type where it is not the name of the setting without `_events` and its plural. */
const SINGULAR: Partial<Record<GitLabEventType, string>> = {
  confidential_issues_events: 'confidential_issue',
  issues_events: 'issue',
  merge_requests_events: 'merge_request',
  releases_events: 'release',
};

/**
 * Sends an event for what happens in a project of GitLab.
 *
 * Becomes: one GitLabSource. Its controller makes a webhook at GitLab and a service that GitLab sends to.
 * @example
 * new GitLabSource(chart, 'merges', {
 *   projectUrl: 'https://gitlab.com/knative/eventing',
 *   eventTypes: ['merge_requests_events'],
 *   accessToken: SecretRef.of('gitlab', 'accessToken'),
 *   secretToken: SecretRef.of('gitlab', 'secretToken'),
 *   sink: broker,
 * });
 */
export class GitLabSource extends Resource<GitLabSourceSpec> {
  /** The type of the events that a source sends for what GitLab's settings call by this name. */
  public static eventType(event: GitLabEventType): string {
    return `dev.knative.sources.gitlab.${SINGULAR[event] ?? event.replace(/_events$/, '')}`;
  }

  public constructor(scope: Construct, id: string, given: GitLabSourceProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        projectUrl: props.projectUrl,
        eventTypes: props.eventTypes,
        accessToken: secretValue(props.accessToken, 'accessToken', lowering),
        secretToken: secretValue(props.secretToken, 'secretToken', lowering),
        sslverify: props.sslverify ?? true,
        serviceAccountName: props.serviceAccount && nameOf(props.serviceAccount),
        sink: lowerPlainSink(props.sink, lowering),
      },
    }));
  }
}
