import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, relative, resolve } from 'node:path';
import { App } from 'cdk8s';
import { diagnosticsOf, resourceGraph } from 'cdk8s-knative';
import { toMermaid } from 'cdk8s-knative/graph';
import { describe, expect, test } from 'vitest';
import { exampleNames, programsOf, vendoredExampleNames } from '../../examples/main';
import { findingsOf, loadManifests } from '../../lib/manifests';
import { expectFile } from '../docs/expect-file';
import { markedBlocks, withMarkedBlocks } from '../docs/fenced-blocks';

const examples = resolve(__dirname, '../../examples');

/** What `cdk8s synth` writes for a program, by file name. */
function synthesized(program: (app: App) => void): Map<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-knative-'));
  try {
    const app = new App({ outdir });
    program(app);
    app.synth();
    return new Map(readdirSync(outdir).map((file) => [file, readFileSync(join(outdir, file), 'utf8')]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** What all programs of an example become, by path below the golden folder. */
async function manifestsOf(name: string): Promise<Map<string, string>> {
  const programs = await programsOf(name);
  return new Map(
    programs.flatMap(({ folder, build }) =>
      Array.from(synthesized(build), ([file, text]) => [posix.join(folder, file), text] as const),
    ),
  );
}

/** The picture of what a program becomes; of several programs, that of the last. */
async function diagramOf(name: string): Promise<string> {
  const app = new App();
  const programs = await programsOf(name);
  programs.at(-1)?.build(app);
  return toMermaid(resourceGraph(app));
}

/** The page with a place for the diagram, below the program, if it has none. */
function withDiagram(page: string): string {
  const isDrawn = markedBlocks(page).some(({ marker }) => marker === 'diagram');
  return isDrawn ? page : page.replace(/^<!-- program\.ts -->\n```ts\n[\s\S]*?^```\n/m, `$&\n${NO_DIAGRAM}`);
}

const NO_DIAGRAM = '<!-- diagram -->\n```mermaid\n```\n';

function goldenFiles(folder: string): string[] {
  const entries = readdirSync(join(folder, 'golden'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(join(folder, 'golden'), join(entry.parentPath, entry.name)))
    .sort();
}

/** Examples that Pulumi runs: `test/referees/pulumi` does. */
const deployedExampleNames = ['pulumi-shop'];

test('every folder of examples holds a program', () => {
  const folders = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(
    [...exampleNames(), ...vendoredExampleNames, ...deployedExampleNames].sort(),
  );
});

describe.each(exampleNames())('the example %s', (name) => {
  const folder = join(examples, name);
  const readme = join(folder, 'README.md');

  test('becomes the manifests of its golden folder', async () => {
    const manifests = await manifestsOf(name);
    for (const [file, text] of manifests) expectFile(join(folder, 'golden', file), text);
    expect(goldenFiles(folder)).toEqual([...manifests.keys()].sort());
  });

  test('becomes the same a second time', async () => {
    expect(await manifestsOf(name)).toEqual(await manifestsOf(name));
  });

  test('has nothing that a rule would blame', async () => {
    for (const { build } of await programsOf(name)) {
      const app = new App();
      build(app);
      expect(diagnosticsOf(app)).toEqual([]);
    }
  });

  test('has a README with its program, its diagram and its manifests', async () => {
    expect(existsSync(readme)).toBe(true);
    const page = withDiagram(readFileSync(readme, 'utf8'));
    const diagram = await diagramOf(name);
    expectFile(
      readme,
      withMarkedBlocks(page, ({ marker }) =>
        marker === 'diagram' ? diagram : readFileSync(join(folder, marker), 'utf8'),
      ),
    );
    const golden = goldenFiles(folder).map((file) => `golden/${file}`);
    expect(
      markedBlocks(page)
        .map(({ marker }) => marker)
        .sort(),
    ).toEqual([...golden, 'diagram', 'program.ts'].sort());
  });
});

test('no rule blames any manifest of the examples, all of them read at once', async () => {
  const manifests = await loadManifests([examples]);
  expect(manifests.objects.length).toBeGreaterThan(30);
  expect(findingsOf(manifests, {})).toEqual([]);
});
