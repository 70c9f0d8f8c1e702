import { at, type TextPair, whole } from './texts';

const LONG = 'a'.repeat(64);
const SINK = 'sink: { uri: http://a }';

/** Cases of one field, written behind its name. */
const field = (name: string, cases: Readonly<Record<string, readonly [string, string]>>) =>
  Object.fromEntries(
    Object.entries(cases).map(([title, [fault, nearMiss]]) => [
      title,
      [`${name}: ${fault}`, `${name}: ${nearMiss}`] as const,
    ]),
  );

const delivery = field('delivery', {
  'a retry that is a text': ['{ retry: "3" }', '{ retry: 3 }'],
  'a retry with a fraction': ['{ retry: 2.5 }', '{ retry: 2.0 }'],
  'a retry below zero': ['{ retry: -1 }', '{ retry: +1 }'],
  'a retry with an exponent': ['{ retry: 1e10 }', '{ retry: 1e1 }'],
  'a retry of yes': ['{ retry: yes }', '{ retry: null }'],
  'a retry beyond 32 bits': ['{ retry: 0x80000000 }', '{ retry: 0x7fffffff }'],
  retries: ['{ retries: 3 }', '{ retry: 03 }'],
  'a delay of 10': ['{ retry: 1, backoffDelay: 10 }', '{ retry: 1, backoffDelay: PT10S }'],
  'a delay of 10s': ['{ retry: 1, backoffDelay: 10s }', '{ retry: 1, backoffDelay: PT0.5S }'],
  'a delay of PT10': ['{ backoffDelay: PT10 }', '{ backoffDelay: PT10M }'],
  'a delay of PT': ['{ backoffDelay: PTS }', '{ backoffDelay: PT1H30M }'],
  'a delay of 1h30': ['{ backoffDelay: 1h30 }', '{ backoffDelay: P1DT1H }'],
  'a delay of PT500MS': ['{ backoffDelay: PT500MS }', '{ backoffDelay: PT0.5S }'],
  'a delay with a blank': ['{ backoffDelay: PT 1S }', '{ backoffDelay: PT1S }'],
  'a delay in the wrong order': ['{ backoffDelay: PT1S1X }', '{ backoffDelay: P1W }'],
  backoff: ['{ backoff: exponential }', '{ backoffPolicy: exponential }'],
  'a policy that is linear in a list': ['{ backoffPolicy: [linear] }', '{ backoffPolicy: linear }'],
  'a policy in capitals': ['{ backoffPolicy: LINEAR }', '{ backoffPolicy: linear }'],
  'a timeout of 0': ['{ timeout: 0 }', '{ timeout: PT30S }'],
  'a timeout of PT0S': ['{ timeout: PT0S }', '{ timeout: PT1S }'],
  'a timeout of 30': ['{ timeout: "30" }', '{ timeout: PT1M }'],
  'a sink without ref': [
    '{ deadLetterSink: { apiVersion: v1, kind: Service, name: a } }',
    '{ deadLetterSink: { ref: { apiVersion: v1, kind: Service, name: a } } }',
  ],
  'a relative sink': ['{ deadLetterSink: { uri: /dead } }', '{ deadLetterSink: { uri: http://a/dead } }'],
  'a sink with url': ['{ deadLetterSink: { url: http://a } }', '{ deadLetterSink: { uri: http://a } }'],
  deadLetterSinks: ['{ deadLetterSinks: [{ uri: http://a }] }', '{ deadLetterSink: { uri: http://a } }'],
  deadLetterSinkURI: ['{ deadLetterSinkURI: http://a }', '{}'],
  'a format of avro': ['{ format: avro }', '{ format: json }'],
  'a list': ['[]', '{}'],
  retryAfterMax: ['{ retryAfterMax: PT1S }', '{ retry: 1 }'],
});

