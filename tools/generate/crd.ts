import type { Kind } from '../../lib/api/kind';
import { type JsonSchema, nameIn } from '../../lib/api/schema/node';
import { mapValues, type Schemas } from './node';

/** A node of a structural schema, as CustomResourceDefinitions hold it. */
export type StructuralSchema = { readonly [field: string]: unknown };

const PRESERVE = { 'x-kubernetes-preserve-unknown-fields': true } as const;

/** The CustomResourceDefinition of a kind. */
export function crdOfKind(kind: Kind, { definitions, kinds }: Schemas): Readonly<Record<string, unknown>> {
  const { group, version, plural, scope, shortNames = [], categories = [], columns = {}, eventTypes } = kind;
  const root = kinds[`${kind.apiVersion}/${kind.kind}`];
  if (root === undefined) throw new Error(`${kind.kind} has no schema`);
  const printed = Object.entries(columns).map(([name, column]) =>
    typeof column === 'string' ? { name, type: 'string', jsonPath: column } : { name, type: 'string', ...column },
  );
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${group}`,
      ...labelsOf(kind),
      ...(eventTypes && { annotations: { 'registry.knative.dev/eventTypes': eventTypesText(eventTypes) } }),
    },
    spec: {
      group,
      names: {
        kind: kind.kind,
        plural,
        singular: kind.kind.toLowerCase(),
        ...(shortNames.length > 0 && { shortNames }),
        ...(categories.length > 0 && { categories }),
      },
      scope,
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          ...subresourcesOf(kind),
          ...(printed.length > 0 && { additionalPrinterColumns: printed }),
          schema: { openAPIV3Schema: rootSchema(root, definitions) },
        },
      ],
    },
  };
}

/** Knative's CRDs have a label by which they are found; those of others have none that says anything. */
function labelsOf({ group, crdLabels }: Kind): { labels?: object } {
  const labels = { ...(group.endsWith('.knative.dev') && { 'knative.dev/crd-install': 'true' }), ...crdLabels };
  return Object.keys(labels).length === 0 ? {} : { labels };
}

function subresourcesOf({ statusSubresource = true, scale }: Kind): { subresources?: object } {
  const subresources = { ...(statusSubresource && { status: {} }), ...(scale && { scale }) };
  return Object.keys(subresources).length === 0 ? {} : { subresources };
}

/** The API server knows metadata itself: a schema may say no more than that it is an object. */
function rootSchema(root: JsonSchema, definitions: Schemas['definitions']): StructuralSchema {
  const properties = { ...root.properties, metadata: { type: 'object' as const } };
  return structural({ ...root, properties }, definitions, []);
}

/** A node with its references written out; open where upstream's CRD is open. */
function structural(use: JsonSchema, definitions: Schemas['definitions'], open: readonly string[]): StructuralSchema {
  const name = use.$ref === undefined ? undefined : nameIn(use.$ref);
  const node = name === undefined ? use : { ...definitions[name], ...use };
  const common = commonFields(node);
  if (node['x-untyped']) return { ...common, ...PRESERVE };
  if (node['x-opaque']) return { type: 'object', ...common, ...PRESERVE };
  if (node['x-opaque-items']) return { type: 'array', ...common, items: { type: 'object', ...PRESERVE } };

  if (name !== undefined && open.includes(name))
    throw new Error(`${name} holds itself: a CRD can't say that; tag one of the properties @opaque`);
  const inside = name === undefined ? open : [...open, name];
  const part = (child: JsonSchema) => structural(child, definitions, inside);
  if (node['x-int-or-string'])
    return { ...common, anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true };
  if (node.type === undefined) return { ...common, ...PRESERVE };
  if (node.additionalProperties !== undefined && Object.keys(node.additionalProperties).length === 0)
    return { type: 'object', ...common, ...PRESERVE };

  const inSchema = Object.entries(node.properties ?? {}).filter(([, child]) => !child['x-not-in-schema']);
  return {
    type: node.type,
    ...common,
    ...(node.required && { required: node.required }),
    ...(inSchema.length > 0 && { properties: mapValues(Object.fromEntries(inSchema), part) }),
    ...(node.additionalProperties && { additionalProperties: part(node.additionalProperties) }),
    ...(node.items && { items: part(node.items) }),
    ...(node['x-preserve-unknown-fields'] && PRESERVE),
  };
}

/** What a node says of its value besides its parts. */
function commonFields(node: JsonSchema): StructuralSchema {
  const fields = {
    description: node.description,
    default: node.default,
    format: node.format,
    enum: node.enum,
    pattern: node.pattern,
    minLength: node.minLength,
    maxLength: node.maxLength,
    minimum: node.minimum,
    maximum: node.maximum,
    minItems: node.minItems,
    maxItems: node.maxItems,
    minProperties: node.minProperties,
    maxProperties: node.maxProperties,
    'x-kubernetes-list-type': node['x-list-type'],
    'x-kubernetes-list-map-keys': node['x-list-map-keys'],
    'x-kubernetes-map-type': node['x-map-type'],
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The annotation by which sources advertise their events. */
function eventTypesText(eventTypes: NonNullable<Kind['eventTypes']>): string {
  return JSON.stringify(Object.entries(eventTypes).map(([type, description]) => ({ type, description })));
}
