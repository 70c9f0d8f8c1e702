import type { KubeObject } from '../api/meta/v1';
import { refOf } from '../graph/object-ref';
import { manifestRules, readDocuments } from '../manifests';
import type { ComponentName, FilePhase } from './catalogue/component';
import { keptCopies } from './catalogue/kept-copies';
import type { PlatformRelease, ReleaseComponent } from './catalogue/releases';
import { distinctObjects } from './distinct-objects';
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
 * Each object once: of equal copies the first; of copies that are known to differ, the one that the catalogue keeps.
 * Throws `PlatformError`, which names both places, for others that differ.
 */
export function withoutCopies(objects: readonly LoadedObject[]): LoadedObject[] {
  const placed = objects.map((loaded) => ({ ...loaded, file: loaded.source.file, document: loaded.source.document }));
  return distinctObjects(placed, keptCopy).map(({ object, source }) => ({ object, source }));
}

function keptCopy<Loaded extends LoadedObject>(copies: readonly Loaded[]): Loaded | undefined {
  const { group, kind, name } = refOf(copies[0]!.object);
  const known = keptCopies.find((copy) => copy.kind === kind && copy.group === group && copy.name === name);
  return copies.find(({ source }) => known?.of.includes(source.component));
}
