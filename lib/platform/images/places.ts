import type { KubeObject } from '../../api/meta/v1';
import type { FieldPath } from '../../rules/diagnostic';
import { isIstioValues, istioImages } from './istio-values';
import { type ImageReference, isOnUpstreamRegistry, parseImage } from './reference';

/** How an object names an image. */
export type ImagePlace =
  /** A container's `image`, or that of a step. */
  | 'container'
  /** The value of a container's variable. */
  | 'env'
  /** An argument of a container, or what stands behind `=` in it. */
  | 'argument'
  /** A value of a ConfigMap, or a line of one. */
  | 'config'
  /** A field of another kind of object, such as `spec.image` of an `Image`. */
  | 'field'
  /** Hub, name and tag in the values of Istio's injector. */
  | 'istio'
  /** The `_example` of a ConfigMap, which nothing reads: it is never changed. */
  | 'example';

/** An image that an object names, and where. */
export interface ImageUse {
  /** As it is written. */
  readonly text: string;
  readonly reference: ImageReference;
  readonly place: ImagePlace;
  /** Steps to the value from the object's root; it may hold more than the reference. */
  readonly at: FieldPath;
}

/** Gives what an image is to be called; the same text where it stays. */
export type ReplaceImage = (use: ImageUse) => string;

/** The images that an object names, in the order of its fields. */
export function imagesIn(object: KubeObject): ImageUse[] {
  const uses: ImageUse[] = [];
  replaceImages(object, (use) => {
    uses.push(use);
    return use.text;
  });
  return uses;
}

/**
 * The object with other images, wherever it names some: containers, variables, arguments, ConfigMaps, other fields, the
 * values of Istio's injector. Whole references are replaced, and never parts of other texts. An object that stays as it
 * was is given back itself.
 */
export function replaceImages(object: KubeObject, replace: ReplaceImage): KubeObject {
  // A schema has fields that are called like those which hold images.
  if (object.kind === 'CustomResourceDefinition') return object;
  if (object.kind === 'ConfigMap') return inConfigMap(object, replace);
  return inValue(object, [], replace) as KubeObject;
}

/** Lists whose items have an image of their own. */
const CONTAINER_LISTS: ReadonlySet<string> = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
  'steps',
  'sidecars',
]);

function inValue(value: unknown, at: FieldPath, replace: ReplaceImage): unknown {
  if (Array.isArray(value)) return mapped(value, (item, i) => inValue(item, [...at, i], replace));
  if (!isMap(value)) return value;
  return mappedFields(value, (field, key) => {
    const path = [...at, key];
    if (CONTAINER_LISTS.has(key) && Array.isArray(field)) {
      return mapped(field, (item, i) => inContainer(item, [...path, i], replace));
    }
    if (key === 'stepTemplate') return inContainer(field, path, replace);
    if (key === 'image' && typeof field === 'string') return one(field, 'field', path, replace);
    return inValue(field, path, replace);
  });
}

function inContainer(container: unknown, at: FieldPath, replace: ReplaceImage): unknown {
  if (!isMap(container)) return container;
  return mappedFields(container, (field, key) => {
    const path = [...at, key];
    if (key === 'image' && typeof field === 'string') return one(field, 'container', path, replace);
    if (key === 'env' && Array.isArray(field)) {
      return mapped(field, (variable, i) => inVariable(variable, [...path, i], replace));
    }
    if ((key === 'args' || key === 'command') && Array.isArray(field)) return inArguments(field, path, replace);
    return inValue(field, path, replace);
  });
}

/** By the convention of Knative and Tekton; these may name an image of Docker Hub without its registry. */
const IMAGE_VARIABLE = /(?:^|_)IMAGE$/;
const IMAGE_FLAG = /^--?(?:[\w-]+-)?image(?:-[\w-]+)?$/;

