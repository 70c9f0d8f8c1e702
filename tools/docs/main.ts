import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { filesBelow } from './files';
import { reference } from './reference';
import { ruleCatalogue } from './rules';

/** Writes the generated part of the documentation; with `--check` tells what of it is stale. */
const root = resolve(__dirname, '../..');
const check = process.argv.includes('--check');

async function main(): Promise<void> {
  const wanted = new Map([['docs/rules.md', ruleCatalogue()], ...(await reference(root))]);
  const present = new Set(filesBelow(root, 'docs/reference'));
  for (const [path, text] of wanted) {
    present.delete(path);
    if (read(join(root, path)) === text) continue;
    if (check) stale(path);
    else {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
  for (const path of present) {
    if (check) stale(path);
    else rmSync(join(root, path));
  }
}

function stale(path: string): void {
  console.error(`${path} is stale: run \`npm run docs\``);
  process.exitCode = 1;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