const broker: readonly TextPair[] = [
  ...at('Broker', 'spec', delivery),
  ...at('Broker', 'spec', {
    'retry beside delivery': ['retry: 3', 'delivery: { retry: 3 }'],
    'a class in the spec': ['class: MTChannelBasedBroker', '# none'],
    deliver: ['deliver: {}', 'delivery: {}'],
    'a config without apiVersion': [
      'config: { kind: ConfigMap, name: a }',
      'config: { apiVersion: v1, kind: ConfigMap, name: a }',
    ],
    'a config without a name': [
      'config: { apiVersion: v1, kind: ConfigMap }',
      'config: { apiVersion: v1, kind: ConfigMap, name: a, namespace: shop }',
    ],
    'a config that is a list': [
      'config: [{ apiVersion: v1, kind: ConfigMap, name: a }]',
      'config: { apiVersion: v1, kind: ConfigMap, name: a }',
    ],
    'a config with data': [
      'config: { apiVersion: v1, kind: ConfigMap, name: a, data: {} }',
      'config: { apiVersion: v1, kind: ConfigMap, name: a }',
    ],
    configs: ['configs: {}', 'config: null'],
    'a config with a number for a name': [
      'config: { apiVersion: v1, kind: ConfigMap, name: 1 }',
      'config: { apiVersion: v1, kind: ConfigMap, name: "1" }',
    ],
    'a config in capitals': [
      'config: { APIVersion: v1, kind: ConfigMap, name: a }',
      'config: { apiVersion: v1, kind: ConfigMap, name: a }',
    ],
  }),
  ...at('Broker', 'metadata', {
    'an empty class': [
      'annotations: { eventing.knative.dev/broker.class: "" }',
      'annotations: { eventing.knative.dev/broker.class: Kafka }',
    ],
    'a class that is a list': [
      'annotations: { eventing.knative.dev/broker.class: [Kafka] }',
      'annotations: { eventing.knative.dev/broker.class: MTChannelBasedBroker }',
    ],
    'a class beside the annotations': ['eventing.knative.dev/broker.class: Kafka', '# none'],
    'annotations in a text': ['annotations: eventing.knative.dev/broker.class=Kafka', 'annotations: {}'],
    'a label with an umlaut': ['labels: { team: büro }', 'labels: { team: buero }'],
  }),
  ...at('Broker', 'top', {
    'a delivery at the top': ['delivery: {}', 'status: {}'],
    'subscribers at the top': ['subscribers: []', 'status: { address: { url: http://a } }'],
  }),
  ...whole(
    'Broker',
    Object.fromEntries(
      (
        [
          ['spec as a list', 'spec: []', 'spec: {}'],
          ['spec as a text', 'spec: none', 'spec:'],
          ['delivery as a number', 'spec: { delivery: 3 }', 'spec: { delivery: null }'],
        ] as const
      ).map(([title, fault, nearMiss]) => [
        title,
        [
          `apiVersion: eventing.knative.dev/v1\nkind: Broker\nmetadata: { name: a }\n${fault}\n`,
          `apiVersion: eventing.knative.dev/v1\nkind: Broker\nmetadata: { name: a }\n${nearMiss}\n`,
        ],
      ]),
    ),
  ),
  ...whole(
    'Broker',
    Object.fromEntries(
      (
        [
          ['a name in upper case', 'Default'],
          ['a name with an underscore', 'my_broker'],
          ['a name with a blank', 'my broker'],
          ['a name that is a number', '8'],
          ['a name that begins with a dot', '.a'],
          ['a name of 254 letters', 'a'.repeat(254)],
        ] as const
      ).map(([title, name]) => [
        title,
        [
          `apiVersion: eventing.knative.dev/v1\nkind: Broker\nmetadata: { name: ${name} }\nspec: {}\n`,
          `apiVersion: eventing.knative.dev/v1\nkind: Broker\nmetadata: { name: a.b }\nspec: {}\n`,
        ],
      ]),
    ),
  ),
];

