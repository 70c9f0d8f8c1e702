import { beginsObject } from './lines';
import { type Mend, textRules } from './text-rules';

/** A part of a file that may hold manifests. */
export interface Block {
  readonly text: string;
  /** Lines of the file before it. */
  readonly linesBefore: number;
  /** What was mended to get it. */
  readonly mends: readonly Mend[];
  /** The line with which it begins, if that is no beginning of an object. */
  readonly beginsWith?: string;
}

const FENCE = /^(?:```|~~~)/;
const OPENING = /^(?:```|~~~)\s*([\w+-]*)/;

/** Languages that a block of YAML is marked as, if it is marked at all. */
const LANGUAGES = ['', 'yaml', 'yml', 'json', 'sh', 'bash', 'shell', 'console', 'text', 'txt'];

/** Whether a text is Markdown or the like: a document with blocks of code between fences, or with none but sentences. */
export function isDocument(text: string): boolean {
  return hasFences(text) || hasProse(text);
}

function hasFences(text: string): boolean {
  return /^(?:```|~~~)/m.test(text);
}

/** Whether sentences stand between the manifests: words in a row, or such of another script, and no key before them. */
function hasProse(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const prose = lines.filter(
    (line) =>
      !isYamlLike(line) && /^[A-Z\u3000-\u9fff][^:{}[\]]*(?:\s\S+){3}|[\u3000-\u9fff].*[\u3000-\u9fff]/.test(line),
  );
  return prose.length > 2 && /^apiVersion:/m.test(text);
}

function isYamlLike(line: string): boolean {
  return /^\s*(?:-(?:\s|$)|["']?[\w./$~-]+["']?:(?:\s|$)|#|---)/.test(line);
}

/** Runs of lines that begin an object and go on as one does, in a text without fences. */
function paragraphs(text: string): Fenced[] {
  const found: Fenced[] = [];
  let open: { start: number; language: string; lines: string[] } | undefined;
  const close = (end: number) => {
    if (open !== undefined) found.push({ ...open, end });
    open = undefined;
  };
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const begins = /^\s*apiVersion:\s*\S/.test(line);
    if (open?.lines.some((one) => /^apiVersion:/.test(one)) && beginsObject(lines, index)) close(index);
    if (begins && open === undefined) open = { start: index, language: '', lines: [] };
    if (open === undefined) continue;
    // A heading of one word ends a manifest that nothing else ends.
    if (/^[A-Z]\w+$/.test(line)) {
      close(index);
      continue;
    }
    if (isYamlLike(line) || line.trim() === '' || /^\s*[\w./:@"'${}()+ =-]+$/.test(line)) open.lines.push(line);
    else close(index);
  }
  close(text.split('\n').length);
  return found;
}

/**
 * The blocks of a document that hold a manifest. One that goes on in the next block, because a page ended, is put
 * together again: only blank lines lie between, and the next block begins no object of its own.
 */
export function manifestBlocks(text: string): Block[] {
  const found: Block[] = [];
  let last: { end: number; isManifest: boolean } | undefined;
  for (const { start, end, language, lines } of hasFences(text) ? fencedBlocks(text) : paragraphs(text)) {
    const body = lines.join('\n');
    const before = text.split('\n').slice(last?.end, start - 1);
    const follows = last !== undefined && before.every((line) => line.trim() === '');
    const previous = found.at(-1);
    if (follows && last?.isManifest && previous !== undefined && goesOn(body, previous.text)) {
      const gap = '\n'.repeat(start - (previous.linesBefore + previous.text.split('\n').length));
      const mend = { rule: textRules.pageBreak, line: start + 1, message: 'the block goes on here' };
      const rest = withoutOverlap(previous.text, body);
      found[found.length - 1] = {
        ...previous,
        text: `${previous.text}${gap}\n${rest}`,
        mends: [...previous.mends, mend],
      };
      last = { end, isManifest: true };
      continue;
    }
    const isManifest = LANGUAGES.includes(language) && holdsObject(body);
    if (isManifest) found.push({ text: body, linesBefore: start, mends: [] });
    last = { end, isManifest };
  }
  return found.map((block) => {
    const beginsWith = middle(block.text);
    return beginsWith === undefined ? block : { ...block, beginsWith };
  });
}

/** The first line of what is only a part of an object: its beginning is not there, so nobody knows what it belongs to. */
function middle(body: string): string | undefined {
  const first = body
    .split('\n')
    .find((line) => line.trim() !== '' && !/^\s*(?:#|\.|…|---|[$>]|└─)/.test(line) && !/\bkubectl\b|<</.test(line));
  if (first === undefined || /^[\s>\d:|-]*["']?(?:apiVersion|kind|Kind|metadata)["']?\s*[:：]|^\s*[{[]/.test(first))
    return undefined;
  // The value after the key is nobody's business.
  return first.trim().replace(/:.*$/, ':');
}

/** Whether an object begins there: at its first line, apart from comments and what stands for something left out. */
function holdsObject(body: string): boolean {
  if (isProgram(body)) return false;
  return (
    /^[\s>\d:|-]*["']?apiVersion["']?\s*[:：]/m.test(body) ||
    /^[\s>\d:|]*kind\s*[:：]\s*[A-Z]\w*\s*(?:#.*)?$/m.test(body)
  );
}

/** Whether a block reads like the rest of a manifest, and not like a command, its output or a program. */
function goesOn(body: string, before: string): boolean {
  const lines = body.split('\n').filter((line) => line.trim() !== '' && !/^\s*#\s/.test(line));
  const [first = ''] = lines;
  const endsOnVersion = /^\s*apiVersion:.*\s*$/.test(before.trimEnd().split('\n').at(-1) ?? '');
  if (lines.length === 0 || /^\s*apiVersion\s*:/.test(first) || /^---/.test(first)) return false;
  if (/^\s*kind\s*:/.test(first) && !endsOnVersion) return false;
  if (/^\s*(?:[$>]|└─\s?#)\s*\w/.test(first) || isProgram(body)) return false;
  const like = lines.filter((line) => /^\s*(?:- |-$|["']?[\w./-]+["']?:(?:\s|$)|#)/.test(line));
  return like.length / lines.length > 0.6;
}

/** The last line of a page is sometimes the first of the next one too. */
function withoutOverlap(before: string, body: string): string {
  const last = before.trimEnd().split('\n').at(-1)?.trim();
  const lines = body.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0 || lines[first]?.trim() !== last) return body;
  lines[first] = '';
  return lines.join('\n');
}

/** Lines that end as those of Go, Java and JavaScript do, and declarations. */
function isProgram(body: string): boolean {
  return /[;{]\s*$|:=|^\s*(?:func|import|package|type)\s+\w/m.test(body) && !/^\s*\{/.test(body);
}

interface Fenced {
  /** Line of the opening fence, from 1. */
  readonly start: number;
  /** Lines up to and with the closing fence. */
  readonly end: number;
  readonly language: string;
  readonly lines: readonly string[];
}

function fencedBlocks(text: string): Fenced[] {
  const blocks: Fenced[] = [];
  let open: { start: number; language: string; lines: string[] } | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (!FENCE.test(line)) {
      open?.lines.push(line);
    } else if (open === undefined) {
      open = { start: index + 1, language: OPENING.exec(line)?.[1]?.toLowerCase() ?? '', lines: [] };
    } else {
      blocks.push({ ...open, end: index + 1 });
      open = undefined;
    }
  }
  if (open !== undefined) blocks.push({ ...open, end: text.split('\n').length });
  return blocks;
}
