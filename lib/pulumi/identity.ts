import type { Alias, Output, Resource } from '@pulumi/pulumi';
import { findKind } from '../api/registry';
import type { GraphNode } from '../graph/graph';
import { CONSTRUCT_TYPE } from './construct-component';
import { resourceType } from './kubernetes-resource';

/** How deep below a program an object may have been that is looked for at other depths. */
const DEEPEST = 5;

/**
 * The name of an object's resource: what the object is in the cluster, not where it is in the program, so that constructs
 * above it may be renamed. Of an object that the cluster names, where it is in the program.
 */
export function resourceName(program: string, { ref, origin, facts }: GraphNode): string {
  if (ref.name === '') return `${program}/${origin.construct ?? ref.kind}`;
  const isNamespaceLate = facts.late?.some(({ at }) => at.join('.') === 'metadata.namespace');
  return [program, ...(ref.namespace === undefined || isNamespaceLate ? [] : [ref.namespace]), ref.name].join('/');
}

/**
 * What the resource was called if the object was elsewhere in the program, or was written in an older version of its
 * API. Pulumi knows a resource by its type, which has those of all that is above it, and its name.
 */
export function aliasesOf(
  { object: { apiVersion, kind } }: GraphNode,
  depth: number,
  program: Resource,
  formerNames: readonly string[],
): Alias[] {
  const versions = findKind(apiVersion, kind)?.alsoServed ?? [];
  const group = apiVersion.slice(0, apiVersion.indexOf('/'));
  const types = [undefined, ...versions.map((version) => resourceType(`${group}/${version}`, kind))];
  const names = [undefined, ...formerNames];
  return Array.from({ length: Math.max(DEEPEST, depth) + 1 }, (_, at) => at).flatMap((at) =>
    types.flatMap((type) =>
      names
        .filter((name) => at !== depth || type !== undefined || name !== undefined)
        .map((name) => ({
          ...(type !== undefined && { type }),
          ...(name !== undefined && { name }),
          ...(at !== depth && { parent: urnAtDepth(program.urn, at) }),
        })),
    ),
  );
}

/** The URN of a component so deep below a program, up to its name, which does not count for what is below it. */
function urnAtDepth(program: Output<string>, depth: number): Output<string> {
  return program.apply((urn) => {
    const [stack, project, types, ...name] = urn.split('::');
    const chain = [types, ...Array.from({ length: depth }, () => CONSTRUCT_TYPE)].join('$');
    return [stack, project, chain, ...name].join('::');
  });
}
