import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeLazy } from './lazy-index';

/** Compiles the package into build/, with the generated files that the compiler doesn't carry along. */
const root = resolve(__dirname, '..');
const built = join(root, 'build');
const GENERATED = 'lib/api/generated';

rmSync(built, { recursive: true, force: true });
execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], {
  cwd: root,
  stdio: 'inherit',
});
for (const path of ['validators.js', 'validators.d.ts', 'schemas.json', 'crds'].map((name) => join(GENERATED, name))) {
  mkdirSync(dirname(join(built, path)), { recursive: true });
  cpSync(join(root, path), join(built, path), { recursive: true });
}
makeLazy(join(built, 'constructs/index.js'));
chmodSync(join(built, 'lib/cli/main.js'), 0o755);
