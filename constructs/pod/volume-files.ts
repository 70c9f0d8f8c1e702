import type { Duration } from 'cdk8s';
import type { DownwardAPIVolumeFile, KeyToPath, VolumeProjection } from '../../lib/api/core/v1/projected-volume';
import type { Refusing } from '../base/known-props';
import { type INamed, nameOf } from '../kubernetes/named';
import { wholeSeconds } from './seconds';

/** Which keys become files. */
export interface FilesOptions {
  /** Files by their path in the volume, each with the key that it shows. @default - each key as a file of its name */
  readonly files?: Readonly<Record<string, string | FileProps>>;
  /** Whether the pod starts even if the object or a key is absent. @default false */
  readonly optional?: boolean;
}

/** A file that shows a key. */
export interface FileProps {
  /** The key. */
  readonly key: string;
  /** Permission bits of the file, 0 to 0o777. @default - the volume's */
  readonly mode?: number;
}

/** A file that shows a fact about the pod: a field such as `metadata.labels`, or a resource such as `limits.cpu`. */
export interface PodFactProps {
  /** Path of a field of the pod. @default - none: `resource` is given */
  readonly field?: string;
  /** Version of the API that `field` is written for. @default 'v1' */
  readonly apiVersion?: string;
  /** A request or limit of a container. @default - none: `field` is given */
  readonly resource?: string;
  /** The container whose resource is meant; needed with `resource`. @default - none */
  readonly container?: string;
  /** Unit in which the resource is given, such as `1Mi`. @default '1' */
  readonly divisor?: string | number;
  /** Permission bits of the file, 0 to 0o777. @default - the volume's */
  readonly mode?: number;
}

/** A token of the pod's service account, which the kubelet keeps fresh. */
export interface AccountTokenProps {
  /** Path of the file in the volume. */
  readonly path: string;
  /** Who the token is for. @default - the API server */
  readonly audience?: string;
  /** How long a token is good for, 10 minutes or more. @default - 1 hour */
  readonly expiration?: Duration;
}

/** One of several sources of a projected volume. */
export type Projection =
  | ({ readonly secret: string | INamed } & FilesOptions)
  | ({ readonly configMap: string | INamed } & FilesOptions)
  | { readonly accountToken: AccountTokenProps }
  | { /** Facts by path of the file. */ readonly podFacts: Readonly<Record<string, string | PodFactProps>> };

export function lowerFiles({ files }: FilesOptions): KeyToPath[] | undefined {
  if (files === undefined) return undefined;
  return Object.entries(files).map(([path, file]) =>
    typeof file === 'string' ? { key: file, path } : { key: file.key, path, mode: file.mode },
  );
}

export function lowerProjection(projection: Projection, path: string, by: Refusing): VolumeProjection {
  if ('secret' in projection) {
    const { secret, optional } = projection;
    return { secret: { name: nameOf(secret), items: lowerFiles(projection), optional } };
  }
  if ('configMap' in projection) {
    const { configMap, optional } = projection;
    return { configMap: { name: nameOf(configMap), items: lowerFiles(projection), optional } };
  }
  if ('accountToken' in projection) {
    const { path: file, audience, expiration } = projection.accountToken;
    const expirationSeconds = wholeSeconds(expiration, `${path}.accountToken.expiration`, by);
    return { serviceAccountToken: { path: file, audience, expirationSeconds } };
  }
  return { downwardAPI: { items: Object.entries(projection.podFacts).map(lowerPodFact) } };
}

function lowerPodFact([path, fact]: [string, string | PodFactProps]): DownwardAPIVolumeFile {
  if (typeof fact === 'string') return { path, fieldRef: { fieldPath: fact } };
  const { field, apiVersion, resource, container: containerName, divisor, mode } = fact;
  return {
    path,
    fieldRef: field === undefined ? undefined : { fieldPath: field, apiVersion },
    resourceFieldRef: resource === undefined ? undefined : { resource, containerName, divisor },
    mode,
  };
}
