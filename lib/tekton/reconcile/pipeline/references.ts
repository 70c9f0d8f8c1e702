import type { KubeObject } from '../../../api/meta/v1';
import type { Param } from '../../../api/tekton/v1/param';
import type { ChildStatusReference } from '../../../api/tekton/v1/pipeline-run';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import { substitute } from '../../substitution';
import { lookupIn } from '../params';

/** What a run says of a child: what it is, of which task, and what it is called for people. */
export function referenceTo(child: KubeObject, task: PipelineTask): ChildStatusReference {
  const { params = [] } = (child.spec ?? {}) as { readonly params?: readonly Param[] };
  const texts = new Map(
    params.filter(({ value }) => typeof value === 'string').map(({ name, value }) => [name, value]),
  );
  const named = (text: string) => substitute(text, lookupIn(texts));
  // A set of a matrix may have a name of its own.
  const included = (task.matrix?.include ?? []).filter(
    ({ name = '', params: values = [] }) => name !== '' && values.every((each) => texts.get(each.name) === each.value),
  );
  const ofSet = included.map(({ name = '' }) => named(name)).join(' ');
  const displayName = ofSet || (task.displayName === undefined ? '' : named(task.displayName));
  return {
    apiVersion: child.apiVersion,
    kind: child.kind,
    name: child.metadata.name,
    pipelineTaskName: task.name,
    ...(displayName === '' ? {} : { displayName }),
    ...(task.when === undefined ? {} : { whenExpressions: task.when }),
  };
}
