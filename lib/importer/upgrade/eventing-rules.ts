import type { ImportRule } from '../change';

/** What is done to the objects of Eventing. */
export const eventingChanges = {
  provisioner: {
    code: 'KU2201',
    action: 'dropped',
    why: 'Channels are made from templates since Eventing 0.9: there is nothing for a provisioner to do.',
  },
  channelProvisioner: {
    code: 'KU2202',
    action: 'upgraded',
    why: 'A channel names the kind that it becomes in channelTemplate, where a provisioner did that before Eventing 0.9.',
  },
  provisionerUnknown: {
    code: 'KU2203',
    action: 'decide',
    why: 'No kind of channel is known for the provisioner: choose one, such as KafkaChannel.',
  },
  subscribable: {
    code: 'KU2204',
    action: 'dropped',
    why: 'A controller writes it there from the Subscriptions that there are.',
  },
  replyOnly: {
    code: 'KU2205',
    action: 'upgraded',
    why: 'A Subscription needs a subscriber since Knative 1.0: what got the events as an answer gets them as they are.',
  },
  textReference: {
    code: 'KU2206',
    action: 'upgraded',
    why: 'Names that stood alone in 2018 are references and URIs today.',
  },
  bus: {
    code: 'KU2207',
    action: 'dropped',
    why: 'Buses became kinds of channels: there is nothing to install per bus.',
  },
  cases: {
    code: 'KU2208',
    action: 'upgraded',
    why: 'Choice became Parallel, and its cases branches, in Eventing 0.9.',
  },
  brokerTemplate: {
    code: 'KU2209',
    action: 'upgraded',
    why: 'The template of a broker is a key of a ConfigMap that the broker refers to, since brokers of other classes have none.',
  },
  brokerClass: {
    code: 'KU2210',
    action: 'upgraded',
    why: 'The class ChannelBasedBroker is gone since Eventing 0.15; the one with one process for many brokers took its place.',
  },
  brokerAddress: {
    code: 'KU2211',
    action: 'upgraded',
    why: 'Brokers share one address today, and their namespace and name are the path.',
  },
  triggerBroker: {
    code: 'KU2212',
    action: 'upgraded',
    why: 'A Trigger names its broker since eventing.knative.dev/v1; before, it was default.',
  },
  sourceAndType: {
    code: 'KU2213',
    action: 'upgraded',
    why: 'A filter names any attributes; an empty one stood for any value, which is said by leaving it out.',
  },
  injection: {
    code: 'KU2214',
    action: 'upgraded',
    why: 'Nothing injects a broker by this label since Eventing 0.18, unless config-sugar says so: write the broker.',
  },
  eventType: {
    code: 'KU2215',
    action: 'upgraded',
    why: 'An EventType has a list of attributes, and refers to whatever sends the events, since eventing.knative.dev/v1beta3.',
  },
  eventTypeOwner: {
    code: 'KU2216',
    action: 'decide',
    why: 'Drafts of 2019 had an owner that nobody ever released.',
  },
  oldEventName: {
    code: 'KU2217',
    action: 'upgraded',
    why: 'The source sends events of another type today: a filter on the old one lets nothing pass.',
  },
  oldEventSource: {
    code: 'KU2218',
    action: 'decide',
    why: 'The source of these events has another form today: look at one that arrives, and filter by that.',
  },
  gone: {
    code: 'KU2219',
    action: 'dropped',
    why: 'No controller reads the kind any more.',
  },
  feed: {
    code: 'KU2220',
    action: 'decide',
    why: 'Feeds and flows of 2018 became sources of their own kinds: none follows from the names of event types alone.',
  },
  placed: {
    code: 'KU2221',
    action: 'upgraded',
    why: 'The channel kind and its settings are those of today.',
  },
} as const satisfies Record<string, ImportRule>;

export const eventingRules: readonly ImportRule[] = Object.values(eventingChanges);
