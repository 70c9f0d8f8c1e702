import type { Kind } from '../kind';
import { schemaOf } from './generated';
import { isAbsent, type Path, resolved, rootPlace, visitContainers, withValueAt } from './walk';

/** The same object with what an API server puts in where a field is missing that its CRD has a default for. Copies what it changes. */
export function withSchemaDefaults<T>(kind: Kind, object: T): T {
  const missing: { path: Path; value: unknown }[] = [];
  visitContainers(rootPlace(schemaOf(kind), object), (container, { properties }, path, inOpaque) => {
    if (Array.isArray(container) || inOpaque) return;
    for (const [name, schema] of Object.entries(properties ?? {})) {
      const value = resolved(schema).default;
      if (value !== undefined && isAbsent((container as Readonly<Record<string, unknown>>)[name])) {
        missing.push({ path: [...path, name], value });
      }
    }
  });
  return missing.reduce<unknown>((filled, { path, value }) => withValueAt(filled, path, value), object) as T;
}
