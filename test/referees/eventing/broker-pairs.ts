import { type Pair, pairs, specPairs } from './pairs';

const CLASS = 'eventing.knative.dev/broker.class';
const config = { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' };
const annotated = (value: unknown) => ({ metadata: { annotations: { [CLASS]: value } } });

export const brokerPairs: readonly Pair[] = [
  ...pairs('Broker', {
    'with an empty class': [annotated(''), annotated('MTChannelBasedBrokers')],
    'with a class that is a number': [annotated(1), annotated('1')],
    'with the class in spec': [{ spec: { class: 'Kafka' } }, annotated('Kafka')],
    'with a spec that is a text': [{ spec: 'default' }, { spec: null }],
    'with an unknown field in status': [{ status: { url: 'http://a' } }, { status: { address: { url: 'http://a' } } }],
  }),
  ...specPairs('Broker', {
    'with a config without a name': [{ config: { apiVersion: 'v1', kind: 'ConfigMap' } }, { config }],
    'with a config without a kind': [
      { config: { apiVersion: 'v1', name: 'a' } },
      { config: { ...config, kind: 'Secret' } },
    ],
    'with a config without an apiVersion': [
      { config: { kind: 'ConfigMap', name: 'a' } },
      { config: { ...config, apiVersion: 'v2' } },
    ],
    'with an empty config': [{ config: {} }, { config: null }],
    'with a config by group': [{ config: { ...config, group: 'a' } }, { config: { ...config, group: null } }],
    'with a config that is a name': [{ config: 'settings' }, { config: { ...config, namespace: 'elsewhere' } }],
    'with channelTemplateSpec of old': [{ channelTemplateSpec: { apiVersion: 'v1', kind: 'A' } }, { config }],
    'with negative retries': [{ delivery: { retry: -1 } }, { delivery: { retry: 0 } }],
    'with retries as text': [{ delivery: { retry: '5' } }, { delivery: { retry: 5 } }],
    'with a delay in seconds': [{ delivery: { backoffDelay: '0.2' } }, { delivery: { backoffDelay: 'PT0.2S' } }],
    'with a delay with a space': [{ delivery: { backoffDelay: 'PT 5S' } }, { delivery: { backoffDelay: 'P1M' } }],
    'with an unknown policy': [{ delivery: { backoffPolicy: 'fibonacci' } }, { delivery: { backoffPolicy: 'linear' } }],
    'with a timeout of zero': [{ delivery: { timeout: 'P0D' } }, { delivery: { timeout: 'P1D' } }],
    'with a timeout that cannot be read': [{ delivery: { timeout: 'x' } }, { delivery: { timeout: '+PT1S' } }],
    'with retryAfterMax while the feature is off': [
      { delivery: { retryAfterMax: 'PT1S' } },
      { delivery: { timeout: 'PT1S' } },
    ],
    'with a format of its own': [{ delivery: { format: 'avro' } }, { delivery: { format: 'json' } }],
    'with a dead letter sink of a relative uri': [
      { delivery: { deadLetterSink: { uri: '/dead' } } },
      { delivery: { deadLetterSink: { uri: 'http://dead' } } },
    ],
    'with a dead letter sink of an incomplete ref': [
      { delivery: { deadLetterSink: { ref: { kind: 'Service', name: 'a' } } } },
      { delivery: { deadLetterSink: { ref: { apiVersion: 'v1', kind: 'Service', name: 'a', namespace: 'b' } } } },
    ],
    'with an unknown field in delivery': [{ delivery: { backoff: 'linear' } }, { delivery: {} }],
  }),
];
