import { displayRef } from '../graph/object-ref';
import type { Finding, FoundObject, SyntaxProblem } from '../manifests';
import type { Severity } from '../rules/diagnostic';
import type { Change, ChangeAction } from './change';
import type { Imported } from './import';

/** What an import did, for people and programs. */
export interface ImportReport extends Pick<Imported, 'changes' | 'problems' | 'findings'> {
  /** How many files were read. */
  readonly files: number;
  /** How many objects are written. */
  readonly objects: number;
}

/** What `import --format json` prints: a contract that changes only together with `version`. */
interface ImportJson {
  readonly version: 1;
  readonly summary: Readonly<Record<ChangeAction | 'files' | 'objects' | 'unread', number>>;
  readonly changes: readonly PlacedJson<{ readonly action: ChangeAction; readonly why: string }>[];
  readonly unread: readonly PlacedJson<{ readonly hint?: string }>[];
  readonly diagnostics: readonly PlacedJson<{ readonly severity: Severity; readonly hint?: string }>[];
}

type PlacedJson<More> = More & {
  readonly code: string;
  readonly message: string;
  /** The field; empty for the object or the document as a whole. */
  readonly path: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Which document of the file, from 1. */
  readonly document: number;
  /** Absent where the text of the document is meant. */
  readonly object?: FoundObject;
};

/** For programs. */
export function reportJson({ changes, problems, findings, files, objects }: ImportReport): string {
  const countOf = (action: ChangeAction) => changes.filter((change) => change.action === action).length;
  const json: ImportJson = {
    version: 1,
    summary: {
      files,
      objects,
      mended: countOf('mended'),
      upgraded: countOf('upgraded'),
      dropped: countOf('dropped'),
      decide: countOf('decide'),
      unread: problems.length,
    },
    changes: changes.map(({ action, why, ...change }) => ({ action, why, ...placed(change) })),
    unread: problems.map(({ hint, message, code, file, line, document }) => ({
      hint,
      ...placed({ message, code, file, line, document, path: '' }),
    })),
    diagnostics: findings.map(({ severity, hint, ...finding }) => ({ severity, hint, ...placed(finding) })),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

function placed({ code, message, path, file, line, document, object }: PlacedJson<unknown>): PlacedJson<unknown> {
  return { code, message, path, file, line, document: document + 1, object };
}

const TITLES: Readonly<Record<ChangeAction, string>> = {
  decide: 'For you to decide',
  upgraded: 'Upgraded',
  dropped: 'Left out',
  mended: 'Mended in the text',
};

/** For people: what could not be read, what is left to decide, what was done, and what is still wrong. */
export function reportText(report: ImportReport): string {
  const { changes, problems, findings } = report;
  const parts = [
    section('Not read', problems.map(problemText)),
    ...(Object.keys(TITLES) as ChangeAction[]).map((action) => {
      const some = changes.filter((change) => change.action === action);
      return section(TITLES[action], groups(some));
    }),
    section('Still wrong', findings.filter(({ severity }) => severity === 'error').map(findingText)),
    `${summaryOf(report)}\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function section(title: string, entries: readonly string[]): string {
  return entries.length === 0 ? '' : `${title}\n${entries.join('')}`;
}

/** Changes of one sort stand together below their reason. */
function groups(changes: readonly Change[]): string[] {
  const byCode = new Map<string, Change[]>();
  for (const change of changes) byCode.set(change.code, [...(byCode.get(change.code) ?? []), change]);
  return [...byCode.values()].map((some) => {
    const [{ code, why }] = some as [Change, ...Change[]];
    const lines = some.map(({ file, line, object, message }) => `    ${file}:${line} ${nameOf(object)}${message}\n`);
    return `  ${code} ${why}\n${lines.join('')}`;
  });
}

function problemText({ file, line, message, hint, code }: SyntaxProblem): string {
  return `  ${code} ${file}:${line} ${message}${hint === undefined ? '' : `: ${hint}`}\n`;
}

function findingText({ code, file, line, object, path, message, hint }: Finding): string {
  const where = path === '' ? '' : ` (${path})`;
  return `  ${code} ${file}:${line} ${nameOf(object)}${message}${where}${hint === undefined ? '' : `: ${hint}`}\n`;
}

function nameOf(object: FoundObject | undefined): string {
  return object === undefined ? '' : `${displayRef(object)}: `;
}

function summaryOf({ files, objects, changes, problems, findings }: ImportReport): string {
  const decisions = changes.filter(({ action }) => action === 'decide').length;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const counts = [
    count(objects, 'object'),
    `of ${count(files, 'file')}, with ${count(changes.length - decisions, 'change')}`,
    ...(decisions === 0 ? [] : [`and ${count(decisions, 'decision')} for you`]),
  ];
  const rest = [
    ...(problems.length === 0 ? [] : [`${count(problems.length, 'document')} could not be read`]),
    ...(errors === 0 ? [] : [`${count(errors, 'error')} would stop the cluster`]),
  ];
  return [counts.join(' '), ...rest].join('; ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
