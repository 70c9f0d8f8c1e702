import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from './files';

/** The reference of all public names, made from their TSDoc: texts by path. */
export async function reference(root: string): Promise<Map<string, string>> {
  const { Application } = await import('typedoc');
  const out = mkdtempSync(join(tmpdir(), 'cdk8s-knative-docs-'));
  const options: Record<string, unknown> = {
    entryPoints: [
      'constructs/index.ts',
      'constructs/pulumi/index.ts',
      'constructs/testing/index.ts',
      'lib/rules/index.ts',
      'lib/graph/index.ts',
      'lib/render/index.ts',
    ].map((path) => join(root, path)),
    tsconfig: join(root, 'tsconfig.json'),
    plugin: ['typedoc-plugin-markdown'],
    readme: 'none',
    disableSources: true,
    disableGit: true,
    excludePrivate: true,
    excludeProtected: true,
    excludeInternal: true,
    excludeExternals: true,
    hideGenerator: true,
    hideBreadcrumbs: true,
    router: 'kind',
    logLevel: 'Error',
    basePath: root,
  };
  try {
    const app = await Application.bootstrapWithPlugins(options);
    const project = await app.convert();
    if (project === undefined) throw new Error('typedoc found nothing to document');
    await app.generateDocs(project, out);
    await app.outputs.writeOutput({ name: 'markdown', path: out }, project);
    return new Map(
      filesBelow(out, '.').map((path) => [join('docs/reference', path), readFileSync(join(out, path), 'utf8')]),
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
