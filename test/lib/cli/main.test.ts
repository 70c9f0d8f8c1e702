import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { BAD, folderOf, GOOD } from './command';

const MAIN = resolve('lib/cli/main.ts');
const TSX = resolve('node_modules/tsx/dist/cli.mjs');

test('the program reads standard input, prints, and gives its exit code', () => {
  const run = (input: string) => spawnSync(process.execPath, [TSX, MAIN, 'validate', '-'], { input, encoding: 'utf8' });
  expect(run(GOOD)).toMatchObject({ status: 0, stdout: '', stderr: '' });
  const { status, stdout, stderr } = run(BAD);
  expect(status).toBe(2);
  expect(stdout).toMatch(/^stdin:5:14 error KG0207 /);
  expect(stderr).toMatch(/2 errors in 1 object of 1 file\n$/);
});

test('what is printed into a pipe arrives whole, and a reader that leaves early is no fault', () => {
  const cwd = folderOf({ 'many.yaml': `${BAD}---\n`.repeat(2000) });
  const shell = (tail: string) =>
    spawnSync(
      'bash',
      [
        '-c',
        `"$0" "$1" "$2" validate many.yaml 2>errors | ${tail}; echo "\${PIPESTATUS[0]}"; cat errors`,
        process.execPath,
        TSX,
        MAIN,
      ],
      {
        cwd,
        encoding: 'utf8',
      },
    )
      .stdout.trim()
      .split('\n');
  const whole = shell('grep -c KG0105');
  expect(whole.slice(0, 2)).toEqual(['2000', '2']);
  const early = shell('head -n 1');
  expect(early.slice(0, 2)).toEqual([expect.stringMatching(/^many\.yaml:5:14 error/), '2']);
  expect(early.join('\n')).not.toMatch(/EPIPE/);
});
