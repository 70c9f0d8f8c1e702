/** The full name of a service's revision: `v2` of `shop` is `shop-v2`, and `shop-v2` stays. */
export function fullRevisionName(service: string, revision: string): string {
  return revision.startsWith(`${service}-`) ? revision : `${service}-${revision}`;
}
