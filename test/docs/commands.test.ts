import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { command } from '../lib/cli/command';
import { noUpstreamManifests, UPSTREAM_MANIFESTS } from '../lib/platform/upstream-manifests';
import { expectFile } from './expect-file';
import { markedBlocks, withMarkedBlocks } from './fenced-blocks';

const howTos = resolve(__dirname, '../../docs/how-to');
const FILE = /^file: (.+)$/;

const pages = readdirSync(howTos).filter((page) => {
  return markedBlocks(readFileSync(join(howTos, page), 'utf8')).some(({ marker }) => marker === 'command');
});

/** What a shell would show for the lines of a block that begin with a dollar sign. */
async function session(block: string, cwd: string): Promise<string> {
  let shown = '';
  for (const line of block.split('\n').filter((text) => text.startsWith('$ '))) {
    const [program, ...words] = line.slice(2).split(/\s+/);
    shown += `${line}\n${program === 'cat' ? readFileSync(join(cwd, words[0] ?? ''), 'utf8') : await ran(line, words, cwd)}`;
  }
  return shown;
}

async function ran(line: string, [name, ...argv]: readonly string[], cwd: string): Promise<string> {
  if (!line.startsWith('$ npx ') || name !== 'cdk8s-knative') throw new Error(`nobody here runs ${line}`);
  const { stdout, stderr } = await command(argv, { cwd });
  return stdout + stderr;
}

test.for(pages)('the commands of docs/how-to/%s show what they show there', async (page, { skip }) => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-knative-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const cwd = join(folder, 'project');
  mkdirSync(cwd);
  const path = join(howTos, page);
  const text = readFileSync(path, 'utf8');
  if (text.includes(' ../manifests')) {
    skip(noUpstreamManifests, "upstream's manifests are absent");
    symlinkSync(UPSTREAM_MANIFESTS, join(folder, 'manifests'));
  }
  const shown: string[] = [];
  for (const { marker, text: block } of markedBlocks(text)) {
    const [, file] = FILE.exec(marker) ?? [];
    if (file !== undefined) {
      mkdirSync(dirname(join(cwd, file)), { recursive: true });
      writeFileSync(join(cwd, file), block);
    }
    shown.push(marker === 'command' ? await session(block, cwd) : block);
  }
  expect(shown.length).toBeGreaterThan(0);
  expectFile(
    path,
    withMarkedBlocks(text, (_, i) => shown[i] ?? ''),
  );
});
