import type { Kind } from '../kind';
import { schemaOf } from './generated';
import { homeOf } from './home';
import { own, type Path, rootPlace, visitContainers } from './walk';

/** A field that the schema doesn't know. */
export interface UnknownField {
  /** Where it is, itself included. */
  readonly path: (string | number)[];
  /** Its name. */
  readonly name: string;
  /** Names that the schema knows at this place. */
  readonly known: string[];
  /** The one place near by where the schema has a field of the name. */
  readonly home?: Path;
  /**
   * Whether the CRD would keep it all the same, so that only the webhook can see it. If not, an API server drops it, or
   * refuses the object when it validates strictly.
   */
  readonly inOpaque: boolean;
}

/**
 * The fields of an object that its schema doesn't know, from the outside in, those that are null included: an API
 * server that validates strictly refuses them too. Keys of maps are no fields.
 */
export function unknownFields(kind: Kind, object: unknown): UnknownField[] {
  const fields: UnknownField[] = [];
  const root = rootPlace(schemaOf(kind), object);
  visitContainers(root, (container, node, path, inOpaque) => {
    const { properties } = node;
    if (properties === undefined || Array.isArray(container)) return;
    const kept = inOpaque || node['x-preserve-unknown-fields'] === true;
    // What only the webhook knows must be kept to come to it.
    const isKnown = (name: string) => {
      const property = own(properties, name);
      return property !== undefined && (kept || property['x-not-in-schema'] !== true);
    };
    for (const [name, inner] of Object.entries(container)) {
      if (inner === undefined || isKnown(name)) continue;
      const home = homeOf(root, path, name);
      fields.push({
        path: [...path, name],
        name,
        known: Object.keys(properties).filter(isKnown),
        inOpaque: kept,
        ...(home && { home }),
      });
    }
  });
  return fields;
}
