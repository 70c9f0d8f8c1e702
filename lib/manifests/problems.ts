import type { KubeObject } from '../api/meta/v1';
import type { FieldPath, Severity } from '../rules/diagnostic';
import type { RuleText } from '../rules/rule';

/** What can be wrong with a file before any rule can look at its objects. */
export const manifestRules = {
  syntax: {
    code: 'KG0201',
    title: 'a manifest is YAML or JSON',
    why: 'kubectl cannot read the document and applies nothing of it.',
    source: 'YAML 1.1 as sigs.k8s.io/yaml reads it',
  },
  duplicateKey: {
    code: 'KG0202',
    title: 'a map has each key once',
    why: 'Of two equal keys only the last one counts, in silence; clients that validate strictly refuse the object.',
    source: 'YAML 1.1, 3.2.1.3: keys of a mapping are unique',
  },
  object: {
    code: 'KG0203',
    title: 'a document is an object with apiVersion and kind',
    why: 'Without both, nobody can tell what the object is.',
    source: 'Kubernetes API conventions, "Resources"',
  },
  tab: {
    code: 'KG0204',
    title: 'lines are indented with spaces',
    why: 'YAML allows no tab in indentation, so kubectl cannot read the document.',
    source: 'YAML 1.1, 5.2.4',
  },
  unreadable: {
    code: 'KG0206',
    title: 'a named file can be read',
    why: 'What is not read is not checked.',
    source: 'the file system',
  },
  type: {
    code: 'KG0207',
    title: 'what names an object has the types that every object has',
    why: 'The API server decodes them before all else and refuses the object.',
    source: 'Kubernetes: TypeMeta and ObjectMeta',
  },
} as const satisfies Record<string, RuleText>;

/** A place in a file; both count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Something wrong with a file, found while reading it. */
export interface SyntaxProblem extends Position {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** Steps to the field, from the object if there is one. */
  readonly at: FieldPath;
  /** The object whose field it is; absent if the document or file is at fault. */
  readonly object?: KubeObject;
  readonly file: string;
  /** Which document of the file, from 0. */
  readonly document: number;
}
