import type { KubeObject } from '../api/meta/v1';
import { graphOf } from '../graph/build';
import { idOf, refOf } from '../graph/object-ref';
import {
  type FileText,
  type Finding,
  foundObject,
  manifestRules,
  problemFinding,
  type SyntaxProblem,
} from '../manifests';
import { check } from '../rules/check';
import { type FieldPath, formatPath } from '../rules/diagnostic';
import type { Change, ImportRule } from './change';
import { draftOf } from './draft';
import { type ReadObject, readTexts } from './source/read';
import { textRules } from './source/text-rules';
import { upgradeAll } from './upgrade';

/** An object as it is written today, and where it comes from. */
export interface ImportedObject {
  readonly object: KubeObject;
  readonly file: string;
  /** Which document of the file, from 0. */
  readonly document: number;
  /** Line of the file on which the object that it was made of begins, from 1. */
  readonly line: number;
}

/** What a set of old manifests is today. */
export interface Imported {
  readonly objects: readonly ImportedObject[];
  /** What was done, in the order of files and lines. */
  readonly changes: readonly Change[];
  /** What could not be read at all. */
  readonly problems: readonly SyntaxProblem[];
  /** What the cluster would still refuse of the objects, or accept and you regret. */
  readonly findings: readonly Finding[];
}

/** Mends and reads the texts of files, and brings the objects in them up to date. */
export function importTexts(texts: readonly FileText[]): Imported {
  const { objects: read, problems: told, changes: mended } = readTexts(texts);
  // An object with a key twice is read all the same; that the last one counts is for its author to know.
  const [doubled, problems] = [told.filter(isDoubled), told.filter((problem) => !isDoubled(problem))];
  const upgraded = upgradeAll(read.map(({ manifest }) => draftOf(manifest.object)));
  const changes: Change[] = [...mended];
  const objects: ImportedObject[] = [];
  for (const [i, { objects: drafts, changes: noted }] of upgraded.entries()) {
    const from = read[i] as ReadObject;
    const { file, document } = from.manifest;
    const line = lineOf(from, []);
    const current = drafts.map((draft) => ({ object: draft as unknown as KubeObject, file, document, line }));
    objects.push(...current);
    const subject = foundObject(current[0]?.object ?? from.manifest.object);
    for (const { rule, at, message } of noted) {
      const place = { file, document, line: lineOf(from, at), path: formatPath(at) };
      changes.push({ ...said(rule, message), ...place, object: subject });
    }
  }
  const kept = withoutTwice(objects, changes);
  const findings = [...doubled.map(problemFinding), ...findingsOf(kept)];
  return { objects: kept, changes: inOrder(changes, texts), problems, findings };
}

function isDoubled({ code }: SyntaxProblem): boolean {
  return code === manifestRules.duplicateKey.code;
}

function said({ code, action, why }: ImportRule, message: string): Pick<Change, 'code' | 'action' | 'message' | 'why'> {
  return { code, action, message, why };
}

function lineOf({ manifest, lineInFile }: ReadObject, at: FieldPath): number {
  return lineInFile(manifest.position(at, at.length === 0 ? 'value' : 'key').line);
}

/** Of objects with one name the last counts, as for `kubectl apply`. Equal ones are told of no more than once. */
function withoutTwice(objects: readonly ImportedObject[], changes: Change[]): ImportedObject[] {
  const last = new Map<string, ImportedObject>();
  for (const imported of objects) {
    if (imported.object.metadata.name !== undefined) last.set(idOf(refOf(imported.object)), imported);
  }
  return objects.filter((imported) => {
    const { object, file, document, line } = imported;
    const winner = last.get(idOf(refOf(object)));
    if (winner === undefined || winner === imported) return true;
    const message = `left out an earlier ${object.kind} ${object.metadata.name}, which comes again on line ${winner.line}${winner.file === file ? '' : ` of ${winner.file}`}`;
    changes.push({ ...said(textRules.twice, message), path: '', file, document, line, object: foundObject(object) });
    return false;
  });
}

function inOrder(changes: readonly Change[], texts: readonly FileText[]): Change[] {
  const orderOf = new Map(texts.map(({ file }, index) => [file, index]));
  const order = ({ file }: Change) => orderOf.get(file) ?? -1;
  return [...changes].sort(
    (a, b) => order(a) - order(b) || a.line - b.line || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
}

/** What the rules say of the objects as they are now; lines are those of the objects that they were made of. */
function findingsOf(objects: readonly ImportedObject[]): Finding[] {
  const origins = objects.map(({ file, document, line }) => ({ file, document, line }));
  const graph = graphOf(objects.map(({ object }, i) => ({ object, origin: origins[i] })));
  return check(graph).map((diagnostic) => {
    const { code, severity, message, hint, path, origin } = diagnostic;
    const i = origins.indexOf(origin as (typeof origins)[number]);
    const { file, document, line, object } = objects[i] as ImportedObject;
    return { code, severity, message, hint, path, file, document, line, column: 1, object: foundObject(object) };
  });
}
