import { type Pair, pairs, specPairs } from './pairs';

const service = (name: string) => ({ ref: { apiVersion: 'v1', kind: 'Service', name } });
const template = { apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' };
const elsewhere = { ref: { apiVersion: 'v1', kind: 'Service', name: 'a', namespace: 'elsewhere' } };
const attributes = ['type', 'source', 'specversion', 'id'].map((name) => ({ name }));
const SCOPE = 'eventing.knative.dev/scope';
const scoped = (scope: string) => ({ metadata: { annotations: { [SCOPE]: scope } } });

const messaging: readonly Pair[] = [
  ...specPairs('Channel', {
    'with a template without a kind': [
      { channelTemplate: { apiVersion: template.apiVersion } },
      { channelTemplate: { ...template, kind: 'InMemoryChanel' } },
    ],
    'with an empty template': [{ channelTemplate: {} }, { channelTemplate: null }],
    'with subscribers': [{ subscribers: [{ subscriberUri: 'http://a' }] }, { subscribers: [] }],
    'with negative retries': [{ delivery: { retry: -1 } }, { delivery: { retry: 1 } }],
    'with a dead letter sink of another namespace': [
      { delivery: { deadLetterSink: elsewhere } },
      { delivery: { deadLetterSink: { ...elsewhere, uri: '/a' } } },
    ],
    'with an unknown field': [{ template }, { channelTemplate: template }],
  }),
  ...pairs('InMemoryChannel', {
    'with an unknown scope': [scoped('global'), scoped('cluster')],
    'with an empty scope': [scoped(''), scoped('namespace')],
    'with a subscriber without an address': [
      { spec: { subscribers: [{ uid: 'a' }] } },
      { spec: { subscribers: [{ uid: 'a', replyUri: 'http://a' }] } },
    ],
    'with a template': [{ spec: { channelTemplate: template } }, { spec: { delivery: { retry: -3, timeout: 'x' } } }],
  }),
  ...specPairs('Subscription', {
    'without a channel': [{ channel: null }, { channel: { kind: 'Service', apiVersion: 'v1' } }],
    'with a channel without a name': [{ channel: { name: null } }, { channel: { name: 'My_Orders' } }],
    'with a channel without an apiVersion': [{ channel: { apiVersion: '' } }, { channel: { apiVersion: 'x/y/z' } }],
    'with a channel and its namespace': [{ channel: { namespace: 'default' } }, { channel: { namespace: '' } }],
    'with a channel by group': [{ channel: { group: 'a' } }, { channel: { name: 'a' } }],
    'that only replies': [{ subscriber: null, reply: service('a') }, { reply: service('a') }],
    'with an empty subscriber': [{ subscriber: { ref: null } }, { reply: {} }],
    'with a reply of certificates': [{ reply: { CACerts: 'x' } }, { reply: { ...service('a'), CACerts: 'x' } }],
    'with a reply of a relative uri': [{ reply: { uri: '/a' } }, { reply: { ...service('a'), uri: '/a' } }],
    'with an unknown policy': [{ delivery: { backoffPolicy: 'Linear' } }, { delivery: { backoffPolicy: 'linear' } }],
  }),
];

const flows: readonly Pair[] = [
  ...specPairs('Sequence', {
    'without steps': [{ steps: [] }, { steps: [service('a'), service('a')] }],
    'with an empty step': [{ steps: [service('a'), {}] }, { steps: [service('a'), elsewhere] }],
    'with a step that is a name': [{ steps: ['a'] }, { steps: [{ uri: 'http://a' }] }],
    'with a step under ref of ref': [{ steps: [{ subscriber: service('a') }] }, { steps: [service('a')] }],
    'with retries below zero': [
      { steps: [{ ...service('a'), delivery: { retry: -1 } }] },
      { steps: [{ ...service('a'), delivery: { retry: 0 } }] },
    ],
    'with a dead letter sink that leads nowhere': [
      { steps: [{ ...service('a'), delivery: { deadLetterSink: {} } }] },
      { steps: [{ ...service('a'), delivery: {} }] },
    ],
    'with an empty template': [{ channelTemplate: {} }, { channelTemplate: template }],
    'with an empty reply': [{ reply: {} }, { reply: null }],
  }),
  ...specPairs('Parallel', {
    'without branches': [{ branches: [] }, { branches: [{ subscriber: elsewhere }] }],
    'with a branch without a subscriber': [
      { branches: [{ filter: service('a') }] },
      { branches: [{ filter: service('a'), subscriber: service('a') }] },
    ],
    'with an empty filter': [
      { branches: [{ subscriber: service('a'), filter: {} }] },
      { branches: [{ subscriber: service('a'), filter: null }] },
    ],
    'with a branch that replies nowhere': [
      { branches: [{ subscriber: service('a'), reply: { uri: 'a' } }] },
      { branches: [{ subscriber: service('a'), delivery: { retry: -3, backoffDelay: '5s' } }] },
    ],
    'with an empty reply': [{ reply: {} }, { reply: { uri: 'http://a' } }],
    'with a template without an apiVersion': [{ channelTemplate: { kind: 'A' } }, { channelTemplate: template }],
  }),
];

const others: readonly Pair[] = [
  ...specPairs('EventType', {
    'without attributes': [{ attributes: null }, { attributes }],
    'without a source': [
      { attributes: attributes.filter(({ name }) => name !== 'source') },
      { attributes: [...attributes, { name: 'source' }] },
    ],
    'with an attribute in capitals': [
      { attributes: attributes.map(({ name }) => ({ name: name.toUpperCase() })) },
      { attributes: [...attributes, { name: 'Customer-Id' }] },
    ],
    'with the type of old': [{ type: 'a' }, { reference: { kind: '', apiVersion: '', name: '' } }],
  }),
  ...specPairs('EventTransform', {
    'without a transformation': [{ jsonata: null }, { jsonata: { expression: '((' } }],
    'with a reply without a sink': [{ reply: { discard: true } }, { sink: service('a'), reply: { discard: true } }],
    'with a reply of both': [
      { sink: service('a'), reply: { discard: true, jsonata: { expression: '$' } } },
      { sink: service('a'), reply: { discard: false, jsonata: { expression: '$' } } },
    ],
    'with certificates of the sink': [{ sink: { ...service('a'), CACerts: '' } }, { sink: service('a') }],
    'with a sink of another namespace': [{ sink: elsewhere }, { sink: { ...elsewhere, uri: '/a' } }],
    'with an empty sink': [{ sink: {} }, { sink: null }],
  }),
  ...specPairs('RequestReply', {
    'without a broker': [{ brokerRef: null }, { brokerRef: { kind: 'broker' } }],
    'of a channel': [{ brokerRef: { kind: 'Channel' } }, { brokerRef: { apiVersion: 'v1' } }],
    'of a broker with its namespace': [{ brokerRef: { namespace: 'default' } }, { brokerRef: { name: 'My_Broker' } }],
    'with a timeout of Go': [{ timeout: '30s' }, { timeout: '' }],
    'with a timeout below zero': [{ timeout: '-PT1S' }, { timeout: 'PT0.1S' }],
    'by the id': [{ correlationAttribute: 'id' }, { correlationAttribute: 'source' }],
    'by the course': [{ replyAttribute: 'course' }, { replyAttribute: 'replyId' }],
    'with a dead letter sink of another namespace': [
      { delivery: { deadLetterSink: elsewhere } },
      { delivery: { deadLetterSink: service('a') } },
    ],
  }),
];

export const flowPairs: readonly Pair[] = [...messaging, ...flows, ...others];
