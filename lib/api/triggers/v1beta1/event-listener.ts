import type { Addressable } from '../../duck/v1/addressable';
import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { LabelSelector } from '../../meta/v1';
import type { EventListenerResources } from './event-listener-resources';
import type { TriggerInterceptor } from './interceptor-use';
import type { TriggerSpecBinding, TriggerSpecTemplate } from './trigger';

/** Namespaces whose triggers are meant. */
export interface TriggerNamespaceSelector {
  /** Their names; `*` is all of them. */
  readonly matchNames?: readonly string[];
}

/** A trigger of a listener: written out, or a Trigger by its name. */
export interface EventListenerTrigger {
  /** Name of the trigger in labels and logs. */
  readonly name?: string;
  /** Name of a Trigger of the listener's namespace, in place of bindings, template and interceptors. */
  readonly triggerRef?: string;
  /** Where the template's params come from. */
  readonly bindings?: readonly TriggerSpecBinding[];
  /**
   * What is made.
   * @explicitPresence
   */
  readonly template?: TriggerSpecTemplate;
  /** What a request must pass, in this order. */
  readonly interceptors?: readonly TriggerInterceptor[];
  /** Account that makes the objects. @default - the listener's */
  readonly serviceAccountName?: string;
}

/** Which Triggers a group is for. */
export interface EventListenerTriggerSelector {
  /** Their namespaces. */
  readonly namespaceSelector?: TriggerNamespaceSelector;
  /**
   * Their labels.
   * @explicitPresence
   */
  readonly labelSelector?: LabelSelector;
}

/** Triggers that share what a request must pass first. */
export interface EventListenerTriggerGroup {
  /** Name of the group, in logs. */
  readonly name: string;
  /** What a request must pass, in this order; one or more. */
  readonly interceptors: readonly TriggerInterceptor[];
  /** Which Triggers get the requests that passed. */
  readonly triggerSelector: EventListenerTriggerSelector;
}

/**
 * Listens for HTTP requests and runs its triggers on each.
 * @opaque
 */
export interface EventListenerSpec {
  /** Account that the listener acts as. @default - as config-defaults-triggers says: `default` */
  readonly serviceAccountName?: string;
  /** The triggers. */
  readonly triggers?: readonly EventListenerTrigger[];
  /** Groups of Triggers that share interceptors. */
  readonly triggerGroups?: readonly EventListenerTriggerGroup[];
  /** Namespaces whose Triggers are run besides. @default - the listener's own, if there is a `labelSelector` */
  readonly namespaceSelector?: TriggerNamespaceSelector;
  /**
   * Labels of the Triggers that are run besides. @default - all of the selected namespaces
   * @explicitPresence
   */
  readonly labelSelector?: LabelSelector;
  /** Where CloudEvents are sent of what the triggers do. @default - none are sent */
  readonly cloudEventURI?: string;
  /** What runs the listener. @default - a Deployment and a Service, with one pod */
  readonly resources?: EventListenerResources;
}

/** What was made for a listener. */
export interface EventListenerConfiguration {
  /** Name of its Deployment and Service. */
  readonly generatedName?: string;
}

/**
 * What became of a listener.
 * @opaque
 */
export interface EventListenerStatus extends Status {
  /** Where requests go. */
  readonly address?: Addressable;
  /** What was made. */
  readonly configuration?: EventListenerConfiguration;
}

export const EventListener = defineKind<EventListenerSpec, EventListenerStatus>({
  group: 'triggers.tekton.dev',
  version: 'v1beta1',
  alsoServed: ['v1alpha1'],
  kind: 'EventListener',
  plural: 'eventlisteners',
  scope: 'Namespaced',
  shortNames: ['el'],
  categories: ['tekton', 'tekton-triggers'],
  columns: {
    Address: '.status.address.url',
    Available: conditionColumn('Available'),
    'Available Reason': conditionColumn('Available', 'reason'),
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  decoding: 'strict',
});