const filterCases = field('filters', {
  'exact in a map': ['{ exact: { type: a } }', '[{ exact: { type: a } }]'],
  'an upper-case attribute': ['[{ exact: { Type: a } }]', '[{ exact: { type: A } }]'],
  'a camel-case attribute': ['[{ prefix: { dataContentType: a } }]', '[{ prefix: { datacontenttype: a } }]'],
  'an attribute with ce-': ['[{ suffix: { ce-type: a } }]', '[{ suffix: { cetype: a } }]'],
  'an attribute with a dash': ['[{ exact: { my-ext: a } }]', '[{ exact: { myext: a } }]'],
  'an attribute that is a number': ['[{ exact: { 1: a } }]', '[{ exact: { a1: a } }]'],
  'a value that is a number': ['[{ exact: { type: 1 } }]', '[{ exact: { type: "1" } }]'],
  'a value that is off': ['[{ exact: { type: off } }]', '[{ exact: { type: "off" } }]'],
  'a value that is a list': [
    '[{ exact: { type: [a, b] } }]',
    '[{ any: [{ exact: { type: a } }, { exact: { type: b } }] }]',
  ],
  'exact as a text': ['[{ exact: type=a }]', '[{ cesql: type=a }]'],
  'exact as a list': ['[{ exact: [{ type: a }] }]', '[{ exact: { type: a } }]'],
  'a plural dialect': ['[{ prefixes: { type: a } }]', '[{ prefix: { type: a } }]'],
  'a dialect in capitals': ['[{ CESQL: "TRUE" }]', '[{ cesql: "TRUE" }]'],
  or: ['[{ or: [{ exact: { type: a } }] }]', '[{ any: [{ exact: { type: a } }] }]'],
  and: ['[{ and: [{ exact: { type: a } }] }]', '[{ all: [{ exact: { type: a } }] }]'],
  'all as a map': ['[{ all: { exact: { type: a } } }]', '[{ all: [{ exact: { type: a } }] }]'],
  'any with a text': ['[{ any: [type] }]', '[{ any: [{}] }]'],
  'not as a list': ['[{ not: [{ exact: { type: a } }] }]', '[{ not: { exact: { type: a } } }]'],
  'not of a text': ['[{ not: "type = 1" }]', '[{ not: { cesql: "type = 1" } }]'],
  'attributes of the other filter': ['[{ attributes: { type: a } }]', '[{ exact: { type: a } }]'],
  'two dialects': [
    '[{ exact: { type: a }, suffix: { type: b } }]',
    '[{ exact: { type: a } }, { suffix: { type: b } }]',
  ],
  'two dialects in all': [
    '[{ all: [{ exact: { type: a }, prefix: { source: b } }] }]',
    '[{ all: [{ exact: { type: a } }, { prefix: { source: b } }] }]',
  ],
  'a name deep in it': [
    '[{ not: { any: [{ all: [{ prefix: { a_b: c } }] }] } }]',
    '[{ not: { any: [{ all: [{ prefix: { ab: c } }] }] } }]',
  ],
  'cesql of a boolean': ['[{ cesql: TRUE }]', "[{ cesql: 'TRUE' }]"],
  'cesql of a number': ['[{ cesql: 1 }]', '[{ cesql: "1" }]'],
  'cesql with two equals': [`[{ cesql: "type == 'a'" }]`, `[{ cesql: "type = 'a'" }]`],
  'cesql with a bracket too few': [`[{ cesql: "(type = 'a'" }]`, `[{ cesql: "(type = 'a')" }]`],
  'cesql with a quote too few': [`[{ cesql: "type = 'a" }]`, `[{ cesql: "type = 'a'" }]`],
  'cesql with or of C': [`[{ cesql: "a = 'b' || c = 'd'" }]`, `[{ cesql: "a = 'b' OR c = 'd'" }]`],
  'cesql with a regular expression': [`[{ cesql: "type ~ 'a.*'" }]`, `[{ cesql: "type LIKE 'a%'" }]`],
  'cesql with in and square brackets': [`[{ cesql: "type IN ['a']" }]`, `[{ cesql: "type IN ('a')" }]`],
  'cesql with is null': [`[{ cesql: "type IS NULL" }]`, `[{ cesql: "EXISTS type" }]`],
  'cesql with between': [`[{ cesql: "a BETWEEN 1 AND 2" }]`, `[{ cesql: "a >= 1 AND a <= 2" }]`],
  'cesql with a dotted name': [`[{ cesql: "event.type = 'a'" }]`, `[{ cesql: "type = 'a'" }]`],
  'cesql with a double star': [`[{ cesql: "a ** 2 = 4" }]`, `[{ cesql: "a * 2 = 4" }]`],
  'cesql that is a statement': [`[{ cesql: "SELECT * WHERE type = 'a'" }]`, `[{ cesql: "type = 'a' AND TRUE" }]`],
  sql: [`[{ sql: "TRUE" }]`, `[{ cesql: "TRUE" }]`],
});

