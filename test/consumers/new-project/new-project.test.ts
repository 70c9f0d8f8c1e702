import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestsIn, newProject, type Project, succeed } from '../project';

describe.each(['cdk8s', 'pulumi', 'gitops'])('a project that init makes, of the flavour %s', (flavor) => {
  let project: Project;
  beforeAll(() => {
    project = newProject('my-shop', flavor);
  });
  afterAll(() => project?.remove());

  it('compiles', () => {
    succeed(project.run('npm', 'run', 'check'));
  });

  it('passes its own tests', () => {
    expect(succeed(project.run('npm', 'test')).stdout).toMatch(
      flavor === 'pulumi' ? /Tests +4 passed/ : /Tests +3 passed/,
    );
  });

  // Pulumi's flavour writes no files.
  if (flavor === 'pulumi') return;

  it('synthesizes', () => {
    succeed(project.run('npm', 'run', 'synth'));
    const kinds = readdirSync(join(project.folder, 'dist')).flatMap((file) =>
      manifestsIn(project.folder, 'dist', file),
    );
    expect(kinds).toHaveLength(4);
    succeed(project.run('npm', 'run', 'validate'));
    expect(succeed(project.run('npm', 'run', '--silent', 'graph')).stdout).toContain('flowchart');
  });

  if (flavor !== 'gitops') return;

  it('writes the tree that Argo CD applies, the same each time', () => {
    succeed(project.run('npm', 'run', 'gitops'));
    expect(existsSync(join(project.folder, 'deploy'))).toBe(true);
    succeed(project.run('npm', 'run', 'gitops:check'));
  });
});
