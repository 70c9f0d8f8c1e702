/**
 * Which lines belong to a text of several lines, such as a script: they are a value, whatever they look like, and none of
 * them is mended.
 */
export function blockScalarLines(lines: readonly string[]): boolean[] {
  let parent: number | undefined;
  return lines.map((line) => {
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (parent !== undefined && (line.trim() === '' || indent > parent)) return true;
    parent = /(?:^|[\s:-])[|>][+-]?\d*\s*(?:#.*)?$/.test(line) && /[:-]\s/.test(line) ? indent : undefined;
    return false;
  });
}
