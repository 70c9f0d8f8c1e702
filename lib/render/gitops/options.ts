import { posix } from 'node:path';

/** Who applies a tree: Argo CD, Flux, kustomize by hand or by any other tool, or `kubectl apply`, folder by folder. */
export const gitOpsFlavors = ['argocd', 'flux', 'kustomize', 'plain'] as const;

export type GitOpsFlavor = (typeof gitOpsFlavors)[number];

/** How objects become a tree of files. */
export interface GitOpsOptions {
  /** Who applies the tree. */
  readonly flavor: GitOpsFlavor;
  /** Name of the whole: of the Application of Argo CD, and what names of Flux' Kustomizations begin with. @default 'app' */
  readonly name?: string;
  /** Where in the repository the tree is. @default - at its top */
  readonly path?: string;
  /**
   * URL of the repository.
   * @default - Argo CD gets no Application, since that can't do without; Flux takes the source that its bootstrap made
   */
  readonly repo?: string;
  /** Branch or commit of the repository; a tag as `refs/tags/v1`. @default 'main' */
  readonly revision?: string;
  /** Namespace of the objects that live in one and name none. @default 'default' */
  readonly namespace?: string;
  /**
   * Name of the Secret with the keys by which Flux decrypts what SOPS encrypted.
   * @default - Flux decrypts by the identity of its controller
   */
  readonly sopsKeys?: string;
  /** Whether Secrets with values that anyone can read are written too. @default false */
  readonly allowPlainSecrets?: boolean;
}

/** The options with all that was left out. */
export type Settings = Required<Omit<GitOpsOptions, 'repo' | 'sopsKeys'>> & Pick<GitOpsOptions, 'repo' | 'sopsKeys'>;

/**
 * The options, completed and in the form in which they go into files.
 *
 * @throws RangeError for a name or namespace that no object may have, and a path that leads out of the repository.
 */
export function settingsOf(options: GitOpsOptions): Settings {
  const { name = 'app', namespace = 'default', path = '.' } = options;
  for (const [option, value] of Object.entries({ name, namespace })) {
    if (!DNS_LABEL.test(value)) {
      throw new RangeError(
        `${option} ${JSON.stringify(value)} is none: lower-case letters, digits and dashes, at most 50`,
      );
    }
  }
  const normal = posix.normalize(path.replaceAll('\\', '/')).replace(/\/$/, '') || '.';
  if (posix.isAbsolute(normal) || /^\.\.(?:\/|$)/.test(normal)) {
    throw new RangeError(
      `path ${JSON.stringify(path)} leads out of the repository: give one that is relative to its top`,
    );
  }
  const { revision = 'main', allowPlainSecrets = false } = options;
  return { ...options, name, namespace, path: normal, revision, allowPlainSecrets };
}

const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/;
