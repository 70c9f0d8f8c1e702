import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../api/meta/v1';
import { displayRef, groupOf, idOf, refOf } from '../graph/object-ref';
import { manifestRules, readDocuments } from '../manifests';
import type { ComponentName, FilePhase } from './catalogue/component';
import { keptCopies } from './catalogue/kept-copies';
import type { PlatformRelease, ReleaseComponent } from './catalogue/releases';
import { PlatformError } from './errors';
import { readVendored } from './vendored/read';

/** Where an object of a release comes from. */
export interface ObjectSource {
  readonly component: ComponentName;
  /** The file, such as `serving/1.23.0/serving-core.yaml`. */
  readonly file: string;
  /** Which document of the file, from 0. */
  readonly document: number;
  readonly phase: FilePhase;
}

/** An object of a release, as upstream ships it. It may share parts with others: change copies. */
export interface LoadedObject {
  readonly object: KubeObject;
  readonly source: ObjectSource;
}

/** The objects of a release, each once. */
export interface LoadedRelease {
  readonly release: PlatformRelease;
  /** The components that the objects are of. */
  readonly components: readonly ReleaseComponent[];
  /** In the order of components, files and documents, which is no order to apply them in. */
  readonly objects: readonly LoadedObject[];
}

export interface LoadReleaseOptions {
  /** The folder that `platform vendor` filled. */
  readonly dir: string;
  /** Which components. @default - all that are vendored */
  readonly components?: Iterable<string>;
}

/**
 * Reads a release's objects from the folder that `platform vendor` filled, and from nowhere else.
 *
 * Throws `PlatformError` if a file is missing or is not what the lock file says, and if components have objects of one
 * name that differ.
 */
export function loadRelease(release: PlatformRelease, { dir, components }: LoadReleaseOptions): LoadedRelease {
  const vendored = readVendored(release, dir, components);
  const objects = vendored.files.flatMap(({ component, phase, path, text }) =>
    Array.from(objectsOfFile(text, path), ({ object, document }): LoadedObject => {
      return { object, source: { component, file: path, document, phase } };
    }),
  );
  return { release, components: vendored.components, objects: withoutCopies(objects) };
}

/**
 * The objects of a file and the documents that they are in. Nothing of a document is read before it is asked for. Lists
 * are opened. Of two equal keys in a map the last one counts, as for kubectl: releases have had such maps.
 *
 * Throws `PlatformError` for a document that can't be read as an object.
 */
export function* objectsOfFile(text: string, file: string): Generator<Pick<LoadedObject, 'object'> & DocumentIndex> {
  for (const { objects, problems } of readDocuments(text, file, { quick: true })) {
    const fault = problems.find(({ code }) => code !== manifestRules.duplicateKey.code);
    if (fault !== undefined) {
      throw new PlatformError('syntax', `${file}:${fault.line}:${fault.column} ${fault.message}`, fault.hint);
    }
    yield* objects;
  }
}

interface DocumentIndex {
  readonly document: number;
}

/**
 * Each object once: of equal copies the first. Of copies that are known to differ, the one that the catalogue keeps.
 * Throws `PlatformError`, which names both places, for others that differ.
 */
export function withoutCopies(objects: readonly LoadedObject[]): LoadedObject[] {
  const kept = new Map<string, LoadedObject>();
  for (const [index, loaded] of objects.entries()) {
    const id = identityOf(loaded.object) ?? `nameless ${index}`;
    const earlier = kept.get(id);
    if (earlier === undefined) kept.set(id, loaded);
    else if (!isDeepStrictEqual(earlier.object, loaded.object)) kept.set(id, choice(earlier, loaded));
  }
  return [...kept.values()];
}

/** Group, kind, namespace and name, or the prefix that a name is made from. */
function identityOf(object: KubeObject): string | undefined {
  const { name, generateName } = object.metadata;
  if (name === undefined && generateName === undefined) return undefined;
  return name === undefined ? `${idOf(refOf(object))}${generateName}…` : idOf(refOf(object));
}

function choice(a: LoadedObject, b: LoadedObject): LoadedObject {
  const ref = refOf(a.object);
  const owner = keptCopies.find(({ kind, group, name }) => {
    return kind === ref.kind && group === ref.group && name === ref.name;
  })?.of;
  const chosen = [a, b].find(({ source }) => owner?.includes(source.component));
  if (chosen !== undefined) return chosen;
  const what = ref.name === '' ? { ...ref, name: a.object.metadata.generateName ?? '' } : ref;
  throw new PlatformError(
    'collision',
    `${displayRef(what)}${ref.group === '' ? '' : ` of ${groupOf(a.object.apiVersion)}`} is in ${placeOf(a)} and, different, in ${placeOf(b)}`,
    'install one of the two components only',
  );
}

function placeOf({ source }: LoadedObject): string {
  return `${source.file} (document ${source.document + 1})`;
}
