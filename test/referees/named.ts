import type { KubeObject } from '../../lib/api/meta/v1';

/** Whether the program names the object, or the server does when it is created. */
export function isNamed({ metadata }: KubeObject): boolean {
  return metadata.generateName === undefined;
}

/** The object as webhooks see it: the server has made its name up before. */
export function named(object: KubeObject): KubeObject {
  const { generateName, ...metadata } = object.metadata;
  return isNamed(object) ? object : { ...object, metadata: { ...metadata, name: `${generateName}abcde` } };
}
