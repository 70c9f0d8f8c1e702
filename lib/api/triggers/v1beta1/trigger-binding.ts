import { defineKind } from '../../kind';

/** A param that a binding gives to a template. */
export interface TriggerBindingParam {
  /** Name of the template's param. */
  readonly name: string;
  /**
   * Its value: text in which `$(body.x)`, `$(header.X)`, `$(extensions.x)` and `$(context.eventID)` stand for parts of
   * the request.
   * @schemaOptional
   */
  readonly value: string;
}

/**
 * Takes values out of a request and gives them to a template as its params.
 * @opaque
 */
export interface TriggerBindingSpec {
  /** The params, each name once. */
  readonly params?: readonly TriggerBindingParam[];
}

/** What became of a binding: nothing is told. */
export interface TriggerBindingStatus {
  readonly [field: string]: never;
}

export const TriggerBinding = defineKind<TriggerBindingSpec, TriggerBindingStatus>({
  group: 'triggers.tekton.dev',
  version: 'v1beta1',
  alsoServed: ['v1alpha1'],
  kind: 'TriggerBinding',
  plural: 'triggerbindings',
  scope: 'Namespaced',
  shortNames: ['tb'],
  categories: ['tekton', 'tekton-triggers'],
  decoding: 'strict',
});
