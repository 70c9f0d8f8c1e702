export { type LoadOptions, loadManifests, type Manifests } from './files';
export { type Finding, type FoundObject, findingsOf, graphOfManifests, problemFinding } from './findings';
export { featuresOf, type Profile, profileOf, SettingError } from './platform-options';
export { manifestRules, type Position, type SyntaxProblem } from './problems';
export { type ManifestFile, type ManifestObject, type ReadOptions, readDocuments, readManifests } from './read';
