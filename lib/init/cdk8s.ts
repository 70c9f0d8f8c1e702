import { packageJson, program } from './common';
import type { ProjectFiles, ProjectSettings } from './project';

/** A project for `cdk8s synth`. */
export function cdk8sProject(settings: ProjectSettings): ProjectFiles {
  return {
    ...synthesizing(settings, { apply: 'npm run synth && kubectl apply --server-side -f dist' }),
    'README.md': readme(settings),
  };
}

/** What every project has that `cdk8s synth` runs. */
export function synthesizing(settings: ProjectSettings, scripts: Readonly<Record<string, string>>): ProjectFiles {
  const all = {
    synth: 'cdk8s synth',
    test: 'vitest run',
    check: 'tsc',
    validate: 'cdk8s-knative validate dist',
    graph: 'cdk8s-knative graph dist',
    ...scripts,
  };
  return {
    ...program,
    'main.ts': main,
    'cdk8s.yaml': 'language: typescript\napp: ts-node main.ts\n',
    'package.json': packageJson(
      settings,
      all,
      ['cdk8s', 'cdk8s-knative', 'constructs'],
      ['@types/node', 'cdk8s-cli', 'ts-node', 'typescript', 'vitest'],
    ),
    '.gitignore': 'node_modules/\ndist/\n',
  };
}

const main = `import { App } from 'cdk8s';
import { HelloChart } from './chart';

const app = new App();
new HelloChart(app, 'hello', { image: 'ghcr.io/knative/helloworld-go:latest' });
app.synth();
`;

function readme({ name }: ProjectSettings): string {
  return `# ${name}

A service on Knative, and an event for it each minute, as a program of
[cdk8s](https://cdk8s.io) and [cdk8s-knative](https://github.com/cdk8s-knative/cdk8s-knative).

\`\`\`sh
npm install
npm test          # the program's tests
npm run synth     # writes the manifests to dist/, and stops if a rule of Knative forbids them
npm run apply     # writes them and gives them to the cluster that kubectl talks to
\`\`\`

- \`chart.ts\`: what is deployed
- \`main.ts\`: with which settings
- \`chart.test.ts\`: what must stay true

\`npm run check\` asks the compiler, \`npm run validate\` the rules, \`npm run graph\` draws what refers to what.
The cluster needs Knative Serving, and Eventing with a broker.
`;
}
