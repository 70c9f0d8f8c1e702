import { conditionColumn, defineKind } from '../../kind';
import type { ConfigurationSpec, ConfigurationStatus } from './configuration';
import type { RouteSpec, RouteStatus } from './route';

/** An application: its revisions, and how traffic is shared out among them. */
export interface ServiceSpec extends ConfigurationSpec, RouteSpec {}

/** Where a service is reached, and which revisions it has. */
export interface ServiceStatus extends ConfigurationStatus, RouteStatus {}

export const Service = defineKind<ServiceSpec, ServiceStatus>({
  group: 'serving.knative.dev',
  version: 'v1',
  kind: 'Service',
  plural: 'services',
  scope: 'Namespaced',
  shortNames: ['kservice', 'ksvc'],
  categories: ['all', 'knative', 'serving'],
  columns: {
    URL: '.status.url',
    LatestCreated: '.status.latestCreatedRevisionName',
    LatestReady: '.status.latestReadyRevisionName',
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: { 'duck.knative.dev/addressable': 'true', 'duck.knative.dev/podspecable': 'true' },
});
