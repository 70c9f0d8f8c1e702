import type { ObjectReference } from '../../core/v1/reference';
import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { Int32 } from '../../meta/v1';

/** Points the service of a revision to its pods, or to the activator while there are too few. */
export interface ServerlessServiceSpec {
  /**
   * Whether requests go to the pods, or to the activator first.
   * @schemaOptional
   */
  readonly mode: 'Serve' | 'Proxy';
  /** The object whose pods are served, mostly a Deployment. */
  readonly objectRef: ObjectReference;
  /** What is spoken to the pods: HTTP/1, or HTTP/2 without TLS. */
  readonly protocolType: 'http1' | 'h2c';
  /** How many activators take part; 0 means all. @default 0 */
  readonly numActivators?: Int32;
}

/** The services of a revision. */
export interface ServerlessServiceStatus extends Status {
  /** The service that requests are sent to. */
  readonly serviceName?: string;
  /** The service that always points to the pods. */
  readonly privateServiceName?: string;
}

export const ServerlessService = defineKind<ServerlessServiceSpec, ServerlessServiceStatus>({
  group: 'networking.internal.knative.dev',
  version: 'v1alpha1',
  kind: 'ServerlessService',
  plural: 'serverlessservices',
  scope: 'Namespaced',
  shortNames: ['sks'],
  categories: ['knative-internal', 'networking'],
  columns: {
    Mode: '.spec.mode',
    Activators: { jsonPath: '.spec.numActivators', type: 'integer' },
    ServiceName: '.status.serviceName',
    PrivateServiceName: '.status.privateServiceName',
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
});