function inVariable(variable: unknown, at: FieldPath, replace: ReplaceImage): unknown {
  if (!isMap(variable) || typeof variable.value !== 'string') return variable;
  const isNamedSo = typeof variable.name === 'string' && IMAGE_VARIABLE.test(variable.name);
  const value = ifImage(variable.value, isNamedSo, 'env', [...at, 'value'], replace);
  return value === variable.value ? variable : { ...variable, value };
}

function inArguments(words: readonly unknown[], at: FieldPath, replace: ReplaceImage): unknown {
  return mapped(words, (word, i) => {
    if (typeof word !== 'string') return word;
    const path = [...at, i];
    const [, flag = '', value] = /^(--?[\w-]+)=(.+)$/.exec(word) ?? [];
    if (value !== undefined) {
      return `${flag}=${ifImage(value, IMAGE_FLAG.test(flag), 'argument', path, replace)}`;
    }
    const before = words[i - 1];
    return ifImage(word, typeof before === 'string' && IMAGE_FLAG.test(before), 'argument', path, replace);
  });
}

/** Keys of ConfigMaps whose value is an image, such as `queue-sidecar-image`. */
const IMAGE_KEY = /(?:^|[-_.])image$/i;

function inConfigMap(object: KubeObject, replace: ReplaceImage): KubeObject {
  const { data } = object as { readonly data?: unknown };
  if (!isMap(data)) return object;
  const replaced = mappedFields(data, (text, key) => {
    if (typeof text !== 'string') return text;
    const at = ['data', key];
    if (key === '_example') return inLines(text, 'example', at, replace);
    if (isIstioValues(text)) return istioImages(text, at, replace);
    if (text.includes('\n')) return inLines(text, 'config', at, replace);
    return ifImage(text, IMAGE_KEY.test(key), 'config', at, replace);
  });
  return replaced === data ? object : ({ ...object, data: replaced } as KubeObject);
}

/** A line that gives a key a plain or quoted value, in YAML or JSON. */
const LINE = /^(\s*(?:- )?"?([\w./-]+)"?\s*:\s*(["']?))([^\s"'{}]+)\3(,?\s*)$/;

/** Configuration that is YAML, JSON or a template of it: a line whose value is an image, as a whole, is one. */
function inLines(text: string, place: ImagePlace, at: FieldPath, replace: ReplaceImage): string {
  const lines = text.split('\n');
  const replaced = mapped(lines, (line) => {
    const [, before = '', key = '', quote = '', value, after = ''] = LINE.exec(line) ?? [];
    if (value === undefined) return line;
    const image = ifImage(value, key === 'image', place, at, replace);
    return image === value ? line : `${before}${image}${quote}${after}`;
  });
  return replaced === lines ? text : replaced.join('\n');
}

/** Replaces a text if it is a reference: of any registry where its name says so, of upstream's where nothing does. */
function ifImage(text: string, isNamedSo: boolean, place: ImagePlace, at: FieldPath, replace: ReplaceImage): string {
  return isNamedSo || isOnUpstreamRegistry(text) ? one(text, place, at, replace) : text;
}

/** Istio's injector puts the proxy's image in place of this word. */
const INJECTED = 'auto';

function one(text: string, place: ImagePlace, at: FieldPath, replace: ReplaceImage): string {
  const reference = text === INJECTED ? undefined : parseImage(text);
  if (reference === undefined) return text;
  const replacement = replace({ text, reference, place, at });
  return place === 'example' ? text : replacement;
}

function mapped<Item>(items: readonly Item[], map: (item: Item, index: number) => Item): readonly Item[] {
  let changed = false;
  const result = items.map((item, i) => {
    const given = map(item, i);
    if (given !== item) changed = true;
    return given;
  });
  return changed ? result : items;
}

type Fields = Readonly<Record<string, unknown>>;

function mappedFields(fields: Fields, map: (value: unknown, key: string) => unknown): Fields {
  let changed: Record<string, unknown> | undefined;
  for (const [key, value] of Object.entries(fields)) {
    const given = map(value, key);
    if (given === value) continue;
    changed ??= { ...fields };
    changed[key] = given;
  }
  return changed ?? fields;
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
