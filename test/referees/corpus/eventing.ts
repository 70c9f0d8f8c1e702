import { objects } from './objects';
import { type Pair, pair, valuesAt } from './pair';

const reference = objects.Trigger.spec.subscriber.ref;

/** Faults of structure in the kinds of eventing.knative.dev and sources.knative.dev. */
export const eventingPairs: readonly Pair[] = [
  ...valuesAt('Broker', '/spec', {
    'a config that is a name': [{ config: 'config-br' }, undefined],
    'a config without kind': [
      { config: { apiVersion: 'v1', name: 'a' } },
      { config: { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace: 'b' } },
    ],
    'retry as text': [{ delivery: { retry: '3' } }, { delivery: { retry: 3 } }],
    'retry beyond 32 bits': [{ delivery: { retry: 2 ** 31 } }, { delivery: { retry: 2 ** 31 - 1 } }],
    'a misspelt backoff': [{ delivery: { backofPolicy: 'linear' } }, { delivery: { backoffPolicy: 'linear' } }],
    'a policy that there is not': [
      { delivery: { backoffPolicy: 'Exponential' } },
      { delivery: { backoffPolicy: 'exponential' } },
    ],
    'a delay as a number': [{ delivery: { backoffDelay: 1 } }, { delivery: { backoffDelay: 'PT1S' } }],
    'a dead letter sink that is a URL': [
      { delivery: { deadLetterSink: 'http://a' } },
      { delivery: { deadLetterSink: { uri: 'http://a' } } },
    ],
    'a misspelt deadLetterSink': [
      { delivery: { deadLetterSnk: { uri: 'http://a' } } },
      { delivery: { deadLetterSink: { uri: 'http://a' } } },
    ],
    'an unknown field': [{ class: 'MTChannelBasedBroker' }, {}],
    'a fault beside a field in the wrong case': [
      { delivery: { backoffpolicy: 'linear', retry: '3' } },
      { delivery: { backoffpolicy: 'linear', retry: 3 } },
    ],
  }),
  ...valuesAt('Trigger', '/spec/filter', {
    'attributes at the wrong depth': [{ type: 'a' }, { attributes: { type: 'a' } }],
    'attributes as a list': [{ attributes: [{ type: 'a' }] }, { attributes: { type: 'a' } }],
    'an attribute that is a number': [{ attributes: { type: 1 } }, { attributes: { type: '1' } }],
    'a misspelt attributes': [{ attribute: { type: 'a' } }, { attributes: { type: 'a' } }],
    'a filter that is a list': [[{ attributes: { type: 'a' } }], { attributes: { type: 'a' } }],
  }),
  ...valuesAt('Trigger', '/spec/filters', {
    'filters as a map': [{ exact: { type: 'a' } }, [{ exact: { type: 'a' } }]],
    'an unknown dialect': [[{ sufix: { type: 'a' } }], [{ suffix: { type: 'a' } }]],
    'an exact that is a text': [[{ exact: 'a' }], [{ exact: { type: 'a' } }]],
    'an exact value that is a number': [[{ exact: { type: 1 } }], [{ exact: { type: '1' } }]],
    'all as a map': [[{ all: { exact: { type: 'a' } } }], [{ all: [{ exact: { type: 'a' } }] }]],
    'an unknown dialect, nested': [
      [{ any: [{ not: { equals: { type: 'a' } } }] }],
      [{ any: [{ not: { exact: { type: 'a' } } }] }],
    ],
    'cesql that is a list': [[{ cesql: ["type = 'a'"] }], [{ cesql: "type = 'a'" }]],
  }),
  ...valuesAt('Trigger', '/spec/subscriber', {
    'a reference without ref': [reference, { ref: reference }],
    'a URL alone': ['http://a', { uri: 'http://a' }],
    'a misspelt uri': [{ url: 'http://a' }, { uri: 'http://a' }],
    'a uri that is a map': [{ uri: { host: 'a' } }, { uri: 'http://a' }],
    'a reference without name': [{ ref: { ...reference, name: undefined } }, { ref: reference }],
    'a reference without kind': [{ ref: { ...reference, kind: undefined } }, { ref: reference }],
    'a reference with a label': [{ ref: { ...reference, labels: {} } }, { ref: reference }],
    'an audience that is a list': [
      { ref: reference, audience: ['a'] },
      { ref: reference, audience: 'a' },
    ],
    'a null subscriber': [null, { ref: reference }],
  }),
  ...valuesAt('Trigger', '/spec/broker', {
    'a broker that is a map': [{ name: 'default' }, 'default'],
    'a broker that is a number': [1, '1'],
    'no broker': [undefined, 'default'],
  }),
  pair('an unknown field', 'Trigger', { '/spec/sink': { uri: 'http://a' } }, {}),
  pair('no spec', 'Trigger', { '/spec': undefined }, {}),
  ...valuesAt('PingSource', '/spec/schedule', {
    'a schedule that is a number': [5, '5 * * * *'],
    'a schedule that is a list': [['* * * * *'], '* * * * *'],
    'a null schedule': [{}, null],
  }),
  ...valuesAt('PingSource', '/spec/data', {
    'data that is a map': [{ a: 1 }, '{"a": 1}'],
    'data that is a number': [1, '{"a": 1}'],
  }),
  ...valuesAt('PingSource', '/spec/sink', {
    'no sink': [undefined, { ref: reference }],
    'a sink that is a reference': [reference, { ref: reference }],
    'a sink that is a URL': ['http://a', { uri: 'http://a' }],
    'an empty sink': [{}, { uri: 'http://a' }],
  }),
  ...valuesAt('PingSource', '/spec/ceOverrides', {
    'extensions that are a list': [{ extensions: [{ a: 'b' }] }, { extensions: { a: 'b' } }],
    'an extension that is a number': [{ extensions: { a: 1 } }, { extensions: { a: '1' } }],
    'a misspelt extensions': [{ extension: { a: 'b' } }, { extensions: { a: 'b' } }],
  }),
  pair('a misspelt timezone', 'PingSource', { '/spec/timeZone': 'UTC' }, { '/spec/timezone': 'UTC' }),
  pair('jsonData of v1beta1', 'PingSource', { '/spec/jsonData': '{}' }, {}),
  pair('a namespaced selector', 'PingSource', { '/spec/sink/ref/namspace': 'a' }, { '/spec/sink/ref/namespace': 'a' }),
  ...valuesAt('ApiServerSource', '/spec/resources', {
    'resources as a map': [{ apiVersion: 'v1', kind: 'Event' }, [{ apiVersion: 'v1', kind: 'Event' }]],
    'resources as texts': [['v1/Event'], [{ apiVersion: 'v1', kind: 'Event' }]],
    'a resource without kind': [[{ apiVersion: 'v1' }], [{ apiVersion: 'v1', kind: 'Pod' }]],
    'a resource with an unknown field': [
      [{ apiVersion: 'v1', kind: 'Event', labelSelector: {} }],
      [{ apiVersion: 'v1', kind: 'Event', selector: {} }],
    ],
    'no resources': [undefined, [{ apiVersion: 'v1', kind: 'Event' }]],
    'an empty list of resources': [[], [{ apiVersion: 'v1', kind: 'Event' }]],
    'a selector of values without a list': [
      [{ apiVersion: 'v1', kind: 'Pod', selector: { matchExpressions: [{ key: 'a', operator: 'In', values: 'b' }] } }],
      [
        {
          apiVersion: 'v1',
          kind: 'Pod',
          selector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] },
        },
      ],
    ],
  }),
  pair('a mode in lower case', 'ApiServerSource', { '/spec/mode': 'resource' }, { '/spec/mode': 'Reference' }),
  pair('a misspelt account', 'ApiServerSource', { '/spec/serviceAccount': 'a' }, { '/spec/serviceAccountName': 'a' }),
  pair(
    'an owner that is a text',
    'ApiServerSource',
    { '/spec/owner': 'a/b' },
    { '/spec/owner': { apiVersion: 'v1', kind: 'Pod' } },
  ),
];
