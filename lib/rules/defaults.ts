import type { KubeObject } from '../api/meta/v1';
import { withoutNulls } from '../api/nulls';
import { findKind } from '../api/registry';
import { withEmptyItems } from '../api/schema';
import { eventingDefaulters } from './eventing';
import { flowsDefaulters } from './flows';
import { kafkaDefaulters } from './kafka';
import { messagingDefaulters } from './messaging';
import { natsDefaulters } from './nats';
import type { Platform } from './platform';
import { rabbitmqDefaulters } from './rabbitmq';
import { servingDefaulters } from './serving';
import { sinkDefaulters } from './sinks';
import { sourceDefaulters } from './sources';
import { tektonDefaulters } from './tekton';
import { triggersDefaulters } from './triggers';

/**
 * Fills what upstream's mutating webhook fills, in a copy. What the webhook takes from the request
 * (creator, modifier) is left out. `before` is the object that is being replaced, on an update.
 */
export type Defaulter = (object: KubeObject, platform: Platform, before?: KubeObject) => KubeObject;

/** Defaulters by `apiVersion/Kind`. */
export type Defaulters = Readonly<Record<string, Defaulter>>;

const defaulters: Defaulters = {
  ...servingDefaulters,
  ...eventingDefaulters,
  ...messagingDefaulters,
  ...flowsDefaulters,
  ...sourceDefaulters,
  ...sinkDefaulters,
  ...kafkaDefaulters,
  ...rabbitmqDefaulters,
  ...natsDefaulters,
  ...tektonDefaulters,
  ...triggersDefaulters,
};

/** The object as upstream's mutating webhook would leave it. Kinds without defaults come back as they are. */
export function withDefaults(object: KubeObject, platform: Platform, before?: KubeObject): KubeObject {
  const defaulter = defaulters[`${object.apiVersion}/${object.kind}`];
  if (defaulter === undefined) return object;
  const kind = findKind(object.apiVersion, object.kind);
  const present = withoutNulls(object);
  return defaulter(kind === undefined ? present : withEmptyItems(kind, present), platform, before);
}
