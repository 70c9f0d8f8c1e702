import type { SecretValueFromSource } from '../../common/secret-value';
import type { PlainDestination, PlainReference } from '../../duck/v1/destination';
import type { CloudEventAttributes } from '../../duck/v1/source';
import type { Condition } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { Int64, Integer } from '../../meta/v1';

/**
 * What happens in a project, as the setting of GitLab's webhooks calls it.
 * @enforcedBySchema
 */
export type GitLabEventType =
  | 'confidential_issues_events'
  | 'confidential_note_events'
  | 'deployment_events'
  | 'feature_flag_events'
  | 'issues_events'
  | 'job_events'
  | 'merge_requests_events'
  | 'note_events'
  | 'pipeline_events'
  | 'push_events'
  | 'releases_events'
  | 'tag_push_events'
  | 'wiki_page_events'
  | 'resource_access_token_events';

/** Names an object that events of GitLab go to. */
export interface GitLabSinkReference extends PlainReference {
  /** The object's `group/version`. */
  readonly apiVersion: string;
  /** The object's kind. */
  readonly kind: string;
  /** The object's name. */
  readonly name: string;
}

/** Where events of GitLab go: exactly one of the two. */
export interface GitLabSink extends PlainDestination {
  /** An addressable object. */
  readonly ref?: GitLabSinkReference;
  /**
   * An absolute URL.
   * @format uri
   */
  readonly uri?: string;
}

/** Sends an event for what happens in a project of GitLab. */
export interface GitLabSourceSpec {
  /**
   * The project's URL.
   * @format uri
   */
  readonly projectUrl: string;
  /**
   * What events are sent for.
   * @minItems 1
   */
  readonly eventTypes: readonly GitLabEventType[];
  /** Token by which the source makes the webhook at GitLab. */
  readonly accessToken: SecretValueFromSource;
  /** Token that GitLab sends along, so that nobody else can. */
  readonly secretToken: SecretValueFromSource;
  /** Where the events go. */
  readonly sink: GitLabSink;
  /** Whether GitLab looks at the certificate of the address that it sends to. @default false */
  readonly sslverify?: boolean;
  /** Account of the pod that GitLab sends to. @default 'default' */
  readonly serviceAccountName?: string;
}

/** Type and source of events of GitLab. */
export interface GitLabEventAttributes extends CloudEventAttributes {
  /** The attribute `type`. */
  readonly type: string;
  /** The attribute `source`. */
  readonly source: string;
}

/** What became of a source of GitLab. */
export interface GitLabSourceStatus {
  /** The generation of the spec that the controller has acted on. */
  readonly observedGeneration?: Int64;
  /** What is so and what is not, sorted by type. */
  readonly conditions?: readonly Condition[];
  /**
   * URL of the sink.
   * @format uri
   */
  readonly sinkUri?: string;
  /** What the events look like. */
  readonly ceAttributes?: readonly GitLabEventAttributes[];
  /** Id of the webhook at GitLab. */
  readonly webhookID?: Integer;
}

export const GitLabSource = defineKind<GitLabSourceSpec, GitLabSourceStatus>({
  group: 'sources.knative.dev',
  version: 'v1alpha1',
  kind: 'GitLabSource',
  plural: 'gitlabsources',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'eventing', 'sources'],
  columns: {
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
    Sink: '.status.sinkUri',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
  },
  crdLabels: { 'duck.knative.dev/source': 'true', 'eventing.knative.dev/source': 'true' },
  eventTypes: {
    'dev.knative.sources.gitlab.deployment': 'A deployment began or ended.',
    'dev.knative.sources.gitlab.feature_flag': 'A feature flag was switched.',
    'dev.knative.sources.gitlab.issue': 'An issue was opened, changed or closed.',
    'dev.knative.sources.gitlab.job': 'A job began or ended.',
    'dev.knative.sources.gitlab.merge_request': 'A merge request was opened, changed, merged or closed.',
    'dev.knative.sources.gitlab.note': 'Somebody commented.',
    'dev.knative.sources.gitlab.pipeline': 'A pipeline has got on.',
    'dev.knative.sources.gitlab.push': 'Commits were pushed.',
    'dev.knative.sources.gitlab.release': 'A release was made, changed or deleted.',
    'dev.knative.sources.gitlab.tag_push': 'A tag was made or deleted.',
    'dev.knative.sources.gitlab.wiki_page': 'A page of the wiki was made, changed or deleted.',
    'dev.knative.sources.gitlab.resource_access_token': 'A token will soon be no longer good.',
  },
});
