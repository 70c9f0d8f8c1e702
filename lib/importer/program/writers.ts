import { groupOf } from '../../graph/object-ref';
import { eventingWriters } from './kinds/eventing';
import { istioWriters } from './kinds/istio';
import { kubernetesWriters } from './kinds/kubernetes';
import { messagingWriters } from './kinds/messaging';
import { servingWriters } from './kinds/serving';
import { sinkWriters } from './kinds/sinks';
import { sourceWriters } from './kinds/sources';
import { tektonWriters } from './kinds/tekton';
import { triggerWriters } from './kinds/tekton-triggers';
import type { KindWriter } from './scope';

const writers: Readonly<Record<string, KindWriter>> = {
  ...kubernetesWriters,
  ...servingWriters,
  ...eventingWriters,
  ...messagingWriters,
  ...sourceWriters,
  ...sinkWriters,
  ...tektonWriters,
  ...triggerWriters,
  ...istioWriters,
};

/** Who writes objects of this kind as constructs; undefined where there is no construct. */
export function writerOf(apiVersion: string, kind: string): KindWriter | undefined {
  const key = `${groupOf(apiVersion)}/${kind}`;
  return Object.hasOwn(writers, key) ? writers[key] : undefined;
}
