/** The parts of an image's reference. */
export interface ImageReference {
  /** The registry's host and port; `docker.io` where the reference names none. */
  readonly registry: string;
  /** The path in the registry, such as `knative-releases/knative.dev/serving/cmd/queue`. */
  readonly repository: string;
  readonly tag?: string;
  /** Such as `sha256:…`. */
  readonly digest?: string;
}

const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const REFERENCE = new RegExp(
  '^(?:((?:[a-zA-Z0-9-]+\\.)+[a-zA-Z0-9-]+(?::\\d+)?|[a-zA-Z0-9-]+:\\d+|localhost)/)?' +
    `(${COMPONENT}(?:/${COMPONENT})*)` +
    '(?::([\\w][\\w.-]{0,127}))?' +
    '(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$',
);

const DOCKER_HUB = 'docker.io';

/**
 * Reads a reference as container runtimes do: the first segment is a registry if it has a dot or a port or is
 * `localhost`; otherwise the image is Docker Hub's, and without a slash one of its own library. Undefined for texts that
 * are no reference.
 */
export function parseImage(text: string): ImageReference | undefined {
  const [, host, path, tag, digest] = REFERENCE.exec(text) ?? [];
  if (path === undefined) return undefined;
  const registry = host === undefined || DOCKER_HUB_ALIASES.has(host) ? DOCKER_HUB : host;
  const repository = registry === DOCKER_HUB && !path.includes('/') ? `library/${path}` : path;
  return { registry, repository, tag, digest };
}

const DOCKER_HUB_ALIASES: ReadonlySet<string> = new Set([DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io']);

/** The reference as one text, with its registry; tag and digest as they were. */
export function formatImage({ registry, repository, tag, digest }: ImageReference): string {
  return `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/** Registries that upstream publishes at, and those that it did: what is left at them can't be pulled behind a wall. */
const UPSTREAM_REGISTRIES: ReadonlySet<string> = new Set([
  'cgr.dev',
  'docker.io',
  'gcr.io',
  'ghcr.io',
  'k8s.gcr.io',
  'mcr.microsoft.com',
  'public.ecr.aws',
  'quay.io',
  'registry.istio.io',
  'registry.k8s.io',
]);

/** Whether a reference names, in so many words, a registry that upstream publishes at. */
export function isOnUpstreamRegistry(text: string): boolean {
  const slash = text.indexOf('/');
  const host = text.slice(0, slash);
  return slash > 0 && (UPSTREAM_REGISTRIES.has(host) || DOCKER_HUB_ALIASES.has(host));
}

/** Whether upstream publishes at this registry. */
export function isUpstreamRegistry(registry: string): boolean {
  return UPSTREAM_REGISTRIES.has(registry);
}
