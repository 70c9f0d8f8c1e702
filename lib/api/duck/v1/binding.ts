import type { LabelSelector } from '../../meta/v1';

/** Objects that have pods and that something is put into: one by its name, or several by their labels. */
export interface BindingSubject {
  /**
   * The objects' `group/version`, such as `apps/v1`.
   * @schemaOptional
   */
  readonly apiVersion: string;
  /**
   * The objects' kind, such as `Deployment`.
   * @schemaOptional
   */
  readonly kind: string;
  /** The objects' namespace, which is that of the binding. @default - that of the binding */
  readonly namespace?: string;
  /** Name of one object. */
  readonly name?: string;
  /**
   * Labels of several objects, in place of `name`.
   * @explicitPresence
   */
  readonly selector?: LabelSelector;
}
