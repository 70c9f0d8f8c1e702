import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command, folderOf } from './command';

const FILE = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: mill, namespace: mills }
spec:
  selector: { matchLabels: { app: mill } }
  template:
    metadata: { labels: { app: mill } }
    spec: { containers: [{ name: mill, image: gcr.io/mills/mill:v1 }] }
---
apiVersion: v1
kind: Namespace
metadata: { name: mills }
`;

test('platform render writes one stream in the order of the stages', async () => {
  const { code, stdout, stderr } = await command(['platform', 'render', 'mill.yaml'], {
    cwd: folderOf({ 'mill.yaml': FILE }),
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.match(/^(?:kind: .*|---|#.*)$/gm)).toEqual([
    '# Written by "cdk8s-knative platform render". Stage 1 of 2: namespaces',
    'kind: Namespace',
    '---',
    expect.stringContaining('Stage 2 of 2'),
    'kind: Deployment',
  ]);
});

test('platform render writes a file for each stage, and deletes those that it wrote before', async () => {
  const cwd = folderOf({ 'mill.yaml': FILE, 'out/own.yaml': 'a: b\n' });
  const { stdout } = await command(['platform', 'render', 'mill.yaml', '--out', 'out'], { cwd });
  expect(stdout).toBe('2 files in out\n');
  const [first, second, ...rest] = readdirSync(join(cwd, 'out')).sort();
  expect([first, second, ...rest]).toEqual(['1-namespaces.yaml', expect.stringMatching(/^2-.*\.yaml$/), 'own.yaml']);
  writeFileSync(join(cwd, 'mill.yaml'), FILE.slice(FILE.indexOf('---') + 4));
  await command(['platform', 'render', 'mill.yaml', '--out', 'out'], { cwd });
  expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['1-namespaces.yaml', 'own.yaml']);
});

test('platform render writes nothing where it would replace a file of yours', async () => {
  const cwd = folderOf({ 'mill.yaml': FILE, 'out/1-namespaces.yaml': 'mine' });
  const { code, stderr } = await command(['platform', 'render', 'mill.yaml', '--out', 'out'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: KG0209 .*1-namespaces\.yaml is there already, and not ours/);
  expect(readdirSync(join(cwd, 'out'))).toEqual(['1-namespaces.yaml']);
});

test('platform render takes images from a mirror, with its secret', async () => {
  const cwd = folderOf({ 'mill.yaml': FILE });
  const mirror = ['--prefix', 'gcr.io=mirror.example.com/gcr', '--pull-secret', 'registry'];
  await command(['platform', 'render', 'mill.yaml', '--out', 'out', ...mirror], { cwd });
  const text = readFileSync(join(cwd, 'out', readdirSync(join(cwd, 'out')).sort()[1]!), 'utf8');
  expect(text).toContain('image: mirror.example.com/gcr/mills/mill:v1');
  expect(text).toMatch(/imagePullSecrets:\n\s+- name: registry/);
});

test.each([
  [
    ['--prefix', 'docker.io=mirror.example.com/hub'],
    "KP0141 images remain at upstream's registries:\n  gcr.io/mills/mill:v1",
  ],
  [['--pull-secret', 'registry'], 'KP0144 no mirror is named'],
  [['--keep', 'gcr.io'], 'KP0144 no mirror is named'],
  [['--out', 'mill.yaml'], 'mill.yaml'],
])('platform render refuses %j', async (args, fault) => {
  const { code, stdout, stderr } = await command(['platform', 'render', 'mill.yaml', ...args], {
    cwd: folderOf({ 'mill.yaml': FILE }),
  });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(fault);
});
