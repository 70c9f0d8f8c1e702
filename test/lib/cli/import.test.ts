import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command, folderOf, GOOD } from './command';

const OLD = `apiVersion: eventing.knative.dev/v1alpha1
kind: Trigger
metadata: {name: orders, namespace: shop}
spec:
  subscriber: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: hello}}
`;

const NEW = `apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata:
  name: orders
  namespace: shop
spec:
  broker: default
  subscriber:
    ref:
      apiVersion: serving.knative.dev/v1
      kind: Service
      name: hello
`;

describe('import', () => {
  test('prints a program, and tells of it on standard error', async () => {
    const { code, stdout, stderr } = await command(['import', '.'], {
      cwd: folderOf({ 'a.yaml': GOOD, 'b.yaml': OLD }),
    });
    expect(code).toBe(0);
    expect(stdout).toContain(
      "new Trigger(shopChart, 'orders', { broker: Broker.fromName('default'), subscriber: hello });",
    );
    expect(stderr).toContain('b.yaml:1 Trigger shop/orders: Trigger of eventing.knative.dev/v1alpha1 became');
    expect(stderr).toContain('2 objects of 2 files, with 2 changes\n');
  });

  test('prints YAML of standard input', async () => {
    const { code, stdout } = await command(['import', '-', '--yaml'], { stdin: OLD });
    expect({ code, stdout }).toEqual({ code: 0, stdout: NEW });
  });

  test('writes files whole, and the report as data', async () => {
    const cwd = folderOf({ 'old.yaml': OLD });
    const outcome = await command(
      ['import', 'old.yaml', '--yaml', '--out', 'new/all.yaml', '--report', 'new/report.json', '--format', 'json'],
      { cwd },
    );
    expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(cwd, 'new/all.yaml'), 'utf8')).toBe(NEW);
    expect(existsSync(join(cwd, 'new/all.yaml.part'))).toBe(false);
    const report = JSON.parse(readFileSync(join(cwd, 'new/report.json'), 'utf8'));
    expect(report).toMatchObject({
      version: 1,
      summary: { files: 1, objects: 1, upgraded: 2, dropped: 0, decide: 0, mended: 0, unread: 0 },
      unread: [],
      diagnostics: [],
    });
    expect(report.changes[0]).toMatchObject({
      code: 'KU1001',
      action: 'upgraded',
      file: 'old.yaml',
      line: 1,
      document: 1,
    });
  });

  test('does not write the report over the program', async () => {
    const cwd = folderOf({ 'old.yaml': GOOD });
    const { code, stderr } = await command(['import', 'old.yaml', '--out', 'a.ts', '--report', './a.ts'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: --out and --report are both a\.ts: /);
    expect(existsSync(join(cwd, 'a.ts'))).toBe(false);
  });

  test('does not replace a file that is there, unless it is told to', async () => {
    const cwd = folderOf({ 'old.yaml': OLD, 'program.ts': 'mine' });
    const { code, stderr } = await command(['import', 'old.yaml', '--out', 'program.ts'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe('error: KG0209 program.ts is there already: give another file, or --force to replace it\n');
    expect(readFileSync(join(cwd, 'program.ts'), 'utf8')).toBe('mine');
    expect(await command(['import', 'old.yaml', '--out', 'program.ts', '--force'], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, 'program.ts'), 'utf8')).toContain('new Trigger');
  });

  test('writes what can be read, tells what cannot, and ends with 2', async () => {
    const cwd = folderOf({ 'old.yaml': `${OLD}---\nkind: [\n` });
    const { code, stdout, stderr } = await command(['import', 'old.yaml', 'none.yaml', '--yaml'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: NEW });
    expect(stderr).toMatch(
      /Not read\n {2}KG0206 none\.yaml:1 there is no such file or folder\n {2}KG0201 old\.yaml:\d+ /,
    );
  });

  test('says so when there is nothing to write', async () => {
    const { code, stdout, stderr } = await command(['import', '-'], { stdin: 'a: 1\n' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('error: there is no object to write\n');
  });

  test('lets no value of a Secret into the report', async () => {
    const secret =
      'apiVersion: v1\nkind: Secret\nmetadata: {name: s, annotations: {a: 1}}\nstringData: {password: hunter2}\n';
    const { stderr } = await command(['import', '-', '--yaml'], { stdin: secret });
    expect(stderr).not.toContain('hunter2');
  });
});
