import type { ChannelTemplate } from '../../api/duck/v1/channel-template';
import { Parallel } from '../../api/flows/v1/parallel';
import { Sequence } from '../../api/flows/v1/sequence';
import { Channel } from '../../api/messaging/v1/channel';
import { nearest } from '../nearest';
import type { Rule } from '../rule';
import { rulesOf } from '../rule';
import { channelKinds } from './channel-kinds';

const inMemory = { apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' };

/** Fields that every channel's spec has. */
const COMMON_FIELDS = ['delivery', 'subscribers'];

/** Fields of the specs of the known channels, besides the common ones. */
const OWN_FIELDS: Readonly<Record<string, readonly string[]>> = {
  InMemoryChannel: [],
  KafkaChannel: ['numPartitions', 'replicationFactor', 'retentionDuration'],
  NatsJetStreamChannel: ['stream', 'consumerConfigTemplate', 'deploymentSpecTemplate'],
};

const rules: readonly Rule<ChannelTemplate>[] = [
  {
    code: 'KE2501',
    title: 'a channelTemplate has an apiVersion and a kind',
    why: 'They say which channel is made; without them nothing can be.',
    source: 'eventing, messaging v1 channel_validation.go; flows v1',
    check({ apiVersion, kind }, report) {
      if (!apiVersion) report(['apiVersion'], 'no apiVersion is named', hintOf(kind));
      if (!kind) report(['kind'], 'no kind is named', 'write the kind of a channel, such as InMemoryChannel');
    },
    good: { value: inMemory },
    bad: [
      { value: { apiVersion: 'messaging.knative.dev/v1', kind: null } },
      { value: { apiVersion: null, kind: 'InMemoryChannel' } },
    ],
  },
  {
    code: 'KE2550',
    severity: 'warning',
    title: 'a channelTemplate names a kind of channel that exists',
    why: 'The webhook takes any text. When the channel is made the kind is not found, and nothing becomes ready.',
    source: 'eventing, pkg/channel; the CRDs of channels',
    check({ apiVersion, kind }, report) {
      if (!apiVersion || !kind) return;
      const served = channelKinds.get(kind);
      if (served === undefined) {
        const meant = nearest(kind, channelKinds.keys());
        const isOurs = apiVersion.startsWith('messaging.knative.dev/');
        // Others may have channels of their own.
        if (meant === undefined && !isOurs) return;
        const hint = meant === undefined ? `write ${[...channelKinds.keys()].join(', ')}` : `did you mean "${meant}"?`;
        report(['kind'], `no channel is of kind "${kind}"`, hint);
      } else if (kind === 'Channel') {
        report(['kind'], 'a Channel is made of a template itself', 'name what it shall be, such as InMemoryChannel');
      } else if (!served.includes(apiVersion)) {
        report(['apiVersion'], `${kind} is not of "${apiVersion}"`, `write ${served.join(' or ')}`);
      }
    },
    good: [{ value: inMemory }, { value: { apiVersion: 'example.com/v1', kind: 'PaperTape' } }],
    bad: [
      { value: { ...inMemory, kind: 'InMemoryChanel' } },
      { value: { ...inMemory, apiVersion: 'messaging.knative.dev/v1beta1' } },
      { value: { ...inMemory, kind: 'Channel' } },
    ],
  },
  {
    code: 'KE2551',
    severity: 'warning',
    title: 'the spec of a channelTemplate has the fields of its kind',
    why: 'The template is not looked at until the channel is made, which its webhook then refuses.',
    source: 'the CRDs of channels',
    check({ apiVersion, kind, spec }, report) {
      const own = channelKinds.get(kind)?.includes(apiVersion) ? OWN_FIELDS[kind] : undefined;
      if (own === undefined || typeof spec !== 'object' || spec === null) return;
      const known = [...COMMON_FIELDS, ...own];
      for (const field of Object.keys(spec)) {
        if (known.includes(field)) continue;
        const meant = nearest(field, known);
        const other = Object.keys(OWN_FIELDS).find((name) => OWN_FIELDS[name]?.includes(field));
        const hint = meant === undefined ? other && `it is a field of ${other}` : `did you mean "${meant}"?`;
        report(['spec', field], `${kind} has no field "${field}"`, hint ?? `${kind} has ${known.join(', ')}`);
      }
    },
    good: {
      value: { apiVersion: 'messaging.knative.dev/v1beta1', kind: 'KafkaChannel', spec: { numPartitions: 3 } },
    },
    bad: { value: { ...inMemory, spec: { numPartitions: 3 } } },
  },
];

function hintOf(kind: string | undefined): string {
  const [served] = channelKinds.get(kind ?? '') ?? [];
  return served === undefined ? 'write its group and version' : `write ${served}`;
}

export const channelTemplateRules = rulesOf(
  'Channel template',
  [Channel, Sequence, Parallel].map((kind) => ({ kind, at: ['spec', 'channelTemplate'] })),
  rules,
);
