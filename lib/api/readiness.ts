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
 * Groups of what controllers make for each other. Releases ship a few such objects, and whether anybody says of these that
 * they are ready depends on what else is installed: the `Certificate` of Serving waits for cert-manager.
 */
const INTERNAL = /\.internal\.knative\.dev$/;

/**
 * The condition that tells when an object of a kind is ready; undefined for kinds that have none or that only controllers
 * make, and for those that nobody here knows.
 */
export function readyConditionOf(apiVersion: string, kind: string): ReadyCondition | undefined {
  const definition = findKind(apiVersion, kind) ?? findAlsoServed(apiVersion, kind);
  if (definition === undefined || INTERNAL.test(definition.group)) return undefined;
  const columns = Object.values(definition.columns ?? {});
  const paths = columns.map((column) => (typeof column === 'string' ? column : column.jsonPath));
  const shown = CONDITIONS.find((type) => paths.some((path) => path.includes(`@.type=='${type}'`)));
  return shown ?? UNSHOWN[`${definition.group}/${kind}`];
}
