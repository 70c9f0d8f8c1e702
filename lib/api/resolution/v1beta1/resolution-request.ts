import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { Param } from '../../tekton/v1/param';
import type { RefSource } from '../../tekton/v1/provenance';

/** Asks a resolver, which the label `resolution.tekton.dev/type` names, for a task or a pipeline. */
export interface ResolutionRequestSpec {
  /**
   * What the resolver has to know.
   * @listType atomic
   */
  readonly params?: readonly Param[];
  /** What is looked for as one address, for the resolver `http`. */
  readonly url?: string;
}

/** What a resolver found. */
export interface ResolutionRequestStatus extends Status {
  /** What it found, as base64. */
  readonly data: string;
  /**
   * Where that came from.
   * @untyped
   */
  readonly refSource: RefSource;
  /**
   * The same by its old name.
   * @untyped
   */
  readonly source: RefSource;
}

export const ResolutionRequest = defineKind<ResolutionRequestSpec, ResolutionRequestStatus>({
  group: 'resolution.tekton.dev',
  version: 'v1beta1',
  alsoServed: ['v1alpha1'],
  kind: 'ResolutionRequest',
  plural: 'resolutionrequests',
  scope: 'Namespaced',
  categories: ['tekton', 'tekton-pipelines'],
  columns: {
    OwnerKind: '.metadata.ownerReferences[0].kind',
    Owner: '.metadata.ownerReferences[0].name',
    Succeeded: conditionColumn('Succeeded'),
    Reason: conditionColumn('Succeeded', 'reason'),
    StartTime: '.metadata.creationTimestamp',
    EndTime: ".status.conditions[?(@.type=='Succeeded')].lastTransitionTime",
  },
  decoding: 'strict',
});
