import { type Regretted, regrettedOf } from './regretted';

const sequence = regrettedOf('Sequence', 'flows.knative.dev/v1');
const parallel = regrettedOf('Parallel', 'flows.knative.dev/v1');
const channel = regrettedOf('InMemoryChannel', 'messaging.knative.dev/v1');
const subscription = regrettedOf('Subscription', 'messaging.knative.dev/v1');
const transform = regrettedOf('EventTransform', 'eventing.knative.dev/v1alpha1');
const type = regrettedOf('EventType', 'eventing.knative.dev/v1beta3');
const reply = regrettedOf('RequestReply', 'eventing.knative.dev/v1alpha1');

const service = { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } };
const itself = { ref: { apiVersion: 'flows.knative.dev/v1', kind: 'Sequence', name: 'checkout' } };
const orders = { ref: { apiVersion: 'messaging.knative.dev/v1', kind: 'Channel', name: 'orders' } };
const senseless = { retry: -3, backoffDelay: '5s' };
const template = (kind: string, spec?: object) => ({
  channelTemplate: { apiVersion: 'messaging.knative.dev/v1', kind, ...(spec && { spec }) },
});
const attributes = (...more: readonly object[]) => ({
  attributes: [
    { name: 'type', required: true },
    { name: 'source', required: true },
    { name: 'specversion', value: '1.0', required: true },
    { name: 'id', required: true },
    ...more,
  ],
});

/** What Eventing accepts in flows, channels, transformations and types, and people regret. */
export const flowRegrets: readonly Regretted[] = [
  sequence('one step twice', 'KE2652', { steps: [service, service] }),
  sequence('a reply to itself', 'KE2651', { reply: itself }),
  sequence('a channel of a kind that is misspelt', 'KE2550', template('InMemoryChanel')),
  sequence('a channel with fields of another', 'KE2551', template('InMemoryChannel', { numPartitions: 3 })),
  parallel('a branch with a senseless delivery', 'KE2268', {
    branches: [{ subscriber: service, delivery: senseless }],
  }),
  channel('a senseless delivery', 'KE2268', { delivery: senseless }),
  subscription('from a channel to itself', 'KE2554', { subscriber: orders }),
  subscription('a reply into its own channel', 'KE2555', { reply: orders }),
  subscription('to what is no channel', 'KE2556', { channel: { apiVersion: 'v1', kind: 'Service', name: 'a' } }),
  transform('JSONata that does not parse', 'KE2770', { jsonata: { expression: '(' } }),
  transform('an empty expression', 'KE2771', { jsonata: { expression: '' } }),
  transform('a result that is no event', 'KE2772', { jsonata: { expression: '{ "a": 1 }' } }),
  transform('a reply that says nothing', 'KE2773', { sink: service, reply: { discard: false } }),
  type('half a reference', 'KE2750', { reference: { kind: 'Broker' } }),
  type('one attribute twice', 'KE2751', attributes({ name: 'type', required: true })),
  type('a name that CloudEvents does not allow', 'KE2752', attributes({ name: 'Customer-Id', required: true })),
  type('a version with a letter', 'KE2753', {
    attributes: [
      { name: 'type', required: true },
      { name: 'source', required: true },
      { name: 'specversion', value: 'v1', required: true },
      { name: 'id', required: true },
    ],
  }),
  reply('a core attribute to tell answers by', 'KE2780', { correlationAttribute: 'source' }),
  reply('a name that CloudEvents does not allow', 'KE2781', { correlationAttribute: 'requestId' }),
  reply('one attribute both ways', 'KE2782', { correlationAttribute: 'a', replyAttribute: 'a' }),
  reply('a broker that is not found', 'KE2783', { brokerRef: { apiVersion: 'v1', kind: 'broker', name: 'a' } }),
];
