import { createHash } from 'node:crypto';
import type { KubeObject } from '../api/meta/v1';

/** Labels that say which version an object is of, the most exact first. */
const VERSION_LABELS = ['app.kubernetes.io/version', 'serving.knative.dev/release', 'eventing.knative.dev/release'];

/** Kubernetes allows no longer name for what becomes a label of Pods. */
const LONGEST = 63;

/**
 * A Job that has only `generateName` with a name made of its version, so that it can be applied: the same version is the
 * same Job, and another version another one, since nothing of a Job's template can be changed. Without a version, a digest
 * of its spec stands for it. Other objects are given back as they are.
 */
export function versionedJob(object: KubeObject): KubeObject {
  const { generateName, name, ...metadata } = object.metadata;
  if (object.apiVersion !== 'batch/v1' || object.kind !== 'Job' || generateName === undefined || name !== undefined) {
    return object;
  }
  const version = VERSION_LABELS.map((label) => metadata.labels?.[label]).find((value) => value !== undefined);
  const suffix = version?.toLowerCase().replace(/[^a-z0-9.-]+/g, '-') ?? digest(object.spec);
  const prefix = generateName.replace(/[-.]+$/, '').slice(0, LONGEST - suffix.length - 1);
  return { ...object, metadata: { name: `${prefix}-${suffix}`, ...metadata } };
}

function digest(spec: unknown): string {
  return createHash('sha256').update(JSON.stringify(spec)).digest('hex').slice(0, 8);
}
