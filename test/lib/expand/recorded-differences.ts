/** A difference between our expansions and the recordings that stays. */
export interface Difference {
  /** The scenario. */
  readonly scenario: string;
  /** `apiVersion/Kind namespace/name` and the field in it. */
  readonly field: string;
  readonly reason: string;
}

/** Differences that stay, each with its reason; `recorded.ts` says what is compared in another form. */
export const differencesThatStay: readonly Difference[] = [
  {
    scenario: 'tekton/taskrun-ref-volumeclaim',
    field: 'tekton.dev/v1/Task taskrun-ref-volumeclaim/copy .spec.steps.0.env',
    reason:
      'The recorder had the template of the steps merged into the stored Task. Upstream’s own defaulting, asked by the referee, leaves both as they are.',
  },
  {
    scenario: 'tekton/taskrun-ref-volumeclaim',
    field: 'tekton.dev/v1/TaskRun taskrun-ref-volumeclaim/copy-1 .status.taskSpec.steps.0.env',
    reason: 'The same: the TaskRun repeats its Task.',
  },
];
