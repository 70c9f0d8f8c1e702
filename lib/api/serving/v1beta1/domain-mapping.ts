import type { SingleAddressStatus } from '../../duck/v1/addressable';
import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';

/** The object that a domain stands for. */
export interface DomainMappingTarget {
  /**
   * The object's `group/version`.
   * @schemaOptional
   */
  readonly apiVersion: string;
  /** The object's kind, mostly `Service` of Knative. */
  readonly kind: string;
  /** The object's name. */
  readonly name: string;
  /** The object's namespace, which is that of the mapping. */
  readonly namespace?: string;
  /** API group, in place of `apiVersion`; the webhook refuses it here. */
  readonly group?: string;
  /**
   * Name of one of the addresses that the object has. @default - the address that the object prefers
   * @explicitPresence
   */
  readonly address?: string;
}

/** A certificate of one's own. */
export interface SecretTLS {
  /** Secret that holds the certificate and its key. */
  readonly secretName: string;
}

/** Gives an object a domain of one's own; the mapping's name is the domain. */
export interface DomainMappingSpec {
  /** The addressable object that the domain stands for. */
  readonly ref: DomainMappingTarget;
  /**
   * The domain's certificate. @default - one that the cluster requests, if it is set up to
   * @explicitPresence
   */
  readonly tls?: SecretTLS;
}

/** What became of a domain. */
export interface DomainMappingStatus extends Status, SingleAddressStatus {
  /** URL of the domain. */
  readonly url?: string;
}

export const DomainMapping = defineKind<DomainMappingSpec, DomainMappingStatus>({
  group: 'serving.knative.dev',
  version: 'v1beta1',
  kind: 'DomainMapping',
  plural: 'domainmappings',
  scope: 'Namespaced',
  shortNames: ['dm'],
  categories: ['all', 'knative', 'serving'],
  columns: {
    URL: '.status.url',
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
});
