import { mendCharacters } from './characters';
import { apiVersionMeant, formFaults } from './faults';
import { beginsObject, joinWrapped, mendLines, quoteValues } from './lines';
import { reflow } from './reflow';
import { withoutTabs } from './tabs';
import { type Mend, type Step, textRules } from './text-rules';

/** A text as far as it could be mended. */
export interface Mended {
  readonly text: string;
  /** What was mended; lines are those of the text as it was given. */
  readonly mends: readonly Mend[];
  /** Lines of the mended text that were put in, from 1 and in order. */
  readonly added: readonly number[];
}

/** The line of the given text that a line of the mended one was; for one that was put in the one after it. */
export function givenLine(line: number, { added }: Pick<Mended, 'added'>): number {
  return line - added.filter((one) => one < line).length;
}

/** In this order: each works on what the one before left. */
const STEPS = [withoutTabs, quoteValues, joinWrapped, separated, withApiVersion, reflow] as const;

/**
 * Mends what copying did to a text. What comes out of a document is mended wherever that is plainly damage; all else, and
 * each line that is joined or moved, only if the text is no sound manifest without it, and the result is nearer to one.
 */
export function mend(given: string, { isCopied = false }: { readonly isCopied?: boolean } = {}): Mended {
  let state: Mended = { text: given, mends: [], added: [] };
  let least = formFaults(given).score;
  if (least === 0) return state;
  let best = state;
  for (const step of [mendCharacters, mendLines, ...STEPS]) {
    // A file that can be read, and whose fields are misspelt, is told of and not rebuilt.
    if (step === reflow && !isCopied && formFaults(state.text).isReadable) continue;
    state = next(state, step);
    if (state.text === best.text) continue;
    const { score } = formFaults(state.text);
    const isDamage = isCopied && (step === mendCharacters || step === mendLines);
    if (score >= least && !(isDamage && score === least)) continue;
    best = state;
    least = score;
    if (least === 0) break;
  }
  return best;
}

function next(before: Mended, step: (text: string) => Step): Mended {
  const { text, mends, added = [] } = step(before.text);
  const moved = before.added.map((line) => added.reduce((at, one) => (one <= at ? at + 1 : at), line));
  return {
    text,
    mends: [...before.mends, ...mends.map((one) => ({ ...one, line: givenLine(one.line, before) }))],
    added: [...moved, ...added].sort((a, b) => a - b),
  };
}

/** A second object begins in the midst of one. */
function separated(text: string): Step {
  const mends: Mend[] = [];
  const lines = text.split('\n');
  let seen = false;
  const separatedLines = lines.map((line, i) => {
    if (/^---/.test(line)) seen = false;
    if (!beginsObject(lines, i)) return line;
    const again = seen;
    seen = true;
    const before = lines
      .slice(0, i)
      .reverse()
      .find((earlier) => earlier.trim() !== '');
    // An object may begin with its kind.
    if (!again || before === undefined || /^kind:/.test(before)) return line;
    mends.push({ rule: textRules.separator, line: i + 1, message: 'another object begins here' });
    return `---\u0000${line}`;
  });
  // The separator takes the place of a blank line before it, where there is one.
  const out: string[] = [];
  const added: number[] = [];
  for (const line of separatedLines) {
    const [marker, rest] = line.split('\u0000');
    if (rest === undefined) {
      out.push(line);
    } else {
      if (out.at(-1)?.trim() === '') out.pop();
      else added.push(out.length + 1);
      out.push(marker as string, rest);
    }
  }
  return { text: out.join('\n'), mends, added };
}

/** Objects that lost their apiVersion get the one of the kind whose fields they have. */
function withApiVersion(text: string): Step {
  const mends: Mend[] = [];
  const added: number[] = [];
  let line = 0;
  const documents = text.split(/^(?=---)/m).map((document) => {
    const first = line;
    line += document.split('\n').length - 1;
    if (/^apiVersion:/m.test(document) || !/^kind:\s*\S/m.test(document)) return document;
    const [object] = formFaults(document.replace(/^(kind:)/m, 'apiVersion: none.invalid/v1\n$1')).objects;
    const meant = object === undefined ? undefined : apiVersionMeant(object as never);
    if (meant === undefined) return document;
    const kindAt = first + 1 + document.split('\n').findIndex((one) => /^kind:/.test(one));
    added.push(kindAt + added.length);
    mends.push({
      rule: textRules.apiVersion,
      line: kindAt,
      message: `took the kind ${object?.kind} for that of ${meant}`,
    });
    return document.replace(/^(kind:)/m, `apiVersion: ${meant}\n$1`);
  });
  return { text: documents.join(''), mends, added };
}
