import { type Pair, pairs, specPairs } from './pairs';

const INJECTION = 'eventing.knative.dev/injection';
const DEPENDENCY = 'knative.dev/dependency';

const annotated = (name: string, value: string, spec: object = {}) => ({
  metadata: { annotations: { [name]: value } },
  spec,
});
const reference = (fields: object) => annotated(DEPENDENCY, JSON.stringify(fields));
const brokerRef = { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: 'default' };

export const triggerPairs: readonly Pair[] = [
  ...specPairs('Trigger', {
    'without a broker': [{ broker: null }, { broker: 'orders' }],
    'with an empty broker': [{ broker: '' }, { broker: 'b' }],
    'with broker and brokerRef': [{ brokerRef }, { broker: null, brokerRef }],
    'with a brokerRef into another namespace': [
      { broker: null, brokerRef: { ...brokerRef, namespace: 'shop' } },
      { broker: null, brokerRef: { ...brokerRef, namespace: '' } },
    ],
    'with a brokerRef that is a text': [
      { broker: null, brokerRef: 'default' },
      { broker: null, brokerRef: {} },
    ],
    'with the broker as a reference': [{ broker: { name: 'default' } }, { broker: 'default' }],
    'without a subscriber': [{ subscriber: null }, { subscriber: { ref: null, uri: 'http://display' } }],
    'with an empty subscriber': [{ subscriber: { ref: null } }, { subscriber: { ref: null, uri: 'http://display' } }],
    'with the subscriber as a URL': [
      { subscriber: 'http://display' },
      { subscriber: { ref: null, uri: 'http://display' } },
    ],
    'with subscribers': [{ subscriber: null, subscribers: [{ uri: 'http://display' }] }, {}],
    'with the attributes beside filter': [{ attributes: { type: 'a' } }, { filter: { attributes: { type: 'a' } } }],
    'with attributes directly in filter': [{ filter: { type: 'a' } }, { filter: { attributes: { type: 'a' } } }],
    'with sourceAndType of old': [{ filter: { sourceAndType: { type: 'a' } } }, { filter: {} }],
    'with a filter attribute in camel case': [
      { filter: { attributes: { orderType: 'a' } } },
      { filter: { attributes: { ordertype: 'a' } } },
    ],
    'with a filter attribute with a dash': [
      { filter: { attributes: { 'order-type': 'a' } } },
      { filter: { attributes: { ordertype2: 'a' } } },
    ],
    'with a filter attribute that begins with a digit': [
      { filter: { attributes: { '1type': 'a' } } },
      { filter: { attributes: { type1: 'a' } } },
    ],
    'with a filter attribute of the header': [
      { filter: { attributes: { 'ce-type': 'a' } } },
      { filter: { attributes: { type: 'a' } } },
    ],
    'with an empty filter attribute': [{ filter: { attributes: { '': 'a' } } }, { filter: { attributes: { a: '' } } }],
    'with a filter value that is a number': [
      { filter: { attributes: { count: 1 } } },
      { filter: { attributes: { count: '1' } } },
    ],
    'with a filter value that is true': [
      { filter: { attributes: { urgent: true } } },
      { filter: { attributes: { urgent: 'true' } } },
    ],
    'with a filter value that is a list': [
      { filter: { attributes: { type: ['a', 'b'] } } },
      { filter: { attributes: { type: 'a' } } },
    ],
    'with filters that are one filter': [
      { filters: { exact: { type: 'a' } } },
      { filters: [{ exact: { type: 'a' } }] },
    ],
    'with a filter that is a text': [{ filters: ['type = a'] }, { filters: [{ cesql: "type = 'a'" }] }],
    'with an exact filter in camel case': [
      { filters: [{ exact: { orderType: 'a' } }] },
      { filters: [{ exact: { ordertype: 'a' } }] },
    ],
    'with a prefix filter with an underscore': [
      { filters: [{ prefix: { order_type: 'a' } }] },
      { filters: [{ prefix: { ordertype: 'a' } }] },
    ],
    'with a suffix filter with a dot': [
      { filters: [{ suffix: { 'order.type': 'a' } }] },
      { filters: [{ suffix: { ordertype: 'a' } }] },
    ],
    'with two dialects in a filter': [
      { filters: [{ exact: { type: 'a' }, prefix: { source: 'b' } }] },
      { filters: [{ exact: { type: 'a' } }, { prefix: { source: 'b' } }] },
    ],
    'with exact beside cesql': [
      { filters: [{ exact: { type: 'a' }, cesql: 'TRUE' }] },
      { filters: [{ exact: {}, cesql: 'TRUE' }] },
    ],
    'with not beside any': [{ filters: [{ not: {}, any: [{}] }] }, { filters: [{ not: {}, any: [] }] }],
    'with an unknown dialect': [{ filters: [{ regex: { type: 'a.*' } }] }, { filters: [{}] }],
    'with a dialect in upper case': [{ filters: [{ equals: { type: 'a' } }] }, { filters: [{ exact: { type: 'a' } }] }],
    'with all that is one filter': [
      { filters: [{ all: { exact: { type: 'a' } } }] },
      { filters: [{ all: [{ exact: { type: 'a' } }] }] },
    ],
    'with not that is a list': [
      { filters: [{ not: [{ exact: { type: 'a' } }] }] },
      { filters: [{ not: { exact: { type: 'a' } } }] },
    ],
    'with exact that is a text': [{ filters: [{ exact: 'type' }] }, { filters: [{ exact: { type: '' } }] }],
    'with exact of a number': [{ filters: [{ exact: { count: 3 } }] }, { filters: [{ exact: { count: '3' } }] }],
    'with cesql that is a list': [{ filters: [{ cesql: ['TRUE'] }] }, { filters: [{ cesql: 'TRUE' }] }],
    'with a bad name deep in filters': [
      { filters: [{ any: [{ not: { all: [{ exact: { Type: 'a' } }] } }] }] },
      { filters: [{ any: [{ not: { all: [{ exact: { type: 'a' } }] } }] }] },
    ],
    'with two dialects deep in filters': [
      { filters: [{ any: [{ exact: { a: '1' }, suffix: { b: '2' } }] }] },
      { filters: [{ any: [{ exact: { a: '1' } }, { suffix: { b: '2' } }] }] },
    ],
    'with a wrong type deep in filters': [
      { filters: [{ all: [{ not: { exact: { type: 5 } } }] }] },
      { filters: [{ all: [{ not: { exact: { type: '5' } } }] }] },
    ],
    'with an unknown dialect deep in filters': [
      { filters: [{ all: [{ contains: { type: 'a' } }] }] },
      { filters: [{ all: [{ cesql: "type LIKE '%a%'" }] }] },
    ],
    'with CESQL of double equality': [{ filters: [{ cesql: "type == 'a'" }] }, { filters: [{ cesql: "type = 'a'" }] }],
    'with CESQL of another language': [
      { filters: [{ cesql: "type = 'a' && source = 'b'" }] },
      { filters: [{ cesql: "type = 'a' AND source = 'b'" }] },
    ],
    'with CESQL that ends too early': [
      { filters: [{ cesql: "type = 'a' AND" }] },
      { filters: [{ cesql: "type = 'a' AND TRUE" }] },
    ],
    'with CESQL in a nested filter': [
      { filters: [{ not: { cesql: 'type =' } }] },
      { filters: [{ not: { cesql: '' } }] },
    ],
    'with a delivery of retries as text': [{ delivery: { retry: '3' } }, { delivery: { retry: 3 } }],
    'with retries of half a time': [{ delivery: { retry: 1.5 } }, { delivery: { retry: 1 } }],
    'with more retries than 32 bits': [{ delivery: { retry: 2147483648 } }, { delivery: { retry: 2147483647 } }],
    'with retries below zero': [{ delivery: { retry: -1 } }, { delivery: { retry: 0 } }],
    'with a delay as Go writes it': [{ delivery: { backoffDelay: '5s' } }, { delivery: { backoffDelay: 'PT5S' } }],
    'with a delay as a number': [{ delivery: { backoffDelay: 5 } }, { delivery: { backoffDelay: 'PT5S' } }],
    'with a delay without T': [{ delivery: { backoffDelay: 'P5S' } }, { delivery: { backoffDelay: 'PT5S' } }],
    'with a delay in lower case': [{ delivery: { backoffDelay: 'pt5s' } }, { delivery: { backoffDelay: 'PT5S' } }],
    'with an empty delay': [{ delivery: { backoffDelay: '' } }, { delivery: { backoffDelay: 'P0' } }],
    'with a policy in upper case': [
      { delivery: { backoffPolicy: 'Exponential' } },
      { delivery: { backoffPolicy: 'exponential' } },
    ],
    'with an unknown policy': [{ delivery: { backoffPolicy: 'constant' } }, { delivery: { backoffPolicy: 'linear' } }],
    'with an empty policy': [{ delivery: { backoffPolicy: '' } }, { delivery: {} }],
    'with a timeout of zero': [{ delivery: { timeout: 'PT0S' } }, { delivery: { timeout: 'PT0.1S' } }],
    'with a timeout below a tenth': [{ delivery: { timeout: 'PT0.09S' } }, { delivery: { timeout: 'PT0.19S' } }],
    'with a timeout as Go writes it': [{ delivery: { timeout: '30s' } }, { delivery: { timeout: '-PT30S' } }],
    'with a timeout as a number': [{ delivery: { timeout: 30 } }, { delivery: { timeout: 'PT30S' } }],
    'with retryAfterMax while the feature is off': [
      { delivery: { retryAfterMax: 'PT60S' } },
      { delivery: { retryAfterMax: null } },
    ],
    'with an unknown format': [{ delivery: { format: 'structured' } }, { delivery: { format: 'json' } }],
    'with a format in upper case': [{ delivery: { format: 'JSON' } }, { delivery: { format: 'binary' } }],
    'with retries misspelt': [{ delivery: { retries: 3 } }, { delivery: { retry: 3 } }],
    'with deadLetter': [
      { delivery: { deadLetter: { uri: 'http://a' } } },
      { delivery: { deadLetterSink: { uri: 'http://a' } } },
    ],
    'with a dead letter sink as a URL': [
      { delivery: { deadLetterSink: 'http://a' } },
      { delivery: { deadLetterSink: { uri: 'http://a' } } },
    ],
    'with an empty dead letter sink': [{ delivery: { deadLetterSink: {} } }, { delivery: { deadLetterSink: null } }],
    'with a dead letter sink without a kind': [
      { delivery: { deadLetterSink: { ref: { apiVersion: 'v1', name: 'a' } } } },
      { delivery: { deadLetterSink: { ref: { apiVersion: 'v1', kind: 'Service', name: 'a' } } } },
    ],
    'with a delivery that is a text': [{ delivery: 'none' }, { delivery: {} }],
    'with a field of a Subscription': [{ reply: { uri: 'http://a' } }, {}],
  }),
  ...pairs('Trigger', {
    'with a dependency that is a name': [
      annotated(DEPENDENCY, 'tick'),
      reference({ apiVersion: 'v1', kind: 'Pod', name: 'tick' }),
    ],
    'with a dependency without a kind': [
      reference({ apiVersion: 'v1', name: 'a' }),
      reference({ apiVersion: 'v1', Kind: 'Pod', name: 'a' }),
    ],
    'with a dependency without a name': [
      reference({ apiVersion: 'v1', kind: 'Pod' }),
      reference({ APIVERSION: 'v1', kind: 'Pod', name: 'a' }),
    ],
    'with a dependency in another namespace': [
      reference({ apiVersion: 'v1', kind: 'Pod', name: 'a', namespace: 'shop' }),
      reference({ apiVersion: 'v1', kind: 'Pod', name: 'a', namespace: 'default' }),
    ],
    'with a dependency of another type': [
      reference({ apiVersion: 'v1', kind: 'Pod', name: 1 }),
      reference({ apiVersion: 'v1', kind: 'Pod', name: 'a', more: 1 }),
    ],
    'with a dependency that is a list': [
      annotated(DEPENDENCY, '[]'),
      reference({ apiVersion: 'v1', kind: 'Pod', name: 'a', uid: null }),
    ],
    'with a dependency that is null': [
      annotated(DEPENDENCY, 'null'),
      reference({ apiVersion: 'v1', kind: 'Pod', name: 'a', namespace: '' }),
    ],
    'with injection true': [annotated(INJECTION, 'true'), annotated(INJECTION, 'enabled')],
    'with injection for another broker': [
      annotated(INJECTION, 'enabled', { broker: 'orders' }),
      annotated(INJECTION, 'disabled', { broker: 'default' }),
    ],
    'with an unknown field at the top': [{ data: {} }, { metadata: { labels: { team: 'shop' } } }],
    'with an unknown field in status': [{ status: { ready: true } }, { status: { observedGeneration: 1 } }],
  }),
];
