import { defineScalarTag, FAILSAFE_SCHEMA, load, mergeTag, NOT_RESOLVED } from 'js-yaml';
import { numberOf, plainWords } from './scalars';

const TAG = 'tag:yaml.org,2002:';
const DIGITS = '0123456789';

/** Explicit tags and words that no manifest of a release has are left to the careful reader. */
const unusual = (): never => {
  throw new Error('unusual');
};

/** What a plain scalar stands for, by its first character. Texts that only look like it are texts. */
const implicit = (name: string, firstChars: readonly string[], read: (text: string) => unknown) =>
  defineScalarTag(`${TAG}${name}`, {
    implicit: true,
    implicitFirstChars: firstChars,
    resolve: (text, isExplicit) => (isExplicit ? unusual() : read(text)),
    identify: () => false,
  });

const quickSchema = FAILSAFE_SCHEMA.withTags(
  mergeTag,
  implicit('null', ['', '~', 'n', 'N'], (text) => (plainWords.null.test(text) ? null : NOT_RESOLVED)),
  implicit('bool', [...'yYtToOnNfF'], (text) => {
    if (plainWords.true.test(text)) return true;
    return plainWords.false.test(text) ? false : NOT_RESOLVED;
  }),
  implicit('int', ['-', '+', '.', ...DIGITS], (text) =>
    plainWords.notFinite.test(text) ? unusual() : (numberOf(text) ?? NOT_RESOLVED),
  ),
);

/**
 * What one document's text says, read some times as fast as `parse` reads it; undefined for a document that needs the
 * careful reader: one with a fault, or with something that manifests rarely have.
 */
export function quickValue(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: load(text, { schema: quickSchema, maxDepth: 400, maxAliases: 10_000 }) };
  } catch {
    return undefined;
  }
}