const trigger: readonly TextPair[] = [
  ...at('Trigger', 'spec', filterCases),
  ...at('Trigger', 'spec', delivery),
  ...at(
    'Trigger',
    'spec',
    field('filter', {
      'an upper-case attribute of old': ['{ attributes: { Type: a } }', '{ attributes: { type: A } }'],
      'an attribute in kebab case': ['{ attributes: { order-id: a } }', '{ attributes: { orderid: a } }'],
      'a value that is 1.0': ['{ attributes: { specversion: 1.0 } }', '{ attributes: { specversion: "1.0" } }'],
      'a value that is a date in digits': ['{ attributes: { day: 20240101 } }', '{ attributes: { day: 2024-01-01 } }'],
      'a value that is a map': ['{ attributes: { type: { exact: a } } }', '{ attributes: { type: a } }'],
      attribute: ['{ attribute: { type: a } }', '{ attributes: { type: a } }'],
      'attributes as a list': ['{ attributes: [type] }', '{ attributes: {} }'],
      'attributes as a list of maps': ['{ attributes: [{ type: a }] }', '{ attributes: { type: a } }'],
      'a list of filters': ['[{ attributes: { type: a } }]', '{ attributes: { type: a } }'],
      'type directly': ['{ type: a, source: b }', '{ attributes: { type: a, source: b } }'],
      'exact of the other filters': ['{ exact: { type: a } }', '{ attributes: { type: a } }'],
      'a key twice': ['{ attributes: { type: a, type: b } }', '{ attributes: { type: a, typ: b } }'],
    }),
  ),
  ...at('Trigger', 'spec', {
    'a broker twice': ['broker: other', 'delivery: {}'],
    'a filter beside spec': ['attributes: { type: a }', 'filter: { attributes: { type: a } }'],
    'a reply': ['reply: { uri: http://a }', 'delivery: {}'],
    'a sink': ['sink: { uri: http://a }', 'delivery: {}'],
    'a brokerRef beside': ['brokerRef: { apiVersion: eventing.knative.dev/v1, kind: Broker, name: a }', '# none'],
  }),
  ...at('Trigger', 'subscriber', {
    'a uri in the ref': ['uri: /a\nuri: /b', 'namespace: default'.replace(/.*/, '# none')],
  }),
  ...at('BareTrigger', 'spec', {
    'a subscriber with a ref with an empty group': [
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: a, group: "" } }',
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: a, namespace: "" } }',
    ],
    'a subscriber with a ref with an address': [
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: a, address: b } }',
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: a }, audience: b }',
    ],
    'no broker': ['subscriber: { uri: http://a }', 'broker: default\nsubscriber: { uri: http://a }'],
    'no subscriber': ['broker: default', 'broker: default\nsubscriber: { uri: http://a }'],
    'a broker that is a number': [
      'broker: 1\nsubscriber: { uri: http://a }',
      'broker: "1"\nsubscriber: { uri: http://a }',
    ],
    'a subscriber that is a list': [
      'broker: default\nsubscriber: [{ uri: http://a }]',
      'broker: default\nsubscriber: { uri: http://a }',
    ],
    'a subscriber that is a ref at once': [
      'broker: default\nsubscriber: { apiVersion: v1, kind: Service, name: a }',
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: a } }',
    ],
    'a subscriber with a url': [
      'broker: default\nsubscriber: { url: http://a }',
      'broker: default\nsubscriber: { uri: http://a }',
    ],
    'a subscriber with a relative uri': [
      'broker: default\nsubscriber: { uri: /events }',
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: a }, uri: /events }',
    ],
    'a subscriber with a host alone': [
      'broker: default\nsubscriber: { uri: display }',
      'broker: default\nsubscriber: { uri: http://display }',
    ],
    'a subscriber with a ref and an absolute uri': [
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: a }, uri: http://b }',
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: a }, uri: b }',
    ],
    'a subscriber with a ref without a name': [
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service } }',
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: a } }',
    ],
    'a subscriber with a ref without apiVersion': [
      'broker: default\nsubscriber: { ref: { kind: Service, name: a } }',
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: a } }',
    ],
    'a subscriber with a uri with a blank': [
      'broker: default\nsubscriber: { uri: "http://a b" }',
      'broker: default\nsubscriber: { uri: "http://a/b c" }',
    ],
    'a subscriber with a port that is a word': [
      'broker: default\nsubscriber: { uri: "http://a:http" }',
      'broker: default\nsubscriber: { uri: "http://a:80" }',
    ],
    'a subscriber with bad percent encoding': [
      'broker: default\nsubscriber: { uri: "http://a/%zz" }',
      'broker: default\nsubscriber: { uri: "http://a/%20" }',
    ],
    'a subscriber with a uri that is a map': [
      'broker: default\nsubscriber: { uri: { host: a } }',
      'broker: default\nsubscriber: { uri: http://a }',
    ],
    'a subscriber with dnsName of old': [
      'broker: default\nsubscriber: { dnsName: a }',
      'broker: default\nsubscriber: { uri: http://a, audience: a }',
    ],
    'a subscriber with certificates that are none': [
      'broker: default\nsubscriber: { uri: http://a, CACerts: abc }',
      'broker: default\nsubscriber: { uri: http://a, CACerts: null }',
    ],
    'a subscriber with caCerts': [
      'broker: default\nsubscriber: { uri: http://a, ca-certs: abc }',
      'broker: default\nsubscriber: { uri: http://a, CACerts: null }',
    ],
    'a subscriber with a ref with a number': [
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: 12 } }',
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: a12 } }',
    ],
    'a subscriber with a ref that is a name': [
      'broker: default\nsubscriber: { ref: a }',
      'broker: default\nsubscriber: { ref: null, uri: http://a }',
    ],
    'a subscriber with a ref with an unknown field': [
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: a, uid: b } }',
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: a, namespace: b } }',
    ],
    'a subscriber with a ref with a group': [
      'broker: default\nsubscriber: { ref: { group: apps, kind: Service, name: a } }',
      'broker: default\nsubscriber: { ref: { apiVersion: v1, kind: Service, name: a } }',
    ],
  }),
  ...at('Trigger', 'metadata', {
    'a dependency that is YAML': [
      "annotations: { knative.dev/dependency: 'kind: PingSource' }",
      `annotations: { knative.dev/dependency: '{"apiVersion":"v1","kind":"PingSource","name":"a"}' }`,
    ],
    'a dependency that is a map': [
      'annotations: { knative.dev/dependency: { kind: PingSource } }',
      `annotations: { knative.dev/dependency: '{"apiVersion":"v1","kind":"PingSource","name":"a"}' }`,
    ],
    'injection that is yes': [
      'annotations: { eventing.knative.dev/injection: yes }',
      'annotations: { eventing.knative.dev/injection: enabled }',
    ],
    'injection that is on': [
      'annotations: { eventing.knative.dev/injection: "on" }',
      'annotations: { eventing.knative.dev/injection: disabled }',
    ],
    'a label that is empty of key': ['labels: { "": a }', 'labels: { a: "" }'],
    'a label prefix in upper case': ['labels: { Example.com/a: b }', 'labels: { example.com/A: B }'],
    'a label prefix of 254 letters': [
      `labels: { ? "${'a.'.repeat(127)}a/b" : c }`,
      `labels: { ? "${'a.'.repeat(126)}a/b" : c }`,
    ],
    'a key of 64 letters': [`labels: { ${LONG}: a }`, `labels: { ${LONG.slice(1)}: a }`],
  }),
  ...at('Trigger', 'top', {
    'a filter at the top': ['filter: {}', 'status: {}'],
    'a status with an unknown field': ['status: { subscriberURI: http://a }', 'status: { subscriberUri: http://a }'],
  }),
];

