import type { Kind } from '../../../api/kind';
import { withoutNulls } from '../../../api/nulls';
import { Pipeline, type PipelineSpec } from '../../../api/tekton/v1/pipeline';
import { PipelineRun, type PipelineRunSpec } from '../../../api/tekton/v1/pipeline-run';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import { Task } from '../../../api/tekton/v1/task';
import type { GraphNode, ResourceGraph } from '../../../graph/graph';
import type { FieldPath } from '../../diagnostic';
import { structureOf } from '../../structure';
import { embeddedTask, isCustomKind } from '../pipelines/placed-tasks';
import type { FindTask } from '../pipelines/result-fit';
import type { TaskInterface } from '../pipelines/task-fit';

/** A pipeline, and the object that it stands in. */
export interface PlacedPipeline {
  readonly node: GraphNode;
  readonly spec: PipelineSpec;
  readonly at: FieldPath;
}

/** A run, and the pipeline that it runs. */
export interface PlacedRun {
  readonly node: GraphNode;
  readonly run: PipelineRunSpec;
  readonly spec: PipelineSpec;
  /** Whether the pipeline stands in the run, which hands on to it what it names. */
  readonly isOwn: boolean;
}

const specs = new WeakMap<GraphNode, Readonly<Record<string, unknown>>>();

/**
 * The spec of an object of a kind; the same one each time, so that what is found out about it can be kept. Undefined for
 * other objects, and for those that rules can't read.
 */
export function specOf<Spec>(node: GraphNode, kind: Kind<Spec>): Partial<Spec> | undefined {
  const { object, origin } = node;
  if (object.apiVersion !== kind.apiVersion || object.kind !== kind.kind) return undefined;
  let spec = specs.get(node);
  if (spec === undefined) {
    const isReadable = structureOf(object, kind, origin).unreadable.length === 0;
    spec = isReadable ? withoutNulls((object.spec ?? {}) as Readonly<Record<string, unknown>>) : UNREADABLE;
    specs.set(node, spec);
  }
  return spec === UNREADABLE ? undefined : (spec as Partial<Spec>);
}

const UNREADABLE = {};

/** All pipelines of a program: the Pipelines, and those that runs have of their own. */
export function pipelinesOf(graph: ResourceGraph): PlacedPipeline[] {
  return graph.nodes.flatMap((node) => {
    const spec = specOf(node, Pipeline);
    if (spec !== undefined) return [{ node, spec, at: ['spec'] }];
    const own = specOf(node, PipelineRun)?.pipelineSpec;
    return own === undefined ? [] : [{ node, spec: own, at: ['spec', 'pipelineSpec'] }];
  });
}

/** The runs of pipelines that are known: their own, or one of the program. */
export function runsOf(graph: ResourceGraph): PlacedRun[] {
  return graph.nodes.flatMap((node): PlacedRun[] => {
    const run = specOf(node, PipelineRun);
    if (run === undefined) return [];
    if (run.pipelineSpec !== undefined) return [{ node, run, spec: run.pipelineSpec, isOwn: true }];
    const spec = found(graph, node, Pipeline, run.pipelineRef);
    return spec === undefined ? [] : [{ node, run, spec, isOwn: false }];
  });
}

/** What runs refer to. */
export function refsOfRuns(graph: ResourceGraph) {
  return graph.nodes.flatMap((node) => {
    const ref = specOf(node, PipelineRun)?.pipelineRef;
    return ref === undefined ? [] : [{ node, ref, at: ['spec', 'pipelineRef'] }];
  });
}

/** The Task of the program that a task of a pipeline refers to; undefined for any other. */
function referencedTask(graph: ResourceGraph, from: GraphNode, { taskRef }: PipelineTask): TaskInterface | undefined {
  return taskRef === undefined || isCustomKind(taskRef) ? undefined : found(graph, from, Task, taskRef);
}

/** Finds the tasks of a pipeline, those that stand in it and those of the program. */
export function finderOf(graph: ResourceGraph, from: GraphNode): FindTask {
  return (task) => embeddedTask(task) ?? referencedTask(graph, from, task);
}

/** The spec of an object of the program that a reference by name leads to. */
function found<Spec>(
  graph: ResourceGraph,
  from: GraphNode,
  kind: Kind<Spec>,
  ref: { readonly name?: string; readonly resolver?: string } | undefined,
): Partial<Spec> | undefined {
  if (!ref?.name || ref.resolver) return undefined;
  const { namespace } = from.ref;
  const node = graph.find({ group: kind.group, kind: kind.kind, name: ref.name, namespace }, from);
  return node && specOf(node, kind);
}
