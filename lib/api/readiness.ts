import { findAlsoServed, findKind } from './registry';

/** The condition by which an object says that it is, or has done, what it is for. */
export type ReadyCondition = 'Ready' | 'Succeeded';

const CONDITIONS: readonly ReadyCondition[] = ['Ready', 'Succeeded'];

/** Kinds with such a condition that no column of theirs shows, by group. */
const UNSHOWN: Readonly<Record<string, ReadyCondition>> = {
  'sources.knative.dev/RabbitmqSource': 'Ready',
  'camel.apache.org/Pipe': 'Ready',
};

/**
 * The condition that tells when an object of a kind is ready; undefined for kinds that have none, and for those that
 * nobody here knows.
 */
export function readyConditionOf(apiVersion: string, kind: string): ReadyCondition | undefined {
  const definition = findKind(apiVersion, kind) ?? findAlsoServed(apiVersion, kind);
  if (definition === undefined) return undefined;
  const columns = Object.values(definition.columns ?? {});
  const paths = columns.map((column) => (typeof column === 'string' ? column : column.jsonPath));
  const shown = CONDITIONS.find((type) => paths.some((path) => path.includes(`@.type=='${type}'`)));
  return shown ?? UNSHOWN[`${definition.group}/${kind}`];
}
