import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FileError, makeFolder, writeWhole } from '../../../lib/files';
import { folderOf } from '../cli/command';

function faultOf(action: () => void): FileError {
  try {
    action();
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('a folder', () => {
  test('is made with those that it lies in, and may be there already', () => {
    const path = join(folderOf({}), 'a/b/c');
    makeFolder(path);
    makeFolder(path);
    expect(lstatSync(path).isDirectory()).toBe(true);
  });

  test('cannot be made where a file is', () => {
    const cwd = folderOf({ a: 'mine' });
    for (const path of ['a', 'a/b', 'a/b/c']) {
      const { code, message } = faultOf(() => makeFolder(join(cwd, path)));
      expect(code).toBe('KG0208');
      expect(message).toContain(`${join(cwd, 'a')} is a file and no folder`);
    }
  });

  test.skipIf(!existsSync('/proc/self'))('is refused, and not tried for ever, where a file system takes none', () => {
    expect(faultOf(() => makeFolder('/proc/a/b')).message).toMatch(
      /^KG0208 can't write \/proc\/a: .* \(ENOENT\): give another place$/,
    );
  });
});

describe('a file', () => {
  test('is written with its folder, and replaced', () => {
    const cwd = folderOf({});
    writeWhole(join(cwd, 'a/b'), 'one');
    writeWhole(join(cwd, 'a/b'), 'two');
    expect(readFileSync(join(cwd, 'a/b'), 'utf8')).toBe('two');
    expect(readdirSync(join(cwd, 'a'))).toEqual(['b']);
  });

  test('is not written in place of a folder, and leaves nothing behind', () => {
    const cwd = folderOf({ 'a/b': 'mine' });
    expect(faultOf(() => writeWhole(join(cwd, 'a'), 'text'))).toMatchObject({ code: 'KG0208', path: join(cwd, 'a') });
    expect(readdirSync(cwd)).toEqual(['a']);
    expect(readdirSync(join(cwd, 'a'))).toEqual(['b']);
  });

  test('that a link leads to is replaced, and the link stays', () => {
    const cwd = folderOf({ 'real/a': 'old' });
    symlinkSync(join(cwd, 'real/a'), join(cwd, 'link'));
    writeWhole(join(cwd, 'link'), 'new');
    expect(lstatSync(join(cwd, 'link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, 'real/a'), 'utf8')).toBe('new');
  });

  test.skipIf(!existsSync('/dev/null'))('that is a device takes the text, and stays a device', () => {
    writeWhole('/dev/null', 'text');
    expect(lstatSync('/dev/null').isFile()).toBe(false);
  });

  test('with a name that no file may have is refused', () => {
    const path = join(folderOf({}), 'a'.repeat(300));
    expect(faultOf(() => writeWhole(path, '')).message).toMatch(/the name is too long \(ENAMETOOLONG\)/);
  });

  test('an error that is not of the file system is thrown on', () => {
    const cwd = folderOf({});
    mkdirSync(join(cwd, 'a'));
    writeFileSync(join(cwd, 'a/b'), '');
    expect(() => writeWhole(join(cwd, 'a/b'), 1 as unknown as string)).toThrow(TypeError);
  });
});
