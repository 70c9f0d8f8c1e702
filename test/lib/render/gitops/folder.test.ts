import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { changesOf, GitOpsError, patchOf, writeTree } from '../../../../lib/render';

const INVENTORY = '.cdk8s-knative-inventory.json';
const files = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([name, text]) => ({ name, text }));

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'cdk8s-knative-'));
  onTestFinished(() => rmSync(outdir, { recursive: true }));
});
const put = (name: string, text: string) => {
  mkdirSync(dirname(join(outdir, name)), { recursive: true });
  writeFileSync(join(outdir, name), text);
};
const read = (name: string) => readFileSync(join(outdir, name), 'utf8');
const all = () => readdirSync(outdir, { recursive: true, encoding: 'utf8' }).sort();
const codes = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof GitOpsError) return error.faults.map(({ code, subject }) => `${code} ${subject}`);
  }
  return [];
};

test('a tree is written, and a second time nothing changes', () => {
  const tree = files({ 'a/x.yaml': 'x\n', 'README.md': 'y\n' });
  expect(writeTree(tree, outdir).map(({ name }) => name)).toEqual([INVENTORY, 'README.md', 'a/x.yaml']);
  expect(all()).toEqual([INVENTORY, 'README.md', 'a', 'a/x.yaml']);
  expect(writeTree(tree, outdir)).toEqual([]);
});

test('what the tree has no longer is deleted, with folders that are empty then, and files of others stay', () => {
  writeTree(files({ 'a/x.yaml': 'x\n', 'b/c/y.yaml': 'y\n' }), outdir);
  put('a/mine.yaml', 'mine\n');
  writeTree(files({ 'z.yaml': 'z\n' }), outdir);
  expect(all()).toEqual([INVENTORY, 'a', 'a/mine.yaml', 'z.yaml']);
});

test('a file of somebody else is not overwritten, unless it is what would be written', () => {
  put('README.md', 'mine\n');
  put('a.yaml', 'a\n');
  const tree = files({ 'README.md': 'ours\n', 'a.yaml': 'a\n', 'b.yaml': 'b\n' });
  expect(codes(() => writeTree(tree, outdir))).toEqual(['KG0404 README.md']);
  expect(all()).toEqual(['README.md', 'a.yaml']);
  rmSync(join(outdir, 'README.md'));
  expect(writeTree(tree, outdir).map(({ name }) => name)).toEqual([INVENTORY, 'README.md', 'b.yaml']);
});

test('a run that was broken off is made up for by the next, even if the tree is another by then', () => {
  // A folder in the place of a file stops the run halfway.
  mkdirSync(join(outdir, 'z.yaml'));
  expect(() => writeTree(files({ 'a/x.yaml': 'x\n', 'z.yaml': 'z\n' }), outdir)).toThrow(
    /^KG0208 can't write .*z\.yaml/,
  );
  expect(all()).toEqual([INVENTORY, 'a', 'a/x.yaml', 'z.yaml']);
  writeTree(files({ 'a/x.yaml': 'another\n' }), outdir);
  expect(read('a/x.yaml')).toBe('another\n');
});

describe('an inventory', () => {
  test.each([
    '../outside.yaml',
    '/etc/passwd',
    'a/../../outside.yaml',
    'a/./b',
    '..',
    '.',
    '',
    'a\\..\\b',
    'a\u0000',
    7,
  ])('that lists %j deletes nothing', (name) => {
    put('keep.yaml', 'x\n');
    put(INVENTORY, JSON.stringify({ version: 1, files: ['keep.yaml', name] }));
    expect(codes(() => writeTree(files({ 'a.yaml': 'a\n' }), outdir))).toEqual([`KG0405 ${INVENTORY}`]);
    expect(read('keep.yaml')).toBe('x\n');
  });

  test.each(['', '{', '[]', '{"version":2,"files":[]}', '{"version":1,"files":{}}', 'null'])(
    'that is %j is none',
    (text) => {
      put(INVENTORY, text);
      expect(codes(() => changesOf([], outdir))).toEqual([`KG0405 ${INVENTORY}`]);
    },
  );
});

test('no link is followed, neither to write nor to delete', () => {
  const outside = mkdtempSync(join(tmpdir(), 'cdk8s-knative-'));
  onTestFinished(() => rmSync(outside, { recursive: true }));
  writeFileSync(join(outside, 'x.yaml'), 'theirs\n');
  symlinkSync(outside, join(outdir, 'a'));
  put(INVENTORY, JSON.stringify({ version: 1, files: ['a/x.yaml'] }));
  expect(codes(() => writeTree(files({ 'b.yaml': 'b\n' }), outdir))).toEqual(['KG0406 a']);
  expect(codes(() => writeTree(files({ 'a/y.yaml': 'y\n' }), outdir))).toEqual(['KG0406 a']);
  expect(readdirSync(outside)).toEqual(['x.yaml']);
  expect(existsSync(join(outdir, 'b.yaml'))).toBe(false);
});

test('changes are told as a patch, and of Secrets without what they hold', () => {
  writeTree(
    files({ 'a.yaml': 'one\ntwo\n', 'old.yaml': 'x\n', '40-secrets/secret_shop_token.yaml': 'a: hunter2\n' }),
    outdir,
  );
  const changes = changesOf(files({ 'a.yaml': 'one\n2\n', 'new.yaml': 'y\n' }), outdir);
  expect(patchOf(changes.filter(({ name }) => name !== INVENTORY))).toBe(`--- a/40-secrets/secret_shop_token.yaml
+++ /dev/null
# a Secret: what it holds is not shown
--- a/a.yaml
+++ b/a.yaml
@@ -1,2 +1,2 @@
 one
-two
+2
--- /dev/null
+++ b/new.yaml
@@ -0,0 +1,1 @@
+y
--- a/old.yaml
+++ /dev/null
@@ -1,1 +0,0 @@
-x
`);
  expect(read('a.yaml')).toBe('one\ntwo\n');
});
