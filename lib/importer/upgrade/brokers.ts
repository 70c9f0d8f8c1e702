import { dump } from 'js-yaml';
import { BROKER_CLASS, DEFAULT_BROKER_CLASS } from '../../rules/eventing/broker-classes';
import { type Fields, fieldsAt, fieldsMadeAt, isFields, mapTexts, take, textAt } from '../draft';
import { channelTemplate } from './channels';
import { isOf, specOf } from './common';
import { eventingChanges as rules } from './eventing-rules';
import type { Upgrade, Upgrader } from './upgrade-set';
import { currentType } from './versions';

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
  // Of what is not known, the broker takes what the cluster has for it.
  if (apiVersion === undefined || kind === undefined) return;
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
