import type { KubeObject } from '../api/meta/v1';
import { graphOf } from '../graph/build';
import type { Origin, ResourceGraph } from '../graph/graph';
import { displayRef, type ObjectRef, refOf } from '../graph/object-ref';
import { check } from '../rules/check';
import { type Diagnostic, formatPath, type Severity } from '../rules/diagnostic';
import type { PlatformOptions } from '../rules/platform';
import { structureRules } from '../rules/structure';
import type { Manifests } from './files';
import type { Position, SyntaxProblem } from './problems';
import type { ManifestObject } from './read';

/** Something wrong in a file: with an object, or with the file itself. */
export interface Finding extends Position {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** The field, as a path such as `spec.traffic[1].percent`; empty for the object or file as a whole. */
  readonly path: string;
  readonly file: string;
  /** Which document of the file, from 0. */
  readonly document: number;
  /** Absent if the file itself is at fault. */
  readonly object?: FoundObject;
}

/** What names the object of a finding. */
export interface FoundObject extends ObjectRef {
  readonly apiVersion: string;
}

/** The graph of the objects of some files, and which of its origins is whose. */
interface LocatedGraph {
  readonly graph: ResourceGraph;
  readonly manifests: ReadonlyMap<Origin, ManifestObject>;
}

/** The objects as a graph, each with its file and document as origin. */
export function graphOfManifests(objects: readonly ManifestObject[]): LocatedGraph {
  const manifests = new Map<Origin, ManifestObject>();
  const inputs = objects.map((manifest) => {
    const { object, file, document } = manifest;
    // Items of one list have equal origins: they are told apart by identity, which the rules keep.
    const origin: Origin = { file, document };
    manifests.set(origin, manifest);
    return { object, origin };
  });
  return { graph: graphOf(inputs), manifests };
}

/** All that is wrong with these files and the objects in them, in the order of files and lines. */
export function findingsOf({ files, objects, problems }: Manifests, options: PlatformOptions = {}): Finding[] {
  const { graph, manifests } = graphOfManifests(objects);
  const findings: Finding[] = problems.map(problemFinding);
  for (const diagnostic of check(graph, options)) {
    const finding = located(diagnostic, manifests);
    if (!problems.some((problem) => isTold(finding, problem))) findings.push(finding);
  }
  const orderOf = new Map(files.map((file, index) => [file, index]));
  const order = ({ file }: Finding) => orderOf.get(file) ?? -1;
  return findings.sort((a, b) => order(a) - order(b) || a.line - b.line || a.column - b.column);
}

/** Whether the reader has told of the field, and left nothing there that rules could judge. */
function isTold({ path, ...finding }: Finding, { at, object, ...problem }: SyntaxProblem): boolean {
  if (object === undefined || !path.startsWith(formatPath(at))) return false;
  return (['file', 'document', 'line', 'column'] as const).every((key) => finding[key] === problem[key]);
}

/** A problem of a file, told as the rules tell theirs. */
export function problemFinding({ at, object, ...problem }: SyntaxProblem): Finding {
  return { ...problem, path: formatPath(at), ...(object !== undefined && { object: foundObject(object) }) };
}

/** Of these, the name of a field is wrong and not its value. */
const OF_KEY: ReadonlySet<string> = new Set([structureRules.unknown.code, structureRules.ignored.code]);

function located(diagnostic: Diagnostic, manifests: ReadonlyMap<Origin, ManifestObject>): Finding {
  const { code, object, origin } = diagnostic;
  const manifest = manifests.get(origin);
  if (manifest === undefined) throw new Error(`${code} of ${displayRef(object)} does not name the origin it was given`);
  return findingAt(diagnostic, manifest);
}

/** What is wrong with an object, told of where it is written. */
export function findingAt(diagnostic: Diagnostic, manifest: ManifestObject): Finding {
  const { code, severity, message, path, at } = diagnostic;
  const { file, document } = manifest;
  const hint = withWritten(diagnostic, manifest);
  const place = manifest.position(at, OF_KEY.has(code) ? 'key' : 'value');
  return { code, severity, message, hint, path, file, document, object: foundObject(manifest.object), ...place };
}

/** Who wrote `0755` or `yes` shall quote that, and not the 493 or true that it was read as. */
function withWritten({ code, hint, at }: Diagnostic, manifest: ManifestObject): string | undefined {
  if (code !== structureRules.type.code || hint === undefined) return hint;
  const [, before] = /^(put it in quotes: )"/.exec(hint) ?? [];
  const written = before && manifest.written(at);
  return written ? `${before}"${written}"` : hint;
}

/** What names an object in a finding. */
export function foundObject(object: KubeObject): FoundObject {
  const { group, kind, name, namespace } = refOf(object);
  return { group, apiVersion: object.apiVersion, kind, name: name || (object.metadata.generateName ?? ''), namespace };
}
