import type { TaskSpec } from '../../lib/api/tekton/v1/task';
import type { Lowering } from '../base/resource';
import { PodVolumes } from '../pod/pod-volumes';
import type { AnyParam } from './param';
import type { Result } from './result';
import type { TaskSecurityContextProps } from './security';
import { lowerSidecar, type SidecarProps } from './sidecar';
import type { Step, TaskStepProps } from './step';
import { lowerStep, lowerStepTemplate, type StepTemplateProps, type TaskContext } from './step-lowering';
import type { TaskSignature } from './task-reference';
import type { Workspace } from './workspace';

/** What a task does, besides its name. */
export interface TaskSpecProps<
  P extends AnyParam = AnyParam,
  W extends Workspace = Workspace,
  R extends Result = Result,
> extends TaskSignature<P, W, R> {
  /** Name for people. @default - the task's name */
  readonly displayName?: string;
  /** What it does, for people. @default - nothing is said */
  readonly description?: string;
  /** The steps in their order, one or more. */
  readonly steps: readonly (TaskStepProps | Step<Result>)[];
  /** What all steps have that do not say otherwise. @default - nothing */
  readonly stepTemplate?: StepTemplateProps;
  /** Containers that run beside the steps. @default - none */
  readonly sidecars?: readonly SidecarProps[];
  /** What the processes of steps may do. @default - as little as possible, as user 65532; `'unset'` leaves it to the images */
  readonly securityContext?: TaskSecurityContextProps;
}

/** The spec of a task. */
export function lowerTaskSpec(props: TaskSpecProps, lowering: Lowering): TaskSpec {
  const { displayName, description, params, workspaces, results } = props;
  const { steps, stepTemplate, sidecars, securityContext } = props;
  const context: TaskContext = { volumes: new PodVolumes(), lowering };
  return {
    displayName,
    description,
    params: lowerParams(params),
    workspaces: workspaces?.map(({ name, declaration }) => ({ name, ...declaration })),
    results: results?.map(({ name, declaration }) => ({ name, ...declaration })),
    stepTemplate: lowerStepTemplate(stepTemplate, securityContext, context),
    steps: lowering.list('steps', steps).map((step, i) => lowerStep(step, `steps[${i}]`, context)),
    sidecars: sidecars?.map((sidecar, i) => lowerSidecar(sidecar, `sidecars[${i}]`, context)),
    // What was mounted is known only now.
    volumes: context.volumes.all,
  };
}

/** The declarations of params. */
export function lowerParams(params: readonly AnyParam[] | undefined): TaskSpec['params'] {
  return params?.map(({ name, declaration }) => ({ name, ...declaration }));
}
