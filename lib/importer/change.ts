import type { FoundObject } from '../manifests';
import type { FieldPath } from '../rules/diagnostic';

/**
 * What was done: the text of a document was mended, an old form upgraded, something left out that has no meaning any
 * more, or something left to you to decide.
 */
export type ChangeAction = 'mended' | 'upgraded' | 'dropped' | 'decide';

/** One thing that the importer does, and why. */
export interface ImportRule {
  /** Stable; never given to another rule. */
  readonly code: string;
  readonly action: ChangeAction;
  /** The reason, in one sentence. */
  readonly why: string;
}

/** One change that was made to what was read. */
export interface Change {
  /** Stable, such as `KU1101`. */
  readonly code: string;
  readonly action: ChangeAction;
  /** What was done here, in a sentence without a full stop. */
  readonly message: string;
  /** Why it was done, in one sentence. */
  readonly why: string;
  /** The field as it was read, as a path such as `spec.runLatest`; empty for the document or the object as a whole. */
  readonly path: string;
  readonly file: string;
  /** Which document of the file, from 0. */
  readonly document: number;
  /** From 1. */
  readonly line: number;
  /** The object as it is now; absent if the text of a document was changed. */
  readonly object?: FoundObject;
}

/** Tells of a change of an object. */
export type Note = (rule: ImportRule, at: FieldPath, message: string) => void;
