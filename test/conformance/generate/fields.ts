import type { Kind } from '../../../lib/api/kind';
import { type JsonSchema, schemaOf } from '../../../lib/api/schema';
import { resolved } from '../../../lib/api/schema/walk';

/** A step to the items of a list, or to the entries of a map. */
export const ITEM = '[]';
export const ENTRY = '{}';

/** A field of a kind's spec, or the items of a list, or the entries of a map. */
export interface Field {
  /** Such as `spec.traffic[].percent`; unique in its kind. */
  readonly path: string;
  /** From the object's root. */
  readonly steps: readonly string[];
  readonly node: JsonSchema;
  /** The type that has the field and its name, such as `TrafficTarget.percent`. */
  readonly name: string;
  /** Whether upstream's CRD is open here. */
  readonly inOpaque: boolean;
}

/** Of metadata that stands within a spec: the rest is the API server's to set. */
const OF_METADATA = new Set(['name', 'labels', 'annotations']);

const known = new Map<string, readonly Field[]>();

/** The fields of a kind's spec, the spec first; a type that holds itself is gone into once. */
export function fieldsOf(kind: Kind): readonly Field[] {
  const key = `${kind.apiVersion}/${kind.kind}`;
  const fields = known.get(key) ?? specFields(kind);
  known.set(key, fields);
  return fields;
}

function specFields(kind: Kind): Field[] {
  const fields: Field[] = [];
  const add = (use: JsonSchema, steps: readonly string[], name: string, above: readonly string[], opaque: boolean) => {
    if (use.$ref !== undefined && above.includes(use.$ref)) return;
    const node = resolved(use);
    const inOpaque = opaque || node['x-opaque'] === true || node['x-not-in-schema'] === true;
    fields.push({ path: pathOf(steps), steps, node, name, inOpaque });
    const inside = use.$ref === undefined ? above : [...above, use.$ref];
    const holder = typeName(use) ?? name;
    for (const [property, child] of Object.entries(node.properties ?? {})) {
      if (holder === 'ObjectMeta' && !OF_METADATA.has(property)) continue;
      add(child, [...steps, property], `${holder}.${property}`, inside, inOpaque);
    }
    const itemsAreOpaque = inOpaque || node['x-opaque-items'] === true;
    if (node.items) add(node.items, [...steps, ITEM], `${name}${ITEM}`, inside, itemsAreOpaque);
    if (node.additionalProperties && isModelled(node.additionalProperties))
      add(node.additionalProperties, [...steps, ENTRY], `${name}${ENTRY}`, inside, inOpaque);
  };
  const { spec } = schemaOf(kind).properties ?? {};
  if (spec !== undefined) add(spec, ['spec'], specName(kind), [], false);
  return fields;
}

/** How the spec of a kind is called; other kinds may have its name. */
export function specName({ apiVersion, kind }: Pick<Kind, 'apiVersion' | 'kind'>): string {
  return `${apiVersion}/${kind}.spec`;
}

/** Whether more is known of a node than that anything goes. */
export function isModelled(node: JsonSchema): boolean {
  return Object.keys(node).length > 0;
}

/** The name of the type that a node refers to; undefined for one that is written out. */
export function typeName({ $ref }: JsonSchema): string | undefined {
  return $ref?.slice($ref.lastIndexOf('/') + 1);
}

function pathOf(steps: readonly string[]): string {
  return steps.reduce(
    (path, step) => (step === ITEM || step === ENTRY || path === '' ? path + step : `${path}.${step}`),
    '',
  );
}
