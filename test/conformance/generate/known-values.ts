import type { KubeObject } from '../../../lib/api/meta/v1';
import { findKind } from '../../../lib/api/registry';
import { type JsonSchema, schemaOf } from '../../../lib/api/schema';
import { resolved } from '../../../lib/api/schema/walk';
import { ruleSets } from '../../../lib/rules/catalogue';
import { exampleObject, examplesOf } from '../../../lib/rules/examples';
import { minimalObjects } from '../../../lib/rules/minimal';
import type { Rule } from '../../../lib/rules/rule';
import { objects as corpusObjects } from '../../referees/corpus';
import { goldenFiles } from '../../referees/golden';
import { named } from '../../referees/named';
import { specName, typeName } from './fields';

/** Values by the name of the field or of the type that has them. */
export type KnownValues = ReadonlyMap<string, readonly unknown[]>;

/** Objects that no rule tells anything of, by `apiVersion/Kind`. */
export const soundObjects: ReadonlyMap<string, readonly KubeObject[]> = byKind([
  ...Object.values(minimalObjects),
  ...Object.values(corpusObjects),
  ...goldenFiles().flatMap(({ objects }) => objects),
  ...examples('good'),
]);

const faultyObjects = byKind(examples('bad'));

/** What stands in objects that are sound: to build others of. */
export const soundValues: KnownValues = valuesIn(soundObjects);

/** What stands in objects that a rule tells something of: half of it is what the rule is about. */
export const faultyValues: KnownValues = valuesIn(faultyObjects);

function examples(side: 'good' | 'bad'): KubeObject[] {
  return ruleSets.flatMap(({ targets, rules }) =>
    targets.flatMap((target) =>
      (rules as readonly Rule<never>[])
        .flatMap((rule) => examplesOf(rule[side]))
        .filter(({ before, features, settings }) => [before, features, settings].every((it) => it === undefined))
        .map((example) => exampleObject(target, example).object),
    ),
  );
}

function byKind(objects: readonly KubeObject[]): Map<string, KubeObject[]> {
  const sorted = new Map<string, KubeObject[]>();
  for (const object of objects) {
    const key = `${object.apiVersion}/${object.kind}`;
    const plain = JSON.parse(JSON.stringify(named(object))) as KubeObject;
    const same = sorted.get(key);
    if (same === undefined) sorted.set(key, [plain]);
    else same.push(plain);
  }
  return sorted;
}

function valuesIn(objects: ReadonlyMap<string, readonly KubeObject[]>): KnownValues {
  const values = new Map<string, Map<string, unknown>>();
  const keep = (name: string, value: unknown) => {
    const known = values.get(name) ?? new Map<string, unknown>();
    values.set(name, known.set(JSON.stringify(value), value));
  };
  const walk = (value: unknown, use: JsonSchema, name: string) => {
    const node = resolved(use);
    keep(name, value);
    const type = typeName(use);
    if (type !== undefined) keep(type, value);
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) if (node.items) walk(item, node.items, `${name}[]`);
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      const property = Object.hasOwn(node.properties ?? {}, key) ? node.properties?.[key] : undefined;
      if (property !== undefined) walk(inner, property, `${type ?? name}.${key}`);
      else if (node.additionalProperties) walk(inner, node.additionalProperties, `${name}{}`);
    }
  };
  for (const [name, all] of objects) {
    const kind = findKind(name.slice(0, name.lastIndexOf('/')), name.slice(name.lastIndexOf('/') + 1));
    if (kind === undefined || kind.builtIn) continue;
    const { spec } = schemaOf(kind).properties ?? {};
    for (const object of all)
      if (spec !== undefined && object.spec !== undefined) walk(object.spec, spec, specName(kind));
  }
  return new Map([...values].map(([name, known]) => [name, [...known.values()]]));
}
