import { DUMP_SCHEMA, defineScalarTag, dump, NOT_RESOLVED } from 'js-yaml';
import type { KubeObject } from '../api/meta/v1';

const DIGITS = [...'0123456789'];
const NUMBER = /^[-+]?(?:0[oO][0-7]+|0[xX][\dA-Fa-f]+|0[bB][01]+|\d+|\.|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)$/;

/**
 * Texts that some reader takes for numbers and no version of YAML does: go-yaml, and kubectl with it, `0O17` and `1__0`;
 * the package yaml, by YAML 1.1, a point alone. They are quoted; nothing is written by this tag.
 */
const takenForNumber = defineScalarTag('tag:cdk8s-knative,taken-for-number', {
  implicit: true,
  implicitFirstChars: ['-', '+', '.', ...DIGITS],
  resolve: (source) => (NUMBER.test(source.replaceAll('_', '')) ? source : NOT_RESOLVED),
  identify: () => false,
});

const schema = DUMP_SCHEMA.withTags(takenForNumber);

/**
 * Objects as one YAML text, a document each. Texts that a reader of YAML 1.1, of YAML 1.2 or of go-yaml would take for
 * something else are quoted, nothing is folded, and equal parts are written out again rather than referred to.
 */
export function toYaml(objects: readonly KubeObject[]): string {
  return objects.map((object) => dump(object, { schema, lineWidth: -1, noRefs: true })).join('---\n');
}
