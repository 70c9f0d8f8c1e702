import { blockScalarLines } from './block-scalars';
import { formFaults } from './faults';
import { type Step, textRules } from './text-rules';

/** Tabs become the number of spaces that leaves the fewest faults. */
export function withoutTabs(text: string): Step {
  const given = text.split('\n');
  const isValue = blockScalarLines(given);
  const lines = given.map((line, i) => (isValue[i] ? line : line.replace(/^([ \t]*-)\t+/, '$1 ')));
  const tabbed = lines.flatMap((line, i) => (!isValue[i] && (/^ *\t/.test(line) || line !== given[i]) ? [i] : []));
  if (tabbed.length === 0) return { text, mends: [] };
  const candidates = [2, 4, 8, 3, 1].map((width) => {
    const spaces = (indent: string) => indent.replaceAll('\t', ' '.repeat(width));
    // Within a text of several lines only what makes it one is indentation; tabs after that are its own.
    return lines.map((line, i) => line.replace(isValue[i] ? /^\t+/ : /^[ \t]+/, spaces)).join('\n');
  });
  const scores = candidates.map((candidate) => formFaults(candidate).score);
  const best = candidates[scores.indexOf(Math.min(...scores))] as string;
  const mend = {
    rule: textRules.tab,
    line: (tabbed[0] as number) + 1,
    message:
      tabbed.length === 1 ? 'a line had tabs for indentation' : `${tabbed.length} lines had tabs for indentation`,
  };
  return { text: best, mends: [mend] };
}
