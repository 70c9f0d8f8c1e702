import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadManifests } from '../../../lib/manifests';
import { folderOf } from '../cli/command';

const config = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;

async function load(files: Readonly<Record<string, string | Uint8Array>>, ...paths: string[]) {
  const cwd = folderOf(files);
  const { files: read, problems } = await loadManifests(paths.length === 0 ? ['.'] : paths, { cwd });
  return { cwd, read, problems: problems.map(({ file, code, message }) => `${file} ${code} ${message}`) };
}

test('a folder is read with the folders in it, in the order of names', async () => {
  const a = config('a');
  const { read, problems } = await load({
    'b.yaml': a,
    'a/z.yml': a,
    'a/y.JSON': '{}',
    'c/notes.md': 'x',
    '.git/x.yaml': ':',
    'a/.hidden.yaml': ':',
    'node_modules/x/x.yaml': ':',
  });
  expect(read).toEqual(['a/y.JSON', 'a/z.yml', 'b.yaml']);
  expect(problems).toEqual([]);
});

test('a file that is named is read whatever its name, and once', async () => {
  const { read } = await load(
    { 'k8s/a.txt': config('a'), 'k8s/b.yaml': config('b') },
    './k8s/a.txt',
    'k8s',
    'k8s/b.yaml',
  );
  expect(read).toEqual(['k8s/a.txt', 'k8s/b.yaml']);
});

test('a circle of links ends, a link that leads nowhere is passed over', async () => {
  const cwd = folderOf({ 'k8s/a.yaml': config('a') });
  symlinkSync(join(cwd, 'k8s'), join(cwd, 'k8s/again'));
  symlinkSync(join(cwd, 'gone.yaml'), join(cwd, 'k8s/gone.yaml'));
  const { files, problems } = await loadManifests(['k8s'], { cwd });
  expect(files).toEqual(['k8s/a.yaml']);
  expect(problems).toEqual([]);
});

test('what is named and cannot be read is told', async () => {
  const { problems } = await load(
    { 'x/readme.md': '', 'latin.yaml': Buffer.from([0x61, 0xe9]) },
    'gone',
    'x',
    'latin.yaml',
    '-',
  );
  expect(problems).toEqual([
    'gone KG0206 there is no such file or folder',
    'x KG0206 the folder has no manifest',
    'latin.yaml KG0206 the file is no UTF-8 text',
    'stdin KG0206 there is no standard input',
  ]);
});

test("UTF-16 is read, as Windows' shells write it", async () => {
  const { read, problems } = await load({ 'a.yaml': Buffer.from(`\uFEFF${config('a')}`, 'utf16le') });
  expect(read).toEqual(['a.yaml']);
  expect(problems).toEqual([]);
});
