import type { SecretValueFromSource } from '../../common/secret-value';
import type { PlainDestination, PlainReference } from '../../duck/v1/destination';
import type { Condition } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { NonEmptyText } from '../../meta/v1';

/**
 * What happens in a repository, as GitHub calls it.
 * @enforcedBySchema
 */
export type GitHubEventType =
  | 'check_suite'
  | 'commit_comment'
  | 'create'
  | 'delete'
  | 'deployment'
  | 'deployment_status'
  | 'fork'
  | 'gollum'
  | 'installation'
  | 'integration_installation'
  | 'issue_comment'
  | 'issues'
  | 'label'
  | 'member'
  | 'membership'
  | 'milestone'
  | 'organization'
  | 'org_block'
  | 'page_build'
  | 'ping'
  | 'project_card'
  | 'project_column'
  | 'project'
  | 'public'
  | 'pull_request'
  | 'pull_request_review'
  | 'pull_request_review_comment'
  | 'push'
  | 'release'
  | 'repository'
  | 'status'
  | 'team'
  | 'team_add'
  | 'watch';

/** Names an object that events of GitHub go to. */
export interface GitHubSinkReference extends PlainReference {
  /** The object's `group/version`. */
  readonly apiVersion: NonEmptyText;
  /** The object's kind. */
  readonly kind: NonEmptyText;
  /** The object's name. */
  readonly name: NonEmptyText;
  /** The object's namespace. @default - that of the source */
  readonly namespace?: NonEmptyText;
}

/** Where events of GitHub go: exactly one of the two. */
export interface GitHubSink extends PlainDestination {
  /** An addressable object. */
  readonly ref?: GitHubSinkReference;
  /**
   * An absolute URL.
   * @format uri
   */
  readonly uri?: string;
}

/** Attributes that are put on each event, over those that the source made itself. */
export interface GitHubOverrides {
  /** Extension attributes and their values; names are lower-case letters and digits. */
  readonly extensions: Readonly<Record<string, NonEmptyText>>;
}

/** Sends an event for what happens in a repository or organization of GitHub. */
export interface GitHubSourceSpec {
  /** The repository as `OWNER/NAME`, or an organization. */
  readonly ownerAndRepository: NonEmptyText;
  /**
   * What events are sent for.
   * @minItems 1
   */
  readonly eventTypes: readonly GitHubEventType[];
  /** Token by which the source makes the webhook at GitHub. */
  readonly accessToken: SecretValueFromSource;
  /** Secret that GitHub signs what it sends with. */
  readonly secretToken: SecretValueFromSource;
  /** Where the events go. @default - nowhere: the source doesn't become ready */
  readonly sink?: GitHubSink;
  /** URL of GitHub's API, for a GitHub of one's own. @default 'https://api.github.com/' */
  readonly githubAPIURL?: string;
  /** Whether GitHub is told an address with HTTPS. @default - as the address is */
  readonly secure?: boolean;
  /** Account of the pod that GitHub sends to. @default 'default' */
  readonly serviceAccountName?: string;
  /** Attributes that are put on each event. @default - none */
  readonly ceOverrides?: GitHubOverrides;
}

/** What became of a source of GitHub. */
export interface GitHubSourceStatus {
  /** What is so and what is not, sorted by type. */
  readonly conditions?: readonly Condition[];
  /** URL of the sink. */
  readonly sinkUri?: string;
  /** Id of the webhook at GitHub. */
  readonly webhookIDKey?: string;
}

export const GitHubSource = defineKind<GitHubSourceSpec, GitHubSourceStatus>({
  group: 'sources.knative.dev',
  version: 'v1alpha1',
  kind: 'GitHubSource',
  plural: 'githubsources',
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
    'dev.knative.source.github.check_suite': 'Checks of a commit were asked for or are done.',
    'dev.knative.source.github.commit_comment': 'Somebody commented on a commit.',
    'dev.knative.source.github.create': 'A branch or a tag was made.',
    'dev.knative.source.github.delete': 'A branch or a tag was deleted.',
    'dev.knative.source.github.deployment': 'A deployment was asked for.',
    'dev.knative.source.github.deployment_status': 'A deployment has got on.',
    'dev.knative.source.github.fork': 'Somebody forked the repository.',
    'dev.knative.source.github.gollum': 'A page of the wiki was made or changed.',
    'dev.knative.source.github.installation': 'A GitHub App was installed or removed.',
    'dev.knative.source.github.integration_installation':
      'An integration was installed or removed, as old Apps tell it.',
    'dev.knative.source.github.issue_comment': 'A comment on an issue or pull request was made, changed or deleted.',
    'dev.knative.source.github.issues': 'An issue was opened, changed or closed.',
    'dev.knative.source.github.label': 'A label was made, changed or deleted.',
    'dev.knative.source.github.member': 'Somebody became a collaborator or is one no more.',
    'dev.knative.source.github.membership': 'Somebody joined or left a team.',
    'dev.knative.source.github.milestone': 'A milestone was made, changed or closed.',
    'dev.knative.source.github.organization': 'The members of the organization changed.',
    'dev.knative.source.github.org_block': 'The organization blocked somebody or lets them in again.',
    'dev.knative.source.github.page_build': 'The pages of the repository were built.',
    'dev.knative.source.github.ping': 'The webhook was made; GitHub tries it.',
    'dev.knative.source.github.project_card': 'A card of a project was made, moved or deleted.',
    'dev.knative.source.github.project_column': 'A column of a project was made, moved or deleted.',
    'dev.knative.source.github.project': 'A project was made, changed or closed.',
    'dev.knative.source.github.public': 'The repository became public.',
    'dev.knative.source.github.pull_request': 'A pull request was opened, changed or closed.',
    'dev.knative.source.github.pull_request_review': 'A review was handed in, changed or dismissed.',
    'dev.knative.source.github.pull_request_review_comment':
      'A comment on the diff of a pull request was made, changed or deleted.',
    'dev.knative.source.github.push': 'Commits or tags were pushed.',
    'dev.knative.source.github.release': 'A release was published, changed or deleted.',
    'dev.knative.source.github.repository': 'The repository was made, renamed, moved or deleted.',
    'dev.knative.source.github.status': 'The status of a commit changed.',
    'dev.knative.source.github.team': 'A team was made, changed or deleted.',
    'dev.knative.source.github.team_add': 'A team was given the repository.',
    'dev.knative.source.github.watch': 'Somebody starred the repository.',
  },
});
