import { lowerAmount, type ResourceAmounts } from '../pod/resources';

const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'] as const;

type QueueProxyAmounts = Pick<ResourceAmounts, (typeof RESOURCES)[number]>;

/** Settings of the container that Knative puts before each of the revision's. */
export interface QueueProxyProps {
  /** What the scheduler keeps free for it. @default - as config-deployment says: 25m of CPU */
  readonly requests?: QueueProxyAmounts;
  /** The most that it gets. @default - as config-deployment says: no limit */
  readonly limits?: QueueProxyAmounts;
  /** Whether it sees the pod's labels and annotations as files. Needs the feature `queueproxy.mount-podinfo`. @default - as the feature says */
  readonly podInfo?: boolean;
  /** Whether an answer may begin before an HTTP/1 request is read to its end. @default false */
  readonly fullDuplex?: boolean;
}

/** The annotations of a revision that set its queue proxy up. */
export function queueProxyAnnotations(props: QueueProxyProps | undefined): Record<string, string | undefined> {
  if (props === undefined) return {};
  const { requests, limits, podInfo, fullDuplex } = props;
  return {
    ...amounts('request', requests),
    ...amounts('limit', limits),
    'features.knative.dev/queueproxy-podinfo': podInfo === undefined ? undefined : podInfo ? 'enabled' : 'disabled',
    'features.knative.dev/http-full-duplex': fullDuplex === undefined ? undefined : fullDuplex ? 'Enabled' : 'Disabled',
  };
}

function amounts(bound: 'request' | 'limit', given: QueueProxyAmounts = {}): Record<string, string> {
  const annotations: Record<string, string> = {};
  for (const resource of RESOURCES) {
    const amount = given[resource];
    if (amount === undefined) continue;
    annotations[`queue.sidecar.serving.knative.dev/${resource}-resource-${bound}`] = String(lowerAmount(amount));
  }
  return annotations;
}
