export { type FileText, type FileTexts, type LoadOptions, loadManifests, loadTexts, type Manifests } from './files';
export {
  type Finding,
  type FoundObject,
  findingAt,
  findingsOf,
  foundObject,
  graphOfManifests,
  problemFinding,
} from './findings';
export { featuresOf, type Profile, profileOf, SettingError } from './platform-options';
export { manifestRules, type Position, type SyntaxProblem } from './problems';
export { type ManifestFile, type ManifestObject, type ReadOptions, readDocuments, readManifests } from './read';
