import type { KubeObject } from '../../api/meta/v1';
import type { Param, ParamSpec } from '../../api/tekton/v1/param';
import type { PipelineRunSpec } from '../../api/tekton/v1/pipeline-run';
import type { TaskRunSpec } from '../../api/tekton/v1/task-run';
import type { FieldPath } from '../diagnostic';
import { specOfValue, typeOfValue } from './param-types';

/** A param as the webhook puts it together of all that speak of it. */
export interface MergedParam {
  readonly spec: ParamSpec;
  /** Where it is spoken of first. */
  readonly at: FieldPath;
  /** Whether what speaks of it first gives it a value. */
  readonly isGiven: boolean;
}

/** Why the webhook can't put together what is said of a param. */
export interface MergeFault {
  readonly name: string;
  /** Whether it is declared as an object there, so that it lacks its keys whatever others say. */
  readonly isObject: boolean;
  readonly at: FieldPath;
  /** That an object is declared without its keys, or that there is no object to which keys could be added. */
  readonly why: 'no properties' | 'no object';
}

export interface MergedParams {
  readonly params: ReadonlyMap<string, MergedParam>;
  readonly faults: readonly MergeFault[];
}

const known = new WeakMap<KubeObject, MergedParams>();

/**
 * The params that the webhook reckons with in the steps of a run's own task, or of the tasks of its own pipeline but for
 * those in `finally`: of two who speak of one param the first counts, the run before all others; whoever declares an
 * object later on says which keys it has, and a task that is given one adds keys. Undefined for what is no such run.
 */
export function mergedParams(object: KubeObject): MergedParams | undefined {
  let merged = known.get(object);
  if (merged === undefined) {
    merged = merge(object);
    if (merged !== undefined) known.set(object, merged);
  }
  return merged;
}

function merge({ kind, spec }: KubeObject): MergedParams | undefined {
  const merger = new Merger();
  if (kind === 'TaskRun') {
    const { params, taskSpec } = spec as TaskRunSpec;
    if (taskSpec === undefined) return undefined;
    merger.give(params, ['spec']);
    merger.declare(taskSpec.params, ['spec', 'taskSpec']);
    return merger;
  }
  if (kind !== 'PipelineRun') return undefined;
  const { params, pipelineSpec } = spec as PipelineRunSpec;
  if (pipelineSpec === undefined) return undefined;
  merger.give(params, ['spec']);
  merger.declare(pipelineSpec.params, ['spec', 'pipelineSpec']);
  for (const [i, task] of (pipelineSpec.tasks ?? []).entries()) {
    const at: FieldPath = ['spec', 'pipelineSpec', 'tasks', i];
    merger.add(task.params, at);
    merger.declare(task.taskSpec?.params, [...at, 'taskSpec']);
  }
  return merger;
}

function specGiven({ name, value }: Param): ParamSpec {
  return { ...specOfValue(name, value), default: value };
}

class Merger implements MergedParams {
  public readonly params = new Map<string, MergedParam>();
  public readonly faults: MergeFault[] = [];

  /** Values that count before all others. */
  public give(params: readonly Param[] = [], at: FieldPath): void {
    for (const [i, { name, value }] of params.entries())
      this.params.set(name, { spec: specGiven({ name, value }), at: [...at, 'params', i], isGiven: true });
  }

  /** Values for one of several tasks: of an object that is known already they add keys. */
  public add(params: readonly Param[] = [], at: FieldPath): void {
    for (const [i, { name, value }] of params.entries()) {
      const place: FieldPath = [...at, 'params', i];
      const first = this.params.get(name);
      const given = specGiven({ name, value });
      if (first === undefined) this.params.set(name, { spec: given, at: place, isGiven: true });
      else if (given.type === 'object' && Object.keys(value).length > 0) this.#addKeys(first, given, place);
    }
  }

  public declare(params: readonly ParamSpec[] = [], at: FieldPath): void {
    for (const [i, param] of params.entries()) {
      const place: FieldPath = [...at, 'params', i];
      const first = this.params.get(param.name);
      if (first === undefined) {
        this.params.set(param.name, { spec: param, at: place, isGiven: false });
        continue;
      }
      const hasObject = param.default !== undefined && typeOfValue(param.default) === 'object';
      if (hasObject && first.spec.default === undefined) this.#fail(param, place, 'no object');
      else if (param.properties === undefined && (hasObject || first.spec.type === 'object'))
        this.#fail(param, place, 'no properties');
      else if (first.spec.type === 'object')
        this.params.set(param.name, { ...first, spec: { ...first.spec, properties: param.properties } });
    }
  }

  #addKeys(first: MergedParam, given: ParamSpec, at: FieldPath): void {
    const { default: value, properties } = first.spec;
    if (value === undefined || typeOfValue(value) !== 'object' || properties === undefined) {
      this.#fail(given, at, 'no object');
      return;
    }
    this.params.set(given.name, {
      ...first,
      spec: { ...first.spec, properties: { ...properties, ...given.properties } },
    });
  }

  #fail({ name, type }: ParamSpec, at: FieldPath, why: MergeFault['why']): void {
    this.faults.push({ name, isObject: type === 'object', at, why });
  }
}