const pingSource: readonly TextPair[] = [
  ...at(
    'PingSource',
    'spec',
    field('schedule', {
      'six fields too many': ['"* * * * * * *"', '"* * * * *"'],
      'four fields': ['"* * * *"', '"* * * * *"'],
      'a minute of 60': ['"60 * * * *"', '"59 * * * *"'],
      'an hour of 24': ['"0 24 * * *"', '"0 23 * * *"'],
      'a day of 0': ['"0 0 0 * *"', '"0 0 1 * *"'],
      'a day of 32': ['"0 0 32 * *"', '"0 0 31 * *"'],
      'a month of 13': ['"0 0 1 13 *"', '"0 0 1 12 *"'],
      'a weekday of 7': ['"0 0 * * 7"', '"0 0 * * 6"'],
      'a weekday in full': ['"0 0 * * monday"', '"0 0 * * mon"'],
      'a month in full': ['"0 0 1 january *"', '"0 0 1 JAN *"'],
      'a step of 0': ['"*/0 * * * *"', '"*/1 * * * *"'],
      'a range backwards': ['"10-5 * * * *"', '"5-10 * * * *"'],
      'a range across the week': ['"0 0 * * fri-mon"', '"0 0 * * mon-fri"'],
      'a last day': ['"0 0 L * *"', '"0 0 ? * *"'],
      'a weekday nearest': ['"0 0 15W * *"', '"0 0 15 * *"'],
      'a third Friday': ['"0 0 * * 5#3"', '"0 0 * * 5"'],
      'an unknown macro': ['"@minutely"', '"@hourly"'],
      'a macro in upper case': ['"@Daily"', '"@daily"'],
      'a macro of startup': ['"@reboot"', '"@weekly"'],
      'a number': ['5', '"5 * * * *"'],
      'a list': ['["* * * * *"]', '"* * * * *"'],
      'unquoted stars': ['* * * * *', "'* * * * *'"],
      'unquoted slash': ['*/5 * * * *', '0/5 * * * *'],
      'unquoted at': ['@hourly', "'@hourly'"],
      blank: ['" "', '" * * * * * "'],
      'a time zone that is none': ['"CRON_TZ=Mars/Base * * * * *"', '"CRON_TZ=Europe/Berlin * * * * *"'],
      'a fraction': ['"0.5 * * * *"', '"0-5 * * * *"'],
      'a negative minute': ['"-5 * * * *"', '"5 * * * *"'],
      'double slash': ['"*//5 * * * *"', '"*/5 * * * *"'],
      'a question of stars': ['"** * * * *"', '"? * * * *"'],
    }),
  ),
  ...at('PingSource', 'spec', {
    cron: ['cron: "* * * * *"', 'schedule: "* * * * *"'],
    Schedule: ['Schedule: "* * * * *"', 'schedule: "* * * * *"'],
    'jsonData of old': ['schedule: "* * * * *"\njsonData: "{}"', 'schedule: "* * * * *"\ndata: "{}"'],
    'data that is a map': [
      'schedule: "* * * * *"\ncontentType: application/json\ndata: { a: 1 }',
      'schedule: "* * * * *"\ncontentType: application/json\ndata: "{ \\"a\\": 1 }"',
    ],
    'data that is a number': ['schedule: "* * * * *"\ndata: 1', 'schedule: "* * * * *"\ndata: "1"'],
    'data that is yes': ['schedule: "* * * * *"\ndata: yes', 'schedule: "* * * * *"\ndata: "yes"'],
    'data that is a list of JSON': [
      `schedule: "* * * * *"\ncontentType: application/json\ndata: '[1]'`,
      `schedule: "* * * * *"\ncontentType: application/json\ndata: '{"a":[1]}'`,
    ],
    'data that is JSON with a comma too many': [
      `schedule: "* * * * *"\ncontentType: application/json\ndata: '{"a":1,}'`,
      `schedule: "* * * * *"\ncontentType: text/plain\ndata: '{"a":1,}'`,
    ],
    'data in single quotes of JSON': [
      `schedule: "* * * * *"\ncontentType: application/json\ndata: "{'a':1}"`,
      `schedule: "* * * * *"\ncontentType: application/json\ndata: '{"a":1}'`,
    ],
    'JSON in a block with a comment': [
      'schedule: "* * * * *"\ncontentType: application/json\ndata: |\n  { "a": 1 } # one',
      'schedule: "* * * * *"\ncontentType: application/json\ndata: |\n  { "a": 1 }',
    ],
    'data that is a JSON text': [
      `schedule: "* * * * *"\ncontentType: application/json\ndata: '"a"'`,
      `schedule: "* * * * *"\ncontentType: application/json\ndata: 'null'`,
    ],
    'both kinds of data': [
      'schedule: "* * * * *"\ndata: a\ndataBase64: YQ==',
      'schedule: "* * * * *"\ndataBase64: YQ==',
    ],
    'base64 that is none': ['schedule: "* * * * *"\ndataBase64: "a b!"', 'schedule: "* * * * *"\ndataBase64: YQ=='],
    'base64 without padding': ['schedule: "* * * * *"\ndataBase64: YQ', 'schedule: "* * * * *"\ndataBase64: YWFh'],
    'base64 of the web': ['schedule: "* * * * *"\ndataBase64: _-==', 'schedule: "* * * * *"\ndataBase64: /+=='],
    'base64 of JSON that is none': [
      'schedule: "* * * * *"\ncontentType: application/json\ndataBase64: YQ==',
      'schedule: "* * * * *"\ncontentType: application/json\ndataBase64: e30=',
    ],
    'dataBase64 in capitals': ['schedule: "* * * * *"\ndatabase64: YQ==', 'schedule: "* * * * *"\ndataBase64: YQ=='],
    'a time zone of nowhere': [
      'schedule: "* * * * *"\ntimezone: Europe/Munich',
      'schedule: "* * * * *"\ntimezone: Europe/Berlin',
    ],
    'a time zone that is an offset': [
      'schedule: "* * * * *"\ntimezone: "+01:00"',
      'schedule: "* * * * *"\ntimezone: Etc/GMT-1',
    ],
    'a time zone of CEST': ['schedule: "* * * * *"\ntimezone: CEST', 'schedule: "* * * * *"\ntimezone: CET'],
    'a time zone with a blank': [
      'schedule: "* * * * *"\ntimezone: America/New York',
      'schedule: "* * * * *"\ntimezone: America/New_York',
    ],
    'a time zone in lower case of nothing': [
      'schedule: "* * * * *"\ntimezone: berlin',
      'schedule: "* * * * *"\ntimezone: UTC',
    ],
    timeZone: ['schedule: "* * * * *"\ntimeZone: UTC', 'schedule: "* * * * *"\ntimezone: UTC'],
    'a time zone that is a number': ['schedule: "* * * * *"\ntimezone: 1', 'schedule: "* * * * *"\ntimezone: ""'],
    'a content type that is a list': [
      'schedule: "* * * * *"\ncontentType: [text/plain]',
      'schedule: "* * * * *"\ncontentType: text/plain',
    ],
    contenttype: ['schedule: "* * * * *"\ncontenttype: text/plain', 'schedule: "* * * * *"\ncontentType: text/plain'],
    'a sink twice': [`schedule: "* * * * *"\n${SINK}`, 'schedule: "* * * * *"'],
    'an extension with a dash': [
      'schedule: "* * * * *"\nceOverrides: { extensions: { my-ext: a } }',
      'schedule: "* * * * *"\nceOverrides: { extensions: { myext: a } }',
    ],
    'an extension that is true': [
      'schedule: "* * * * *"\nceOverrides: { extensions: { a: true } }',
      'schedule: "* * * * *"\nceOverrides: { extensions: { a: "true" } }',
    ],
    'extensions as a list': [
      'schedule: "* * * * *"\nceOverrides: { extensions: [a] }',
      'schedule: "* * * * *"\nceOverrides: { extensions: {} }',
    ],
    'extensions without extensions': [
      'schedule: "* * * * *"\nceOverrides: { a: b }',
      'schedule: "* * * * *"\nceOverrides: { extensions: { a: b } }',
    ],
    'extensions beside ceOverrides': [
      'schedule: "* * * * *"\nextensions: { a: b }',
      'schedule: "* * * * *"\nceOverrides: null',
    ],
    ceoverrides: [
      'schedule: "* * * * *"\nceoverrides: { extensions: { a: b } }',
      'schedule: "* * * * *"\nceOverrides: { extensions: { a: b } }',
    ],
  }),
  ...whole(
    'PingSource',
    Object.fromEntries(
      (
        [
          ['no sink', 'spec: { schedule: "* * * * *" }'],
          ['an empty sink', 'spec: { schedule: "* * * * *", sink: {} }'],
          ['a sink that is a URL', 'spec: { schedule: "* * * * *", sink: http://a }'],
          ['a sink that is relative', 'spec: { schedule: "* * * * *", sink: { uri: a } }'],
          ['a sink that is of null', 'spec: { schedule: "* * * * *", sink: null }'],
          ['a sink that is of a list', 'spec: { schedule: "* * * * *", sink: [{ uri: http://a }] }'],
          ['sinks', 'spec: { schedule: "* * * * *", sinks: { uri: http://a } }'],
          ['an empty uri', 'spec: { schedule: "* * * * *", sink: { uri: "" } }'],
          ['a uri with host unknown', 'spec: { schedule: "* * * * *", sink: { uri: "://a" } }'],
          ['an empty ref', 'spec: { schedule: "* * * * *", sink: { ref: {} } }'],
          ['a spec as a list', 'spec: [{ schedule: "* * * * *" }]'],
          ['no spec', '# nothing'],
          ['an empty spec', 'spec: {}'],
          ['fields at the top', 'schedule: "* * * * *"'],
        ] as const
      ).map(([title, spec]) => [
        title,
        [
          `apiVersion: sources.knative.dev/v1\nkind: PingSource\nmetadata: { name: a }\n${spec}\n`,
          `apiVersion: sources.knative.dev/v1\nkind: PingSource\nmetadata: { name: a }\nspec: { schedule: "* * * * *", sink: { uri: http://a } }\n`,
        ],
      ]),
    ),
  ),
];

