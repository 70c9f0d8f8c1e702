import { isAbsent, isContainer, own, type Path, type Place, placeAt, resolved } from './walk';

/** How many levels below a place a field is looked for. */
const DEEPEST = 3;

/** Where a field belongs that stands in a place that has none of its name: in one around it, or in one below. */
export function homeOf(root: Place, path: Path, name: string): Path | undefined {
  const place = placeAt(root, path);
  if (place === undefined) return undefined;
  return homeBelow(place, name) ?? homeAround(root, path, name);
}

function homeAround(root: Place, path: Path, name: string): Path | undefined {
  for (let length = path.length - 1; length >= 0; length--) {
    const around = path.slice(0, length);
    if (own(placeAt(root, around)?.node.properties, name) !== undefined) return around;
  }
  return undefined;
}

/** The one place on the uppermost level that has any; of several, the one that the object has too. */
function homeBelow({ path, node, value }: Place, name: string): Path | undefined {
  let level: Level[] = [{ path, node, value }];
  for (let depth = 0; depth < DEEPEST; depth++) {
    level = level.flatMap(levelBelow);
    const homes = level.filter((home) => own(home.node.properties, name) !== undefined);
    if (homes.length === 1) return homes[0]!.path;
    if (homes.length > 1) {
      const present = homes.filter((home) => !isAbsent(home.value));
      return present.length === 1 ? present[0]!.path : undefined;
    }
  }
  return undefined;
}

type Level = Pick<Place, 'path' | 'node' | 'value'>;

function levelBelow({ path, node, value }: Level): Level[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, schema]) => {
    // Nobody writes a status.
    if (path.length === 0 && name === 'status') return [];
    const child = resolved(schema);
    const inner = isContainer(value) ? own(value as Readonly<Record<string, unknown>>, name) : undefined;
    if (child.items === undefined) return [{ path: [...path, name], node: child, value: inner }];
    const first: unknown = Array.isArray(inner) ? inner[0] : undefined;
    return [{ path: [...path, name, 0], node: resolved(child.items), value: first }];
  });
}
