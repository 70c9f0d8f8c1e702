import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goldenOf, manifestsIn, type Project, projectOf, succeed } from '../project';

let project: Project;
beforeAll(() => {
  project = projectOf('typescript-app');
});
afterAll(() => project?.remove());

describe('a project as cdk8s init makes it', () => {
  it('compiles', () => {
    succeed(project.run('npm', 'run', 'compile'));
  });

  it('passes its tests under jest', () => {
    expect(succeed(project.run('npm', 'test')).stderr).toContain('1 passed');
  });

  it('synthesizes the same manifests as the example, and the validation plugin passes them', () => {
    const { stdout } = succeed(project.run('npm', 'run', 'synth'));
    expect(manifestsIn(project.folder, 'dist/hello-world.k8s.yaml')).toEqual(goldenOf('hello-world'));
    expect(stdout).toContain('Validations finished');
  });

  it('fails with exit code 2 when the plugin finds a manifest broken', () => {
    const app = ['--app', 'npx ts-node broken.ts', '--output', 'broken'];
    const { code, stdout, stderr } = project.run('npx', 'cdk8s', 'synth', ...app);
    expect({ code, output: stdout + stderr }).toMatchObject({ code: 2, output: expect.stringContaining('KG0101') });
    expect(existsSync(join(project.folder, 'broken/broken.k8s.yaml'))).toBe(true);
  });

  it('has a command that passes good manifests and fails with exit code 2 on broken ones', () => {
    const good = succeed(project.run('npx', 'cdk8s-knative', 'validate', '--quiet', 'dist'));
    expect(good.stdout).toBe('');
    const { code, stdout } = project.run('npx', 'cdk8s-knative', 'validate', 'broken');
    expect({ code, stdout }).toMatchObject({ code: 2, stdout: expect.stringContaining('KG0101') });
  });
});
