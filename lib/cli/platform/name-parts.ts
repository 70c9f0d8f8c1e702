import type { KubeObject } from '../../api/meta/v1';

/** What names an object, as reports in JSON tell it. */
export function nameParts({ apiVersion, kind, metadata: { namespace, name } }: KubeObject) {
  return { apiVersion, kind, namespace, name };
}
