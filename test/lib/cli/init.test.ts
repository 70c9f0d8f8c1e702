import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { flavors } from '../../../lib/init';
import { command, folderOf } from './command';

describe('init', () => {
  test.each(flavors)('makes a project of the flavour %s, named for its folder', async (flavor) => {
    const cwd = folderOf({});
    const { code, stdout, stderr } = await command(['init', 'My Shop', '--flavor', flavor], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('My Shop/package.json');
    const made = JSON.parse(readFileSync(join(cwd, 'My Shop/package.json'), 'utf8'));
    expect(made.name).toBe('my-shop');
    expect(Object.values({ ...made.dependencies, ...made.devDependencies })).not.toContain(undefined);
    expect(readdirSync(join(cwd, 'My Shop'))).toEqual(
      expect.arrayContaining(['.gitignore', 'README.md', 'tsconfig.json']),
    );
  });

  test('takes the working directory, and one that has only .git', async () => {
    const cwd = folderOf({ '.git/HEAD': 'ref: refs/heads/main\n' });
    expect(await command(['init'], { cwd })).toMatchObject({ code: 0 });
    expect(existsSync(join(cwd, 'package.json'))).toBe(true);
  });

  test('refuses a folder that is not empty, and writes nothing', async () => {
    const cwd = folderOf({ 'shop/notes.txt': 'mine' });
    const { code, stdout, stderr } = await command(['init', 'shop'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('error: KG0209 shop is not empty: it has notes.txt: give a new folder, or an empty one\n');
    expect(readdirSync(join(cwd, 'shop'))).toEqual(['notes.txt']);
  });

  test('refuses a file in place of a folder', async () => {
    const cwd = folderOf({ shop: 'a file' });
    const { code, stderr } = await command(['init', 'shop'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: KG0208 can't write .*\/shop: .*\(ENOTDIR\)/);
  });

  test.skipIf(process.getuid?.() === 0)('leaves nothing half-written where it may not write', async () => {
    const cwd = folderOf({});
    mkdirSync(join(cwd, 'closed'));
    chmodSync(join(cwd, 'closed'), 0o500);
    expect(await command(['init', 'closed/shop'], { cwd })).toMatchObject({ code: 2 });
    expect(readdirSync(join(cwd, 'closed'))).toEqual([]);
    chmodSync(join(cwd, 'closed'), 0o700);
  });

  test('tells which flavours there are', async () => {
    const { code, stderr } = await command(['init', '--flavor', 'helm'], { cwd: folderOf({}) });
    expect(code).toBe(2);
    expect(stderr).toContain('Allowed choices are cdk8s');
  });
});
