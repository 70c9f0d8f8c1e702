import type { FilePhase, PublishedFile } from './component';
import { knownDigests } from './digests';

type FileNames = readonly (string | { readonly name: string; readonly phase: FilePhase })[];

/** Assets of a release on GitHub. */
export function githubRelease(repository: string, tagPrefix: string, names: FileNames) {
  return (version: string) =>
    published(names, (name) => `https://github.com/${repository}/releases/download/${tagPrefix}${version}/${name}`);
}

/** Assets of a release of Knative: its tags are `knative-v1.23.0`. */
export function knativeRelease(repository: string, names: FileNames) {
  return githubRelease(repository, 'knative-v', names);
}

/** Files of a release of Tekton, which left GitHub's and Google's storage for a place of its own in 2025. */
export function tektonRelease(project: string, names: FileNames) {
  return (version: string) =>
    published(names, (name) => `https://infra.tekton.dev/tekton-releases/${project}/previous/v${version}/${name}`);
}

/** A file of a repository at a tag or commit. */
export function sourceFile(repository: string, revision: string, path: string, name = path.replace(/^.*\//, '')) {
  return published([name], () => `https://raw.githubusercontent.com/${repository}/${revision}/${path}`);
}

function published(names: FileNames, urlOf: (name: string) => string): PublishedFile[] {
  return names.map((entry) => {
    const { name, phase } = typeof entry === 'string' ? { name: entry, phase: 'install' as const } : entry;
    const url = urlOf(name);
    return { name, url, phase, sha256: knownDigests[url] };
  });
}
