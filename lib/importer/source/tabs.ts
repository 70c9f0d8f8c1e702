import { formFaults } from './faults';
import { type Mend, textRules } from './text-rules';

/** Tabs become the number of spaces that leaves the fewest faults. */
export function withoutTabs(text: string): { readonly text: string; readonly mends: readonly Mend[] } {
  const lines = text.split('\n').map((line) => line.replace(/^([ \t]*-)\t+/, '$1 '));
  const tabbed = lines.flatMap((line, i) => (/^ *\t/.test(line) || line !== text.split('\n')[i] ? [i] : []));
  if (tabbed.length === 0) return { text, mends: [] };
  const candidates = [2, 4, 8, 3, 1].map((width) =>
    lines.map((line) => line.replace(/^[ \t]+/, (indent) => indent.replaceAll('\t', ' '.repeat(width)))).join('\n'),
  );
  const scores = candidates.map((candidate) => formFaults(candidate).score);
  const best = candidates[scores.indexOf(Math.min(...scores))] as string;
  const mend = {
    rule: textRules.tab,
    line: (tabbed[0] as number) + 1,
    message: `${tabbed.length} lines had tabs for indentation`,
  };
  return { text: best, mends: [mend] };
}
