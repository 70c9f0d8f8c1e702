import { packageJson, program } from './common';
import type { ProjectFiles, ProjectSettings } from './project';

/** A project that `pulumi up` deploys. */
export function pulumiProject(settings: ProjectSettings): ProjectFiles {
  const scripts = { test: 'vitest run', check: 'tsc', preview: 'pulumi preview', up: 'pulumi up' };
  return {
    ...program,
    'index.ts': index,
    'index.test.ts': indexTest,
    'Pulumi.yaml': `name: ${settings.name}\ndescription: A service on Knative\nruntime:\n  name: nodejs\n  options:\n    packagemanager: npm\nmain: index.ts\n`,
    'package.json': packageJson(
      settings,
      scripts,
      ['@pulumi/kubernetes', '@pulumi/pulumi', 'cdk8s', 'cdk8s-knative', 'constructs'],
      ['@types/node', 'typescript', 'vitest'],
    ),
    '.gitignore': 'node_modules/\n',
    'README.md': readme(settings),
  };
}

const index = `import { Config } from '@pulumi/pulumi';
import { Program } from 'cdk8s-knative/pulumi';
import { HelloChart } from './chart';

const config = new Config();

const hello = new Program('hello', (scope) => {
  const image = config.get('image') ?? 'ghcr.io/knative/helloworld-go:latest';
  const { service } = new HelloChart(scope, 'hello', { image });
  return { url: service.url };
});

/** Where the service answers, once it is ready. */
export const url = hello.outputs.url;
`;

const indexTest = `import { runtime } from '@pulumi/pulumi';
import { expect, test } from 'vitest';

test('the objects of the program are resources, and the address of the service comes out', async () => {
  const kinds: string[] = [];
  await runtime.setMocks({
    newResource({ name, inputs }) {
      if (inputs.kind !== undefined) kinds.push(inputs.kind);
      const status = inputs.kind === 'Service' ? { url: 'http://hello.default.example.com' } : undefined;
      return { id: name, state: { ...inputs, ...(status !== undefined && { status }) } };
    },
    call: () => ({}),
  });
  const { url } = await import('./index.js');
  await new Promise<void>((resolve) => {
    url.apply((address) => {
      expect(address).toBe('http://hello.default.example.com');
      resolve();
    });
  });
  await runtime.disconnect();
  expect(kinds.sort()).toEqual(['Broker', 'PingSource', 'Service', 'Trigger']);
  // Pulumi takes some seconds to load.
}, 60_000);
`;

function readme({ name }: ProjectSettings): string {
  return `# ${name}

A service on Knative, and an event for it each minute, as constructs of
[cdk8s-knative](https://github.com/cdk8s-knative/cdk8s-knative) that [Pulumi](https://www.pulumi.com) deploys.

\`\`\`sh
npm install
npm test                 # the program's tests; they need no cluster
pulumi stack init dev
pulumi config set image ghcr.io/knative/helloworld-go:latest
pulumi up                # to the cluster that kubectl talks to
pulumi stack output url
\`\`\`

- \`chart.ts\`: what is deployed
- \`index.ts\`: with which settings, and what comes out
- \`chart.test.ts\`, \`index.test.ts\`: what must stay true

The cluster needs Knative Serving, and Eventing with a broker. \`npm run check\` asks the compiler.
`;
}
