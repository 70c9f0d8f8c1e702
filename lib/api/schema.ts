export { withEmptyItems, withEmptyTexts } from './schema/empty-items';
export { crdOf, crdYaml, definition, schemaOf } from './schema/generated';
export type { JsonSchema } from './schema/node';
export { withSchemaDefaults } from './schema/schema-defaults';
export type { SchemaError } from './schema/schema-error';
export { isSemanticallyEqual } from './schema/semantic-equality';
export { structuralErrors } from './schema/structural-errors';
export { type UnknownField, unknownFields } from './schema/unknown-fields';
