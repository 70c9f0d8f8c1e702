import type { Construct } from 'constructs';
import type { ResourceProps } from '../../base/resource';
import { SynthError } from '../../base/synth-error';
import type { Resources } from '../../pod/resources';
import type { AnyParam } from '../param';
import type { Result } from '../result';
import type { ScriptStepProps } from '../step';
import { Task } from '../task';
import type { TaskSpecProps } from '../task-spec';
import type { Workspace } from '../workspace';
import { type TaskImages, taskImages } from './task-images';

/** What every task of the catalogue takes. */
export interface CatalogueTaskOptions extends ResourceProps {
  /** Images in the place of those of `taskImages`, such as those of a mirror. @default - taskImages */
  readonly images?: Partial<TaskImages>;
  /** What the step needs, and what it may not exceed. @default - as the namespace says: nothing */
  readonly resources?: Resources;
}

/** What a task of the catalogue is: one step with one tool. */
interface CatalogueTask<P extends AnyParam, W extends Workspace, R extends Result>
  extends Omit<TaskSpecProps<P, W, R>, 'steps'> {
  /** The tool whose image the step runs. */
  readonly tool: keyof TaskImages;
  readonly step: Omit<ScriptStepProps, 'image' | 'resources'>;
  /** Labels of the task, and of the pods of its runs. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Where tools keep what is theirs: a directory that anybody may write to, and where Tekton puts credentials. */
export const HOME = '/tekton/home';

/** A task whose one step has a home that it can write to, and an image of the table. */
export function catalogueTask<P extends AnyParam, W extends Workspace, R extends Result>(
  scope: Construct,
  id: string,
  { images = {}, resources, ...props }: CatalogueTaskOptions,
  { tool, step, labels, ...content }: CatalogueTask<P, W, R>,
): Task<P, W, R> {
  const unknown = Object.keys(images).find((name) => !Object.hasOwn(taskImages, name));
  if (unknown !== undefined) {
    const hint = `there are ${Object.keys(taskImages).join(', ')}`;
    throw new SynthError('unknown', `${scope.node.path}/${id}`, `images.${unknown}`, `"${unknown}" is no tool`, hint);
  }
  const image = images[tool] ?? taskImages[tool];
  return new Task(scope, id, {
    ...content,
    ...props,
    labels: { ...labels, ...props.labels },
    steps: [{ ...step, image, resources, env: { HOME, ...step.env } }],
  });
}

/** A proxy of Istio in the pod would not be ready when the step is, and would outlive it. */
export const OUTSIDE_OF_MESH = { 'sidecar.istio.io/inject': 'false' };
