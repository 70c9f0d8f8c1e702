import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Kind } from '../lib/api/kind';
import type { KubeObject } from '../lib/api/meta/v1';
import { findKind } from '../lib/api/registry';
import { definition, type JsonSchema, schemaOf } from '../lib/api/schema';

/** The paths of the fields that a kind's spec may have; nothing below a type that is given as a whole. */
export function fieldsOfSpec(kind: Kind, isWhole: (type: string) => boolean = () => false): string[] {
  return [...fieldsOfSchema(resolve(schemaOf(kind)!).properties!.spec!, 'spec', isWhole)];
}

/** The paths of the fields that a value has. */
export function* fieldsOfValue(value: unknown, path: string): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* fieldsOfValue(item, `${path}[]`);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value)) {
      yield `${path}.${name}`;
      yield* fieldsOfValue(child, `${path}.${name}`);
    }
  }
}

/** The fields of their specs that the objects below a construct have, by kind. */
export function fieldsReached(scope: IConstruct): Map<Kind, ReadonlySet<string>> {
  const reached = new Map<Kind, Set<string>>();
  for (const construct of scope.node.findAll()) {
    if (!ApiObject.isApiObject(construct)) continue;
    const object = construct.toJson() as KubeObject;
    const kind = findKind(object.apiVersion, object.kind)!;
    const fields = reached.get(kind) ?? new Set();
    for (const field of fieldsOfValue(object.spec, 'spec')) fields.add(field);
    reached.set(kind, fields);
  }
  return reached;
}

function* fieldsOfSchema(given: JsonSchema, path: string, isWhole: (type: string) => boolean): Generator<string> {
  const node = resolve(given);
  if (node.items !== undefined && !isGivenWhole(node.items, isWhole)) {
    yield* fieldsOfSchema(node.items, `${path}[]`, isWhole);
  }
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    yield `${path}.${name}`;
    if (!isGivenWhole(child, isWhole)) yield* fieldsOfSchema(child, `${path}.${name}`, isWhole);
  }
}

function isGivenWhole({ $ref }: JsonSchema, isWhole: (type: string) => boolean): boolean {
  return $ref !== undefined && isWhole($ref.slice($ref.lastIndexOf('/') + 1));
}

function resolve(node: JsonSchema): JsonSchema {
  return node.$ref === undefined ? node : definition(node.$ref);
}
