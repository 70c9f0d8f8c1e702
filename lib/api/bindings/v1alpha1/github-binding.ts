import type { SecretValueFromSource } from '../../common/secret-value';
import type { BindingSubject } from '../../duck/v1/binding';
import type { SourceStatus } from '../../duck/v1/source';
import { conditionColumn, defineKind } from '../../kind';

/**
 * Gives the containers of other objects a token of GitHub, as a file.
 * @preserveUnknownFields
 */
export interface GitHubBindingSpec {
  /**
   * The objects whose pods get the token.
   * @schemaOptional
   */
  readonly subject: BindingSubject;
  /**
   * The token.
   * @schemaOptional
   */
  readonly accessToken: SecretValueFromSource;
}

/**
 * What became of a binding.
 * @preserveUnknownFields
 */
export interface GitHubBindingStatus extends SourceStatus {}

export const GitHubBinding = defineKind<GitHubBindingSpec, GitHubBindingStatus>({
  group: 'bindings.knative.dev',
  version: 'v1alpha1',
  kind: 'GitHubBinding',
  plural: 'githubbindings',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'eventing', 'bindings'],
  columns: {
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: { 'duck.knative.dev/binding': 'true' },
});
