import type { KubeObject } from '../../api/meta/v1';
import { displayRef, refOf } from '../../graph/object-ref';
import { formatPath } from '../../rules/diagnostic';
import { PlatformError } from '../errors';
import { type ImageUse, replaceImages } from './places';
import { accountWithPullSecret, withPullSecret } from './pull-secrets';
import { formatImage, type ImageReference, isUpstreamRegistry, parseImage } from './reference';

export interface ImageMirrorOptions {
  /**
   * Registries, or beginnings of references, that are left alone because the cluster reaches them:
   * `mcr.microsoft.com`, `ghcr.io/our-company`.
   * @default - none
   */
  readonly keep?: readonly string[];
  /** What the mirror is pulled with. @default - it asks for nothing */
  readonly pullSecret?: PullSecret;
}

/** A Secret of the type `kubernetes.io/dockerconfigjson` that the mirror's images are pulled with. */
export interface PullSecret {
  /** Its name: the same in each namespace of the platform and of `namespaces`, where you put it. */
  readonly name: string;
  /**
   * Namespaces of your own in which upstream's images run too: queue proxies of services, adapters of sources, listeners,
   * steps of tasks. Their `default` service account gets the secret.
   * @default - none
   */
  readonly namespaces?: readonly string[];
}

export interface FlattenOptions extends ImageMirrorOptions {
  /**
   * What an image is called: by the last segment of its path alone, or by all of them with this between.
   * Knative has several images whose last segment is `controller` or `webhook`.
   * @default - the last segment
   */
  readonly join?: '-' | '_' | '.';
}

/** What an image is called in a mirror: its registry and path. */
type Name = Pick<ImageReference, 'registry' | 'repository'>;

/**
 * Where a cluster finds the images that upstream publishes. Tags and digests stay what they are, so that a mirror can
 * hold nothing else than what upstream built.
 */
export class ImageMirror {
  /**
   * By the beginning of a reference, the longest that fits: `{ 'gcr.io/knative-releases': 'mirror.example.com/knative' }`.
   * A beginning ends where a segment ends.
   */
  public static prefix(prefixes: Readonly<Record<string, string>>, options?: ImageMirrorOptions): ImageMirror {
    const longestFirst = Object.entries(prefixes)
      .map(([from, to]) => [nameOf(from, 'allow host'), placeOf(to)] as const)
      .sort(([a], [b]) => pathOf(b).length - pathOf(a).length);
    return new ImageMirror((name) => {
      for (const [from, to] of longestFirst) {
        const rest = restBehind(pathOf(from), pathOf(name));
        if (rest !== undefined) return nameOf(`${pathOf(to)}${rest}`);
      }
      return undefined;
    }, options);
  }

  /** By another registry with the same paths: one for all, or one for each of upstream's. */
  public static host(host: string | Readonly<Record<string, string>>, options?: ImageMirrorOptions): ImageMirror {
    for (const each of typeof host === 'string' ? [host] : Object.values(host)) placeOf(each);
    const hostOf = (registry: string) => (typeof host === 'string' ? host : host[registry]);
    return new ImageMirror(({ registry, repository }) => {
      const other = hostOf(registry);
      return other === undefined ? undefined : nameOf(`${other}/${repository}`);
    }, options);
  }

  /** All images side by side in one place, as registries need it that allow no deep paths. */
  public static flatten(place: string, { join, ...options }: FlattenOptions = {}): ImageMirror {
    placeOf(place);
    return new ImageMirror(({ repository }) => {
      const segments = repository.split('/');
      const name = join === undefined ? segments[segments.length - 1]! : segments.join(join);
      return nameOf(`${place}/${name}`);
    }, options);
  }

  /** By a table of images, without their tags and digests: `{ 'gcr.io/a/queue': 'mirror.example.com/queue' }`. */
  public static table(table: Readonly<Record<string, string>>, options?: ImageMirrorOptions): ImageMirror {
    const names = new Map(Object.entries(table).map(([from, to]) => [pathOf(nameOf(from)), imageAt(to)]));
    return new ImageMirror((name) => names.get(pathOf(name)), options);
  }

  readonly #mirrored: (name: Name) => Name | undefined;
  readonly #keep: readonly string[];
  /** What the mirror is pulled with. */
  public readonly pullSecret?: PullSecret;

  private constructor(mirrored: (name: Name) => Name | undefined, given: ImageMirrorOptions = {}) {
    const { keep = [], pullSecret, ...others } = given;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) {
      throw new PlatformError('imageOptions', `a mirror has no option "${unknown}"`, 'there are keep and pullSecret');
    }
    this.pullSecret = pullSecret;
    this.#mirrored = mirrored;
    this.#keep = keep.map((each) => pathOf(nameOf(each, 'allow host')));
  }

  /** Where an image is in the mirror; undefined for one that it has not. */
  public find(image: ImageReference): ImageReference | undefined {
    if (this.keeps(image)) return undefined;
    const name = this.#mirrored(image);
    return name === undefined ? undefined : { ...image, ...name };
  }

  /** One object with its images at the mirror, as `mirrorImages` gives it. */
  public mirrored<Given extends KubeObject>(object: Given): Given {
    return mirrorImages([object], this).objects[0] as Given;
  }

  /** Whether an image is left where it is. */
  public keeps(image: ImageReference): boolean {
    return this.#keep.some((prefix) => restBehind(prefix, pathOf(image)) !== undefined);
  }
}

