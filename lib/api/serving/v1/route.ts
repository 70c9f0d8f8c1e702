import type { SingleAddressStatus } from '../../duck/v1/addressable';
import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { TrafficTarget } from './traffic';

/** Shares the traffic of one host name out among revisions. */
export interface RouteSpec {
  /** The shares, which add up to 100 percent. @default - in a Service: all to the latest ready revision */
  readonly traffic?: readonly TrafficTarget[];
}

/** Where a route is reached and where its traffic goes. */
export interface RouteStatus extends Status, SingleAddressStatus {
  /** URL that the route is reached at. */
  readonly url?: string;
  /** The shares as they are, with the revisions that they stand for. */
  readonly traffic?: readonly TrafficTarget[];
}

export const Route = defineKind<RouteSpec, RouteStatus>({
  group: 'serving.knative.dev',
  version: 'v1',
  kind: 'Route',
  plural: 'routes',
  scope: 'Namespaced',
  shortNames: ['rt'],
  categories: ['all', 'knative', 'serving'],
  columns: {
    URL: '.status.url',
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: { 'duck.knative.dev/addressable': 'true' },
});
