/**
 * A script as it stands in a manifest: without the indentation that all its lines share, and without empty lines before it.
 * Those would keep the kernel from finding the `#!` of its first line.
 */
export function scriptText(script: string): string {
  const lines = script
    .replace(/^(?:[ \t]*\r?\n)+/, '')
    .trimEnd()
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)![0].length);
  const shared = indents.length === 0 ? 0 : Math.min(...indents);
  const text = lines.map((line) => line.slice(Math.min(shared, /^[ \t]*/.exec(line)![0].length)));
  return lines.length === 1 ? text[0]! : `${text.join('\n')}\n`;
}
