import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { trial } from '../../../constructs/trial';
import { importTexts, printProgram, writeProgram } from '../../../lib/importer';
import { expectFile } from '../../docs/expect-file';
import { cases } from './cases';

const examples = resolve(__dirname, '../../../examples');

/** The manifests that the examples of this repository become. */
const goldenFiles = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((path) => /golden.*\.yaml$/.test(path))
  .sort();

async function programOf(text: string, file = 'old.yaml') {
  const imported = importTexts([{ file, text, isNamed: true }]);
  const program = await writeProgram(imported, trial);
  return { imported, program, printed: printProgram(program) };
}

/** What the program's objects become when its statements run. */
async function becomes({ program }: Awaited<ReturnType<typeof programOf>>): Promise<Map<unknown, unknown>> {
  const outcomes = await trial(program);
  return new Map(program.objects.map(({ object }, i) => [object, outcomes[i]]));
}

async function expectRoundTrip(text: string): Promise<void> {
  const written = await programOf(text);
  const made = await becomes(written);
  expect(made.size).toBe(written.imported.objects.length);
  for (const { object } of written.imported.objects) expect(made.get(object)).toEqual({ manifest: object });
}

describe.each(goldenFiles)('%s', (path) => {
  const text = readFileSync(join(examples, path), 'utf8');

  test('needs no change', () => {
    expect(importTexts([{ file: path, text, isNamed: true }])).toMatchObject({ changes: [], problems: [] });
  });

  test('becomes a program that makes the same objects', async () => {
    await expectRoundTrip(text);
  });
});

test.each(cases.filter(({ now }) => now !== ''))(
  '$title becomes a program that makes what it is today',
  async ({ old }) => {
    await expectRoundTrip(old);
  },
);

test('nearly all of what the examples are made of comes back as constructs, without a patch', async () => {
  let all = 0;
  let constructs = 0;
  // What installs and observes a platform is made of Kubernetes' own objects, for which there are no constructs.
  for (const path of goldenFiles.filter((each) => !/^(observability|platform)/.test(each))) {
    const { program, printed } = await programOf(readFileSync(join(examples, path), 'utf8'));
    all += program.objects.length;
    constructs += program.objects.filter(({ level }) => level === 'construct').length;
    all += printed.split('addJsonPatch').length - 1;
  }
  expect(constructs / all).toBeGreaterThan(0.9);
});

test('a program refers to its objects as constants, and says what is left to decide', async () => {
  const { printed } = await programOf(readFileSync(join(__dirname, 'golden/shop.yaml'), 'utf8'), 'shop.yaml');
  expectFile(join(__dirname, 'golden/shop.ts.txt'), printed);
});

test.each(['eventing', 'tekton', 'triggers'])(
  'all of %s.yaml becomes constructs, without a patch, with references as objects',
  async (name) => {
    const text = readFileSync(join(__dirname, `golden/${name}.yaml`), 'utf8');
    const { program, printed } = await programOf(text, `${name}.yaml`);
    expectFile(join(__dirname, `golden/${name}.ts.txt`), printed);
    expect(program.objects.filter(({ level }) => level !== 'construct')).toEqual([]);
    expect(printed).not.toContain('addJsonPatch');
    await expectRoundTrip(text);
  },
);

test('two objects of one name, a circle and a reserved word get names that TypeScript takes', async () => {
  const flow = (name: string, next: string) => `apiVersion: flows.knative.dev/v1
kind: Sequence
metadata: {name: ${name}, namespace: shop}
spec:
  channelTemplate: {apiVersion: messaging.knative.dev/v1, kind: InMemoryChannel}
  steps: [{ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: new}}]
  reply: {ref: {apiVersion: flows.knative.dev/v1, kind: Sequence, name: ${next}}}
`;
  const { printed } = await programOf([flow('a', 'b'), flow('b', 'a'), flow('new', 'a')].join('---\n'));
  expect(printed).toContain("new Sequence(shopChart, 'new', {");
  expect(printed).toContain('reply: b,');
  // The circle is closed by name.
  expect(printed).toContain("Sink.object({ apiVersion: 'flows.knative.dev/v1', kind: 'Sequence', name: 'a' })");
});

test('what a construct cannot say is patched, and more than that makes a bare object', async () => {
  const service = (more: string) => `apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: shop, finalizers: [example.com/keep]}
spec:
  template:
    spec:
      containers: [{image: registry.example.com/shop:v1${more}}]
`;
  const patched = await programOf(service(''));
  expect(patched.printed).toContain("ApiObject.of(shop).addJsonPatch(JsonPatch.add('/metadata/finalizers'");
  const bare = await programOf(service(', colour: green'));
  expect(bare.printed).toContain("new ApiObject(manifestsChart, 'shop', {");
  expect(bare.printed).toContain('// KG0105');
});

test('the same input makes the same program, byte for byte', async () => {
  const text = readFileSync(join(examples, goldenFiles[0] as string), 'utf8');
  expect((await programOf(text)).printed).toBe((await programOf(text)).printed);
});
