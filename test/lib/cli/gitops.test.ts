import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BAD, command, folderOf, GOOD } from './command';

const BROKER = `apiVersion: eventing.knative.dev/v1
kind: Broker
metadata: {name: default, namespace: shop}
`;
const TRIGGER = `apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: display, namespace: shop}
spec:
  broker: default
  subscriber:
    ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: hello}
`;
const SECRET = `apiVersion: v1
kind: Secret
metadata: {name: token, namespace: shop}
stringData: {password: hunter2}
`;
const FLUX = ['--flavor', 'flux', '--out', 'deploy/shop'];
const files = { 'k8s/a.yaml': `${GOOD}---\n${BROKER}---\n${TRIGGER}` };

const gitops = (cwd: string, ...argv: string[]) => command(['gitops', ...argv], { cwd });
const all = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

test('a tree is written and told of, and a second run changes nothing', async () => {
  const cwd = folderOf(files);
  const first = await gitops(cwd, 'k8s', ...FLUX);
  expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
  expect(first.stdout).toContain('added   50-brokers/broker.eventing.knative.dev_shop_default.yaml\n');
  expect(all(join(cwd, 'deploy/shop'))).toEqual([
    '.cdk8s-knative-inventory.json',
    '50-brokers/broker.eventing.knative.dev_shop_default.yaml',
    '50-brokers/kustomization.yaml',
    '60-services/kustomization.yaml',
    '60-services/service.serving.knative.dev_shop_hello.yaml',
    '70-triggers/kustomization.yaml',
    '70-triggers/trigger.eventing.knative.dev_shop_display.yaml',
    'README.md',
    'flux/50-brokers.yaml',
    'flux/60-services.yaml',
    'flux/70-triggers.yaml',
    'flux/kustomization.yaml',
    'kustomization.yaml',
  ]);
  expect(await gitops(cwd, 'k8s', ...FLUX)).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('names and the path in the repository are those of the folder, unless said', async () => {
  const cwd = folderOf(files);
  await gitops(cwd, 'k8s', ...FLUX);
  const kustomization = () => readFileSync(join(cwd, 'deploy/shop/flux/70-triggers.yaml'), 'utf8');
  expect(kustomization()).toMatch(/name: shop-triggers\n[\s\S]*path: \.\/deploy\/shop\/70-triggers\n/);
  await gitops(cwd, 'k8s', ...FLUX, '--name', 'store', '--path', 'x/y');
  expect(kustomization()).toMatch(/name: store-triggers\n[\s\S]*path: \.\/x\/y\/70-triggers\n/);
});

describe('--check', () => {
  test('is content with what was written', async () => {
    const cwd = folderOf(files);
    await gitops(cwd, 'k8s', ...FLUX);
    expect(await gitops(cwd, 'k8s', ...FLUX, '--check')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('tells drift by a diff and exit code 2, and writes nothing', async () => {
    const cwd = folderOf(files);
    await gitops(cwd, 'k8s', ...FLUX);
    const trigger = join(cwd, 'deploy/shop/70-triggers/trigger.eventing.knative.dev_shop_display.yaml');
    const edited = readFileSync(trigger, 'utf8').replace('broker: default', 'broker: other');
    writeFileSync(trigger, edited);
    const { code, stdout, stderr } = await gitops(cwd, 'k8s', ...FLUX, '--check');
    expect(code).toBe(2);
    expect(stdout).toContain('-  broker: other\n+  broker: default\n');
    expect(stderr).toBe('One file below deploy/shop would change: run the command without --check\n');
    expect(readFileSync(trigger, 'utf8')).toBe(edited);
  });

  test('tells of a folder that is not there yet', async () => {
    const cwd = folderOf(files);
    const { code, stdout } = await gitops(cwd, 'k8s', ...FLUX, '--check');
    expect(code).toBe(2);
    expect(stdout).toContain('--- /dev/null\n+++ b/50-brokers/broker.eventing.knative.dev_shop_default.yaml\n');
    expect(existsSync(join(cwd, 'deploy'))).toBe(false);
  });
});

test('what is gone from the manifests goes from the tree, and nothing else', async () => {
  const cwd = folderOf({ ...files, 'k8s/b.yaml': BROKER.replace('default', 'second') });
  await gitops(cwd, 'k8s', ...FLUX);
  writeFileSync(join(cwd, 'deploy/shop/50-brokers/mine.txt'), 'mine\n');
  rmSync(join(cwd, 'k8s/b.yaml'));
  const { stdout } = await gitops(cwd, 'k8s', ...FLUX);
  expect(stdout).toContain('removed 50-brokers/broker.eventing.knative.dev_shop_second.yaml\n');
  expect(readFileSync(join(cwd, 'deploy/shop/50-brokers/mine.txt'), 'utf8')).toBe('mine\n');
});

test('what an earlier run wrote below a folder that is read is not read', async () => {
  const cwd = folderOf(files);
  await gitops(cwd, '.', ...FLUX);
  writeFileSync(join(cwd, 'k8s/a.yaml'), BROKER);
  expect((await gitops(cwd, '.', ...FLUX)).stdout).toContain(
    'removed 60-services/service.serving.knative.dev_shop_hello.yaml\n',
  );
});

test('a plain Secret stops the run, with its code and without its values; it is written if that is allowed', async () => {
  const cwd = folderOf({ ...files, 'k8s/s.yaml': SECRET });
  const refused = await gitops(cwd, 'k8s', ...FLUX);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/^error KG0401 "password" .*\n {2}at Secret shop\/token stringData\n {2}hint: /);
  expect(refused.stderr).not.toContain('hunter2');
  expect(existsSync(join(cwd, 'deploy'))).toBe(false);
  const allowed = await gitops(cwd, 'k8s', ...FLUX, '--allow-plain-secrets');
  expect(allowed.code).toBe(0);
  const checked = await gitops(cwd, 'k8s', ...FLUX, '--check');
  expect(`${checked.stdout}${checked.stderr}`).not.toContain('hunter2');
});

test('manifests with errors are refused, unless nobody wants to know', async () => {
  const cwd = folderOf({ 'k8s/a.yaml': GOOD.replace('containers:', 'containrs:') });
  const refused = await gitops(cwd, 'k8s', ...FLUX);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('did you mean "containers"?');
  expect((await gitops(cwd, 'k8s', ...FLUX, '--no-validate')).code).toBe(0);
  // What cannot even be read can't be written.
  const unreadable = folderOf({ 'k8s/a.yaml': BAD });
  expect((await gitops(unreadable, 'k8s', ...FLUX, '--no-validate')).code).toBe(2);
});

test("files of kustomize's own are passed over, and that is said", async () => {
  const kustomization = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n';
  const { code, stderr } = await gitops(
    folderOf({ ...files, 'k8s/kustomization.yaml': kustomization }),
    'k8s',
    ...FLUX,
  );
  expect(code).toBe(0);
  expect(stderr).toBe(
    'note: k8s/kustomization.yaml is passed over: `kustomize build` does what it says, and this command reads the result from -\n',
  );
});

describe('folders that are alternatives', () => {
  const alternatives = {
    'k8s/one/a.yaml': GOOD,
    'k8s/two/a.yaml': GOOD.replace('/hello@', '/goodbye@'),
  };

  test('are refused as one whole, with where they differ', async () => {
    const { code, stderr } = await gitops(folderOf(alternatives), 'k8s', ...FLUX);
    expect(code).toBe(2);
    expect(stderr).toContain('error KG0402 there are two, in k8s/one/a.yaml and k8s/two/a.yaml, that differ');
  });

  test('get a tree each', async () => {
    const cwd = folderOf(alternatives);
    expect((await gitops(cwd, 'k8s', ...FLUX, '--per-folder')).code).toBe(0);
    const kustomization = readFileSync(join(cwd, 'deploy/shop/two/flux/60-services.yaml'), 'utf8');
    expect(kustomization).toMatch(/name: two-services\n[\s\S]*path: \.\/deploy\/shop\/two\/60-services\n/);
    expect(await gitops(cwd, 'k8s', ...FLUX, '--per-folder', '--check')).toMatchObject({ code: 0 });
  });

  test('stay below the folder that is written to, wherever they are', async () => {
    const cwd = folderOf({ ...alternatives, 'here/x.txt': '' });
    const here = join(cwd, 'here');
    expect((await gitops(here, '../k8s/one', '../k8s/two', ...FLUX, '--per-folder')).code).toBe(0);
    expect(readdirSync(join(here, 'deploy/shop')).sort()).toEqual(['.cdk8s-knative-inventory.json', 'one', 'two']);
  });
});

describe('a program', () => {
  const program = (text: string) => `const { mkdirSync, writeFileSync } = require('fs');
const out = process.env.CDK8S_OUTDIR;
mkdirSync(out, { recursive: true });
console.log('synthesizing');
writeFileSync(out + '/shop.k8s.yaml', ${JSON.stringify(text)});`;
  const node = JSON.stringify(process.execPath);

  test('is run, and what it writes is laid out', async () => {
    const cwd = folderOf({ 'main.js': program(BROKER) });
    const { code, stdout, stderr } = await gitops(cwd, '--app', `${node} main.js`, ...FLUX);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'synthesizing\n' });
    expect(stdout).toContain('50-brokers/broker.eventing.knative.dev_shop_default.yaml');
    expect(existsSync(join(cwd, 'dist'))).toBe(false);
  });

  test('is that of cdk8s.yaml, where nothing else is named', async () => {
    const cwd = folderOf({
      'main.js': program(BROKER),
      'cdk8s.yaml': `language: typescript\napp: '${node} main.js'\n`,
    });
    expect((await gitops(cwd, ...FLUX)).code).toBe(0);
    expect(existsSync(join(cwd, 'deploy/shop/50-brokers'))).toBe(true);
  });

  test('that fails or writes nothing is told of', async () => {
    const cwd = folderOf({ 'bad.js': 'console.error("no luck"); process.exit(3)', 'empty.js': '' });
    const failed = await gitops(cwd, '--app', `${node} bad.js`, ...FLUX);
    expect(failed.code).toBe(2);
    expect(failed.stderr).toMatch(/^no luck\nerror: the program ".* bad\.js" ended with exit code 3\n$/);
    const empty = await gitops(cwd, '--app', `${node} empty.js`, ...FLUX);
    expect(empty.code).toBe(2);
    expect(empty.stderr).toContain('wrote no object: manifests belong into the folder in $CDK8S_OUTDIR');
  });
});

test('--format json is a contract', async () => {
  const cwd = folderOf({ 'k8s/a.yaml': BROKER });
  const plain = ['k8s', '--flavor', 'plain', '--out', 'out', '--format', 'json'];
  const { stdout } = await gitops(cwd, ...plain);
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    out: 'out',
    changes: [
      { file: '.cdk8s-knative-inventory.json', change: 'added' },
      { file: '50-brokers/broker.eventing.knative.dev_shop_default.yaml', change: 'added' },
      { file: 'README.md', change: 'added' },
    ],
    notes: [],
    errors: [],
  });
  writeFileSync(join(cwd, 'k8s/a.yaml'), `${BROKER}---\n${SECRET}`);
  const refused = await gitops(cwd, ...plain);
  expect(refused.code).toBe(2);
  expect(JSON.parse(refused.stdout)).toMatchObject({ changes: [], errors: [{ code: 'KG0401', path: 'stringData' }] });
  rmSync(join(cwd, 'out/README.md'));
  writeFileSync(join(cwd, 'k8s/a.yaml'), BROKER);
  const drift = await gitops(cwd, ...plain, '--check');
  expect(JSON.parse(drift.stdout)).toMatchObject({
    changes: [{ file: 'README.md', change: 'added', diff: expect.stringContaining('+++ b/README.md') }],
  });
});

