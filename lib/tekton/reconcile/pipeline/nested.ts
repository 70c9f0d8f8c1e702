import type { KubeObject } from '../../../api/meta/v1';
import { PipelineRun } from '../../../api/tekton/v1/pipeline-run';
import { controllerOf } from '../../../controller/effects';
import type { View } from '../../../controller/reconciler';
import { label } from '../../keys';
import { slice } from '../params';
import type { PipelineRunObject } from './pipeline-spec';

/** Why a pipeline can't run in the place of a task: it runs already above, and would never end. */
export function circleAbove(run: KubeObject, pipeline: string, view: View): string | undefined {
  const visited: string[] = [];
  for (let current: KubeObject | undefined = run; current !== undefined; current = parentOf(current, view)) {
    const name = current.metadata.labels?.[label.pipeline] ?? '';
    if (name === pipeline) {
      return `detected cycle in pipeline-in-pipeline: pipeline "${pipeline}" is already running in ancestor chain ${slice(visited)}`;
    }
    if (name !== '') visited.push(name);
  }
  return undefined;
}

function parentOf(run: KubeObject, view: View): KubeObject | undefined {
  const owner = controllerOf(run);
  return owner?.kind === PipelineRun.kind ? view.get(PipelineRun, owner.name, run.metadata.namespace) : undefined;
}

/** What Tekton says of children that it can't end early, runs of pipelines; undefined where there are none. */
export function obstinateIn({ status }: PipelineRunObject): string | undefined {
  const runs = (status?.childReferences ?? []).filter(({ kind }) => kind === PipelineRun.kind);
  if (runs.length === 0) return undefined;
  const listed = runs.map(({ name, kind }) => `${name}:${kind}`).sort();
  return `found child objects of unknown kinds: map[${listed.join(' ')}]`;
}
