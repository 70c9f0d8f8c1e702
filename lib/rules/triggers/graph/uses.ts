import type { EventListenerSpec } from '../../../api/triggers/v1beta1/event-listener';
import type { TektonTriggerSpec } from '../../../api/triggers/v1beta1/trigger';
import type { TriggerBindingSpec } from '../../../api/triggers/v1beta1/trigger-binding';
import type { TriggerTemplateSpec } from '../../../api/triggers/v1beta1/trigger-template';
import type { GraphNode, ResourceGraph } from '../../../graph/graph';
import type { FieldPath } from '../../diagnostic';
import { isRecord } from '../../eventing/filter-walk';

const GROUP = 'triggers.tekton.dev';

/** A param that a trigger gives to its template. */
export interface GivenParam {
  readonly name: string;
  /** The item of `bindings` that gives it. */
  readonly binding: number;
  /** The binding that it comes from; absent for one that the trigger gives itself. */
  readonly by?: GraphNode;
}

/** A trigger with what is known of its bindings and its template. */
export interface TriggerUse {
  /** The listener or the Trigger in which it is written. */
  readonly node: GraphNode;
  readonly at: FieldPath;
  readonly params: readonly GivenParam[];
  /** Whether all bindings that it names are in the program. */
  readonly knowsAllBindings: boolean;
  /** What it makes; absent where the template is not in the program. */
  readonly template?: Pick<TriggerTemplateSpec, 'params'>;
  /** How a message calls the template. */
  readonly templateName: string;
}

type Written = Partial<Pick<TektonTriggerSpec, 'bindings' | 'template'>>;

const uses = new WeakMap<ResourceGraph, readonly TriggerUse[]>();

/** All triggers of a program that are written out somewhere. */
export function triggerUsesOf(graph: ResourceGraph): readonly TriggerUse[] {
  const known = uses.get(graph);
  if (known !== undefined) return known;
  const found = graph.nodes.flatMap((node) => triggersIn(node).map(([trigger, at]) => useOf(graph, node, trigger, at)));
  uses.set(graph, found);
  return found;
}

/** The objects are as they were given: what their schemas refuse is passed over. */
function triggersIn({ ref, object }: GraphNode): [trigger: Written, at: FieldPath][] {
  if (ref.group !== GROUP || !isRecord(object.spec)) return [];
  if (ref.kind === 'Trigger') return [[object.spec as Written, ['spec']]];
  if (ref.kind !== 'EventListener') return [];
  return recordsIn((object.spec as EventListenerSpec).triggers).flatMap(([trigger, i]) =>
    trigger.triggerRef ? [] : [[trigger as Written, ['spec', 'triggers', i]]],
  );
}

function useOf(graph: ResourceGraph, node: GraphNode, trigger: Written, at: FieldPath): TriggerUse {
  const params: GivenParam[] = [];
  let knowsAllBindings = true;
  for (const [{ ref, kind, name }, binding] of recordsIn(trigger.bindings)) {
    if (typeof ref !== 'string' || ref === '') {
      if (typeof name === 'string' && name !== '') params.push({ name, binding });
      continue;
    }
    const by = bindingNamed(graph, node, ref, kind);
    if (by === undefined) knowsAllBindings = false;
    else for (const given of paramsOf(by)) params.push({ name: given, binding, by });
  }
  return { node, at, params, knowsAllBindings, ...templateOf(graph, node, trigger) };
}

function bindingNamed(graph: ResourceGraph, node: GraphNode, name: string, kind: unknown): GraphNode | undefined {
  const isOfCluster = kind === 'ClusterTriggerBinding';
  const place = isOfCluster ? { kind } : { kind: 'TriggerBinding', namespace: node.ref.namespace };
  return graph.find({ group: GROUP, name, ...place }, node);
}

function paramsOf({ object }: GraphNode): string[] {
  const { params } = (object.spec ?? {}) as Partial<TriggerBindingSpec>;
  return recordsIn(params).flatMap(([{ name }]) => (typeof name === 'string' && name !== '' ? [name] : []));
}

function templateOf(
  graph: ResourceGraph,
  node: GraphNode,
  { template }: Written,
): Pick<TriggerUse, 'template' | 'templateName'> {
  if (isRecord(template?.spec)) return { template: template.spec, templateName: 'the template' };
  const name = template?.ref;
  if (typeof name !== 'string') return { templateName: 'the template' };
  const found = graph.find({ group: GROUP, kind: 'TriggerTemplate', name, namespace: node.ref.namespace }, node);
  const spec = found?.object.spec;
  return { ...(isRecord(spec) && { template: spec }), templateName: `TriggerTemplate ${name}` };
}

/** The items of a list that are mappings, with their places. */
export function recordsIn(list: unknown): [item: Readonly<Record<string, unknown>>, index: number][] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, i) => (isRecord(item) ? [[item, i]] : []));
}
