import Ajv, { type SchemaObject } from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import { type JsonSchema, nameIn } from '../../lib/api/schema/node';
import { mapValues, type Schemas } from './node';

/** Identifiers must be absolute URIs, or ajv resolves them against each other. */
const idOf = (name: string) => `schema:${name}`;

/** How ajv's code counts the characters of a text. */
const LENGTH_OF_AJV = 'require("ajv/dist/runtime/ucs2length").default';

/** Bounds of the integer formats. Beyond 2^53 JavaScript can't tell neighbours apart. */
const BOUNDS: Readonly<Record<string, SchemaObject>> = {
  int32: { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  int64: { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
};

const DATE_TIME =
  '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])[Tt]([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)(\\.\\d+)?([Zz]|[+-]([01]\\d|2[0-3]):[0-5]\\d)$';

/**
 * Code that checks objects of each kind, and needs nothing of ajv when it runs. Unknown fields pass: they are told by
 * walking the schema, which knows what an API server would do with them.
 */
export function validatorsCode({ definitions, kinds }: Schemas): string {
  // A function for each definition keeps the code small: eight kinds share the fields of a pod.
  const ajv = new Ajv({ allErrors: true, strict: false, messages: false, inlineRefs: false, code: { source: true } });
  for (const [name, node] of Object.entries({ ...definitions, ...kinds }))
    ajv.addSchema({ ...plain(node), $id: idOf(name) });
  const standalone = standaloneCode(ajv, Object.fromEntries(Object.keys(kinds).map((id) => [id, idOf(id)])));
  const code = standalone.replaceAll(LENGTH_OF_AJV, '(text) => [...text].length');
  const needed = code.match(/require\([^)]*\)/);
  if (needed) throw new Error(`the validators need ${needed[0]} when they run`);
  // Nobody reads where in the schema a failure comes from; without it the file is a fifth smaller.
  return code.replace(/,schemaPath:"[^"\\]*"/g, '');
}

/** JSON Schema alone, without our markers. */
function plain(node: JsonSchema): SchemaObject {
  if (node.$ref !== undefined) return { $ref: idOf(nameIn(node.$ref)) };
  const { properties, items, additionalProperties, format = '' } = node;
  return withoutAbsent({
    type: node['x-int-or-string'] ? ['integer', 'string'] : node.type,
    properties: properties && mapValues(properties, plain),
    required: node.required,
    items: items && plain(items),
    additionalProperties: additionalProperties && plain(additionalProperties),
    enum: node.enum,
    pattern: format === 'date-time' ? DATE_TIME : node.pattern,
    minLength: node.minLength,
    maxLength: node.maxLength,
    minItems: node.minItems,
    maxItems: node.maxItems,
    minProperties: node.minProperties,
    maxProperties: node.maxProperties,
    ...BOUNDS[format],
    // Go decodes the number of an IntOrString as one of 32 bits; a quantity, which has a pattern, as a text.
    ...(node['x-int-or-string'] && node.pattern === undefined && BOUNDS.int32),
    ...withoutAbsent({ minimum: node.minimum, maximum: node.maximum }),
  });
}

function withoutAbsent(fields: SchemaObject): SchemaObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
