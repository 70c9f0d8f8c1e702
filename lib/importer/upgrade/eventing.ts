import { dump } from 'js-yaml';
import { groupOf } from '../../graph/object-ref';
import { BROKER_CLASS, DEFAULT_BROKER_CLASS } from '../../rules/eventing/broker-classes';
import type { ImportRule } from '../change';
import { type Draft, type Fields, fieldsAt, fieldsMadeAt, isFields, mapTexts, rename, take, textAt } from '../draft';
import { specOf } from './common';
import { reference } from './destinations';
import type { Upgrade, Upgrader } from './upgrade-set';
import { currentType } from './versions';

const rules = {
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

/** What kind of channel took the place of a provisioner. */
const PROVISIONERS: Readonly<Record<string, { readonly apiVersion: string; readonly kind: string }>> = {
  'in-memory': { apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' },
  'in-memory-channel': { apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' },
  stub: { apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' },
  kafka: { apiVersion: 'messaging.knative.dev/v1', kind: 'KafkaChannel' },
  natss: { apiVersion: 'messaging.knative.dev/v1alpha1', kind: 'NatsJetStreamChannel' },
};

const CHANNELS = ['Channel', 'InMemoryChannel', 'KafkaChannel', 'NatssChannel', 'NatsJetStreamChannel'];

function isOf(draft: Draft, groups: readonly string[], names: readonly string[]): boolean {
  return groups.includes(groupOf(draft.apiVersion)) && names.includes(draft.kind);
}

/** Channels, and how they were made. */
export const channels: Upgrader = {
  applies: (draft) => isOf(draft, ['eventing.knative.dev', 'messaging.knative.dev', 'channels.knative.dev'], CHANNELS),
  run(upgrade) {
    const spec = specOf(upgrade.draft);
    if (spec === undefined) return;
    for (const field of ['subscribable', 'subscribers', 'generation']) {
      if (!Object.hasOwn(spec, field)) continue;
      delete spec[field];
      upgrade.note(rules.subscribable, ['spec', field], `left out ${field}`);
    }
    const provisioner = take(spec, 'provisioner') ?? take(spec, 'bus') ?? take(spec, 'clusterBus');
    if (provisioner !== undefined) {
      const name = isFields(provisioner) ? String(provisioner.name) : String(provisioner);
      channelTemplate(upgrade, spec, name);
    }
    if (Object.hasOwn(spec, 'arguments') && upgrade.draft.kind === 'Channel') delete spec.arguments;
    if (upgrade.draft.kind === 'NatssChannel') {
      delete upgrade.draft.spec;
      upgrade.note(rules.placed, ['spec'], 'settings of NATS Streaming mean nothing to JetStream');
    }
    template(upgrade, spec);
    if (Object.keys(spec).length === 0) delete upgrade.draft.spec;
  },
};

function channelTemplate(upgrade: Upgrade, spec: Fields, provisioner: string): void {
  const type = PROVISIONERS[provisioner];
  if (type === undefined) {
    upgrade.note(rules.provisionerUnknown, ['spec', 'provisioner'], `left out the provisioner ${provisioner}`);
    return;
  }
  const given = take(spec, 'arguments');
  const settings = Object.entries(isFields(given) ? given : {}).map(([name, value]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
  ]);
  const settled = settings.length > 0 && type.kind === 'KafkaChannel';
  spec.channelTemplate = { ...type, ...(settled && { spec: Object.fromEntries(settings) }) };
  upgrade.note(
    rules.channelProvisioner,
    ['spec', 'provisioner'],
    `the provisioner ${provisioner} makes a ${type.kind}`,
  );
}

/** Templates of channels hold the settings of their kind, and the kind of today. */
function template(upgrade: Upgrade, spec: Fields): void {
  const given = fieldsAt(spec, 'channelTemplate');
  if (given === undefined) return;
  const { apiVersion, kind } = given;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return;
  const now = currentType(apiVersion, kind);
  if (now.kind === kind) return;
  delete given.spec;
  upgrade.note(rules.placed, ['spec', 'channelTemplate'], `the template makes a ${now.kind} with its own defaults`);
}

/** `Sequence`, `Parallel` and its forerunner `Choice`. */
export const flows: Upgrader = {
  applies: (draft) =>
    isOf(
      draft,
      ['messaging.knative.dev', 'flows.knative.dev', 'eventing.knative.dev'],
      ['Sequence', 'Parallel', 'Choice'],
    ),
  run(upgrade) {
    const spec = specOf(upgrade.draft);
    if (spec === undefined) return;
    if (Object.hasOwn(spec, 'generation')) {
      delete spec.generation;
      upgrade.note(rules.subscribable, ['spec', 'generation'], 'left out generation');
    }
    if (Object.hasOwn(spec, 'cases')) {
      rename(spec, 'cases', 'branches');
      upgrade.note(rules.cases, ['spec', 'cases'], 'cases are called branches');
    }
    template(upgrade, spec);
  },
};

/** `Subscription`, from texts in 2018 to destinations. */
export const subscriptions: Upgrader = {
  applies: (draft) =>
    isOf(draft, ['eventing.knative.dev', 'messaging.knative.dev', 'channels.knative.dev'], ['Subscription']),
  run(upgrade) {
    const spec = specOf(upgrade.draft);
    if (spec === undefined) return;
    delete spec.generation;
    if (typeof spec.channel === 'string') {
      spec.channel = { apiVersion: 'messaging.knative.dev/v1', kind: 'Channel', name: spec.channel };
      upgrade.note(rules.textReference, ['spec', 'channel'], 'wrote the name of the channel as a reference');
    }
    if (typeof spec.subscriber === 'string') {
      spec.subscriber = { uri: `http://${spec.subscriber}` };
      upgrade.note(rules.textReference, ['spec', 'subscriber'], 'wrote the host of the subscriber as a URI');
    }
    if (typeof spec.replyTo === 'string') {
      spec.reply = { ref: { apiVersion: 'messaging.knative.dev/v1', kind: 'Channel', name: take(spec, 'replyTo') } };
      upgrade.note(rules.textReference, ['spec', 'replyTo'], 'wrote replyTo as a reply to a channel');
    }
    const channel = fieldsAt(spec, 'channel');
    if (channel !== undefined) reference(upgrade, channel, ['spec', 'channel']);
    if (spec.subscriber === undefined && spec.reply !== undefined) {
      rename(spec, 'reply', 'subscriber');
      upgrade.note(rules.replyOnly, ['spec', 'reply'], 'what got the answers is the subscriber');
    }
  },
};

/** `Broker`, its class and its channels. */
export const brokers: Upgrader = {
  applies: (draft) => isOf(draft, ['eventing.knative.dev'], ['Broker']),
  run(upgrade) {
    const { draft } = upgrade;
    const spec = specOf(draft);
    const annotations = fieldsAt(draft.metadata, 'annotations');
    if (annotations?.[BROKER_CLASS] === 'ChannelBasedBroker') {
      annotations[BROKER_CLASS] = DEFAULT_BROKER_CLASS;
      upgrade.note(
        rules.brokerClass,
        ['metadata', 'annotations', BROKER_CLASS],
        `the class is ${DEFAULT_BROKER_CLASS}`,
      );
    }
    if (spec === undefined) return;
    const key = ['channelTemplateSpec', 'channelTemplate'].find((name) => Object.hasOwn(spec, name));
    const channel = key === undefined ? undefined : take(spec, key);
    if (key !== undefined && isFields(channel)) brokerTemplate(upgrade, spec, channel, key);
    if (Object.keys(spec).length === 0) delete draft.spec;
  },
};

function brokerTemplate(upgrade: Upgrade, spec: Fields, channel: Fields, key: string): void {
  const { draft } = upgrade;
  if (channel.provisioner !== undefined)
    channelTemplate(upgrade, channel, String(fieldsAt(channel, 'provisioner')?.name));
  const given = fieldsAt(channel, 'channelTemplate') ?? channel;
  const { apiVersion, kind, spec: settings } = given;
  const now = currentType(String(apiVersion), String(kind));
  const { name, namespace } = draft.metadata;
  const config = `${name}-broker-channel`;
  spec.config = { apiVersion: 'v1', kind: 'ConfigMap', name: config, ...(namespace !== undefined && { namespace }) };
  const text = dump({ ...now, ...(settings !== undefined && { spec: settings }) }, { lineWidth: -1 });
  upgrade.add({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: config, ...(namespace !== undefined && { namespace }) },
    data: { 'channel-template-spec': text },
  });
  const annotations = fieldsMadeAt(draft.metadata, 'annotations');
  annotations[BROKER_CLASS] ??= DEFAULT_BROKER_CLASS;
  upgrade.note(rules.brokerTemplate, ['spec', key], `put ${key} into the ConfigMap ${config}`);
}

/** Names of types that sources send in place of older ones. */
const EVENT_TYPES: Readonly<Record<string, string>> = {
  'dev.knative.cronjob.event': 'dev.knative.sources.ping',
  'dev.knative.k8s.event': 'dev.knative.apiserver.resource.add',
  'google.pubsub.topic.publish': 'google.cloud.pubsub.topic.v1.messagePublished',
};

const OLD_SOURCE = /\/(?:cronjobsources|kuberneteseventsources)\//;

/** `Trigger`, its broker and its filter. */
export const triggers: Upgrader = {
  applies: (draft) => isOf(draft, ['eventing.knative.dev'], ['Trigger']),
  run(upgrade) {
    const { draft } = upgrade;
    const spec = fieldsMadeAt(draft, 'spec');
    injectedByTrigger(upgrade);
    if (spec.broker === undefined && spec.brokerRef === undefined) {
      draft.spec = { broker: 'default', ...spec };
      upgrade.note(rules.triggerBroker, ['spec'], 'named the broker default');
    }
    const filter = fieldsAt(specOf(draft), 'filter');
    if (filter === undefined) return;
    const old = take(filter, 'sourceAndType');
    if (isFields(old)) {
      const given = Object.entries(old).filter(([, value]) => value !== '' && value !== undefined && value !== null);
      if (given.length > 0) filter.attributes = Object.fromEntries(given);
      upgrade.note(rules.sourceAndType, ['spec', 'filter', 'sourceAndType'], 'sourceAndType is written as attributes');
    }
    if (Object.keys(filter).length === 0) delete (draft.spec as Fields).filter;
    eventNames(upgrade, fieldsAt(filter, 'attributes'));
  },
};

function eventNames(upgrade: Upgrade, attributes: Fields | undefined): void {
  const type = textAt(attributes, 'type');
  const at = ['spec', 'filter', 'attributes'];
  const now = type === undefined ? undefined : EVENT_TYPES[type];
  if (attributes !== undefined && now !== undefined) {
    attributes.type = now;
    upgrade.note(rules.oldEventName, [...at, 'type'], `filters by the type ${now} in place of ${type}`);
  }
  if (OLD_SOURCE.test(String(attributes?.source))) {
    upgrade.note(rules.oldEventSource, [...at, 'source'], `filters by the source ${attributes?.source}`);
  }
}

const INJECTION = 'knative-eventing-injection';

function injectedByTrigger(upgrade: Upgrade): void {
  const { metadata } = upgrade.draft;
  const annotations = fieldsAt(metadata, 'annotations');
  if (annotations === undefined || take(annotations, INJECTION) === undefined) return;
  if (Object.keys(annotations).length === 0) delete metadata.annotations;
  addDefaultBroker(upgrade, metadata.namespace);
  upgrade.note(rules.injection, ['metadata', 'annotations', INJECTION], 'wrote the Broker default');
}

function addDefaultBroker(upgrade: Upgrade, namespace: unknown): void {
  upgrade.add({
    apiVersion: 'eventing.knative.dev/v1',
    kind: 'Broker',
    metadata: { name: 'default', ...(namespace !== undefined && { namespace }) },
  });
}

/** The label by which a namespace got a broker. */
export const injection: Upgrader = {
  applies: ({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace',
  run(upgrade) {
    const { metadata } = upgrade.draft;
    const labels = fieldsAt(metadata, 'labels');
    const given = labels && take(labels, INJECTION);
    if (labels === undefined || given === undefined) return;
    if (Object.keys(labels).length === 0) delete metadata.labels;
    if (given === 'enabled') addDefaultBroker(upgrade, metadata.name);
    const message = given === 'enabled' ? `wrote the Broker default of ${metadata.name}` : `left out ${INJECTION}`;
    upgrade.note(rules.injection, ['metadata', 'labels', INJECTION], message);
  },
};

/** `EventType`, before it had a list of attributes. */
export const eventTypes: Upgrader = {
  applies: (draft) => isOf(draft, ['eventing.knative.dev'], ['EventType']),
  run(upgrade) {
    const { draft } = upgrade;
    const spec = specOf(draft);
    if (spec === undefined || Array.isArray(spec.attributes)) return;
    const { type, source, schema, schemaData, broker, description, reference: given, owner, ...rest } = spec;
    if (type === undefined) return;
    const place = isFields(given) ? given : referenceOf(broker);
    draft.spec = {
      ...(place !== undefined && { reference: place }),
      ...(description !== undefined && { description }),
      attributes: [
        { name: 'type', required: true, value: type },
        { name: 'source', required: true, ...(source !== undefined && source !== '' && { value: source }) },
        { name: 'specversion', required: true, value: '1.0' },
        { name: 'id', required: true },
        ...((schema ?? schemaData) ? [{ name: 'schemadata', required: false, value: schema ?? schemaData }] : []),
      ],
      ...rest,
    };
    if (owner !== undefined) upgrade.note(rules.eventTypeOwner, ['spec', 'owner'], 'left out owner');
    upgrade.note(rules.eventType, ['spec'], 'wrote type, source and broker as attributes and a reference');
  },
};

function referenceOf(broker: unknown): Fields | undefined {
  if (typeof broker !== 'string' || broker === '') return undefined;
  return { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: broker };
}

const GONE = ['ClusterChannelProvisioner', 'ConfigMapPropagation'];
const BUSES = ['Bus', 'ClusterBus'];
const FEEDS = ['Feed', 'Flow', 'EventSource', 'ClusterEventSource', 'ClusterEventType'];

/** Kinds that have no successor. */
export const goneKinds: Upgrader = {
  applies: ({ apiVersion, kind }) =>
    (GONE.includes(kind) && apiVersion.includes('knative.dev/')) ||
    (BUSES.includes(kind) && groupOf(apiVersion) === 'channels.knative.dev') ||
    (kind === 'Flow' && groupOf(apiVersion) === 'flows.knative.dev') ||
    ([...FEEDS, 'EventType'].includes(kind) && groupOf(apiVersion) === 'feeds.knative.dev'),
  run(upgrade) {
    const { kind, metadata } = upgrade.draft;
    const message = `left out the ${kind} ${metadata.name}`;
    if (kind === 'ClusterChannelProvisioner') upgrade.drop(rules.provisioner, message);
    else if (BUSES.includes(kind)) upgrade.drop(rules.bus, message);
    else if (GONE.includes(kind)) upgrade.drop(rules.gone, message);
    else upgrade.drop(rules.feed, `${message}: ${successorOf(upgrade.draft)}`);
  },
};

/** What a feed is meant to be today, as far as its event type tells. */
function successorOf({ spec }: Draft): string {
  const trigger = fieldsAt(isFields(spec) ? spec : undefined, 'trigger');
  const type = String(trigger?.eventType ?? '');
  const service = trigger?.service === undefined ? '' : ` for ${trigger.service}`;
  if (/k8s/i.test(type)) return `write an ApiServerSource${service}`;
  if (/github|pullrequest/i.test(type)) return `write a GitHubSource${service}`;
  if (/pubsub/i.test(type)) return `write a Pipe of Camel, or an adapter of your own${service}`;
  return 'write the source that you mean, and a Trigger or a sink';
}

const BROKER_HOST = /^http:\/\/([\w-]+)-broker\.([\w-]+)\.svc\.cluster\.local\/?$/;

/** Addresses of brokers in texts, such as variables of a service that sends events. */
export const brokerAddresses: Upgrader = {
  applies: () => true,
  run(upgrade) {
    const seen: [string, string][] = [];
    mapTexts(upgrade.draft.spec, (text) => {
      const [, broker, namespace] = BROKER_HOST.exec(text) ?? [];
      if (broker === undefined) return text;
      const now = `http://broker-ingress.knative-eventing.svc.cluster.local/${namespace}/${broker}`;
      seen.push([text, now]);
      return now;
    });
    for (const [old, now] of seen) upgrade.note(rules.brokerAddress, ['spec'], `${old} is ${now}`);
  },
};

export const eventingRules: readonly ImportRule[] = Object.values(rules);
