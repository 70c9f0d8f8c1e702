import type { AddressStatus } from '../../duck/v1/addressable';
import type { Delivery } from '../../duck/v1/delivery';
import type { KReference } from '../../duck/v1/destination';
import type { AppliedEventPoliciesStatus, DeliveryStatus, EventingStatus } from '../../duck/v1/eventing-status';
import { conditionColumn, defineKind } from '../../kind';

/** Takes events in at one address and hands them to its triggers. */
export interface BrokerSpec {
  /**
   * Settings that the broker's class understands, mostly a ConfigMap. Fixed once created. @default - the class's own
   * @explicitPresence
   */
  readonly config?: KReference;
  /**
   * Retries and dead letters for triggers that have no `delivery` of their own. @default - as config-br-defaults says
   * @explicitPresence
   */
  readonly delivery?: Delivery;
}

/** What became of a broker. */
export interface BrokerStatus extends EventingStatus, AddressStatus, DeliveryStatus, AppliedEventPoliciesStatus {}

export const Broker = defineKind<BrokerSpec, BrokerStatus>({
  group: 'eventing.knative.dev',
  version: 'v1',
  kind: 'Broker',
  plural: 'brokers',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'eventing'],
  columns: {
    URL: '.status.address.url',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
    Class: { jsonPath: '.metadata.annotations.eventing\\.knative\\.dev/broker\\.class', priority: 1 },
  },
  crdLabels: { 'duck.knative.dev/addressable': 'true' },
  decoding: 'strict',
});
