import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from '../kind';
import { type JsonSchema, nameIn } from './node';

// The generated files are read on first use: who only imports types or descriptors does not pay for them.

interface Schemas {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  readonly kinds: Readonly<Record<string, JsonSchema>>;
}

/** A way in which an object differs from its schema, as ajv tells it. */
export interface Failure {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

type Validators = typeof import('../generated/validators');

const GENERATED = join(__dirname, '..', 'generated');

let schemas: Schemas | undefined;
let validators: Validators | undefined;

/** The schema of a kind. Throws for kinds that have none, such as Kubernetes' own. */
export function schemaOf(kind: Kind): JsonSchema {
  return entry(loadSchemas().kinds, kind);
}

/** The definition that a `$ref` names. */
export function definition(ref: string): JsonSchema {
  const found = loadSchemas().definitions[nameIn(ref)];
  if (found === undefined) throw new Error(`there is no definition "${ref}"`);
  return found;
}

/** What ajv finds wrong with an object. */
export function failures(kind: Kind, object: unknown): readonly Failure[] {
  validators ??= require('../generated/validators.js') as Validators;
  const validate = entry(validators, kind);
  return validate(object) ? [] : (validate.errors ?? []);
}

/** The CustomResourceDefinition of a kind, as YAML. */
export function crdYaml(kind: Kind): string {
  schemaOf(kind);
  return readFileSync(join(GENERATED, 'crds', kind.group, `${kind.plural}.yaml`), 'utf8');
}

/** The CustomResourceDefinition of a kind; each call makes a new one. */
export function crdOf(kind: Kind): Record<string, unknown> {
  const { load } = require('js-yaml') as typeof import('js-yaml');
  return load(crdYaml(kind)) as Record<string, unknown>;
}

function loadSchemas(): Schemas {
  schemas ??= JSON.parse(readFileSync(join(GENERATED, 'schemas.json'), 'utf8')) as Schemas;
  return schemas;
}

function entry<Value>(table: Readonly<Record<string, Value>>, { apiVersion, kind }: Kind): Value {
  const found = table[`${apiVersion}/${kind}`];
  if (found === undefined) throw new Error(`${apiVersion} ${kind} has no schema: it is not modelled here`);
  return found;
}
