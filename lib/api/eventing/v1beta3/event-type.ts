import type { EventingStatus } from '../../duck/v1/eventing-status';
import { conditionColumn, defineKind } from '../../kind';

/** The object that takes or sends events of a type. */
export interface EventTypeReference {
  /**
   * The object's `group/version`.
   * @schemaOptional
   */
  readonly apiVersion: string;
  /**
   * The object's kind, such as `Broker`.
   * @schemaOptional
   */
  readonly kind: string;
  /**
   * The object's name.
   * @schemaOptional
   */
  readonly name: string;
  /** The object's namespace. @default - that of the type */
  readonly namespace?: string;
  /**
   * Name of one of the addresses that the object has. @default - the address that the object prefers
   * @explicitPresence
   */
  readonly address?: string;
}

/** An attribute that events of a type have. */
export interface EventAttributeDefinition {
  /** The attribute's name, such as `type` or `source`. */
  readonly name: string;
  /** Whether every event of the type has it. @default false */
  readonly required?: boolean;
  /** Its value, in which `{variable}` stands for what differs from event to event. */
  readonly value?: string;
}

/** Tells people and tools of a type of events that there is. */
export interface EventTypeSpec {
  /**
   * The object where events of the type are found. @default - none is told
   * @explicitPresence
   */
  readonly reference?: EventTypeReference;
  /** What the events mean. */
  readonly description?: string;
  /**
   * The attributes; `type`, `source`, `specversion` and `id` are always among them.
   * @schemaOptional
   */
  readonly attributes: readonly EventAttributeDefinition[];
}

/** Whether the object that a type refers to is there. */
export interface EventTypeStatus extends EventingStatus {}

export const EventType = defineKind<EventTypeSpec, EventTypeStatus>({
  group: 'eventing.knative.dev',
  version: 'v1beta3',
  alsoServed: ['v1beta2', 'v1beta1'],
  kind: 'EventType',
  plural: 'eventtypes',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'eventing'],
  columns: {
    Type: ".spec.attributes[?(@.name=='type')].value",
    Source: ".spec.attributes[?(@.name=='source')].value",
    'Reference Name': '.spec.reference.name',
    'Reference Kind': '.spec.reference.kind',
    Description: '.spec.description',
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  decoding: 'strict',
});
