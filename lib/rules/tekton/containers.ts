import type { EmbeddedTask } from '../../api/tekton/v1/pipeline-task';
import type { Step } from '../../api/tekton/v1/step';
import type { Report, Rule, RuleContext, RuleExample } from '../rule';
import { minimalStep } from './minimal-step';

/**
 * A check of each step as it is after the step template has been put below it: image, command and args come from there
 * where a step has none, mounts are added. A step with a reference takes nothing from the template.
 */
export function eachStep(
  check: (step: Step, report: Report, context: RuleContext, task: EmbeddedTask) => void,
): Rule<EmbeddedTask>['check'] {
  return (task, report, context) => {
    task.steps?.forEach((step, i) => {
      const inStep: Report = (path, ...fault) => report(['steps', i, ...path], ...fault);
      check(withTemplate(step, task.stepTemplate), inStep, context, task);
    });
  };
}

function withTemplate(step: Step, template: EmbeddedTask['stepTemplate']): Step {
  if (template === undefined || step.ref !== undefined) return step;
  const filled = {
    image: step.image || template.image,
    command: step.command?.length ? step.command : template.command,
    args: step.args?.length ? step.args : template.args,
    workingDir: step.workingDir || template.workingDir,
  };
  return { ...step, ...Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== undefined)) };
}

/** An example with these fields in place of, or besides, those of a smallest step. */
export function withStep(fields: object, task: object = {}): RuleExample {
  return { value: { steps: [{ ...minimalStep, ...fields }], ...task } };
}