const EVENT = 'resources: [{ apiVersion: v1, kind: Event }]';
const apiServerSource: readonly TextPair[] = at('ApiServerSource', 'spec', {
  'no resources': ['mode: Resource', `mode: Resource\n${EVENT}`],
  resource: ['resource: [{ apiVersion: v1, kind: Event }]', EVENT],
  'resources as a map': ['resources: { apiVersion: v1, kind: Event }', EVENT],
  'resources as names': ['resources: [events]', EVENT],
  'resources that are empty': ['resources: []', EVENT],
  'a resource of null': ['resources: [null]', EVENT],
  'a resource of nothing': ['resources: [{}]', EVENT],
  'a resource without kind': ['resources: [{ apiVersion: v1 }]', EVENT],
  'a resource with apiversion': ['resources: [{ apiversion: v1, kind: Event }]', EVENT],
  'a resource with Kind': ['resources: [{ apiVersion: v1, Kind: Event }]', EVENT],
  'a resource with a version that is a number': ['resources: [{ apiVersion: 1, kind: Event }]', EVENT],
  'a resource with two slashes': [
    'resources: [{ apiVersion: a/b/c, kind: Event }]',
    'resources: [{ apiVersion: a/b, kind: Event }]',
  ],
  'a resource with a name': ['resources: [{ apiVersion: v1, kind: Event, name: a }]', EVENT],
  'a resource with labelSelector of old': [
    'resources: [{ apiVersion: v1, kind: Event, labelSelector: { matchLabels: { a: b } } }]',
    'resources: [{ apiVersion: v1, kind: Event, selector: { matchLabels: { a: b } } }]',
  ],
  'a selector that is a text': [
    'resources: [{ apiVersion: v1, kind: Event, selector: a=b }]',
    'resources: [{ apiVersion: v1, kind: Event, selector: {} }]',
  ],
  'a selector with matchlabels': [
    'resources: [{ apiVersion: v1, kind: Event, selector: { matchlabels: { a: b } } }]',
    'resources: [{ apiVersion: v1, kind: Event, selector: { matchLabels: { a: b } } }]',
  ],
  'a selector with a number': [
    'resources: [{ apiVersion: v1, kind: Event, selector: { matchLabels: { a: 1 } } }]',
    'resources: [{ apiVersion: v1, kind: Event, selector: { matchLabels: { a: "1" } } }]',
  ],
  'expressions as a map': [
    'resources: [{ apiVersion: v1, kind: Event, selector: { matchExpressions: { key: a, operator: Exists } } }]',
    'resources: [{ apiVersion: v1, kind: Event, selector: { matchExpressions: [{ key: a, operator: Exists }] } }]',
  ],
  'an expression with value': [
    'resources: [{ apiVersion: v1, kind: Event, selector: { matchExpressions: [{ key: a, operator: In, value: [b] }] } }]',
    'resources: [{ apiVersion: v1, kind: Event, selector: { matchExpressions: [{ key: a, operator: In, values: [b] }] } }]',
  ],
  'a namespace selector that is a text': [`${EVENT}\nnamespaceSelector: shop`, `${EVENT}\nnamespaceSelector: {}`],
  'a namespace selector of names': [
    `${EVENT}\nnamespaceSelector: { matchNames: [shop] }`,
    `${EVENT}\nnamespaceSelector: { matchLabels: { a: b } }`,
  ],
  'a mode in lower case': [`${EVENT}\nmode: reference`, `${EVENT}\nmode: Reference`],
  'a mode of Ref of old': [`${EVENT}\nmode: Ref`, `${EVENT}\nmode: Resource`],
  'a mode that is a list': [`${EVENT}\nmode: [Reference]`, EVENT],
  'an owner that is a name': [`${EVENT}\nowner: hello`, `${EVENT}\nowner: { apiVersion: v1, kind: Pod }`],
  'an owner as a list': [
    `${EVENT}\nowner: [{ apiVersion: v1, kind: Pod }]`,
    `${EVENT}\nowner: { kind: Pod, apiVersion: v1 }`,
  ],
  'an owner of the old name': [
    `${EVENT}\nresourceOwner: { apiVersion: v1, kind: Pod }`,
    `${EVENT}\nowner: { apiVersion: v1, kind: Pod }`,
  ],
  'an owner without a kind': [`${EVENT}\nowner: { apiVersion: v1 }`, `${EVENT}\nowner: { apiVersion: v1, kind: Pod }`],
  'an owner with a name': [
    `${EVENT}\nowner: { apiVersion: v1, kind: Pod, name: a }`,
    `${EVENT}\nowner: { apiVersion: v1, kind: Pod }`,
  ],
  'a service account twice': [`${EVENT}\nserviceAccountName: b`, EVENT],
  serviceAccount: [`${EVENT}\nserviceAccount: b`, EVENT],
  'a disableCache': [`${EVENT}\ndisableCache: true`, EVENT],
  'filters that are off': [`${EVENT}\nfilters: [{ exact: { type: a } }]`, `${EVENT}\nfilters: []`],
  'a filter': [`${EVENT}\nfilter: {}`, `${EVENT}\nfilters: null`],
  'an extension with an underscore': [
    `${EVENT}\nceOverrides: { extensions: { a_b: c } }`,
    `${EVENT}\nceOverrides: { extensions: { ab: c } }`,
  ],
});

/** Faults in files of eventing.knative.dev and sources.knative.dev. */
export const eventingTexts: readonly TextPair[] = [...broker, ...trigger, ...pingSource, ...apiServerSource];
