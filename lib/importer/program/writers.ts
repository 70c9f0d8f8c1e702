import { groupOf } from '../../graph/object-ref';
import { eventingWriters } from './kinds/eventing';
import { istioWriters } from './kinds/istio';
import { kubernetesWriters } from './kinds/kubernetes';
import { servingWriters } from './kinds/serving';
import { tektonWriters } from './kinds/tekton';
import type { KindWriter } from './scope';

const writers: Readonly<Record<string, KindWriter>> = {
  ...kubernetesWriters,
  ...servingWriters,
  ...eventingWriters,
  ...tektonWriters,
  ...istioWriters,
};

/** Who writes objects of this kind as constructs; undefined where there is no construct. */
export function writerOf(apiVersion: string, kind: string): KindWriter | undefined {
  const key = `${groupOf(apiVersion)}/${kind}`;
  return Object.hasOwn(writers, key) ? writers[key] : undefined;
}
