import type { MirrorCopy } from './mirror';
import type { ImageReference } from './reference';

/** Programs that copy images between registries with all their platforms, byte for byte. */
export const copyTools = ['crane', 'skopeo'] as const;

export type CopyTool = (typeof copyTools)[number];

const COMMANDS: Readonly<Record<CopyTool, (from: string, to: string) => string>> = {
  crane: (from, to) => `crane copy ${from} ${to}`,
  skopeo: (from, to) => `skopeo copy --all --preserve-digests docker://${from} docker://${to}`,
};

/** A shell script that copies images, such that they have the same digests in the mirror. It stops at the first fault. */
export function copyScript(copies: readonly MirrorCopy[], tool: CopyTool, about: string): string {
  const lines = copies.map(({ from, to }) => COMMANDS[tool](sourceOf(from), targetOf(to)));
  return `#!/bin/sh\n# ${about}\nset -eu\n${[...new Set(lines)].join('\n')}\n`;
}

/** Copying tools take a digest or a tag, and not both: the digest says it exactly. */
function sourceOf({ registry, repository, tag = 'latest', digest }: ImageReference): string {
  return digest === undefined ? `${registry}/${repository}:${tag}` : `${registry}/${repository}@${digest}`;
}

const SHORT = 12;

/** Registries clean up what has no tag: an image that is pulled by its digest gets one that tells it. */
function targetOf({ registry, repository, tag, digest }: ImageReference): string {
  const [algorithm, hex = ''] = digest?.split(':') ?? [];
  return `${registry}/${repository}:${tag ?? (digest === undefined ? 'latest' : `${algorithm}-${hex.slice(0, SHORT)}`)}`;
}
