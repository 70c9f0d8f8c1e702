import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { RevisionTemplate } from './revision-template';

/** Makes a new revision each time its template changes. */
export interface ConfigurationSpec {
  /**
   * What the next revision will be.
   * @schemaOptional
   */
  readonly template: RevisionTemplate;
}

/** What became of a configuration. */
export interface ConfigurationStatus extends Status {
  /** The youngest revision. */
  readonly latestCreatedRevisionName?: string;
  /** The youngest revision that is ready. */
  readonly latestReadyRevisionName?: string;
}

export const Configuration = defineKind<ConfigurationSpec, ConfigurationStatus>({
  group: 'serving.knative.dev',
  version: 'v1',
  kind: 'Configuration',
  plural: 'configurations',
  scope: 'Namespaced',
  shortNames: ['config', 'cfg'],
  categories: ['all', 'knative', 'serving'],
  columns: {
    LatestCreated: '.status.latestCreatedRevisionName',
    LatestReady: '.status.latestReadyRevisionName',
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: { 'duck.knative.dev/podspecable': 'true' },
});
