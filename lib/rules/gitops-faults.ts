import type { RuleText } from './rule';

/** Why a set of objects can't become a tree of files that a cluster is kept equal to, or a folder can't take it. */
export const gitOpsFaults = {
  plainSecret: {
    code: 'KG0401',
    title: 'a Secret in a repository holds no values that anyone can read',
    why: 'Everyone who may read the repository, now or later, would know them. Keep an ExternalSecret, a SealedSecret or a Secret encrypted by SOPS there, or make the Secret in the cluster and refer to it.',
    source: 'Kubernetes: data of a Secret is encoded and not encrypted',
  },
  contradiction: {
    code: 'KG0402',
    title: 'an object is in the tree once',
    why: 'Of two objects with the same kind, namespace and name, the one that is applied last wins, over and over; kustomize refuses to build them.',
    source: 'kustomize: ids of resources are unique',
  },
  unnamed: {
    code: 'KG0403',
    title: 'an object has a name',
    why: 'Without one, nobody can tell which object of the cluster is meant.',
    source: 'Kubernetes: ObjectMeta',
  },
  foreignFile: {
    code: 'KG0404',
    title: 'a file is overwritten only by whoever wrote it',
    why: 'The inventory does not list the file, so a person may have written it.',
    source: 'the inventory of the folder',
  },
  inventory: {
    code: 'KG0405',
    title: 'the inventory lists files below its folder',
    why: 'Files that are no longer made are deleted if it lists them: a name that leads elsewhere could delete anything.',
    source: 'the inventory of the folder',
  },
  link: {
    code: 'KG0406',
    title: 'no link leads out of the folder',
    why: 'A file would be written or deleted somewhere else.',
    source: 'the file system',
  },
} as const satisfies Record<string, RuleText>;

export type GitOpsFaultName = keyof typeof gitOpsFaults;
