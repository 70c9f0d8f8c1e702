import type { ApiObject } from 'cdk8s';
import type { KubeObject } from '../../lib/api/meta/v1';
import type { GraphInput } from '../../lib/graph/build';
import type { GraphNode, LateField, ResourceGraph } from '../../lib/graph/graph';
import { formatPath } from '../../lib/rules/diagnostic';
import {
  areLateValuesLetIn,
  assertNameIsKnown,
  holdsLateText,
  isLateValue,
  lateParts,
  lateText,
  withStandIns,
} from './late-values';
import { isStatusField } from './status-field';
import { SynthError } from './synth-error';

/** Tells apart what an object holds now and what is known later, for whoever looks at it and whoever deploys it. */
export function withLateFields(input: GraphInput): GraphInput {
  const { object, origin, facts } = input;
  const construct = origin?.construct ?? '';
  const late: LateField[] = [];
  const path: (string | number)[] = [];

  const known = (value: unknown): unknown => {
    const text = isLateValue(value) ? lateText(value) : value;
    if (holdsLateText(text)) {
      if (!areLateValuesLetIn()) refuse(construct, path);
      late.push({ at: [...path], text });
      return withStandIns(text);
    }
    if (typeof value === 'string' && OUTPUT_AS_TEXT.test(value)) refuseText(construct, path);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item, i) => within(i, item));
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, within(key, inner)]));
  };
  const within = (step: string | number, value: unknown) => {
    path.push(step);
    const result = known(value);
    path.pop();
    return result;
  };

  assertNameIsKnown(object.metadata?.name, construct, 'metadata.name');
  assertNameIsKnown(object.metadata?.generateName, construct, 'metadata.generateName');
  const seen = known(object) as KubeObject;
  return late.length === 0 ? input : { object: seen, origin, facts: { ...facts, late } };
}

/** Records that an object which holds a field of another's status needs that other object. */
export function connectLateFields(graph: ResourceGraph, nodes: ReadonlyMap<ApiObject, GraphNode>): void {
  for (const from of nodes.values()) {
    for (const { at, text } of from.facts.late ?? []) {
      for (const part of lateParts(text)) {
        const to = isStatusField(part) ? nodes.get(part.object) : undefined;
        if (to !== undefined) graph.connect(from, to, 'uses', formatPath(at));
      }
    }
  }
}

/** What Pulumi makes of an Output that is written out as text. */
const OUTPUT_AS_TEXT = /Calling \[to(String|JSON)\] on an \[Output<T>\] is not supported/;

function refuseText(construct: string, path: readonly (string | number)[]): never {
  const found = 'an Output was written out as text before its value was known';
  const hint = 'put asString(output) of cdk8s-knative/pulumi into the text, or give an Output of the whole text';
  throw new SynthError('late', construct, formatPath(path), found, hint);
}

function refuse(construct: string, path: readonly (string | number)[]): never {
  const found = 'the value is known only when Pulumi deploys the program';
  const hint = 'run the constructs in a Program of cdk8s-knative/pulumi';
  throw new SynthError('late', construct, formatPath(path), found, hint);
}
