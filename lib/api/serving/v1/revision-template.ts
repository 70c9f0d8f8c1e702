import type { RevisionSpec } from './revision';

/**
 * What a revision says of itself; autoscaling annotations belong here.
 * @preserveUnknownFields
 */
export interface RevisionTemplateMetadata {
  /** The revision's name, which begins with that of its service and changes with each revision. @default - made up */
  readonly name?: string;
  /**
   * A prefix from which the revision's name is made.
   * @notInSchema
   */
  readonly generateName?: string;
  /** The revision's namespace, which is that of its service. */
  readonly namespace?: string;
  /** Labels of the revision and its pods. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the revision and its pods. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Names of those who must act before the revision is gone. */
  readonly finalizers?: readonly string[];
}

/** What the next revision will be. */
export interface RevisionTemplate {
  /** Name, labels and annotations of the revision. */
  readonly metadata?: RevisionTemplateMetadata;
  /**
   * Containers, timeouts and the like.
   * @schemaOptional
   */
  readonly spec: RevisionSpec;
}
