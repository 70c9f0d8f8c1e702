/** One document's part of a file. */
export interface DocumentText {
  readonly text: string;
  /** Where it begins in the file. */
  readonly offset: number;
}

const NOTHING_YET = /^(?:[ \t]*(?:#.*)?|%.*)$/;
const MARKER = /^(---|\.\.\.)(?:[ \t\r]|$)/;

/**
 * Cuts a file into its documents at the lines `---` and `...`, before parsing: YAML allows no such line inside of a
 * document, whatever it is part of, so a fault of one document can't swallow the next.
 */
export function documentsOf(text: string): DocumentText[] {
  if (text.startsWith('{')) {
    const values = jsonValuesOf(text);
    if (values.length > 1) return values;
  }
  const documents: DocumentText[] = [];
  let start = 0;
  let begun = false;
  const cut = (end: number) => {
    documents.push({ text: text.slice(start, end), offset: start });
    start = end;
    begun = false;
  };
  for (let line = 0; line < text.length; ) {
    const newline = text.indexOf('\n', line);
    const next = newline < 0 ? text.length : newline + 1;
    const marker = markerAt(text, line, next);
    if (marker === '---') {
      if (begun) cut(line);
      begun = true;
    } else if (marker === '...') {
      if (begun) cut(next);
    } else if (!begun) {
      // Comments and directives before the first marker belong to the document that it opens.
      begun = !NOTHING_YET.test(text.slice(line, next).trimEnd());
    }
    line = next;
  }
  if (begun || documents.length === 0) cut(text.length);
  return documents;
}

function markerAt(text: string, start: number, end: number): string | undefined {
  const first = text[start];
  if (first !== '-' && first !== '.') return undefined;
  return MARKER.exec(text.slice(start, Math.min(end, start + 4)).trimEnd())?.[1];
}

/** The values of a stream of JSON, such as `jq` prints: each ends where its outermost bracket closes. */
function jsonValuesOf(text: string): DocumentText[] {
  const values: DocumentText[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]/gs;
  let depth = 0;
  let start = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match;
    if (found === '{' || found === '[') depth++;
    else if (found === '}' || found === ']') depth--;
    if (depth !== 0 || found.startsWith('"')) continue;
    values.push({ text: text.slice(start, token.lastIndex), offset: start });
    start = token.lastIndex;
  }
  // What is not a stream of objects and nothing else is left to YAML, which tells what is wrong with it.
  const isStream = text.slice(start).trim() === '' && values.every((value) => value.text.trimStart().startsWith('{'));
  return isStream ? values : [];
}
