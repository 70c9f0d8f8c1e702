import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loopback } from '../platform/loopback';
import { MemoryApiServer, refusal } from '../platform/memory-api-server';
import { command, folderOf } from './command';

const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: mills}\n';
const SETTINGS = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: mills}\ndata: {a: '1'}\n";
const MILL = `apiVersion: apps/v1
kind: Deployment
metadata: {name: mill, namespace: mills}
spec: {selector: {matchLabels: {app: mill}}, template: {metadata: {labels: {app: mill}}}}
`;
const FILES = { 'a/namespace.yaml': NAMESPACE, 'b/settings.yaml': SETTINGS, 'b/mill.yaml': `${SETTINGS}---\n${MILL}` };

/** A cluster on loopback, and a folder with its kubeconfig and files. */
async function cluster(files: Readonly<Record<string, string>> = FILES) {
  const api = new MemoryApiServer();
  api.onWrite = (object) => {
    const fields = object as { status?: unknown };
    if (object.kind === 'Namespace') fields.status = { phase: 'Active' };
    const available = { type: 'Available', status: 'True' };
    const counts = { replicas: 1, updatedReplicas: 1, availableReplicas: 1 };
    if (object.kind === 'Deployment') fields.status = { observedGeneration: 1, ...counts, conditions: [available] };
  };
  const server = await loopback(api);
  onTestFinished(() => server.stop());
  const kubeconfig = JSON.stringify({
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server: server.url } }],
    users: [{ name: 'u', user: { token: 'secret-token' } }],
  });
  const folder = folderOf({ ...files, 'config.txt': kubeconfig });
  const run = (name: string, ...options: string[]) =>
    command(['platform', name, ...options], { cwd: folder, env: { KUBECONFIG: join(folder, 'config.txt') } });
  return { api, server, run };
}

