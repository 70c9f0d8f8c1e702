export type {
  ComponentName,
  FilePhase,
  NamedObject,
  PublishedFile,
  Readiness,
} from './catalogue/component';
export {
  type ComponentVersions,
  minimumKubernetesOf,
  PlatformRelease,
  type ReleaseComponent,
} from './catalogue/releases';
export { PlatformError, type PlatformFault } from './errors';
export {
  type LoadedObject,
  type LoadedRelease,
  type LoadReleaseOptions,
  loadRelease,
  type ObjectSource,
} from './load';
export { DEFAULT_FOLDER } from './vendored/layout';
