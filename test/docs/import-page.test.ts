import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { trial } from '../../constructs/trial';
import { importTexts, printProgram, reportText, writeProgram } from '../../lib/importer';
import { expectFile } from './expect-file';
import { markedBlocks, withMarkedBlocks } from './fenced-blocks';

test('the page on imports shows the program and the report that the command writes', async () => {
  const path = join(resolve(__dirname, '../../docs'), 'how-to/from-the-yaml-you-have.md');
  const page = readFileSync(path, 'utf8');
  const old = markedBlocks(page).find(({ marker }) => marker === 'old');
  expect(old).toBeDefined();
  const imported = importTexts([{ file: 'k8s/shop.yaml', text: old?.text ?? '', isNamed: true }]);
  const shown: Readonly<Record<string, string>> = {
    imported: printProgram(await writeProgram(imported, trial)),
    report: reportText({ ...imported, files: 1, objects: imported.objects.length }),
  };
  expectFile(
    path,
    withMarkedBlocks(page, ({ marker, text }) => shown[marker] ?? text),
  );
});
