import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { kinds } from '../../../lib/api/registry';
import { explainedRules } from '../../../lib/cli/rule-texts';
import { BAD, command, folderOf, GOOD } from './command';

describe('help', () => {
  test('each command tells what it does, with examples and exit codes', async () => {
    for (const name of [[], ['validate'], ['graph'], ['crds'], ['import'], ['init'], ['rules']]) {
      const { code, stdout, stderr } = await command([...name, '--help']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^Usage: cdk8s-knative /);
      expect(stdout).toMatch(/^ {2}\$ cdk8s-knative /m);
      expect(stdout).toMatch(/^ {2}2 {2}something is wrong with the input/m);
    }
  });

  test('the version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await command(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('a command that does not exist is told with the one that was meant', async () => {
    const { code, stdout, stderr } = await command(['valdate']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/Did you mean validate\?/);
  });
});

describe('graph', () => {
  const files = {
    'a.yaml': `${GOOD}---
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: display, namespace: shop}
spec:
  broker: default
  subscriber:
    ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: hello}
`,
  };

  test('mermaid is a flowchart', async () => {
    const { code, stdout, stderr } = await command(['graph', '.'], { cwd: folderOf(files) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`flowchart LR
  subgraph "shop"
    n0["Service<br/>hello"]
    n1["Trigger<br/>display"]
  end
  n1 -->|subscriber| n0
`);
  });

  test('dot and json hold the same edge', async () => {
    const cwd = folderOf(files);
    expect((await command(['graph', '.', '--format', 'dot'], { cwd })).stdout).toContain(
      'n1 -> n0 [label="subscriber"];',
    );
    const json = JSON.parse((await command(['graph', '.', '--format', 'json'], { cwd })).stdout);
    expect(json.nodes.map(({ file }: { file: string }) => file)).toEqual(['a.yaml', 'a.yaml']);
    expect(json.edges).toMatchObject([{ type: 'subscriber', path: 'spec.subscriber.ref' }]);
  });

  test('a table of types is no picture', async () => {
    const { code, stdout, stderr } = await command(['graph', '-', '--events', '--format', 'svg'], { stdin: GOOD });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: --events is a table, and no svg: /);
  });

  test('nothing is drawn where something could not be read', async () => {
    const { code, stdout, stderr } = await command(['graph', '-'], { stdin: BAD });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^stdin:5:14 error KG0207 /);
  });
});

describe('crds', () => {
  test('all are one text of several documents', async () => {
    const { code, stdout } = await command(['crds']);
    expect(code).toBe(0);
    const crds = parseAllDocuments(stdout).map((document) => document.toJS());
    expect(crds.map(({ kind }) => kind)).toEqual(kinds.map(() => 'CustomResourceDefinition'));
    expect(crds.map(({ spec }) => spec.names.kind)).toEqual(kinds.map(({ kind }) => kind));
  });

  test('a group can be chosen, and a folder to write files into', async () => {
    const cwd = folderOf({});
    expect(await command(['crds', '--group', 'eventing.knative.dev', '--out', 'crds'], { cwd })).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    const names = readdirSync(join(cwd, 'crds'));
    expect(names).toContain('eventing.knative.dev_triggers.yaml');
    expect(names.every((name) => name.startsWith('eventing.knative.dev_'))).toBe(true);
  });

  test('an unknown group is told with the ones there are', async () => {
    const { code, stderr } = await command(['crds', '--group', 'cert-manager.io']);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^error: there is no kind in the group "cert-manager.io": there are .*serving\.knative\.dev/,
    );
    expect((await command(['crds', '--group', 'eventing.knativ.dev'])).stderr).toContain('did you mean');
  });

  test('files of an earlier run are replaced, and nothing is written where a file of yours would be', async () => {
    const cwd = folderOf({ 'crds/eventing.knative.dev_triggers.yaml': 'mine' });
    const argv = ['crds', '--group', 'eventing.knative.dev', '--out'];
    const { code, stderr } = await command([...argv, 'crds'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: KG0209 .*eventing\.knative\.dev_triggers\.yaml is there already, and not ours/);
    expect(readdirSync(join(cwd, 'crds'))).toEqual(['eventing.knative.dev_triggers.yaml']);
    expect((await command([...argv, 'other'], { cwd })).code).toBe(0);
    expect((await command([...argv, 'other'], { cwd })).code).toBe(0);
  });

  test('a folder that cannot be written to is told', async () => {
    const { code, stderr } = await command(['crds', '--out', 'a/b'], { cwd: folderOf({ a: 'a file' }) });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: KG0208 .*\/a is a file and no folder \(ENOTDIR\): give another folder\n$/);
  });
});

describe('rules', () => {
  test('explains every code of the catalogue', () => {
    const catalogue = readFileSync(resolve(__dirname, '../../../docs/rules.md'), 'utf8');
    const codes = Array.from(catalogue.matchAll(/^### (K[A-Z]\d{4}):/gm), ([, code]) => code);
    expect([...new Set(codes)].sort()).toEqual([...explainedRules().keys()].sort());
  });

  test('all rules are listed, each once', async () => {
    const { stdout } = await command(['rules']);
    const codes = stdout.match(/^ {2}K[A-Z]\d{4}/gm)?.map((code) => code.trim());
    expect(codes).toEqual([...explainedRules().keys()]);
    expect(new Set(codes).size).toBe(codes?.length);
  });

  test('every rule can be explained', async () => {
    for (const [code, { rule }] of explainedRules()) {
      const { code: exit, stdout } = await command(['rules', code]);
      expect(exit).toBe(0);
      expect(stdout).toContain(rule.why);
    }
  });

  test('an explanation has a reason, a wrong and a right example, and a source', async () => {
    const { stdout } = await command(['rules', 'kg0301']);
    expect(stdout).toMatch(/^KG0301 error: an object is there once\n\nOf two objects/);
    expect(stdout).toMatch(/\n\nWrong:\n\n {2}apiVersion: v1\n.*\n\nRight:\n\n {2}apiVersion: v1\n.*\nSource: /s);
  });

  test('an unknown code is told', async () => {
    const { code, stderr } = await command(['rules', 'KG0103x']);
    expect(code).toBe(2);
    expect(stderr).toBe('error: there is no rule "KG0103x": did you mean KG0103?\n');
  });
});
