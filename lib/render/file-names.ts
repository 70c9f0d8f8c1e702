import { createHash } from 'node:crypto';
import type { ObjectRef } from '../graph/object-ref';

const ENDING = '.yaml';

/** Of the 255 bytes that file systems allow, what is left for a folder's tools to add to. */
const LONGEST = 200;
const HASH_LENGTH = 12;

/**
 * The name of an object's file: `service.serving.knative.dev_shop_hello.yaml`, `namespace_shop.yaml`. Different objects
 * have different names, on file systems that don't tell upper from lower case too. No name leads to another folder,
 * whatever the object is called.
 */
export function fileNameOf({ group, kind, namespace, name }: ObjectRef): string {
  const type = [encoded(kind.toLowerCase()).replaceAll('.', '~2e').replaceAll('-', '~2d'), encoded(group)]
    .filter((part) => part !== '')
    .join('.');
  const parts = namespace === undefined ? [type, encoded(name)] : [type, encoded(namespace), encoded(name)];
  return `${shortened(parts.join('_'))}${ENDING}`;
}

/** What may stay in a name is neither what parts are joined by, nor what encoded bytes begin with. */
function encoded(text: string): string {
  return text.replace(/[^a-z0-9.-]+/g, (found) =>
    Array.from(Buffer.from(found), (byte) => `~${byte.toString(16).padStart(2, '0')}`).join(''),
  );
}

/** A name that is too long is cut, and a hash of all of it keeps different ones apart. */
function shortened(name: string): string {
  if (name.length <= LONGEST) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  return `${name.slice(0, LONGEST - HASH_LENGTH - 1)}~${hash}`;
}
