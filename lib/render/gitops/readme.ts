import { ARGOCD_FOLDER } from './argocd';
import { FLUX_FOLDER } from './flux';
import type { Layout } from './layout';
import type { GitOpsFlavor, Settings } from './options';

/** The page that tells what the tree is, how it is applied, and what it lacks. */
export function readme(layout: Layout, secrets: readonly string[], settings: Settings): string {
  const { flavor, name } = settings;
  const sections = [
    `# ${name}`,
    `Written by \`cdk8s-knative gitops --flavor ${flavor}\`. Do not edit: change what it was made of and run the command again.
With \`--check\` it tells what has changed instead. It deletes only what \`.cdk8s-knative-inventory.json\` lists; files of
your own stay as they are.`,
    `| folder | what |\n|---|---|\n${layout.layers.map(({ folder, layer }) => `| \`${folder}\` | ${layer.title} |`).join('\n')}`,
    'What an object refers to is in the same folder or in one with a lower number.',
    `## How it is applied\n\n${HOW[flavor](layout, settings)}`,
    ...section('Secrets', secrets, 'These are referred to, and have to be in the cluster:', (secret) => code(secret)),
    ...section(
      'By hand',
      layout.manual,
      'These get a new name each time they are created, so nobody can keep them equal to anything. Create one with',
      ({ file }) => code(`kubectl create -f manual/${file}`),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

const HOW: Readonly<Record<GitOpsFlavor, (layout: Layout, settings: Settings) => string>> = {
  argocd: (_, { repo, path }) => `Apply \`${ARGOCD_FOLDER}\` once, and again whenever it changes:

\`\`\`sh
kubectl apply --server-side -k ${inRepository(path, ARGOCD_FOLDER)}
\`\`\`

It teaches Argo CD when an object of Knative or Tekton is healthy, so that each sync wave waits for the one before. If your
\`argocd-cm\` has a text of its own in \`resource.customizations\`, put the two together.
${
  repo === undefined
    ? `There is no Application, since it has to name the repository: run the command with \`--repo\`, or write one whose path is\n${code(path)}.`
    : 'The Application may bring these kinds of objects into these namespaces, and no others: its project says so.'
}

Namespaces, definitions of kinds and claims to storage are never deleted by a sync.`,

  flux: (
    { layers },
    { path, repo },
  ) => `Flux applies what \`${FLUX_FOLDER}\` holds if your cluster's own folder lists it. By hand:

\`\`\`sh
kubectl apply -k ${inRepository(path, FLUX_FOLDER)}
\`\`\`

There is a Kustomization for each of the ${layers.length} folders. It waits until all in it is ready, and the next depends on it.
${repo === undefined ? 'The source is `flux-system`, which `flux bootstrap` made.' : 'The source is a GitRepository beside them.'}

Namespaces, definitions of kinds and claims to storage are never deleted. Variables of Flux (\`postBuild\`) are not put into
objects that have a \`\${…}\` of their own.`,

  kustomize: (
    { layers },
    { path },
  ) => `Each folder is a kustomization, and so is the whole: use it as a base. Where nothing waits for readiness, apply the
folders one by one:

\`\`\`sh
${layers.map(({ folder }) => `kubectl apply --server-side -k ${inRepository(path, folder)}`).join('\n')}
\`\`\``,

  plain: ({ layers }, { path }) => `Apply the folders one by one:

\`\`\`sh
${layers.map(({ folder }) => `kubectl apply --server-side -f ${inRepository(path, folder)}`).join('\n')}
\`\`\``,
};

function section<Item>(
  title: string,
  items: readonly Item[],
  introduction: string,
  shown: (item: Item) => string,
): string[] {
  return items.length === 0
    ? []
    : [`## ${title}\n\n${introduction}\n\n${items.map((item) => `- ${shown(item)}`).join('\n')}`];
}

function inRepository(path: string, folder: string): string {
  return path === '.' ? folder : `${path}/${folder}`;
}

/** A text from a manifest, as code that can't end itself. */
function code(text: string): string {
  return `\`${text.replace(/[`\p{Cc}]/gu, '?')}\``;
}
