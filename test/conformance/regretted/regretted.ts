import type { Container } from '../../../lib/api/core/v1/container';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { mergePatch } from '../../../lib/rules/examples';
import { minimalContainer, minimalObjects } from '../../../lib/rules/minimal';

/** Something that upstream accepts and its users regret, and the warning by which we tell it. */
export interface Regretted {
  /** What is wrong, beginning with the kind. */
  readonly what: string;
  readonly code: string;
  readonly object: KubeObject;
}

type Patch = Readonly<Record<string, unknown>>;

/** Makes entries of one kind: its minimal object with a patch of the spec, or of metadata and spec. */
export function regrettedOf(kind: string, apiVersion: string) {
  const minimal = minimalObjects[`${apiVersion}/${kind}`];
  return (what: string, code: string, spec: Patch, metadata: Patch = {}): Regretted => ({
    what: `${kind}, ${what}`,
    code,
    object: mergePatch(minimal, { metadata, spec }) as KubeObject,
  });
}

/** The spec of a Service whose container is another. */
export function withContainer(container: Readonly<Record<keyof Container | string, unknown>>, pod: Patch = {}): Patch {
  return { template: { spec: { containers: [{ ...minimalContainer, ...container }], ...pod } } };
}

/** The spec of a Service with annotations of its template. */
export function annotated(annotations: Patch, spec: Patch = {}): Patch {
  return { template: { metadata: { annotations }, spec } };
}
