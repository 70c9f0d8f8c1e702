import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { command, folderOf, GOOD } from './command';

const files = { 'a.yaml': GOOD };
const update = GOOD.replace(/image: .*/, 'image: example.com/other:2');

describe('expand', () => {
  test('draws a tree of owners', async () => {
    const { code, stdout, stderr } = await command(['expand', 'a.yaml'], { cwd: folderOf(files) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Service \S+\/hello +Ready\n├─ Configuration hello +Ready\n/);
  });

  test('--then brings an update, of which a part is enough', async () => {
    const cwd = folderOf({ ...files, 'then.yaml': update });
    const { code, stdout } = await command(['expand', 'a.yaml', '--then', 'then.yaml'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('Revision hello-00002');
  });

  test('--then tells what a cluster would refuse of an update, and where that is written', async () => {
    const withName = GOOD.replace('template:', 'template:\n    metadata: { name: hello-one }');
    const then = withName.replace(/image: .*/, 'image: example.com/other:2');
    const cwd = folderOf({ 'a.yaml': withName, 'then.yaml': then });
    const { code, stdout, stderr } = await command(['expand', 'a.yaml', '--then', 'then.yaml'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^then\.yaml:\d+:\d+ error KN1305 the template changes, its name "hello-one" does not\n/);
  });

  test('--then tells of a part of an object what is wrong with the whole', async () => {
    const then = GOOD.replace(/spec:[\s\S]*/, 'spec: { template: { spec: { timeoutSeconds: -1 } } }\n');
    const cwd = folderOf({ 'a.yaml': GOOD, 'then.yaml': then });
    const { code, stderr } = await command(['expand', 'a.yaml', '--then', 'then.yaml'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('KN1401');
  });

  test('--diff shows what a change of the program changes', async () => {
    const cwd = folderOf({ 'old/a.yaml': GOOD, 'new/a.yaml': update });
    const { code, stdout } = await command(['expand', 'new', '--diff', 'old'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^~ Service .*\n/);
    expect(stdout).toMatch(/^\+ Revision .*\/hello-00002$/m);
  });

  test('--diff takes an earlier expansion as well as manifests', async () => {
    const cwd = folderOf({ 'old/a.yaml': GOOD, 'new/a.yaml': update });
    const { stdout: expanded } = await command(['expand', 'old', '--format', 'yaml'], { cwd });
    const other = folderOf({ 'expanded.yaml': expanded, 'new/a.yaml': update });
    const byManifests = await command(['expand', 'new', '--diff', 'old'], { cwd });
    expect(await command(['expand', 'new', '--diff', 'expanded.yaml'], { cwd: other })).toEqual(byManifests);
  });

  test('--with shows what happens when something outside fails', async () => {
    const { stdout } = await command(['expand', 'a.yaml', '--with', 'deployment/*=unavailable'], {
      cwd: folderOf(files),
    });
    expect(stdout).toMatch(/^Service \S+\/hello +not Ready: RevisionMissing/);
  });

  test('--with tells of what it says to nobody', async () => {
    const cwd = folderOf(files);
    const met = await command(['expand', 'a.yaml', '--with', 'deployment/hello-*=fails'], { cwd });
    expect(met).toMatchObject({ code: 0, stderr: '' });
    const unmet = await command(['expand', 'a.yaml', '--with', 'Deployment/hullo-*=fails'], { cwd });
    expect(unmet.code).toBe(0);
    expect(unmet.stderr).toMatch(/^note: --with deployment\/hullo-\* changes nothing: /);
  });

  test('--after lets time pass, and with it what is due', async () => {
    const idle = ['expand', 'a.yaml', '--with', 'revision/*=idle', '--format', 'yaml', '--after'];
    const cwd = folderOf(files);
    expect((await command([...idle, '59s'], { cwd })).stdout).toMatch(/^ {2}replicas: 1$/m);
    expect((await command([...idle, '1m0.5s'], { cwd })).stdout).toMatch(/^ {2}replicas: 0$/m);
  });

  test('--after and --then happen in the order in which they are given', async () => {
    const cwd = folderOf({ ...files, 'then.yaml': update });
    const argv = ['expand', 'a.yaml', '--format', 'json'];
    const made = async (...later: string[]) => {
      const { objects } = JSON.parse((await command([...argv, ...later], { cwd })).stdout) as { objects: KubeObject[] };
      return objects.find(({ metadata }) => metadata.name === 'hello-00002')?.metadata.creationTimestamp;
    };
    expect(await made('--then', 'then.yaml', '--after', '1h')).toBe('2026-01-01T00:00:01Z');
    expect(await made('--after', '1h', '--then', 'then.yaml')).toBe('2026-01-01T01:00:01Z');
    expect(await made('--after', '1h', '--then', 'then.yaml', '--after', '30m')).toBe('2026-01-01T01:00:01Z');
  });

  test('--after with --diff lets time pass after the change', async () => {
    const settings = `apiVersion: v1
kind: ConfigMap
metadata: { name: config-network, namespace: knative-serving }
data: { rollout-duration: "600" }
`;
    const cwd = folderOf({ 'old/a.yaml': GOOD, 'new/a.yaml': update, 'old/s.yaml': settings, 'new/s.yaml': settings });
    const argv = ['expand', 'new', '--diff', 'old'];
    expect((await command(argv, { cwd })).stdout).toContain('RolloutInProgress');
    expect((await command([...argv, '--after', '10m'], { cwd })).stdout).not.toContain('RolloutInProgress');
  });

  test('--after refuses what is no duration', async () => {
    const { code, stdout, stderr } = await command(['expand', 'a.yaml', '--after', '-5m'], { cwd: folderOf(files) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Write it as 90s, 10m or 1h30m.');
  });

  test('--with refuses what is no state, and says which there are', async () => {
    const { code, stderr } = await command(['expand', 'a.yaml', '--with', 'deployment/x=tired'], {
      cwd: folderOf(files),
    });
    expect(code).toBe(2);
    expect(stderr).toContain('The states are');
  });

  test('--with refuses what nothing can be told of, and what a thing can not be', async () => {
    const cwd = folderOf(files);
    const kind = await command(['expand', 'a.yaml', '--with', 'service/hello=ready'], { cwd });
    expect(kind).toMatchObject({ code: 2, stderr: expect.stringContaining('certificate, deployment, image') });
    const state = await command(['expand', 'a.yaml', '--with', 'revision/*=failed'], { cwd });
    expect(state).toMatchObject({ code: 2, stderr: expect.stringContaining('The states of revision are') });
  });

  test('json has objects and events', async () => {
    const { stdout } = await command(['expand', 'a.yaml', '--format', 'json'], { cwd: folderOf(files) });
    const { objects, events } = JSON.parse(stdout);
    expect(objects.map(({ kind }: { kind: string }) => kind)).toContain('Ingress');
    expect(events[0]).toMatchObject({ type: 'Normal', reason: 'Created' });
  });

  test('refuses what a cluster would refuse', async () => {
    const cwd = folderOf({ 'a.yaml': GOOD.replace('image:', 'imgae:') });
    const { code, stdout, stderr } = await command(['expand', 'a.yaml'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('imgae');
  });

  test('without anything to expand says so', async () => {
    expect(await command(['expand'], { cwd: folderOf(files) })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is nothing to expand'),
    });
  });
});
