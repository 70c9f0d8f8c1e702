import { dump } from 'js-yaml';
import type { KubeObject } from '../api/meta/v1';

/**
 * Objects as one YAML text, a document each. Texts that a reader of YAML 1.1 would take for something else are
 * quoted, nothing is folded, and equal parts are written out again rather than referred to.
 */
export function toYaml(objects: readonly KubeObject[]): string {
  return objects.map((object) => dump(object, { lineWidth: -1, noRefs: true })).join('---\n');
}
