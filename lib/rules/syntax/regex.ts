const MAX_LENGTH = 1024;
const LOOK_AROUND = /^\(\?(?:[=!>]|<[=!])/;
const FLAGS = /^\(\?[imsU]*(?:-[imsU]+)?([:)])/;
const NAMED = /^\(\?P?<\w+>/;
/** Letters and digits that mean something after a backslash in RE2, besides Q, which quotes. */
const ESCAPES = 'aftnrvdDsSwWpPx0';
/** Those that stand for a place, and so not for one of the characters of a class. */
const PLACES = 'bBAzC';

/** What is wrong with a regular expression in the syntax of RE2, which knows neither look-around nor back references. */
export function regexFault(text: string): string | undefined {
  if (text === '') return 'the expression is empty';
  if (text.length > MAX_LENGTH) return `the expression has ${text.length} characters, and ${MAX_LENGTH} are the most`;
  const translated = new Translation(text);
  if (translated.fault !== undefined) return translated.fault;
  try {
    new RegExp(translated.result);
    return undefined;
  } catch {
    return `"${text}" is no regular expression`;
  }
}

/** A character by its number: at least two digits, for one alone would refer to a group. */
const OCTAL = /^\\([1-7][0-7]{1,2})/;

/** The expression in JavaScript's syntax, as far as it matters for whether it is one. */
class Translation {
  public result = '';
  public fault: string | undefined;
  #at = 0;
  #inClass = false;

  public constructor(private readonly text: string) {
    while (this.#at < text.length && this.fault === undefined) this.#step();
  }

  #step(): void {
    const character = this.text[this.#at]!;
    if (character === '\\') this.#escape();
    else if (this.#inClass) this.#take(character, character);
    else if (character === '(') this.#group();
    // RE2 takes repetitions of what has no length.
    else if (character === '^' || character === '$') this.#take(character, `(?:${character})`);
    else this.#take(character, character);
    if (character === '[' && !this.#inClass) this.#openClass();
    else if (character === ']') this.#inClass = false;
  }

  #take(taken: string, written: string): void {
    this.result += written;
    this.#at += taken.length;
  }

  /** A bracket that stands first in a class is one of its characters. */
  #openClass(): void {
    this.#inClass = true;
    const [first = ''] = /^\^?\]?/.exec(this.text.slice(this.#at)) ?? [];
    this.#take(first, first.replace(']', '\\]'));
  }

  #escape(): void {
    const letter = this.text[this.#at + 1] ?? '';
    const [octal, digits] = OCTAL.exec(this.text.slice(this.#at)) ?? [];
    if (letter === 'Q' && !this.#inClass) this.#quote();
    else if (octal !== undefined) this.#take(octal, `\\u${Number.parseInt(digits!, 8).toString(16).padStart(4, '0')}`);
    else if (/[1-9]/.test(letter)) this.fault = `"${this.text}" refers back to a group, which RE2 does not know`;
    else if (/[A-Za-z]/.test(letter) && !(ESCAPES + (this.#inClass ? '' : PLACES)).includes(letter))
      this.fault = `"\\${letter}" means nothing to RE2`;
    else this.#take(`\\${letter}`, `\\${letter}`);
  }

  /** What stands between \Q and \E is meant to the letter. */
  #quote(): void {
    const end = this.text.indexOf('\\E', this.#at);
    const quoted = end < 0 ? this.text.slice(this.#at) : this.text.slice(this.#at, end + '\\E'.length);
    this.#take(quoted, quoted.replace(/^\\Q|\\E$/g, '') === '' ? '' : 'q');
  }

  #group(): void {
    const rest = this.text.slice(this.#at);
    const [flags, end] = FLAGS.exec(rest) ?? [];
    const [named] = NAMED.exec(rest) ?? [];
    if (LOOK_AROUND.test(rest)) this.fault = `"${this.text}" looks around, which RE2 does not know`;
    // Two groups may have one name.
    else if (named !== undefined) this.#take(named, '(');
    else if (flags !== undefined) this.#take(flags, end === ':' ? '(?:' : '');
    else this.#take('(', '(');
  }
}
