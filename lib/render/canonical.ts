import type { KubeObject, ObjectMeta } from '../api/meta/v1';

type Fields = Readonly<Record<string, unknown>>;

const FIRST = ['apiVersion', 'kind', 'metadata'] as const;
const FIRST_IN_METADATA = ['name', 'generateName', 'namespace', 'labels', 'annotations'] as const;

/** What only the API server writes into metadata. An object from a cluster can't be applied with it. */
const SERVERS_OWN: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** Holds the whole object as it was applied last, which for a Secret is its values. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * An object as it is written to a repository: the same for the same content, in whatever order its fields were given.
 * What names it comes first, all other fields in alphabetical order. Without status and the fields of metadata that a
 * server writes.
 */
export function canonical({ status: _, ...object }: KubeObject): KubeObject {
  return sorted({ ...object, metadata: metadataOf(object.metadata) }, FIRST) as unknown as KubeObject;
}

function metadataOf(metadata: ObjectMeta): Fields {
  const { annotations, labels, ...rest } = metadata as ObjectMeta & Fields;
  const { [LAST_APPLIED]: _, ...kept } = annotations ?? {};
  const own = Object.entries(rest).filter(([name]) => !SERVERS_OWN.has(name));
  return sorted({ ...Object.fromEntries(own), ...unlessEmpty({ labels, annotations: kept }) }, FIRST_IN_METADATA);
}

function unlessEmpty(maps: Readonly<Record<string, object | undefined>>): Fields {
  return Object.fromEntries(Object.entries(maps).filter(([, map]) => map !== undefined && Object.keys(map).length > 0));
}

/** Fields in order, and in those fields as well: some first, the others by name. */
function sorted(fields: Fields, first: readonly string[]): Fields {
  const names = Object.keys(fields).filter((name) => !first.includes(name));
  const present = [...first, ...names.sort()].filter((name) => fields[name] !== undefined);
  // Metadata is in its own order already.
  const ordered = (name: string) => (name === 'metadata' && first === FIRST ? fields[name] : inOrder(fields[name]));
  return Object.fromEntries(present.map((name) => [name, ordered(name)]));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  return typeof value === 'object' && value !== null ? sorted(value as Fields, []) : value;
}
