import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestsIn, newProject, type Project, succeed } from '../project';

const ROOT = resolve(__dirname, '../../..');
const SEEDS = resolve(ROOT, '../shared/seeds');

interface Input {
  readonly name: string;
  readonly path: string;
}

const examples: Input[] = readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /golden.*\.yaml$/.test(path))
  .map((path) => ({ name: path.replace(/\W+/g, '-'), path: join(ROOT, 'examples', path) }));
const golden = join(ROOT, 'test/lib/importer/golden');
/** A program for each construct that the importer writes. */
const kinds: Input[] = readdirSync(golden)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name: `kinds-${name.replace(/\W+/g, '-')}`, path: join(golden, name) }));
const seeds: Input[] = existsSync(SEEDS)
  ? readdirSync(SEEDS)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => ({ name: name.replace(/\W+/g, '-'), path: join(SEEDS, name) }))
  : [];
if (seeds.length === 0)
  console.warn('the source documents are not beside the project: their programs are not compiled');

/** An object without its place in the output: charts put them into files of their own. */
function inAnyOrder(objects: readonly unknown[]): string[] {
  return objects.map((object) => JSON.stringify(sorted(object))).sort();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

describe('programs that import writes', () => {
  let project: Project;
  const run = (...args: string[]) => project.run('npx', 'cdk8s-knative', 'import', ...args);
  beforeAll(() => {
    project = newProject('imported', 'cdk8s');
    mkdirSync(join(project.folder, 'programs'));
    for (const { name, path } of [...examples, ...kinds, ...seeds]) {
      run(path, '--out', `programs/${name}.ts`, '--report', `programs/${name}.json`, '--format', 'json');
    }
    writeFileSync(
      join(project.folder, 'programs/tsconfig.json'),
      JSON.stringify({
        extends: '../tsconfig.json',
        compilerOptions: { noEmit: false, outDir: 'out' },
        include: ['*.ts'],
      }),
    );
  });
  afterAll(() => project?.remove());

  it('are taken by tsc, all of them', () => {
    const written = readdirSync(join(project.folder, 'programs')).filter((name) => name.endsWith('.ts'));
    expect(written).toHaveLength(examples.length + kinds.length + seeds.length);
    succeed(project.run('npx', 'tsc', '-p', 'programs'));
  });

  it.each(examples)('$name makes the same objects when it runs', ({ name, path }) => {
    const outdir = join(project.folder, 'made', name);
    succeed(ran(name, outdir));
    const made = readdirSync(outdir).flatMap((file) => manifestsIn(outdir, file));
    const given = loadAll(readFileSync(path, 'utf8')).filter((object) => object !== null);
    expect(inAnyOrder(made)).toEqual(inAnyOrder(given));
  });

  function ran(name: string, outdir: string) {
    const script = `process.env.CDK8S_OUTDIR = ${JSON.stringify(outdir)}; require('./programs/out/${name}.js')`;
    return project.run('node', '-e', script);
  }
});
