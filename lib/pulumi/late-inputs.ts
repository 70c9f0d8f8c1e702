import { all, type Output, output } from '@pulumi/pulumi';
import type { KubeObject } from '../api/meta/v1';
import type { GraphNode, LateField } from '../graph/graph';
import { takesTextOnly } from '../rules/late';

/** A text in its parts: what is known of it as texts, what is known later as Outputs. */
export type TextParts = readonly (string | Output<unknown>)[];

/** An object with Outputs in place of the values that are known later. */
export function withOutputs(node: GraphNode, partsOf: (text: string) => TextParts): Readonly<Record<string, unknown>> {
  const { object, facts } = node;
  const root: Record<string, unknown> = { ...object };
  for (const field of facts.late ?? []) put(root, field, outputOf(object, field, partsOf(field.text)));
  return root;
}

/** What is put together of its parts; a number or the like where nothing is around it and the field takes it. */
function outputOf(object: KubeObject, { at }: LateField, parts: TextParts): Output<unknown> {
  const [only, ...others] = parts;
  if (only !== undefined && typeof only !== 'string' && others.length === 0) {
    return takesTextOnly(object, at) ? only.apply(asText) : only;
  }
  return textOf(parts);
}

/** The text that parts make together. */
export function textOf(parts: TextParts): Output<string> {
  return all(parts.map((part) => output(part))).apply((values) => values.map((value) => String(value ?? '')).join(''));
}

/** Numbers and switches as text; lists and maps as they are, since the cluster says best what is wrong with them. */
function asText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** Puts a value at a place, in copies of all that holds it. */
function put(root: Record<string, unknown>, { at }: LateField, value: unknown): void {
  let holder: Record<string | number, unknown> = root;
  for (const step of at.slice(0, -1)) {
    const inner = holder[step];
    const copy = (Array.isArray(inner) ? [...(inner as unknown[])] : { ...(inner as object) }) as typeof holder;
    holder[step] = copy;
    holder = copy;
  }
  holder[at.at(-1)!] = value;
}
