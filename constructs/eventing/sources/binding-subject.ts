import type { ApiObject } from 'cdk8s';
import type { BindingSubject } from '../../../lib/api/duck/v1/binding';
import type { LabelSelector } from '../../../lib/api/meta/v1';
import type { Lowering } from '../../base/resource';

/** An object that has pods: a construct of this package or of another, or its apiVersion, kind and name. */
export interface NamedSubject {
  /** The object's `group/version`, such as `apps/v1`. */
  readonly apiVersion: string;
  /** The object's kind, such as `Deployment`. */
  readonly kind: string;
  /** The object's name. */
  readonly name: string;
  /** The object's namespace, which must be that of the binding. @default - that of the binding */
  readonly namespace?: string;
  readonly selector?: undefined;
}

/** All objects of a kind that have certain labels. */
export interface SelectedSubjects {
  /** The objects' `group/version`, such as `batch/v1`. */
  readonly apiVersion: string;
  /** The objects' kind, such as `Job`. */
  readonly kind: string;
  /** Labels of the objects. */
  readonly selector: LabelSelector;
  /** The objects' namespace, which must be that of the binding. @default - that of the binding */
  readonly namespace?: string;
  readonly name?: undefined;
}

/** Whose pods a binding changes: one object, or all of a kind that have certain labels. */
export type BindingSubjectProps = NamedSubject | SelectedSubjects | ApiObject;

export function lowerSubject(subject: BindingSubjectProps, lowering: Lowering): BindingSubject {
  const { apiVersion, kind, name } = lowering.map('subject', subject);
  const namespace = 'metadata' in subject ? subject.metadata.namespace : subject.namespace;
  const selector = 'selector' in subject ? subject.selector : undefined;
  if (name === undefined && selector === undefined) {
    lowering.refuse('missing', 'subject', `no ${kind} is named`, 'give its name, or a selector');
  }
  return { apiVersion, kind, name, selector, ...(namespace !== lowering.namespace && { namespace }) };
}
