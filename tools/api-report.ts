import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

/**
 * Keeps a listing of each entry point's public interface in docs/api. Without `--write` a listing that
 * is no longer true is a failure: what users see changes only on purpose.
 */
const root = resolve(__dirname, '..');
const write = process.argv.includes('--write');
const folder = join(root, 'docs/api');
const scratch = join(root, 'build/.api');
const entries: Record<string, string> = {
  index: 'build/constructs/index.d.ts',
  api: 'build/lib/api/index.d.ts',
  graph: 'build/lib/graph/index.d.ts',
  rules: 'build/lib/rules/index.d.ts',
  render: 'build/lib/render/index.d.ts',
  pulumi: 'build/constructs/pulumi/index.d.ts',
  testing: 'build/constructs/testing/index.d.ts',
};

mkdirSync(folder, { recursive: true });
mkdirSync(scratch, { recursive: true });
for (const [name, mainEntryPointFilePath] of Object.entries(entries)) {
  const report = join(folder, `${name}.api.md`);
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(root, mainEntryPointFilePath),
      compiler: { tsconfigFilePath: join(root, 'tsconfig.json') },
      apiReport: { enabled: true, reportFileName: `${name}.api.md`, reportFolder: scratch, reportTempFolder: scratch },
      docModel: { enabled: false, apiJsonFilePath: join(scratch, `${name}.api.json`) },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
  });
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      // What the compiler and tsdoc have to say is told by their own checks.
      message.handled = true;
    },
  });
  const text = readFileSync(join(scratch, `${name}.api.md`), 'utf8');
  if (write) writeFileSync(report, text);
  else if (!existsSync(report) || readFileSync(report, 'utf8') !== text) {
    console.error(
      `docs/api/${name}.api.md is not what ${mainEntryPointFilePath} exports: look at the change, then run \`npm run api\``,
    );
    process.exitCode = 1;
  }
}
