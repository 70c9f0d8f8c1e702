/** A part of the platform that can be installed by itself. */
export type ComponentName = keyof typeof import('./components').components;

/** When the objects of a file are applied. */
export type FilePhase =
  /** With the component. */
  | 'install'
  /** Jobs that move stored objects to the current version, once the component runs. */
  | 'post-install';

/** Where the file of a component is published. */
export interface PublishedFile {
  /** The file's name in the vendored folder, such as `serving-core.yaml`. */
  readonly name: string;
  readonly url: string;
  readonly phase: FilePhase;
  /** Digest of the published bytes, in hexadecimal, where this package knows it. */
  readonly sha256?: string;
}

/** A namespaced object that others wait for. */
export interface NamedObject {
  readonly namespace: string;
  readonly name: string;
}

/** What must hold before others may rely on a component. */
export interface Readiness {
  /** Workloads that must be available: those that the component always runs. */
  readonly workloads: readonly (NamedObject & { readonly kind: 'Deployment' | 'StatefulSet' })[];
  /** Services that the component's admission webhooks are called at. */
  readonly webhooks: readonly NamedObject[];
}

/** What is known of a component, whatever its version. */
export interface ComponentDefinition {
  /** What people call it. */
  readonly title: string;
  /** Whether `platform vendor` takes it unless told what to take. */
  readonly byDefault: boolean;
  /** Files of a version, in the order that they are read in. */
  readonly files: (version: string) => readonly PublishedFile[];
  /** Namespaces that the component's files create. */
  readonly creates: readonly string[];
  /** Namespaces of others that it puts objects into. */
  readonly uses: readonly string[];
  /** What must be installed too. */
  readonly requires: readonly string[];
  readonly readiness: Readiness;
  /**
   * The oldest minor version of Kubernetes that a version runs on; undefined where upstream names none. Knative and
   * Tekton refuse to start below it.
   */
  readonly minimumKubernetes: (version: string) => string | undefined;
}
