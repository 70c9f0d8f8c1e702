export { type ManifestFile, manifestFiles, type WriteManifestsOptions, writeManifests } from './manifests';
export { toYaml } from './yaml';