test('an empty tree is never written: whoever applies it would delete everything', async () => {
  const cwd = folderOf({ ...files, 'none.yaml': '# nothing\n' });
  await gitops(cwd, 'k8s', ...FLUX);
  const before = all(join(cwd, 'deploy'));
  for (const given of [
    ['none.yaml'],
    ['--app', 'touch "$CDK8S_OUTDIR/a.yaml"'],
    ['--app', 'echo "{{" > "$CDK8S_OUTDIR/a.yaml"'],
  ]) {
    const { code, stdout, stderr } = await gitops(cwd, ...given, ...FLUX);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^error: .*no object/),
    });
  }
  expect(all(join(cwd, 'deploy'))).toEqual(before);
});

test('what an option says to nobody is noted', async () => {
  const options = ['--repo', 'https://git.example.com/shop', '--sops-keys', 'age'];
  const { code, stderr } = await gitops(folderOf(files), 'k8s', '--flavor', 'plain', '--out', 'x', ...options);
  expect(code).toBe(0);
  expect(stderr).toBe(`note: the keys in the Secret age are for Flux: nothing of plain reads them
note: the repository is for Argo CD and Flux: nothing of plain names it
`);
});

test.each([
  [['k8s', '--flavor', 'helm', '--out', 'x'], /Allowed choices are argocd, flux, kustomize, plain/],
  [['k8s', '--out', 'x'], /--flavor <flavor>' not specified/],
  [['k8s', '--flavor', 'flux'], /--out <folder>' not specified/],
  [['k8s', '--app', 'true', ...FLUX], /give either paths or --app, not both/],
  [[...FLUX], /there is nothing to write/],
  [['--app', ' ', ...FLUX], /no command runs the program/],
  [['k8s', ...FLUX, '--path', '../x'], /leads out of the repository/],
  [['k8s', ...FLUX, '--name', 'My Shop'], /name "My Shop"/],
  [['missing', ...FLUX], /there is no such file or folder/],
  [['k8s', '--flavor', 'plain', '--out', 'k8s/a.yaml'], /^error: KG0208 can't write .*a\.yaml.* \(ENOTDIR\)/],
])('%j is refused with exit code 2', async (argv, message) => {
  const { code, stderr } = await gitops(folderOf(files), ...argv);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
});
