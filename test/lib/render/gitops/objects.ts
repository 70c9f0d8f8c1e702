import type { KubeObject } from '../../../../lib/api/meta/v1';
import { graphOf } from '../../../../lib/graph';
import { type GitOpsOptions, type GitOpsTree, gitOpsTree } from '../../../../lib/render';

export const of = (apiVersion: string, kind: string, name: string, rest: object = {}, namespace = 'shop') =>
  ({ apiVersion, kind, metadata: { name, namespace }, ...rest }) as KubeObject;

/** The tree of some objects. */
export function treeOf(objects: readonly KubeObject[], options: Partial<GitOpsOptions> = {}): GitOpsTree {
  return gitOpsTree(graphOf(objects.map((object) => ({ object }))), { flavor: 'plain', ...options });
}

/** Its files by name. */
export function filesOf(objects: readonly KubeObject[], options: Partial<GitOpsOptions> = {}): Record<string, string> {
  return Object.fromEntries(treeOf(objects, options).files.map(({ name, text }) => [name, text]));
}