/** An image that is called differently now, and where. */
export interface ImageReplacement {
  readonly object: string;
  /** The field, such as `spec.template.spec.containers[0].image`. */
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** Objects whose images come from a mirror. */
export interface MirroredImages {
  readonly objects: readonly KubeObject[];
  /** What was replaced, and where. */
  readonly replacements: readonly ImageReplacement[];
}

/**
 * The objects with their images taken from a mirror, wherever they name them, and with its secret, if it has one: at
 * what the platform runs, and at the `default` service accounts of the secret's namespaces.
 *
 * Throws `PlatformError` if images remain at a registry of upstream's, naming all of them, and if two images would be
 * one in the mirror.
 */
export function mirrorImages(objects: readonly KubeObject[], mirror: ImageMirror): MirroredImages {
  const replacements: ImageReplacement[] = [];
  const copies = new MirrorCopies(mirror);
  const mirrored = objects.map((object) =>
    replaceImages(object, (use) => {
      const there = use.place === 'example' ? undefined : copies.find(use);
      if (there === undefined) return use.text;
      replacements.push({ object: displayRef(refOf(object)), path: formatPath(use.at), from: use.text, to: there });
      return there;
    }),
  );
  copies.refuseFaults();
  const { pullSecret } = mirror;
  if (pullSecret === undefined) return { objects: mirrored, replacements };
  const accounts = (pullSecret.namespaces ?? []).map((name) => accountWithPullSecret(name, pullSecret.name));
  return { objects: [...withPullSecret(mirrored, pullSecret.name), ...accounts], replacements };
}

/** An image, and what it is called in a mirror. */
export interface MirrorCopy {
  readonly from: ImageReference;
  readonly to: ImageReference;
}

/** What must be copied so that a mirror has these images. Throws `PlatformError` as `mirrorImages` does. */
export function copiesFor(images: Iterable<string>, mirror: ImageMirror): MirrorCopy[] {
  const copies = new MirrorCopies(mirror);
  const found = [...new Set(images)].flatMap((text) => {
    const from = parseImage(text);
    if (from === undefined) return [];
    const to = copies.find({ text, reference: from });
    return to === undefined ? [] : [{ from, to: parseImage(to)! }];
  });
  copies.refuseFaults();
  return found;
}

/** Finds images in a mirror and remembers what can't be: it is told all at once. */
class MirrorCopies {
  readonly #sources = new Map<string, string>();
  readonly #left = new Set<string>();
  readonly #collisions = new Set<string>();

  public constructor(private readonly mirror: ImageMirror) {}

  public find({ text, reference }: Pick<ImageUse, 'text' | 'reference'>): string | undefined {
    const there = this.mirror.find(reference);
    if (there === undefined) {
      if (isUpstreamRegistry(reference.registry) && !this.mirror.keeps(reference)) this.#left.add(text);
      return undefined;
    }
    const [from, to] = [pathOf(reference), pathOf(there)];
    const other = this.#sources.get(to);
    if (other === undefined) this.#sources.set(to, from);
    else if (other !== from) this.#collisions.add(`  ${other} and ${from} would both be ${to}`);
    return formatImage(there);
  }

  public refuseFaults(): void {
    if (this.#left.size > 0) {
      const list = [...this.#left].sort().map((text) => `  ${text}\n`);
      const hint = 'say where the mirror has them, or keep their registry';
      throw new PlatformError('imageUnmapped', `images remain at upstream's registries:\n${list.join('')}`, hint);
    }
    if (this.#collisions.size > 0) {
      const list = [...this.#collisions].sort().map((line) => `${line}\n`);
      const hint = 'keep more of the path, as with ImageMirror.flatten(…, { join: "-" })';
      throw new PlatformError('imageCollision', `images would be mixed up in the mirror:\n${list.join('')}`, hint);
    }
  }
}

function pathOf({ registry, repository }: Name): string {
  return repository === '' ? registry : `${registry}/${repository}`;
}

/** What is behind a beginning that ends with a segment: `/…`, or nothing. */
function restBehind(prefix: string, path: string): string | undefined {
  if (path === prefix) return '';
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : undefined;
}

/** Reads a name without tag and digest; with `allow host`, a registry alone is one too. */
function nameOf(text: string, host?: 'allow host'): Name {
  if (host !== undefined && isHost(text)) return { registry: text, repository: '' };
  const reference = parseImage(text);
  if (reference === undefined || reference.digest !== undefined || reference.tag !== undefined) {
    const hint = 'write registry/path, without a tag or digest';
    throw new PlatformError('imageReference', `"${text}" is no name of an image`, hint);
  }
  return { registry: reference.registry, repository: reference.repository };
}

/** Reads a place in the mirror. It says its registry: who writes `mirror` does not mean Docker Hub. */
function placeOf(text: string): Name {
  const place = nameOf(text, 'allow host');
  const [first = ''] = text.split('/');
  if (isHost(first)) return place;
  throw new PlatformError('imageReference', `"${text}" names no registry`, 'write one such as mirror.example.com:5000');
}

function imageAt(text: string): Name {
  placeOf(text);
  return nameOf(text);
}

function isHost(text: string): boolean {
  return /^(?:localhost|[\w-]+(?:\.[\w-]+)+|[\w-]+(?=:))(?::\d+)?$/.test(text);
}
