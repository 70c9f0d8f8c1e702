import { Channel, type ChannelSpec } from '../../api/messaging/v1/channel';
import { InMemoryChannel, type InMemoryChannelSpec } from '../../api/messaging/v1/in-memory-channel';
import { Subscription, type SubscriptionSpec } from '../../api/messaging/v1/subscription';
import type { KubeObject } from '../../api/meta/v1';
import type { Defaulter, Defaulters } from '../defaults';
import { defaultChannel } from '../eventing/default-brokers';
import { afterNulls, defaultDelivery, defaultDestination, keyOf } from '../eventing/default-references';

/** By this annotation controllers know channels that Subscriptions can be of, and in which version. */
const SUBSCRIBABLE = { 'messaging.knative.dev/subscribable': 'v1' };

function subscribable(object: KubeObject): KubeObject['metadata'] {
  return { ...object.metadata, annotations: { ...object.metadata.annotations, ...SUBSCRIBABLE } };
}

/**
 * A channel that says nothing gets the template of default-ch-webhook. The dead letter sink gets a namespace
 * only then: upstream stops as soon as there is a template.
 */
const channel: Defaulter = (object, { channelDefaults }) => {
  const spec = (object.spec ?? {}) as ChannelSpec;
  const { channelTemplate, delivery } = spec;
  const isDefault = channelTemplate === undefined && delivery !== undefined;
  return {
    ...object,
    metadata: subscribable(object),
    spec: {
      ...spec,
      channelTemplate: channelTemplate ?? defaultChannel(channelDefaults, object.metadata.namespace),
      ...(isDefault ? { delivery: defaultDelivery(delivery, object.metadata.namespace) } : {}),
    },
  };
};

const inMemoryChannel: Defaulter = (object) => {
  const spec = (object.spec ?? {}) as InMemoryChannelSpec;
  const { delivery } = spec;
  return {
    ...object,
    metadata: subscribable(object),
    spec: {
      ...spec,
      ...(delivery === undefined ? {} : { delivery: defaultDelivery(delivery, object.metadata.namespace) }),
    },
  };
};

/** References get the subscription's namespace, all but that of the channel. */
const subscription: Defaulter = (object) => {
  const spec = (object.spec ?? {}) as Partial<SubscriptionSpec>;
  const { subscriber, reply, delivery } = spec;
  const { namespace } = object.metadata;
  return {
    ...object,
    spec: {
      ...spec,
      ...(subscriber === undefined ? {} : { subscriber: defaultDestination(subscriber, namespace) }),
      ...(reply === undefined ? {} : { reply: defaultDestination(reply, namespace) }),
      ...(delivery === undefined ? {} : { delivery: defaultDelivery(delivery, namespace) }),
    },
  };
};

export const messagingDefaulters: Defaulters = {
  [keyOf(Channel)]: afterNulls(channel),
  [keyOf(InMemoryChannel)]: afterNulls(inMemoryChannel),
  [keyOf(Subscription)]: afterNulls(subscription),
};
