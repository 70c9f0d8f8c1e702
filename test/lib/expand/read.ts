import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { conditionOf } from '../../../lib/controller/conditions';
import type { Expansion } from '../../../lib/expand';

/** The objects of a YAML text. */
export const read = (text: string): readonly KubeObject[] =>
  parseAllDocuments(text).map((document) => document.toJS() as KubeObject);

/** One of Knative's ConfigMaps. */
export const settings = (name: string, data: Readonly<Record<string, string>>, namespace = 'knative-serving') =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data }) as unknown as KubeObject;

/** An object of an expansion. */
export const find = ({ objects }: Expansion, kind: string, name: string): KubeObject =>
  objects.find((object) => object.kind === kind && object.metadata.name === name)!;

/** What an object says of itself, as `status reason: message`. */
export function said(expansion: Expansion, kind: string, name: string, type = 'Ready'): string {
  const { status, reason = '', message = '' } = conditionOf(find(expansion, kind, name), type) ?? { status: 'absent' };
  return `${status} ${reason}: ${message}`;
}

/** Events that were told of an object, as `type reason message`. */
export const told = ({ events }: Expansion, kind: string, name: string): readonly string[] =>
  events
    .filter(({ object }) => object.kind === kind && object.name === name)
    .map(({ type, reason, message }) => `${type} ${reason} ${message}`);
