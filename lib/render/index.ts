export { FileError } from '../files';
export { patchOf } from './gitops/differences';
export { changesOf, type FileChange, writeTree } from './gitops/folder';
export { GitOpsError, type GitOpsFault } from './gitops/gitops-error';
export { type GitOpsFlavor, type GitOpsOptions, gitOpsFlavors } from './gitops/options';
export { type GitOpsTree, gitOpsTree } from './gitops/tree';
export { type ManifestFile, manifestFiles, type WriteManifestsOptions, writeManifests } from './manifests';
export { toYaml } from './yaml';
