import type { ResourceGraph } from '../../graph/graph';
import { displayRef } from '../../graph/object-ref';
import type { ManifestFile } from '../manifests';
import { toYaml } from '../yaml';
import { annotated } from './annotations';
import { argocdAnnotations, argocdFiles } from './argocd';
import { fluxAnnotations, fluxFiles } from './flux';
import { kustomizationFile } from './kustomization';
import { type Layout, layoutOf, type Placed } from './layout';
import { type GitOpsFlavor, type GitOpsOptions, type Settings, settingsOf } from './options';
import { readme } from './readme';
import { missingSecrets } from './secrets';

/** The folder of what is created by hand. */
export const MANUAL_FOLDER = 'manual';

/** What a repository is to hold. */
export interface GitOpsTree {
  /** Files by name; of equal objects, equal files in equal order. */
  readonly files: readonly ManifestFile[];
  /** What whoever keeps the repository has to know or to do, a sentence each. */
  readonly notes: readonly string[];
}

/** What a flavour adds to the objects, and beside them. */
interface Flavor {
  /** Annotations for each object. */
  readonly annotations: (layout: Layout) => (placed: Placed) => Record<string, string>;
  /** Whether folders have a `kustomization.yaml`. */
  readonly hasKustomizations: boolean;
  /** Files for the tool that applies the tree. */
  readonly files: (layout: Layout, settings: Settings) => readonly ManifestFile[];
}

const flavors: Readonly<Record<GitOpsFlavor, Flavor>> = {
  argocd: { annotations: argocdAnnotations, hasKustomizations: true, files: argocdFiles },
  flux: { annotations: () => fluxAnnotations, hasKustomizations: true, files: fluxFiles },
  kustomize: { annotations: () => () => ({}), hasKustomizations: true, files: () => [] },
  plain: { annotations: () => () => ({}), hasKustomizations: false, files: () => [] },
};

/**
 * The objects of a graph as a tree of files for a repository that a cluster is kept equal to: a numbered folder for each
 * layer, a file for each object, and what the tool that applies them has to know.
 *
 * @throws GitOpsError for plain Secrets, objects without a name, and two different objects of one name.
 * @example
 * writeTree(gitOpsTree(resourceGraph(app), { flavor: 'flux' }).files, 'deploy');
 */
export function gitOpsTree(graph: ResourceGraph, options: GitOpsOptions): GitOpsTree {
  const settings = settingsOf(options);
  const flavor = flavors[settings.flavor];
  const layout = layoutOf(graph, settings);
  const annotationsOf = flavor.annotations(layout);
  const written = (placed: Placed) => {
    // Whatever SOPS encrypted is proven as a whole: with an annotation more, nobody could decrypt it.
    return toYaml([placed.isSealed ? placed.object : annotated(placed.object, annotationsOf(placed))]);
  };

  const files: ManifestFile[] = [];
  for (const { folder, objects } of layout.layers) {
    for (const placed of objects) files.push({ name: `${folder}/${placed.file}`, text: written(placed) });
    if (flavor.hasKustomizations)
      files.push(
        kustomizationFile(
          folder,
          objects.map(({ file }) => file),
        ),
      );
  }
  if (flavor.hasKustomizations)
    files.push(
      kustomizationFile(
        '',
        layout.layers.map(({ folder }) => folder),
      ),
    );
  for (const { file, object } of layout.manual)
    files.push({ name: `${MANUAL_FOLDER}/${file}`, text: toYaml([object]) });
  files.push(...flavor.files(layout, settings));
  const secrets = missingSecrets(graph);
  files.push({ name: 'README.md', text: readme(layout, secrets, settings) });
  return { files, notes: notesOn(layout, secrets, settings) };
}

function notesOn(
  { layers, manual }: Layout,
  secrets: readonly string[],
  { flavor, repo, sopsKeys }: Settings,
): string[] {
  const sealed = layers.flatMap(({ objects }) => objects.filter(({ isSealed }) => isSealed));
  return [
    ...manual.map(({ ref, file }) => {
      return `${ref.kind} ${file} has a generateName: nobody can keep it equal to anything, so create it by hand from ${MANUAL_FOLDER}/`;
    }),
    ...secrets.map((secret) => `${secret} is referred to and has to be in the cluster`),
    ...(flavor === 'argocd' && repo === undefined
      ? ['without --repo there is no Application: Argo CD does not know yet where the tree is']
      : []),
    ...(flavor !== 'flux' && sopsKeys !== undefined
      ? [`the keys in the Secret ${sopsKeys} are for Flux: nothing of ${flavor} reads them`]
      : []),
    ...(flavor !== 'flux' && flavor !== 'argocd' && repo !== undefined
      ? [`the repository is for Argo CD and Flux: nothing of ${flavor} names it`]
      : []),
    ...(flavor === 'flux'
      ? []
      : sealed.map(({ ref }) => `${displayRef(ref)} is encrypted by SOPS: only Flux decrypts it by itself`)),
  ];
}
