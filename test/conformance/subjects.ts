import type { Kind } from '../../lib/api/kind';
import { kinds } from '../../lib/api/registry';
import { ruleSetsOf } from '../../lib/rules/catalogue';
import type { CustomResourceDefinition } from '../referees/cluster';
import type { Upstream } from '../referees/upstream';

/** The kinds that are compared: those that have rules here, and upstream's webhook or at least its schema there. */
export function subjects(
  upstream: Pick<Upstream, 'knows'>,
  definitions: readonly CustomResourceDefinition[],
): readonly Kind[] {
  return kinds.filter((kind) => {
    const { apiVersion, kind: name } = kind;
    const isKnown =
      upstream.knows({ apiVersion, kind: name, metadata: {} }) || definitions.some((one) => defines(one, kind));
    return isKnown && ruleSetsOf(kind).length > 0;
  });
}

/** Whether a definition says which fields the kind has. */
function defines({ spec }: CustomResourceDefinition, kind: Kind): boolean {
  const { group, names, versions } = spec!;
  const version = versions.find(({ name }) => name === kind.version);
  return group === kind.group && names.kind === kind.kind && version?.schema?.openAPIV3Schema?.properties !== undefined;
}

/** How a kind is called here: `apiVersion/Kind`. */
export function nameOf({ apiVersion, kind }: Pick<Kind, 'apiVersion' | 'kind'>): string {
  return `${apiVersion}/${kind}`;
}
