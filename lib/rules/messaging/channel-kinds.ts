import type { ChannelTemplate } from '../../api/duck/v1/channel-template';
import { kinds } from '../../api/registry';

/** Kinds of channels with the apiVersions that they are served in. */
export const channelKinds: ReadonlyMap<string, readonly string[]> = new Map(
  kinds
    .filter(({ crdLabels }) => crdLabels?.['messaging.knative.dev/subscribable'] === 'true')
    .map(({ kind, group, apiVersion, alsoServed = [] }) => [
      kind,
      [apiVersion, ...alsoServed.map((version) => `${group}/${version}`)],
    ]),
);

/** Whether channels of a template are in memory: each has a Service named after it. */
export function isInMemory(template: Partial<ChannelTemplate> | undefined): boolean {
  return template === undefined || template.kind === 'InMemoryChannel';
}

const LONGEST_LABEL = 63;
const SERVICE_SUFFIX = '-kn-channel';

/** The most letters of a name to which a suffix is added before it names a channel in memory. */
export function longestName(suffix: string): number {
  return LONGEST_LABEL - SERVICE_SUFFIX.length - suffix.length;
}
