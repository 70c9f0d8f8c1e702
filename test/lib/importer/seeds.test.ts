import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { trial } from '../../../constructs/trial';
import { importTexts, writeProgram } from '../../../lib/importer';
import { manifestBlocks } from '../../../lib/importer/source/blocks';

/** The documents that this project began with, in a copy of the workspace that has them. */
const SEEDS = resolve(__dirname, '../../../../shared/seeds');

const documents = existsSync(SEEDS)
  ? readdirSync(SEEDS)
      .filter((name) => name.endsWith('.txt'))
      .sort()
  : [];
if (documents.length === 0)
  console.warn(`the source documents are not here (${'../shared/seeds'}): their YAML is not read`);

/** How many blocks hold a manifest, how many objects are read of them, and which are beyond mending. */
const EXPECTED: Readonly<Record<string, { blocks: number; objects: number; unread: readonly string[] }>> = {
  '000-project-handbook.zh.txt': { blocks: 13, objects: 15, unread: [] },
  '001-knative-talk.zh.txt': {
    blocks: 10,
    objects: 7,
    unread: [
      'line 414: a part of an object begins with "spec:", and what it belongs to is not there',
      'line 459: a part of an object begins with "spec:", and what it belongs to is not there',
    ],
  },
  '002-knative-first-install.zh.txt': { blocks: 2, objects: 2, unread: [] },
  '003-knative-developer-guide.zh.txt': {
    blocks: 83,
    objects: 80,
    unread: ['line 2829: a part of an object begins with "example.com:", and what it belongs to is not there'],
  },
  '004-tekton-intro.zh.txt': { blocks: 10, objects: 9, unread: [] },
};

describe.skipIf(documents.length === 0).each(documents)('the manifests in %s', (name) => {
  const text = readFileSync(join(SEEDS, name), 'utf8');
  const imported = importTexts([{ file: name, text, isNamed: true }]);

  test('are read, and each one left out is told with its reason', () => {
    const blocks = manifestBlocks(text).length;
    const { objects, problems } = imported;
    const unread = problems.map(({ line, message }) => `line ${line}: ${message}`);
    console.log(
      [`${name}: ${blocks} blocks, ${objects.length} objects, ${unread.length} left out`, ...unread].join('\n  '),
    );
    expect({ blocks, objects: objects.length, unread }).toEqual(EXPECTED[name]);
  });

  test('become a program that makes them', async () => {
    const program = await writeProgram(imported, trial);
    const outcomes = await trial(program);
    for (const [i, { object }] of program.objects.entries()) expect(outcomes[i]).toEqual({ manifest: object });
    expect(program.objects).toHaveLength(imported.objects.length);
  });
});
