/** The images of the catalogue's tasks, one for each tool: a fixed version of each, with a shell in it. */
export interface TaskImages {
  /** git and ssh, with a user 65532. */
  readonly git: string;
  /** kaniko's executor with the shell of its `debug` variant. */
  readonly kaniko: string;
  /** buildah, with a user 1000. */
  readonly buildah: string;
  /** BuildKit that runs without root, with a user 1000. */
  readonly buildkit: string;
  /** kubectl, at most one minor version away from the cluster's. */
  readonly kubectl: string;
  /** curl. */
  readonly curl: string;
}

/**
 * The images that the catalogue's tasks use where a program says no others.
 *
 * @example
 * const images = { ...taskImages, git: 'registry.example.com/mirror/git-clone:v1.7.0' };
 * gitClone(chart, 'git-clone', { images });
 */
export const taskImages: TaskImages = {
  git: 'ghcr.io/tektoncd-catalog/git-clone:v1.7.0',
  kaniko: 'gcr.io/kaniko-project/executor:v1.24.0-debug',
  buildah: 'quay.io/buildah/stable:v1.43.1',
  buildkit: 'docker.io/moby/buildkit:v0.29.0-rootless',
  kubectl: 'docker.io/alpine/k8s:1.34.1',
  curl: 'docker.io/curlimages/curl:8.16.0',
};
