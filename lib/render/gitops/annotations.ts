import type { KubeObject } from '../../api/meta/v1';
import { canonical } from '../canonical';

/** The object with annotations besides its own; of two by one name, the new one stays. */
export function annotated(object: KubeObject, annotations: Readonly<Record<string, string>>): KubeObject {
  if (Object.keys(annotations).length === 0) return object;
  const { metadata } = object;
  return canonical({ ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, ...annotations } } });
}

/** Whether what an object keeps is lost with it: who deletes it deletes all that lives in it, or the data. */
export function isPrecious({ apiVersion, kind }: KubeObject): boolean {
  return PRECIOUS.has(`${apiVersion}/${kind}`);
}

const PRECIOUS: ReadonlySet<string> = new Set([
  'v1/Namespace',
  'v1/PersistentVolumeClaim',
  'apiextensions.k8s.io/v1/CustomResourceDefinition',
]);

/** Whether an object can't be changed but only made anew. */
export function isFixedOnceMade({ apiVersion, kind }: KubeObject): boolean {
  return apiVersion === 'batch/v1' && kind === 'Job';
}
