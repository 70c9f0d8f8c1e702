import { type FileText, type ManifestObject, manifestRules, readManifests, type SyntaxProblem } from '../../manifests';
import type { Change } from '../change';
import { type Block, isDocument, manifestBlocks } from './blocks';
import { givenLine, mend } from './mend';
import type { Mend } from './text-rules';

/** What the files hold, mended where it could be. */
export interface ReadTexts {
  readonly objects: readonly ReadObject[];
  /** What is beyond mending. */
  readonly problems: readonly SyntaxProblem[];
  /** What was mended. */
  readonly changes: readonly Change[];
}

/** An object as it was read. */
export interface ReadObject {
  readonly manifest: ManifestObject;
  /** The line of its file that a line of the text is, which it was read from. */
  lineInFile(line: number): number;
}

/** Reads the objects of some files: of YAML and JSON, and of the blocks of documents. */
export function readTexts(texts: readonly FileText[]): ReadTexts {
  const objects: ReadObject[] = [];
  const problems: SyntaxProblem[] = [];
  const changes: Change[] = [];
  for (const { file, text, isNamed } of texts) {
    const isCopied = isDocument(text);
    const blocks: readonly Block[] = isCopied ? manifestBlocks(text) : [{ text, linesBefore: 0, mends: [] }];
    let document = 0;
    for (const block of blocks) {
      if (block.beginsWith !== undefined) {
        problems.push(fragment(block, file, document++));
        continue;
      }
      const mended = mend(block.text, { isCopied });
      const lineInFile = (line: number) => givenLine(line, mended) + block.linesBefore;
      const read = readManifests(mended.text, file, { skipForeign: !isNamed });
      for (const each of [...block.mends, ...linesIn(mended.mends, block.linesBefore)]) {
        changes.push(changeOf(each, file, document));
      }
      for (const manifest of read.objects) {
        objects.push({ manifest: placed(manifest, document), lineInFile });
      }
      for (const problem of read.problems) {
        problems.push({ ...problem, line: lineInFile(problem.line), document: problem.document + document });
      }
      document +=
        1 + Math.max(0, ...read.objects.map((one) => one.document), ...read.problems.map((one) => one.document));
    }
  }
  return { objects, problems, changes };
}

function linesIn(mends: readonly Mend[], linesBefore: number): Mend[] {
  return mends.map((each) => ({ ...each, line: each.line + linesBefore }));
}

function placed(manifest: ManifestObject, documentsBefore: number): ManifestObject {
  return { ...manifest, document: manifest.document + documentsBefore };
}

function changeOf({ rule: { code, action, why }, line, message }: Mend, file: string, document: number): Change {
  return { code, action, message, why, path: '', file, document, line };
}

function fragment({ beginsWith, linesBefore }: Block, file: string, document: number): SyntaxProblem {
  return {
    code: manifestRules.object.code,
    severity: 'error',
    message: `a part of an object begins with ${JSON.stringify(beginsWith)}, and what it belongs to is not there`,
    hint: 'put apiVersion, kind and metadata before it',
    at: [],
    file,
    document,
    line: linesBefore + 1,
    column: 1,
  };
}
