import { defineKind } from '../../kind';

/** A param of a template. */
export interface TriggerTemplateParam {
  /** Its name, which the template's objects use as `$(tt.params.NAME)`. */
  readonly name: string;
  /** What it is for. */
  readonly description?: string;
  /**
   * Its value where no binding gives one. @default - the trigger fails without a value
   * @explicitPresence
   */
  readonly default?: string;
}

/**
 * Objects that are made for each event, with params that bindings give.
 * @opaque
 */
export interface TriggerTemplateSpec {
  /** The params. */
  readonly params?: readonly TriggerTemplateParam[];
  /** The objects, one or more, each with apiVersion and kind. They are made in their order. */
  readonly resourcetemplates: readonly Readonly<Record<string, unknown>>[];
}

/** What became of a template: nothing is told. */
export interface TriggerTemplateStatus {
  readonly [field: string]: never;
}

export const TriggerTemplate = defineKind<TriggerTemplateSpec, TriggerTemplateStatus>({
  group: 'triggers.tekton.dev',
  version: 'v1beta1',
  alsoServed: ['v1alpha1'],
  kind: 'TriggerTemplate',
  plural: 'triggertemplates',
  scope: 'Namespaced',
  shortNames: ['tt'],
  categories: ['tekton', 'tekton-triggers'],
  decoding: 'strict',
});
