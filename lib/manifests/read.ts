import type { KubeObject } from '../api/meta/v1';
import type { FieldPath } from '../rules/diagnostic';
import { type DocumentText, documentsOf } from './documents';
import { Lines } from './lines';
import { isForeign, objectsIn } from './objects';
import { nodesOf, type Parsed, parse } from './parse';
import { type FieldPart, offsetOfField, writtenAt } from './positions';
import type { Position, SyntaxProblem } from './problems';
import { quickValue } from './quick';

/** An object, and where in which file it is. */
export interface ManifestObject {
  readonly object: KubeObject;
  readonly file: string;
  /** Which document of the file, from 0. */
  readonly document: number;
  /**
   * Where a field is: its value, or its key when that is what is wrong or the value begins on a later line. A field
   * that is not there is looked for at its nearest ancestor.
   */
  position(path: FieldPath, part?: FieldPart): Position;
  /** How a field's plain value is written, such as `0755` for 493; undefined if it has none. */
  written(path: FieldPath): string | undefined;
}

export interface ReadOptions {
  /**
   * Whether documents that have nothing of a Kubernetes object are passed over, as when a folder holds other files too.
   * @default false
   */
  readonly skipForeign?: boolean;
  /**
   * Whether documents without a fault are read in a quicker way, in which some faults pass that only people care about.
   * For files that programs wrote.
   * @default false
   */
  readonly quick?: boolean;
}

/** What a file holds. */
export interface ManifestFile {
  readonly objects: readonly ManifestObject[];
  readonly problems: readonly SyntaxProblem[];
}

/** Without one of these words, no document is or was meant to be a Kubernetes object. */
const OWN_FIELD = /apiVersion|kind|metadata|spec/;

/**
 * Reads the objects of a file of YAML or JSON as kubectl would. Lists are opened, empty documents passed over.
 * A document that can't be read is told of and costs no other.
 *
 * Lines are counted and syntax trees kept for no object whose position nobody asks for.
 */
export function readManifests(text: string, file: string, options: ReadOptions = {}): ManifestFile {
  const documents = [...readDocuments(text, file, options)];
  return {
    objects: documents.flatMap(({ objects }) => objects),
    problems: documents.flatMap(({ problems }) => problems),
  };
}

/** What each document of a file holds, as `readManifests` tells it. None is read before it is asked for. */
export function* readDocuments(
  given: string,
  file: string,
  { skipForeign = false, quick = false }: ReadOptions = {},
): Generator<ManifestFile> {
  const text = given.startsWith('\uFEFF') ? given.slice(1) : given;
  const positions = new Positions(text);
  for (const [index, document] of documentsOf(text).entries()) {
    if (skipForeign && !OWN_FIELD.test(document.text)) continue;
    const { value, faults } = (quick && quicklyParsed(document)) || parse(document);
    const unread = value === undefined;
    if (skipForeign && (unread ? !/\b(?:apiVersion|kind)\b/.test(document.text) : isForeign(value))) continue;
    const objects: ManifestObject[] = [];
    const problems: SyntaxProblem[] = [];
    for (const { rule, offset, message, hint } of faults) {
      const place = positions.at(document.offset + offset);
      problems.push({ code: rule.code, severity: 'error', message, hint, at: [], file, document: index, ...place });
    }
    const found =
      unread || value === null
        ? []
        : objectsIn(value, ({ code }, at, message, hint, subject) => {
            const place = positions.of(document, [...(subject?.at ?? []), ...at]);
            const object = subject?.object;
            problems.push({ code, severity: 'error', message, hint, at, object, file, document: index, ...place });
          });
    for (const { object, at } of found) {
      const position = (path: FieldPath, part?: FieldPart) => positions.of(document, [...at, ...path], part);
      const written = (path: FieldPath) => positions.written(document, [...at, ...path]);
      objects.push({ object, file, document: index, position, written });
    }
    yield { objects, problems };
  }
}

function quicklyParsed({ text }: DocumentText): Parsed | undefined {
  const read = quickValue(text);
  return read && { ...read, faults: [] };
}

/** Finds fields of a file's documents. The tree of the document last asked for is kept. */
class Positions {
  readonly #lines: Lines;
  #last: { readonly of: DocumentText; readonly tree: ReturnType<typeof nodesOf> } | undefined;

  public constructor(text: string) {
    this.#lines = new Lines(text);
  }

  public at(offset: number): Position {
    return this.#lines.at(offset);
  }

  public of(document: DocumentText, path: FieldPath, part?: FieldPart): Position {
    return this.at(document.offset + offsetOfField(this.#treeOf(document), document.text, path, part));
  }

  public written(document: DocumentText, path: FieldPath): string | undefined {
    return writtenAt(this.#treeOf(document), path);
  }

  #treeOf(document: DocumentText): ReturnType<typeof nodesOf> {
    if (this.#last?.of !== document) this.#last = { of: document, tree: nodesOf(document.text) };
    return this.#last.tree;
  }
}
