import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectFile } from './expect-file';
import { markedBlocks, withMarkedBlocks } from './fenced-blocks';
import { type BlockKind, diagramOf, outcomeOf, typeErrors } from './guide-block';

const root = resolve(__dirname, '../..');
const docs = join(root, 'docs');
const pages = ['.', 'guide', 'how-to'].flatMap((folder) =>
  readdirSync(join(docs, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file)),
);

const isProgram = (marker: string): marker is BlockKind => marker === 'example' || marker.startsWith('example: ');

describe.each(pages)('docs/%s', (page) => {
  const path = join(docs, page);

  test('shows what its programs become', async () => {
    const text = readFileSync(path, 'utf8');
    const blocks = markedBlocks(text);
    const outcomes = new Map<number, string>();
    for (const [i, { marker, text: program }] of blocks.entries()) {
      if (!isProgram(marker)) continue;
      const outcome = await outcomeOf(program, marker);
      if (marker !== 'example: passes') outcomes.set(i + 1, outcome);
    }
    for (const i of outcomes.keys()) expect(blocks[i]?.marker).toBe('becomes');
    // A diagram stands below what a program becomes.
    for (const [i, { marker }] of blocks.entries()) {
      if (marker === 'drawn') outcomes.set(i, await diagramOf(blocks[i - 2]?.text ?? ''));
    }
    expectFile(
      path,
      withMarkedBlocks(text, (block, i) => outcomes.get(i) ?? block.text),
    );
  });

  test('links to pages that exist', () => {
    const targets = Array.from(readFileSync(path, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)(#[^)]*)?\)/g), (m) => m[1]);
    const absent = targets.filter((target = '') => {
      const at = resolve(dirname(path), target);
      return !readdirSync(dirname(at)).includes(basename(at));
    });
    expect(absent).toEqual([]);
  });
});

test('the programs of all pages compile', () => {
  const programs = new Map<string, string>();
  for (const page of pages) {
    markedBlocks(readFileSync(join(docs, page), 'utf8')).forEach(({ marker, text }, i) => {
      if (isProgram(marker)) programs.set(`${page.replace('.md', '')}-${i}`, text);
    });
  }
  expect(typeErrors(programs, root)).toEqual([]);
});
