import type { Kind } from '../../lib/api/kind';
import { kinds } from '../../lib/api/registry';
import { ruleSetsOf } from '../../lib/rules/catalogue';
import type { Upstream } from '../referees/upstream';

/** Groups whose rules are still to be held against generated objects. */
const LATER = /(^|\.)istio\.io$/;

/** The kinds that are compared: those whose webhook upstream's program has, and that have rules here. */
export function subjects(upstream: Pick<Upstream, 'knows'>): readonly Kind[] {
  return kinds.filter((kind) => {
    const { apiVersion, group } = kind;
    const isKnown = upstream.knows({ apiVersion, kind: kind.kind, metadata: {} });
    return isKnown && ruleSetsOf(kind).length > 0 && !LATER.test(group);
  });
}

/** How a kind is called here: `apiVersion/Kind`. */
export function nameOf({ apiVersion, kind }: Pick<Kind, 'apiVersion' | 'kind'>): string {
  return `${apiVersion}/${kind}`;
}
