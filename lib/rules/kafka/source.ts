import type { KubeObject } from '../../api/meta/v1';
import { KafkaSource, type KafkaSourceSpec, type KafkaSourceStatus } from '../../api/sources/v1/kafka-source';
import { nearest } from '../nearest';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';
import { checkNet } from './net';
import { checkServers, isTopicName, TOPIC_HINT } from './shared';

const VALIDATION = 'eventing-kafka-broker, sources v1, kafka_validation.go';
const RECONCILER = 'eventing-kafka-broker, control-plane/pkg/reconciler/source';

type SourceObject = KubeObject<KafkaSourceSpec, KafkaSourceStatus>;

const KEY_TYPE = 'kafkasources.sources.knative.dev/key-type';
const KEY_TYPES = ['string', 'int', 'float', 'byte-array'];
const OFFSETS = ['earliest', 'latest'];
const ORDERINGS = ['ordered', 'unordered'];

const secret = (key: string) => ({ secretKeyRef: { name: 'kafka', key } });

/** What one of two words was meant to be. */
function choiceHint(word: string, choices: readonly string[]): string {
  const meant = nearest(word, choices);
  return meant === undefined ? `write ${choices.join(' or ')}` : `did you mean "${meant}"?`;
}

const errors: readonly Rule<SourceObject>[] = [
  {
    code: 'KE3101',
    title: 'a KafkaSource has topics and servers',
    why: 'Without either there is nothing to read.',
    source: VALIDATION,
    check({ spec }, report) {
      if (spec?.topics?.length === 0) report(['spec', 'topics'], 'no topic is named', 'name one or more');
      if (spec?.bootstrapServers?.length === 0)
        report(['spec', 'bootstrapServers'], 'no server is named', 'write one or more as HOST:PORT');
    },
    good: { spec: { topics: ['orders', 'payments'] } },
    bad: [{ spec: { topics: [] } }, { spec: { bootstrapServers: [] } }],
  },
  {
    code: 'KE3102',
    title: 'initialOffset is earliest or latest',
    why: 'It says which records a new group begins with; there is no third way.',
    source: VALIDATION,
    check({ spec }, report) {
      const offset: string | undefined = spec?.initialOffset;
      if (offset && !OFFSETS.includes(offset))
        report(['spec', 'initialOffset'], `"${offset}" is no offset to begin with`, choiceHint(offset, OFFSETS));
    },
    good: { spec: { initialOffset: 'earliest' } },
    bad: { spec: { initialOffset: 'oldest' } },
  },
  {
    code: 'KE3103',
    title: 'ordering is ordered or unordered',
    why: "It says whether a partition's records wait for each other; there is no third way.",
    source: VALIDATION,
    check({ spec }, report) {
      const ordering: string | undefined = spec?.ordering;
      if (ordering !== undefined && !ORDERINGS.includes(ordering))
        report(['spec', 'ordering'], `"${ordering}" is no ordering`, choiceHint(ordering, ORDERINGS));
    },
    good: { spec: { ordering: 'unordered' } },
    bad: { spec: { ordering: 'partition' } },
  },
  {
    code: 'KE3104',
    title: 'a KafkaSource that exists keeps its consumer group',
    why: 'Its offsets belong to the group: with another one records would be skipped or sent again.',
    source: VALIDATION,
    check({ spec }, report, { before }) {
      const old = (before as SourceObject | undefined)?.spec?.consumerGroup;
      if (old && spec?.consumerGroup !== old)
        report(
          ['spec', 'consumerGroup'],
          `the group changes from "${old}" to "${spec?.consumerGroup ?? ''}"`,
          'delete the source and make it anew, or make another one',
        );
    },
    good: { spec: { consumers: 3 }, before: { spec: { consumerGroup: 'orders' } } },
    bad: { spec: { consumerGroup: 'shop' }, before: { spec: { consumerGroup: 'orders' } } },
  },
];

