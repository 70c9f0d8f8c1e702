import { createTwoFilesPatch } from 'diff';
import type { FileChange } from './folder';

const SECRET = /(?:^|\/)secret_[^/]*$/;
const NOWHERE = '/dev/null';

/** Changes as a patch that `git apply` takes. What a Secret holds is not shown. */
export function patchOf(changes: readonly FileChange[]): string {
  return changes.map(patchOfFile).join('');
}

function patchOfFile({ name, before, after }: FileChange): string {
  const from = before === undefined ? NOWHERE : `a/${name}`;
  const to = after === undefined ? NOWHERE : `b/${name}`;
  if (SECRET.test(name)) return `--- ${from}\n+++ ${to}\n# a Secret: what it holds is not shown\n`;
  const patch = createTwoFilesPatch(from, to, before ?? '', after ?? '');
  // A line of equal signs, which patches have no use for.
  return patch.replace(/^=+\n/, '');
}
