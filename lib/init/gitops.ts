import { synthesizing } from './cdk8s';
import type { ProjectFiles, ProjectSettings } from './project';

/** A project whose manifests go to a folder of the repository, from where Argo CD, Flux or kustomize applies them. */
export function gitopsProject(settings: ProjectSettings): ProjectFiles {
  const gitops = `cdk8s-knative gitops --app "ts-node main.ts" --flavor argocd --repo https://git.example.com/${settings.name} --out deploy`;
  return {
    ...synthesizing(settings, { gitops, 'gitops:check': `${gitops} --check` }),
    'README.md': readme(settings),
  };
}

function readme({ name }: ProjectSettings): string {
  return `# ${name}

A service on Knative, and an event for it each minute, as a program of
[cdk8s](https://cdk8s.io) and [cdk8s-knative](https://github.com/cdk8s-knative/cdk8s-knative), whose manifests lie in this
repository, from where Argo CD applies them.

\`\`\`sh
npm install
npm test               # the program's tests
npm run gitops         # writes deploy/: commit it together with the change
npm run gitops:check   # for CI: tells whether deploy/ is what the program writes
\`\`\`

- \`chart.ts\`: what is deployed
- \`main.ts\`: with which settings
- \`chart.test.ts\`: what must stay true
- \`deploy/\`: what Argo CD applies, in layers; written by the program, not by hand

Before the first commit, write the address of this repository after \`--repo\` in package.json. \`--flavor\` also knows
\`flux\`, \`kustomize\` and \`plain\`. The cluster needs Knative Serving, and Eventing with a broker.
`;
}
