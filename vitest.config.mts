import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';

const source = (path: string) => resolve(import.meta.dirname, path);

// Tests and examples name the package as its users do; here that means its sources.
const alias = [
  { find: /^cdk8s-knative$/, replacement: source('constructs/index.ts') },
  { find: /^cdk8s-knative\/pulumi$/, replacement: source('constructs/pulumi/index.ts') },
  { find: /^cdk8s-knative\/testing$/, replacement: source('constructs/testing/index.ts') },
  { find: /^cdk8s-knative\/(api|graph|rules|render)$/, replacement: source('lib/$1/index.ts') },
];

// What the package loads late by `require` is TypeScript here, which Node can't load: it is imported at once instead.
const lateRequires: Plugin = {
  name: 'late-requires',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/(?:lib|constructs)\/.*\.ts$/.test(id)) return undefined;
    const imports: string[] = [];
    const transformed = code.replace(/require\('(\.[^']*)'\) as typeof import\('\1'\)/g, (_, path: string) => {
      imports.push(`import * as late${imports.length} from '${path}';`);
      return `late${imports.length - 1}`;
    });
    return imports.length === 0 ? undefined : `${imports.join(' ')} ${transformed}`;
  },
};
const plugins = [lateRequires];

export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        resolve: { alias },
        test: { name: 'unit', include: ['test/{lib,constructs,docs}/**/*.test.ts'], testTimeout: 30_000 },
      },
      {
        plugins,
        resolve: { alias },
        test: { name: 'examples', include: ['test/examples/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        plugins,
        resolve: { alias },
        test: {
          name: 'referees',
          include: ['test/referees/**/*.test.ts'],
          globalSetup: ['test/referees/prepare.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // One API server and one validator at a time: the machine is small.
          fileParallelism: false,
        },
      },
      {
        plugins,
        resolve: { alias },
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          globalSetup: ['test/referees/prepare.ts'],
          testTimeout: 600_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'consumers',
          // The projects of the consumers have tests of their own, which run there.
          include: ['test/consumers/*/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
