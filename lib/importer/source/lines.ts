import { blockScalarLines } from './block-scalars';
import { type Mend, type Step, textRules } from './text-rules';

/** A line that gives a command or is a part of its output. */
const COMMAND =
  /^\s*(?:(?:[$>]|└─\s?#|\[?[\w@~:/-]*[\]]?[$#])\s+\S.*|(?:sudo\s+)?(?:kubectl|kn|tkn|oc|vim?|less|export|curl|helm)\s+[\w-].*|cat\s+(?:<<|>|\S+\.ya?ml).*|EOF|YAML)\s*$/;

const HEREDOC = /<<-?\s*["']?(\w+)["']?/;

/** Takes lines out that are no part of a manifest; they stay as blank lines, so that all others keep their numbers. */
export function mendLines(text: string): Step {
  const mends: Mend[] = [];
  let lines = withoutQuotation(text.split('\n'), mends);
  const isValue = blockScalarLines(lines);
  lines = lines.map((line, index) => {
    if (isValue[index] || !isCommand(line)) return line;
    mends.push({
      rule: textRules.prompt,
      line: index + 1,
      message: `left out a command (${nameOfCommand(line)})`,
    });
    return HEREDOC.test(line) ? '---' : '';
  });
  lines = withoutElisions(lines, mends);
  return { text: lines.join('\n'), mends };
}

/** What is run; not with what, since that may be nobody's business. */
function nameOfCommand(line: string): string {
  return /[a-z][\w-]*/.exec(line)?.[0] ?? 'unknown';
}

function isCommand(line: string): boolean {
  // A list item, a key or a comment is none, whatever it begins with.
  if (/^\s*(?:- |#\s|[\w./"-]+:(?:\s|$))/.test(line)) return /^\s*#\s*(?:kubectl|cat)\s/.test(line);
  return COMMAND.test(line);
}

/** `> ` before each line, as mails and chats quote. */
function withoutQuotation(lines: string[], mends: Mend[]): string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length < 2 || !filled.every((line) => /^>( |$)/.test(line))) return lines;
  mends.push({ rule: textRules.prompt, line: 1, message: 'took away the sign of quotation before each line' });
  return lines.map((line) => line.replace(/^> ?/, ''));
}

/** `...` that stands for something: within an object it would end the document, and the rest would be lost. */
function withoutElisions(lines: string[], mends: Mend[]): string[] {
  const isValue = blockScalarLines(lines);
  return lines.map((line, index) => {
    if (isValue[index] || !/^\s*(?:- )?(?:\.+|…+)\s*$/.test(line)) return line;
    const rest = lines.slice(index + 1).find((later) => later.trim() !== '');
    const ends = /^\.\.\.\s*$/.test(line) && (rest === undefined || rest.startsWith('---'));
    if (ends) return line;
    mends.push({ rule: textRules.elision, line: index + 1, message: 'something was left out here: "..."' });
    return '';
  });
}

/** Values that begin with a sign of YAML and are meant as texts. */
export function quoteValues(text: string): Step {
  const mends: Mend[] = [];
  const isValue = blockScalarLines(text.split('\n'));
  const lines = text.split('\n').map((line, index) => {
    if (isValue[index]) return line;
    const [, before, value] = /^(\s*(?:- )?(?:[\w./-]+: )?)([*&!%@`{[<>|].*?)\s*$/.exec(line) ?? [];
    if (before === undefined || value === undefined || !mustBeQuoted(value) || before.trim() === '') return line;
    mends.push({ rule: textRules.quoted, line: index + 1, message: 'put the value in quotes' });
    return `${before}'${value.replaceAll("'", "''")}'`;
  });
  return { text: lines.join('\n'), mends };
}

function mustBeQuoted(value: string): boolean {
  if (/^[%@`]/.test(value)) return true;
  if (value.startsWith('*')) return !/^\*[\w-]+$/.test(value);
  // A map or list that ends and goes on is a text with a placeholder.
  if (value.startsWith('{')) return /^\{[^{}:,]*\}/.test(value) && value !== '{}';
  if (value.startsWith('[')) return /^\[[^[\]]*\]\S/.test(value);
  return false;
}

const KEY_OR_ITEM = /^\s*(?:-(?:\s|$)|(?:"[^"]*"|'[^']*'|[\w./$-]+):(?:\s|$)|#|---|\.\.\.$|[{}[\]"'])/;

/**
 * Joins lines that were too long for their page: what follows is no key and no item, and is not indented as a value
 * of several lines is.
 */
export function joinWrapped(text: string): Step {
  const mends: Mend[] = [];
  const lines = text.split('\n');
  let block: number | undefined;
  for (let index = 0, last = -1; index < lines.length; index++) {
    const line = lines[index] as string;
    if (line.trim() === '') continue;
    const indent = indentOf(line);
    if (block !== undefined && indent > block) continue;
    block = /[:-]\s*[|>][+-]?\d*\s*(?:#.*)?$/.test(line) ? indent : undefined;
    const before = last < 0 ? undefined : (lines[last] as string);
    if (before !== undefined && block === undefined && continues(before, line)) {
      const glue = isCut(before, line) ? '' : ' ';
      lines[last] = `${before.trimEnd()}${glue}${line.trim()}`;
      lines[index] = '';
      mends.push({
        rule: textRules.wrapped,
        line: index + 1,
        message: 'joined the line to the one before',
      });
      continue;
    }
    last = index;
  }
  return { text: lines.join('\n'), mends };
}

function continues(before: string, line: string): boolean {
  if (opensQuote(before)) return true;
  if (/^\s*#/.test(before)) return !/^\s*(?:#|-(?:\s|$)|---|[\w./-]+:(?:\s|$))/.test(line);
  if (KEY_OR_ITEM.test(line) || /^---/.test(before)) return false;
  const value = /^(\s*(?:- )*)(?:[\w./-]+:\s+\S|\S)/.exec(before);
  // Deeper than the key is how YAML itself goes on: with a space, which does not belong into a word that was cut.
  return value !== null && (indentOf(line) <= (value[1] as string).length || isCut(before, line));
}

/** Whether a word was cut, such as a reference to an image, and no sentence goes on. */
function isCut(before: string, line: string): boolean {
  if (/[-/.:=_]$/.test(before)) return true;
  const [, value = ''] = /^\s*(?:- )*(?:[\w./-]+:\s+)?["']?(\S.*)$/.exec(before) ?? [];
  return /^\S+$/.test(value) && /[/:.]/.test(value) && /^\s*\S+\s*$/.test(line);
}

/** Whether a quote begins on this line that does not end on it. */
function opensQuote(line: string): boolean {
  const [, value] = /^\s*(?:- )*(?:[\w./-]+:\s+)?(["'].*)$/.exec(line) ?? [];
  if (value === undefined) return false;
  const quote = value.charAt(0);
  return (value.match(new RegExp(`(?<!\\\\)${quote}`, 'g')) ?? []).length % 2 === 1;
}

export function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

/** Whether an object begins on this line, and not a reference to one: its metadata follow. */
export function beginsObject(lines: readonly string[], at: number): boolean {
  if (!/^apiVersion:/.test(lines[at] as string)) return false;
  const following = lines.slice(at + 1).filter((line) => line.trim() !== '');
  return following.slice(0, 3).some((line) => /^metadata:/.test(line));
}
