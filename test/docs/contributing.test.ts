import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('CONTRIBUTING.md tells what lives in each folder of lib/', () => {
  const text = readFileSync('CONTRIBUTING.md', 'utf8');
  const folders = readdirSync('lib', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.length).toBeGreaterThan(10);
  expect(folders.map(({ name }) => name).filter((name) => !text.includes(`\`lib/${name}/\``))).toEqual([]);
});
