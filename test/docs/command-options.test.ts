import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command } from '../lib/cli/command';

const root = resolve(__dirname, '../..');
const pages = ['README.md', ...['docs', 'docs/guide', 'docs/how-to'].flatMap(pagesIn)];

function pagesIn(folder: string): string[] {
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file));
}

/** The words of each `$ npx cdk8s-knative …` in a page's blocks, up to a pipe. */
function callsIn(page: string): string[][] {
  const text = readFileSync(join(root, page), 'utf8').replace(/\\\n\s*/g, ' ');
  const lines = text.matchAll(/^\$ (?:.*\| )?npx cdk8s-knative ([^|>\n#]*)/gm);
  return Array.from(lines, ([, words = '']) =>
    words
      .replace(/'[^']*'/g, 'quoted')
      .trim()
      .split(/\s+/),
  );
}

describe.each(pages.filter((page) => callsIn(page).length > 0))('%s', (page) => {
  test('shows commands that there are, with options that they take', async () => {
    const wrong: string[] = [];
    for (const call of callsIn(page)) {
      const names = call
        .slice(0, call[0] === 'platform' ? 2 : 1)
        .filter((word) => /^[a-z-]+$/.test(word) && word[0] !== '-');
      const { code, stdout } = await command([...names, '--help']);
      const usage = stdout.startsWith(`Usage: cdk8s-knative ${names.join(' ')}`);
      const options = call.filter((word) => word.startsWith('--')).map((word) => word.replace(/=.*/, ''));
      const unknown = options.filter((option) => !new RegExp(`^ +(-\\w, )?${option}\\b`, 'm').test(stdout));
      if (code !== 0 || !usage || unknown.length > 0) wrong.push(`${call.join(' ')}: ${unknown.join(' ')}`);
    }
    expect(wrong).toEqual([]);
  });
});
