/** Attribute names as filters take them: CloudEvents' names, beginning with a letter. */
export const ATTRIBUTE_NAME = /^[a-z][a-z0-9]*$/;

/** Extension names as `ceOverrides` takes them: capitals too, though no event keeps them. */
export const EXTENSION_NAME = /^[A-Za-z0-9]+$/;

/** The most letters that CloudEvents asks an attribute name to have. */
export const LONGEST_ATTRIBUTE_NAME = 20;

/** The attributes that CloudEvents defines itself; every other one is an extension. */
export const CORE_ATTRIBUTES: ReadonlySet<string> = new Set([
  'id',
  'source',
  'specversion',
  'type',
  'datacontenttype',
  'dataschema',
  'subject',
  'time',
]);

/** The attribute name that the given one was most likely meant to be; undefined if nothing of it could be kept. */
export function asAttributeName(name: string): string | undefined {
  const kept = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return ATTRIBUTE_NAME.test(kept) ? kept : undefined;
}