describe('platform plan', () => {
  test('tells the stages without a cluster, equal copies once', async () => {
    const { stdout, code } = await command(['platform', 'plan', 'a', 'b', '--objects'], { cwd: folderOf(FILES) });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `1. namespaces
    1 Namespace
    Namespace mills
    then waits for Namespace
2. configuration, accounts, roles and policies
    1 ConfigMap
    ConfigMap mills/settings
3. services and routes to them
    1 Deployment
    Deployment mills/mill
    then waits for Deployment
`,
    });
  });

  test('is data for other programs', async () => {
    const { stdout } = await command(['platform', 'plan', 'a', '--format', 'json'], { cwd: folderOf(FILES) });
    const objects = [{ apiVersion: 'v1', kind: 'Namespace', name: 'mills' }];
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      stages: [{ id: 'namespaces', layer: 'namespaces', title: 'namespaces', objects, webhooks: [] }],
    });
  });

  test('takes what a program writes', async () => {
    const program = `require('node:fs').copyFileSync('b/mill.yaml', process.env.CDK8S_OUTDIR + '/mill.yaml')`;
    const cwd = folderOf({ ...FILES, 'main.js': program });
    const { stdout, code } = await command(['platform', 'plan', '--app', `${process.execPath} main.js`], {
      cwd,
      env: process.env,
    });
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('1 Deployment') });
  });

  test.each([
    [
      'two different objects of one name',
      ['a', 'b'],
      { 'b/other.yaml': SETTINGS.replace('1', '2') },
      /KP0132 ConfigMap mills\/settings is in .* and, different, in/,
    ],
    ['paths and a program', ['a', '--app', 'true'], {}, /only one of them/],
    ['nothing', [], {}, /there is nothing to work on/],
    ['a file that is not there', ['c.yaml'], {}, /no such file/],
    ['a release that is not vendored', ['--release', '1.23'], {}, /KP0111/],
    ['a release that nobody knows', ['--release', '0.1'], {}, /KP0101/],
  ])('is refused for %s', async (_, options, more, message) => {
    const { code, stdout, stderr } = await command(['platform', 'plan', ...options], {
      cwd: folderOf({ ...FILES, ...more }),
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('platform apply', () => {
  test('installs with plain lines of progress, and changes nothing the second time', async () => {
    const { run, server } = await cluster();
    const first = await run('apply', 'a', 'b');
    expect(first).toEqual({
      code: 0,
      stdout: '3 created\n',
      stderr: `Applying 3 objects: test, ${server.url}
[1/3] namespaces: 1 object
  1 created
[2/3] configuration, accounts, roles and policies: 1 object
  1 created
[3/3] services and routes to them: 1 object
  1 created
`,
    });
    expect((await run('apply', 'a', 'b')).stdout).toBe('3 unchanged\n');
  });

  test('tells with --dry-run what would change, and of which fields', async () => {
    const { run, api } = await cluster();
    const dry = await run('apply', 'a', 'b', '--dry-run');
    expect(dry.stdout).toContain('  would be created: ConfigMap mills/settings\n');
    expect(api.all).toEqual([]);
    await run('apply', 'a', 'b');
    api.put({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'mills' },
      ...{ data: { a: '2' } },
    });
    const { stdout } = await run('apply', 'a', 'b', '--dry-run', '--format', 'json');
    const { stages } = JSON.parse(stdout) as { stages: { objects: { name: string; outcome: string }[] }[] };
    expect(stages.flatMap(({ objects }) => objects).find(({ name }) => name === 'settings')).toMatchObject({
      outcome: 'changed',
      differences: ['data.a'],
    });
  });

  test('does not begin where the cluster is not fit for it, unless it is told to', async () => {
    const { run, api } = await cluster();
    const refused = await run('apply', 'b');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('error: the namespace mills is neither there nor among the objects (namespaces)');
    expect(api.all).toEqual([]);
    expect((await run('apply', 'b', '--no-preflight')).code).toBe(0);
  });

  test('tells what did not become ready', async () => {
    const { run, api } = await cluster();
    const ready = api.onWrite;
    api.onWrite = (object) => (object.kind === 'Deployment' ? undefined : ready(object));
    const { code, stderr } = await run('apply', 'a', 'b', '--timeout', '50ms');
    expect(code).toBe(2);
    expect(stderr).toContain('error: 1 of the objects of the stage "services and routes to them" did not become ready');
    expect(stderr).toContain('  Deployment mills/mill: its controller has not seen it');
  });

  test('tells no secret where the cluster cannot be reached', async () => {
    const { run, server } = await cluster();
    await server.stop();
    const { code, stderr } = await run('apply', 'a', '--context', 'nowhere');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: the kubeconfig has no context "nowhere": there are test\n',
    });
  });

  test.each(['soon', '10', '5 m', '-1s'])('refuses %s as a duration', async (duration) => {
    const { code, stderr } = await command(['platform', 'apply', 'a', `--timeout=${duration}`]);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('10m or 1h30m') });
  });
});

