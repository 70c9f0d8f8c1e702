/** Which elements of an array a reference means: one of them, counted from 0, or all. */
export type VariableIndex = number | '*';

/** A reference to a variable as it stands in a text: `$(root.name["other name"][index])`. */
export interface WrittenReference {
  /** The whole of it, from `$(` to `)`. */
  readonly text: string;
  /** Where in the text it begins. */
  readonly offset: number;
  /** Whether the text is this reference and nothing else. */
  readonly isWhole: boolean;
  /** The first name, such as `params`. */
  readonly root: string;
  /** The names behind the root. A name in brackets may hold dots; those between dots do not. */
  readonly names: readonly string[];
  /** Whether a name stands in brackets and quotes, which Tekton reads in some places only. */
  readonly isQuoted: boolean;
  readonly index?: VariableIndex;
}

/** The innermost `$(…)`: Tekton's substitution knows no nesting, and neither does this. */
const REFERENCE = /\$\(((?:(?!\$\()[^)])*)\)/g;
const ROOT = /^[A-Za-z_][\w-]*/;
/** `.name`, `["name"]` or `['name']`. */
const STEP = /\.([^.[\]"']+)|\["([^"]*)"\]|\['([^']*)'\]/y;
const INDEX = /^\[(\*|\d+)\]$/;

/**
 * The references in a text, from left to right. What is no name with other names behind it is left out, such as a
 * command of the shell: `$(date +%s)`. The roots are not judged: `$(HOME)` is one without further names.
 */
export function referencesIn(text: string): WrittenReference[] {
  if (!text.includes('$(')) return [];
  const found: WrittenReference[] = [];
  for (const match of text.matchAll(REFERENCE)) {
    const parts = partsOf(match[1]!);
    if (parts === undefined) continue;
    const isWhole = match[0].length === text.length;
    found.push({ text: match[0], offset: match.index, isWhole, ...parts });
  }
  return found;
}

type Parts = Pick<WrittenReference, 'root' | 'names' | 'isQuoted' | 'index'>;

function partsOf(inner: string): Parts | undefined {
  const root = ROOT.exec(inner)?.[0];
  if (root === undefined) return undefined;
  const names: string[] = [];
  let isQuoted = false;
  let at = root.length;
  for (;;) {
    STEP.lastIndex = at;
    const step = STEP.exec(inner);
    if (step === null) break;
    const [text, plain, ...quoted] = step;
    names.push(plain ?? quoted.find((name) => name !== undefined) ?? '');
    isQuoted ||= plain === undefined;
    at += text.length;
  }
  const rest = inner.slice(at);
  if (rest === '') return { root, names, isQuoted };
  const index = INDEX.exec(rest)?.[1];
  if (index === undefined || names.length === 0) return undefined;
  return { root, names, isQuoted, index: index === '*' ? '*' : Number(index) };
}
