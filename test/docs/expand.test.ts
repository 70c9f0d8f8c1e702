import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { command, folderOf } from '../lib/cli/command';
import { expectFile } from './expect-file';
import { markedBlocks, withMarkedBlocks } from './fenced-blocks';

const path = resolve(__dirname, '../../docs/how-to/what-your-program-becomes.md');
const page = readFileSync(path, 'utf8');
const blocks = markedBlocks(page);
const files = Object.fromEntries(
  blocks.flatMap(({ marker, text }) => (marker.startsWith('file: ') ? [[marker.slice('file: '.length), text]] : [])),
);

test('what the page says that programs become is what they become: `UPDATE=1` writes it', async () => {
  const cwd = folderOf(files);
  const texts: string[] = [];
  for (const { marker, text } of blocks) {
    if (!marker.startsWith('expand ')) {
      texts.push(text);
      continue;
    }
    const { code, stdout, stderr } = await command(marker.split(' '), { cwd });
    expect({ marker, code, stderr }).toEqual({ marker, code: 0, stderr: '' });
    texts.push(stdout);
  }
  expect(texts.length).toBeGreaterThan(10);
  expectFile(
    path,
    withMarkedBlocks(page, (_, index) => texts[index]!),
  );
});
