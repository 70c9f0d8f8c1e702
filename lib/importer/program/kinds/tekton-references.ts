import { type Fields, fieldsAt, isFields, listAt, textAt } from '../../draft';
import { call, type Expression, given, literal, map, ours } from '../expression';
import type { Scope } from '../scope';
import { taskSpecProps } from './tekton-task';
import { fits, resolverOf, signatureOf, type TaskUse } from './tekton-uses';
import type { FindVariable } from './tekton-variables';

const TEKTON = 'tekton.dev/v1';

/** What a pipeline or a run uses, and the results that the compiler knows of it. */
export interface Used {
  readonly expression: Expression;
  readonly results: readonly Fields[];
}

/** What an inline task may refer to besides its own. */
interface Around {
  /** A word for the task, for the names of constants. */
  readonly owner: string;
  readonly outer?: FindVariable;
}

/** What a task of a pipeline, or a TaskRun, runs. */
export function taskOf(holder: Fields, asked: TaskUse, scope: Scope, around: Around): Used | undefined {
  const inline = fieldsAt(holder, 'taskSpec');
  if (inline !== undefined) return inlineTask(inline, asked, scope, around);
  const ref = fieldsAt(holder, 'taskRef');
  if (ref === undefined) return pipelineOf(holder, asked, scope);
  const described = (expression: Expression | undefined) => expression && { expression, results: resultFields(asked) };
  if (ref.resolver !== undefined) {
    const resolver = resolverOf(ref);
    return described(resolver && call(ours('Task.from'), resolver, signatureOf(asked)));
  }
  const name = textAt(ref, 'name');
  if (ref.apiVersion !== undefined || ref.kind !== 'Task') {
    const custom = literal({ apiVersion: ref.apiVersion, kind: ref.kind, name });
    return described(call(ours('Task.custom'), custom, signatureOf(asked)));
  }
  if (name === undefined) return undefined;
  return (
    ofProgram('Task', name, asked, scope) ?? described(call(ours('Task.named'), literal(name), signatureOf(asked)))
  );
}

/** What a PipelineRun runs, or a task that is a pipeline. */
export function pipelineOf(holder: Fields, asked: TaskUse, scope: Scope): Used | undefined {
  const none = { ...asked, results: [] };
  const described = (expression: Expression | undefined) => expression && { expression, results: [] };
  const inline = fieldsAt(holder, 'pipelineSpec');
  if (inline !== undefined) return described(call(ours('Pipeline.inline'), literal(inline), signatureOf(none)));
  const ref = fieldsAt(holder, 'pipelineRef');
  if (ref?.resolver !== undefined) {
    const resolver = resolverOf(ref);
    return described(resolver && call(ours('Pipeline.from'), resolver, signatureOf(none)));
  }
  const name = textAt(ref, 'name');
  if (name === undefined) return undefined;
  const known = ofProgram('Pipeline', name, asked, scope);
  if (known !== undefined) return { ...known, results: [] };
  return described(call(ours('Pipeline.named'), literal(name), signatureOf(none)));
}

/** A task or a pipeline of the program, if it declares what is asked of it. */
function ofProgram(kind: 'Task' | 'Pipeline', name: string, asked: TaskUse, scope: Scope): Used | undefined {
  const object = scope.find({ apiVersion: TEKTON, kind, name });
  const spec = object?.spec as Fields | undefined;
  const expression = spec && fits(spec, asked) ? scope.constructOf({ apiVersion: TEKTON, kind, name }) : undefined;
  return expression && { expression, results: listAt(spec, 'results') };
}

function inlineTask(spec: Fields, asked: TaskUse, scope: Scope, around: Around): Used | undefined {
  const { apiVersion, kind, metadata } = spec;
  if (apiVersion !== undefined || kind !== undefined) {
    const expression = call(ours('Task.custom'), literal({ apiVersion, kind, spec: spec.spec }), signatureOf(asked));
    return { expression, results: resultFields(asked) };
  }
  if (!fits(spec, asked)) return undefined;
  const props = taskSpecProps(spec, scope, { ...around, steps: 'inline' });
  const { labels, annotations } = isFields(metadata) ? metadata : {};
  const expression =
    props && call(ours('Task.inline'), map({ ...props, labels: given(labels), annotations: given(annotations) }));
  return expression && { expression, results: listAt(spec, 'results') };
}

/** The results that a signature declares, as a task would. */
function resultFields({ results }: TaskUse): Fields[] {
  return results.map(({ name, type, keys = [] }) => {
    return { name, type, properties: Object.fromEntries(keys.map((key) => [key, {}])) };
  });
}
