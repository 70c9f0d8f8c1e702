import { ApiServerSource } from '../../api/sources/v1/api-server-source';
import { PingSource } from '../../api/sources/v1/ping-source';
import type { AnyReconciler } from '../../controller/reconciler';
import { apiServerSource } from './api-server-source';
import { broker } from './broker';
import { channel } from './channel';
import { containerSource } from './container-source';
import { eventPolicy } from './event-policy';
import { eventTransform } from './event-transform';
import { eventType, sourceTypes } from './event-type';
import { inMemoryChannel } from './in-memory-channel';
import { integrationSink } from './integration-sink';
import { integrationSource } from './integration-source';
import { jobSink } from './job-sink';
import { parallel } from './parallel';
import { pingSource } from './ping-source';
import { requestReply } from './request-reply';
import { sequence } from './sequence';
import { sinkBinding } from './sink-binding';
import { subscription } from './subscription';
import { namespaceBrokers, triggerBrokers } from './sugar';
import { trigger } from './trigger';

/** All reconcilers of Eventing. */
export const eventingReconcilers: readonly AnyReconciler[] = [
  broker,
  trigger,
  inMemoryChannel,
  channel,
  subscription,
  sequence,
  parallel,
  sinkBinding,
  pingSource,
  apiServerSource,
  containerSource,
  integrationSource,
  integrationSink,
  jobSink,
  eventTransform,
  eventType,
  eventPolicy,
  requestReply,
  namespaceBrokers,
  triggerBrokers,
  sourceTypes(ApiServerSource),
  // Upstream watches the oldest version that it serves, and its types say so.
  sourceTypes(PingSource, 'sources.knative.dev/v1beta2'),
];
