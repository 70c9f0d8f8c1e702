import { posix, relative, resolve, sep } from 'node:path';
import { groupOf } from '../../graph/object-ref';
import { graphOfManifests, type ManifestObject } from '../../manifests';
import type { GitOpsOptions } from '../../render/gitops/options';
import { type GitOpsTree, gitOpsTree } from '../../render/gitops/tree';
import type { Io } from '../io';

/** What the command is told of trees. */
export interface TreeOptions extends GitOpsOptions {
  /** Folder to write to, as it was given. */
  readonly out: string;
}

/** A tree, and the folder below the one that is written to where it belongs; empty for that one itself. */
export interface Tree extends GitOpsTree {
  readonly folder: string;
}

/** The tree of some objects, in a folder below the one that is written to. */
export function treeOf(manifests: readonly ManifestObject[], folder: string, options: TreeOptions): Tree {
  const own = manifests.filter(({ object }) => !isKustomization(object.apiVersion));
  const { graph } = graphOfManifests(own);
  const path = posix.join(options.path ?? pathOf(options.out), folder);
  const { files, notes } = gitOpsTree(graph, { ...options, name: nameOf(folder, options), path });
  const ofKustomize = manifests
    .filter((manifest) => !own.includes(manifest))
    .map(({ file }) => {
      return `${file} is passed over: \`kustomize build\` does what it says, and this command reads the result from -`;
    });
  return { folder, files, notes: [...notes, ...ofKustomize] };
}

/** Several trees as one, with the names of all files from the folder that is written to. */
export function together(trees: readonly Tree[]): GitOpsTree {
  return {
    files: trees.flatMap(({ folder, files }) =>
      files.map(({ name, text }) => ({ name: posix.join(folder, name), text })),
    ),
    notes: trees.flatMap(({ folder, notes }) => notes.map((note) => (folder === '' ? note : `${folder}: ${note}`))),
  };
}

/** The folder that the folders of a set of paths are named from: the one that is given, or that all of them are in. */
export function baseOf(paths: readonly string[], { cwd }: Pick<Io, 'cwd'>): string {
  const all = paths.filter((path) => path !== '-').map((path) => resolve(cwd, path).split(sep));
  const [first = [], ...others] = all;
  const shared = first.findIndex((step, i) => others.some((steps) => steps[i] !== step));
  return relative(cwd, first.slice(0, shared < 0 ? undefined : shared).join(sep) || sep) || '.';
}

/** Objects by the folder of their files, as it is named from a base. */
export function byFolder(manifests: readonly ManifestObject[], base: string): Map<string, ManifestObject[]> {
  const folders = new Map<string, ManifestObject[]>();
  for (const manifest of manifests) {
    const folder = relative(base, posix.dirname(manifest.file.replaceAll(sep, '/'))).replaceAll(sep, '/');
    const inside = folder.replace(/^(?:\.\.(?:\/|$))+/, '');
    const known = folders.get(inside);
    if (known === undefined) folders.set(inside, [manifest]);
    else known.push(manifest);
  }
  return folders;
}

/** A file of kustomize's own tells what to do with others, and is no object of a cluster. */
function isKustomization(apiVersion: string): boolean {
  return groupOf(apiVersion) === 'kustomize.config.k8s.io';
}

/** The name that was given, or that of the folder that is written to; for one of several, with that of its folder. */
function nameOf(folder: string, { name, out }: TreeOptions): string {
  if (folder !== '') return label(name === undefined ? folder : `${name}-${folder}`);
  return (
    name ??
    label(
      out
        .split(/[/\\]/)
        .filter((step) => !/^\.*$/.test(step))
        .at(-1) ?? '',
    )
  );
}

/** Where in a repository a folder is, if the command runs at its top. */
function pathOf(out: string): string {
  const path = posix.normalize(out.replaceAll(sep, '/'));
  return posix.isAbsolute(path) || path.startsWith('..') || /^[A-Za-z]:/.test(path) ? '.' : path;
}

/** A name for objects of Argo CD and Flux. */
function label(text: string): string {
  const words = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.replace(/^-+/, '').slice(0, 50).replace(/-+$/, '') || 'app';
}