describe('what an earlier run brought and a later one does not', () => {
  const upgraded = async () => {
    const { run, api } = await cluster();
    await run('apply', 'a', 'b');
    const again = (...options: string[]) => run('apply', 'a', 'b/settings.yaml', ...options);
    return { run, api, again };
  };

  test('is told, and stays', async () => {
    const { api, again } = await upgraded();
    const { code, stdout, stderr } = await again();
    expect({ code, stdout }).toEqual({ code: 0, stdout: '2 unchanged\n' });
    expect(stderr).toContain('not among these; --prune deletes them:\n  Deployment mills/mill\n');
    expect(api.find('Deployment', 'mill')).toBeDefined();
    // Nor is it forgotten.
    expect((await again()).stderr).toContain('Deployment mills/mill');
  });

  test('is deleted by --prune, and only told before that by a dry run', async () => {
    const { api, again } = await upgraded();
    expect((await again('--prune', '--dry-run')).stdout).toContain('  would be deleted: Deployment mills/mill\n');
    expect(api.find('Deployment', 'mill')).toBeDefined();
    const { stdout } = await again('--prune', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      deleted: [{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'mills', name: 'mill' }],
    });
    expect(api.find('Deployment', 'mill')).toBeUndefined();
    expect(await again('--prune')).toMatchObject({
      stdout: '2 unchanged\n',
      stderr: expect.not.stringContaining('note'),
    });
  });

  test('stays if it is a namespace, since all that is in it would go', async () => {
    const { run, api } = await cluster({ ...FILES, 'c/other.yaml': NAMESPACE.replace('mills', 'shops') });
    await run('apply', 'a', 'b', 'c');
    const { stderr } = await run('apply', 'a', 'b', '--prune');
    expect(stderr).toContain('they stay, with all that is in them:\n  Namespace shops\n');
    expect(api.find('Namespace', 'shops')).toBeDefined();
  });

  test('is nothing of another installation', async () => {
    const { run, api } = await cluster({ ...FILES, 'c/other.yaml': NAMESPACE.replace('mills', 'shops') });
    await run('apply', 'a', 'b');
    const refused = await run('apply', 'c', '--prune');
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('name this installation by --inventory'),
    });
    expect((await run('apply', 'c', '--prune', '--inventory', 'shops')).code).toBe(0);
    expect(api.find('Deployment', 'mill')).toBeDefined();
    expect(await run('status', 'a', 'b')).toMatchObject({ code: 0, stdout: '3 in place\n' });
  });

  test('is obsolete, says the status', async () => {
    const { run } = await upgraded();
    const { code, stdout } = await run('status', 'a', 'b/settings.yaml');
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: '  obsolete: Deployment mills/mill\n2 in place, 1 obsolete\n',
    });
  });

  test('is not known to those who may not remember it, which keeps nothing from being applied', async () => {
    const { run, api } = await cluster();
    api.intercept = ({ path }) =>
      path.includes('/kube-system/') ? refusal(403, 'Forbidden', 'you may not') : undefined;
    expect(await run('apply', 'a', 'b')).toMatchObject({ code: 0, stdout: '3 created\n' });
  });
});

describe('platform status', () => {
  test('is good when all is in place', async () => {
    const { run } = await cluster();
    await run('apply', 'a', 'b');
    expect(await run('status', 'a', 'b')).toEqual({ code: 0, stdout: '3 in place\n', stderr: '' });
  });

  test('tells what is missing, drifted and not ready', async () => {
    const { run, api } = await cluster();
    expect((await run('status', 'a')).stdout).toBe('  missing: Namespace mills\n1 missing\n');
    await run('apply', 'a', 'b');
    api.put({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'mills' },
      ...{ data: { a: '2' } },
    });
    const deployment = api.find('Deployment', 'mill')!;
    (deployment as { status?: unknown }).status = { observedGeneration: 1 };
    const { code, stdout } = await run('status', 'a', 'b', '--format', 'json');
    const { objects } = JSON.parse(stdout) as { objects: object[] };
    expect(code).toBe(2);
    expect(objects).toMatchObject([
      { kind: 'Namespace', state: 'in place' },
      { kind: 'ConfigMap', state: 'drifted', differences: ['data.a'] },
      { kind: 'Deployment', state: 'not ready', reason: '0 of 1 replicas are of the new template' },
    ]);
  });

  test('tells that an object can not be compared while nobody judges it', async () => {
    const { run, api } = await cluster();
    await run('apply', 'a', 'b');
    const message = 'Internal error occurred: failed calling webhook "config.example.com": connection refused';
    api.intercept = ({ method, path }) =>
      method === 'PATCH' && path.includes('/settings?') ? refusal(500, 'InternalError', message) : undefined;
    const { code, stdout } = await run('status', 'a', 'b');
    expect(code).toBe(2);
    expect(stdout).toContain(`not ready: ConfigMap mills/settings: ${message}`);
  });
});

describe('platform remove', () => {
  test('tells what it would do until it is told to do it', async () => {
    const { run, api, server } = await cluster();
    await run('apply', 'a', 'b');
    const asked = await run('remove', 'a', 'b');
    expect(asked).toMatchObject({ code: 2, stderr: 'nothing is deleted yet: give --yes to do it\n' });
    expect(api.all).toHaveLength(4);
    expect(await run('remove', 'a', 'b', '--yes')).toEqual({
      code: 0,
      stdout: `workloads: 1\nconfiguration, secrets and services: 1\nnamespaces: 1\n3 objects deleted: test, ${server.url}\n`,
      stderr: '',
    });
    expect(api.all).toEqual([]);
  });
});
