import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test.each(['guide/', 'how-to/', ''])('docs/README.md leads to every page in docs/%s', (folder) => {
  const pages = readdirSync(`docs/${folder}`).filter((name) => name.endsWith('.md') && name !== 'README.md');
  const overview = readFileSync('docs/README.md', 'utf8');
  expect(pages.filter((name) => !overview.includes(`](${folder}${name})`))).toEqual([]);
});

test('no two headings of the README are nearly the same', () => {
  const headings = readFileSync('README.md', 'utf8').match(/^## .*$/gm) ?? [];
  const begins = headings.filter((heading) => headings.some((other) => other !== heading && other.startsWith(heading)));
  expect(headings.length).toBeGreaterThan(5);
  expect(begins).toEqual([]);
});
