import type { Kind } from '../../lib/api/kind';
import { kinds } from '../../lib/api/registry';
import { ruleSetsOf } from '../../lib/rules/catalogue';
import type { Upstream } from '../referees/upstream';

/** The kinds that are compared: those whose webhook upstream's program has, and that have rules here. */
export function subjects(upstream: Pick<Upstream, 'knows'>): readonly Kind[] {
  return kinds.filter((kind) => {
    const { apiVersion, kind: name } = kind;
    return upstream.knows({ apiVersion, kind: name, metadata: {} }) && ruleSetsOf(kind).length > 0;
  });
}

/** How a kind is called here: `apiVersion/Kind`. */
export function nameOf({ apiVersion, kind }: Pick<Kind, 'apiVersion' | 'kind'>): string {
  return `${apiVersion}/${kind}`;
}
