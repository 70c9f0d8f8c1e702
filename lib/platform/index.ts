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
export { PlatformError } from './errors';
export type { PlatformFault } from './faults';
export {
  type FlattenOptions,
  ImageMirror,
  type ImageMirrorOptions,
  type PullSecret,
} from './images/mirror';
export type { ImageReference } from './images/reference';
export {
  type LoadedObject,
  type LoadedRelease,
  type LoadReleaseOptions,
  loadRelease,
  type ObjectSource,
} from './load';
export { DEFAULT_FOLDER } from './vendored/layout';
