import type { ValidationReport } from '../report';
import { sentenceOf } from './text';

/** For GitHub Actions: commands that put each finding beside its line in a pull request. */
export function toGithub({ findings }: ValidationReport): string {
  return findings
    .map((finding) => {
      const { severity, file, line, column, code, hint } = finding;
      const text = [sentenceOf(finding), ...(hint === undefined ? [] : [`hint: ${hint}`])];
      const properties = [`file=${property(file)}`, `line=${line}`, `col=${column}`, `title=${property(code)}`];
      return `::${severity} ${properties.join(',')}::${escaped(text.join('\n'))}\n`;
    })
    .join('');
}

/** The runner undoes these, and no others. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
