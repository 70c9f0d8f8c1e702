import { defineKind } from '../../kind';
import type { TriggerInterceptor } from './interceptor-use';
import type { TriggerTemplateSpec } from './trigger-template';

/** Gives params to a trigger's template: a binding by its name, or one param. */
export interface TriggerSpecBinding {
  /** Name of the binding. */
  readonly ref?: string;
  /** Its kind. @default 'TriggerBinding' */
  readonly kind?: 'TriggerBinding' | 'ClusterTriggerBinding';
  /** Its version; nobody reads it. The key has no capital letter. */
  readonly apiversion?: string;
  /** Name of one param, in place of a binding. */
  readonly name?: string;
  /**
   * Value of the one param: text and expressions, as in a TriggerBinding.
   * @explicitPresence
   */
  readonly value?: string;
}

/** What a trigger makes: a template by its name, or written out. */
export interface TriggerSpecTemplate {
  /**
   * Name of the TriggerTemplate.
   * @explicitPresence
   */
  readonly ref?: string;
  /** Its version, `v1alpha1` or `v1beta1`; nobody reads it. The key has no capital letter. */
  readonly apiversion?: string;
  /**
   * The template itself, in place of a reference.
   * @explicitPresence
   */
  readonly spec?: TriggerTemplateSpec;
}

/**
 * What is made of a request, and of which: interceptors let it pass, bindings read it, a template makes objects.
 * @opaque
 */
export interface TektonTriggerSpec {
  /** Where the template's params come from. */
  readonly bindings?: readonly TriggerSpecBinding[];
  /** What is made. */
  readonly template: TriggerSpecTemplate;
  /** Name of the trigger in labels and logs. @default - the object's */
  readonly name?: string;
  /** What a request must pass, in this order. */
  readonly interceptors?: readonly TriggerInterceptor[];
  /** Account of the trigger's namespace that makes the objects. @default - the listener's */
  readonly serviceAccountName?: string;
}

/** A Trigger of Tekton; that of Knative's brokers is another kind. It has no status. */
export const TektonTrigger = defineKind<TektonTriggerSpec>({
  group: 'triggers.tekton.dev',
  version: 'v1beta1',
  alsoServed: ['v1alpha1'],
  kind: 'Trigger',
  plural: 'triggers',
  scope: 'Namespaced',
  shortNames: ['tri'],
  categories: ['tekton', 'tekton-triggers'],
  decoding: 'strict',
});