const warnings: readonly Rule<SourceObject>[] = [
  {
    code: 'KE3150',
    severity: 'warning',
    title: 'servers of a KafkaSource are written as host and port',
    why: 'The webhook takes any text; no client of Kafka can be made with another.',
    source: RECONCILER,
    check: ({ spec }, report) => checkServers(spec?.bootstrapServers, report),
    good: { spec: { bootstrapServers: ['kafka-0.kafka:9092', '[::1]:9092'] } },
    bad: [
      { spec: { bootstrapServers: ['kafka.kafka'] } },
      { spec: { bootstrapServers: ['kafka://kafka.kafka:9092'] } },
    ],
  },
  {
    code: 'KE3151',
    severity: 'warning',
    title: 'topics of a KafkaSource have names that Kafka takes, each once',
    why: 'There is no such topic: the source never becomes ready. Patterns are not read as such.',
    source: 'Apache Kafka, names of topics',
    check({ spec }, report) {
      for (const [i, topic] of (spec?.topics ?? []).entries()) {
        if (!isTopicName(topic)) report(['spec', 'topics', i], `no topic can be named "${topic}"`, TOPIC_HINT);
        else if (spec!.topics.indexOf(topic) < i)
          report(['spec', 'topics', i], `"${topic}" is named twice`, 'leave one out');
      }
    },
    good: { spec: { topics: ['shop.orders-v1'] } },
    bad: [
      { spec: { topics: ['orders*'] } },
      { spec: { topics: ['orders,payments'] } },
      { spec: { topics: ['a', 'a'] } },
    ],
  },
  {
    code: 'KE3152',
    severity: 'warning',
    title: 'the label key-type of a KafkaSource is one of the four types',
    why: 'The key of a record is read as it says, and as text where it says something else.',
    source: 'eventing-kafka-broker, sources v1, kafka_types.go',
    check({ metadata }, report) {
      const type = metadata.labels?.[KEY_TYPE];
      if (type === undefined || KEY_TYPES.includes(type)) return;
      const meant = nearest(type, KEY_TYPES);
      const hint = meant === undefined ? `write one of ${KEY_TYPES.join(', ')}` : `did you mean "${meant}"?`;
      report(['metadata', 'labels', KEY_TYPE], `"${type}" is no type of key`, hint);
    },
    good: { metadata: { labels: { [KEY_TYPE]: 'int' } } },
    bad: { metadata: { labels: { [KEY_TYPE]: 'integer' } } },
  },
  {
    code: 'KE3153',
    severity: 'warning',
    title: 'the delivery of a KafkaSource has retries or a dead letter sink',
    why: 'Any delivery takes the place of the default with its ten retries: an event that fails once is passed over for good.',
    source: `${RECONCILER}; eventing-kafka#639`,
    check({ spec }, report) {
      const { retry, deadLetterSink } = spec?.delivery ?? {};
      if (spec?.delivery !== undefined && !retry && deadLetterSink === undefined)
        report(['spec', 'delivery'], 'neither retry nor deadLetterSink is given', 'add retry: 10, with backoff');
    },
    good: [{ spec: { delivery: null } }, { spec: { delivery: { deadLetterSink: null, retry: 10 } } }],
    bad: { spec: { delivery: { deadLetterSink: null, timeout: 'PT30S' } } },
  },
  {
    code: 'KE3154',
    severity: 'warning',
    title: 'a login to Kafka that is enabled is complete, and one that is complete is enabled',
    why: 'The webhook does not look: the source cannot connect, or does so without what was given.',
    source: RECONCILER,
    check: ({ spec }, report) => checkNet(spec?.net, report),
    good: {
      spec: {
        net: {
          sasl: { enable: true, type: secret('sasl.mechanism'), user: secret('user'), password: secret('password') },
          tls: { enable: true, caCert: secret('ca.crt') },
        },
      },
    },
    bad: [
      { spec: { net: { sasl: { enable: true, user: secret('user') } } } },
      { spec: { net: { sasl: { user: secret('user'), password: secret('password') } } } },
      { spec: { net: { tls: { enable: true, cert: secret('user.crt') } } } },
      { spec: { net: { tls: { enable: true, caCert: { secretKeyRef: { key: 'ca.crt' } } } } } },
    ],
  },
];

export const kafkaSourceRules = rulesFor(KafkaSource, [...errors, ...warnings]);
