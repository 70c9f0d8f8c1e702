import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goldenOf, manifestsIn, type Project, projectOf, succeed } from '../project';

let project: Project;
beforeAll(() => {
  project = projectOf('esm-app');
});
afterAll(() => project?.remove());

describe('a project of ECMAScript modules', () => {
  it('compiles with nodenext', () => {
    succeed(project.run('npm', 'run', 'compile'));
  });

  it('synthesizes the same manifests as the example', () => {
    succeed(project.run('npm', 'run', 'synth'));
    expect(manifestsIn(project.folder, 'dist/hello-world.k8s.yaml')).toEqual(goldenOf('hello-world'));
  });

  it('can use every subpath of the package', () => {
    const { stdout } = succeed(project.run('npx', 'tsx', 'subpaths.ts'));
    for (const text of ["[ 'test.k8s.yaml' ]", '[]', 'flowchart LR', 'brokers.eventing.knative.dev']) {
      expect(stdout).toContain(text);
    }
  });

  it('imports by name without a compiler', () => {
    expect(succeed(project.run('node', 'plain.mjs')).stdout.trim()).toBe('[]');
  });
});
