import { hash } from 'node:crypto';

/** As long as a label of a host name may be, which is what names become. */
const LONGEST = 63;
const DIGEST_LENGTH = 32;
const HEAD = LONGEST - DIGEST_LENGTH;

const md5 = (text: string) => hash('md5', text);

/**
 * The name of a child, made of its parent's name and a suffix. Where both are longer than 63 characters, a digest stands
 * in for the end of the parent's name, as Knative's `kmeta.ChildName` has it.
 */
export function childName(parent: string, suffix: string): string {
  if (parent.length + suffix.length <= LONGEST) return parent + suffix;
  if (suffix.length < HEAD) {
    // A head that is cut off where a dash stands keeps it: only the end of the name must be a letter or a digit.
    return `${parent.slice(0, HEAD - suffix.length)}${md5(parent)}${suffix}`.replace(/[^a-z0-9]+$/i, '');
  }
  const name = `${parent.slice(0, HEAD)}${md5(parent + suffix)}`;
  return name.replace(/[^a-z0-9]+$/i, '');
}
