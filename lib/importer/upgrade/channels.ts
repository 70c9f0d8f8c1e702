import { type Fields, fieldsAt, isFields, rename, take } from '../draft';
import { isOf, specOf } from './common';
import { reference } from './destinations';
import { eventingChanges as rules } from './eventing-rules';
import type { Upgrade, Upgrader } from './upgrade-set';
import { currentType } from './versions';

/** What kind of channel took the place of a provisioner. */
export const PROVISIONERS: Readonly<Record<string, { readonly apiVersion: string; readonly kind: string }>> = {
  'in-memory': { apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' },
  'in-memory-channel': { apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' },
  stub: { apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' },
  kafka: { apiVersion: 'messaging.knative.dev/v1', kind: 'KafkaChannel' },
  natss: { apiVersion: 'messaging.knative.dev/v1alpha1', kind: 'NatsJetStreamChannel' },
};

const CHANNELS = ['Channel', 'InMemoryChannel', 'KafkaChannel', 'NatssChannel', 'NatsJetStreamChannel'];

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

/** A template in place of a provisioner; none if nobody knows what became of it. */
export function channelTemplate(upgrade: Upgrade, spec: Fields, provisioner: string): void {
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
