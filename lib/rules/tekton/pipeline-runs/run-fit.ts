import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { PipelineRunSpec } from '../../../api/tekton/v1/pipeline-run';
import type { FieldPath } from '../../diagnostic';
import { nearest } from '../../nearest';
import { typeOfValue } from '../param-types';
import type { Fault } from '../pipelines/fault';
import { typeOf } from '../pipelines/known-params';
import { placedTasks } from '../pipelines/placed-tasks';

/** What a run gives to a pipeline; faults stand in the spec of the run. */
export type RunFit = (run: PipelineRunSpec, pipeline: PipelineSpec) => Fault[];

const kinds = { string: 'a text', array: 'a list', object: 'an object' } as const;

function meant(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? `there is ${known.join(', ') || 'none'}` : `did you mean "${near}"?`;
}

/** Params that the pipeline needs and the run does not give. */
export const missingRunParams: RunFit = ({ params = [] }, pipeline) => {
  const given = params.map(({ name }) => name);
  return (pipeline.params ?? []).flatMap(({ name, default: value }) =>
    value !== undefined || given.includes(name)
      ? []
      : [{ at: ['params'], found: `the pipeline needs a value for its param "${name}"`, hint: 'give it in params' }],
  );
};

/** Values for params that the pipeline does not have. */
export function unknownRunParams(
  { params = [] }: PipelineRunSpec,
  pipeline: PipelineSpec,
  isRead: (name: string) => boolean = () => false,
): Fault[] {
  const known = (pipeline.params ?? []).map(({ name }) => name);
  return params.flatMap(({ name }, i) =>
    known.includes(name) || isRead(name)
      ? []
      : [{ at: ['params', i, 'name'], found: `the pipeline has no param "${name}"`, hint: meant(name, known) }],
  );
}

/** Values of another type than the params of the pipeline, and objects that lack keys. */
export const misfitRunParams: RunFit = ({ params = [] }, pipeline) =>
  params.flatMap(({ name, value }, i) => {
    const param = pipeline.params?.find((one) => one.name === name);
    if (param === undefined) return [];
    const at: FieldPath = ['params', i, 'value'];
    const [wanted, found] = [typeOf(param), typeOfValue(value)];
    if (wanted !== found)
      return [{ at, found: `the value is ${kinds[found]}`, hint: `the param "${name}" is ${kinds[wanted]}` }];
    if (found !== 'object' || typeof value !== 'object') return [];
    const defaults = typeof param.default === 'object' ? param.default : {};
    const lacking = Object.keys(param.properties ?? {}).filter((key) => !(key in value) && !(key in defaults));
    if (lacking.length === 0) return [];
    return [{ at, found: `the object lacks ${lacking.join(', ')}`, hint: `the param "${name}" needs all keys` }];
  });

/** Workspaces that the pipeline needs and the run does not give. */
export const missingRunWorkspaces: RunFit = ({ workspaces = [] }, pipeline) => {
  const given = workspaces.map(({ name }) => name);
  return (pipeline.workspaces ?? []).flatMap(({ name, optional }) => {
    if (optional === true || given.includes(name)) return [];
    const other = given.find((one) => one.toLowerCase() === name.toLowerCase());
    const hint = other === undefined ? `bind it: { name: ${name}, … }` : `write "${name}" in place of "${other}"`;
    return [{ at: ['workspaces'], found: `the pipeline needs a workspace "${name}"`, hint }];
  });
};

/** Workspaces that the pipeline does not have. */
export function unknownRunWorkspaces(
  { workspaces = [] }: PipelineRunSpec,
  pipeline: PipelineSpec,
  isRead: (name: string) => boolean = () => false,
): Fault[] {
  const known = (pipeline.workspaces ?? []).map(({ name }) => name);
  return workspaces.flatMap(({ name }, i) =>
    known.includes(name) || isRead(name)
      ? []
      : [{ at: ['workspaces', i, 'name'], found: `the pipeline has no workspace "${name}"`, hint: meant(name, known) }],
  );
}

/** What a run says of tasks that the pipeline does not have. */
export const unknownTaskRuns: RunFit = ({ taskRunSpecs = [] }, pipeline) => {
  const names = placedTasks(pipeline).map(({ task }) => task.name);
  return taskRunSpecs.flatMap(({ pipelineTaskName: name = '' }, i) =>
    name === '' || names.includes(name)
      ? []
      : [
          {
            at: ['taskRunSpecs', i, 'pipelineTaskName'],
            found: `the pipeline has no task "${name}"`,
            hint: meant(name, names),
          },
        ],
  );
};
