import { Pipeline } from '../../api/tekton/v1/pipeline';
import { PipelineRun } from '../../api/tekton/v1/pipeline-run';
import { Task } from '../../api/tekton/v1/task';
import { TaskRun } from '../../api/tekton/v1/task-run';
import { VerificationPolicy } from '../../api/tekton/v1alpha1/verification-policy';
import { CustomRun } from '../../api/tekton/v1beta1/custom-run';
import { StepAction } from '../../api/tekton/v1beta1/step-action';
import { type Rule, type RuleSet, rulesOf } from '../rule';

const MOST = 63;

const rules: readonly Rule[] = [
  {
    code: 'KT3101',
    title: 'the name of an object of Tekton has 63 letters at most',
    why: 'It becomes the value of labels; the webhook refuses longer ones.',
    source: 'pipeline, pkg/apis/validate/metadata.go',
    check({ metadata: { name = '' } }, report) {
      if (name.length > MOST)
        report(['metadata', 'name'], `the name has ${name.length} letters`, `make it ${MOST} or fewer`);
    },
    good: { metadata: { name: 'a'.repeat(MOST) } },
    bad: { metadata: { name: 'a'.repeat(MOST + 1) } },
  },
];

/** What must hold of the names of Tekton's objects, besides what holds of every object's. */
export const nameRuleSets: readonly RuleSet[] = [
  rulesOf(
    'Names',
    [Task, TaskRun, Pipeline, PipelineRun, StepAction, CustomRun, VerificationPolicy].map((kind) => ({ kind, at: [] })),
    rules,
  ),
];
