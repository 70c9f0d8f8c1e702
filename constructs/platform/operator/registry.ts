import type { ConfigSettings } from '../../../lib/api/config/key';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { displayRef, refOf } from '../../../lib/graph/object-ref';
import { type ImageMirror, mirrorImages } from '../../../lib/platform/images/mirror';
import { type ImageUse, imagesIn } from '../../../lib/platform/images/places';
import { formatImage } from '../../../lib/platform/images/reference';
import type { Refusing } from '../../base/known-props';

/** What tells Knative's operator the images of a mirror. */
export interface OperatorImages {
  /** `spec.registry`. */
  readonly registry: {
    readonly override: Readonly<Record<string, string>>;
    readonly imagePullSecrets?: readonly { readonly name: string }[];
  };
  /** Texts of ConfigMaps, by their whole names, since `override` reaches none. */
  readonly config: Readonly<Record<string, ConfigSettings>>;
}

/**
 * The images of objects that the operator is going to install, each where a mirror has it, digest and all. Its `override`
 * takes images of containers by `WORKLOAD/CONTAINER`, those of variables by the variable, and those of `Image`s by
 * their name; its `default` would lose digests, and is not used. Refuses images that none of these reach.
 */
export function operatorImages(objects: readonly KubeObject[], mirror: ImageMirror, by: Refusing): OperatorImages {
  // Tells at once what remains at upstream's registries, and what would be mixed up.
  mirrorImages(objects, mirror);
  const override = new Map<string, string>();
  const config: Record<string, Record<string, string>> = {};
  const refuse = (object: KubeObject, { at }: ImageUse, found: string) =>
    by.refuse(
      'operator',
      'images',
      `${found}: ${displayRef(refOf(object))}, ${at.join('.')}`,
      'install from manifests',
    );
  for (const object of objects) {
    for (const use of imagesIn(object)) {
      const there = use.place === 'example' ? undefined : mirror.find(use.reference);
      if (there === undefined) continue;
      const image = formatImage(there);
      const text = textOf(object, use);
      if (text !== undefined) {
        const [name, key] = text;
        config[name] = { ...config[name], [key]: image };
        continue;
      }
      const keys = overrideKeys(object, use);
      if (keys.length === 0) refuse(object, use, 'it reaches no image in this place');
      for (const key of keys) {
        if ((override.get(key) ?? image) !== image)
          refuse(object, use, `it has one image for all that is called ${key}`);
        override.set(key, image);
      }
    }
  }
  const { pullSecret } = mirror;
  return {
    registry: {
      override: Object.fromEntries([...override].sort(([a], [b]) => (a < b ? -1 : 1))),
      ...(pullSecret !== undefined && { imagePullSecrets: [{ name: pullSecret.name }] }),
    },
    config,
  };
}

/** The ConfigMap and the key whose whole text is the image. */
function textOf(
  { kind, metadata, ...rest }: KubeObject,
  { text, at }: ImageUse,
): readonly [string, string] | undefined {
  const [, key] = at;
  if (kind !== 'ConfigMap' || typeof key !== 'string' || metadata.name === undefined) return undefined;
  const { data } = rest as { readonly data?: ConfigSettings };
  return data?.[key] === text ? [metadata.name, key] : undefined;
}

interface Pods {
  readonly template?: {
    readonly spec?: {
      readonly containers?: readonly { readonly name: string; readonly env?: readonly { readonly name: string }[] }[];
    };
  };
}

const WORKLOADS: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job'];

/** The names by which `override` reaches an image. */
function overrideKeys({ apiVersion, kind, metadata, spec }: KubeObject, { place, at }: ImageUse): string[] {
  if (kind === 'Image' && apiVersion.startsWith('caching.internal.knative.dev/')) return [metadata.name ?? ''];
  const [, , , list, index, field, variable] = at;
  if (!WORKLOADS.includes(kind) || list !== 'containers') return [];
  const container = (spec as Pods).template?.spec?.containers?.[Number(index)];
  if (container === undefined) return [];
  if (place === 'env' && field === 'env') return [container.env?.[Number(variable)]?.name ?? ''];
  if (place !== 'container') return [];
  // The operator names such a Job by its version, before or after it looks for its images.
  return metadata.name === undefined
    ? [`${metadata.generateName}/${container.name}`, container.name]
    : [`${metadata.name}/${container.name}`];
}
