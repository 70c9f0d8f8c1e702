/**
 * The tags that the interfaces of lib/api may carry besides JSON Schema's own, and the marker that each becomes in a
 * schema. lib/api/README.md says what they mean.
 */
export const MARKER_OF_TAG = {
  opaque: 'x-opaque',
  opaqueItems: 'x-opaque-items',
  untyped: 'x-untyped',
  preserveUnknownFields: 'x-preserve-unknown-fields',
  notInSchema: 'x-not-in-schema',
  intOrString: 'x-int-or-string',
  listType: 'x-list-type',
  listMapKeys: 'x-list-map-keys',
  mapType: 'x-map-type',
  neverMissing: 'x-never-missing',
  explicitPresence: 'x-explicit-presence',
  goDuration: 'x-go-duration',
  means: 'x-means',
} as const;

/** Tags that the generator acts on and that leave no marker. */
const SPENT_TAGS = ['schemaOptional', 'schemaDefault', 'enforcedBySchema', 'anyValue'] as const;

/** All our tags, by name. */
export const TAGS: readonly string[] = [...Object.keys(MARKER_OF_TAG), ...SPENT_TAGS];
