import { KafkaSink, type KafkaSinkSpec, type KafkaSinkStatus } from '../../api/eventing/v1alpha1/kafka-sink';
import type { KubeObject } from '../../api/meta/v1';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';
import { checkAboveZero, checkServers, isTopicName, TOPIC_HINT } from './shared';

const VALIDATION = 'eventing-kafka-broker, eventing v1alpha1, kafka_sink_validation.go';

type SinkObject = KubeObject<KafkaSinkSpec, KafkaSinkStatus>;

const FIXED = ['topic', 'numPartitions', 'replicationFactor'] as const;

const rules: readonly Rule<SinkObject>[] = [
  {
    code: 'KE3111',
    title: 'a KafkaSink has a topic and servers',
    why: 'The schema takes empty ones, the webhook does not: there would be nowhere to write to.',
    source: VALIDATION,
    check({ spec }, report) {
      if (spec?.topic === '') report(['spec', 'topic'], 'the topic is empty', 'write its name');
      if (spec?.bootstrapServers?.length === 0)
        report(['spec', 'bootstrapServers'], 'no server is named', 'write one or more as HOST:PORT');
    },
    good: { spec: { topic: 'archive' } },
    bad: [{ spec: { topic: '' } }, { spec: { bootstrapServers: [] } }],
  },
  {
    code: 'KE3112',
    title: 'a KafkaSink has one partition and one replica, or more',
    why: 'A topic with fewer cannot be made.',
    source: VALIDATION,
    check({ spec }, report) {
      checkAboveZero(spec?.numPartitions, 'numPartitions', report);
      checkAboveZero(spec?.replicationFactor, 'replicationFactor', report);
    },
    good: { spec: { numPartitions: 10, replicationFactor: 3 } },
    bad: [{ spec: { numPartitions: 0, replicationFactor: 3 } }, { spec: { numPartitions: 10, replicationFactor: -1 } }],
  },
  {
    code: 'KE3113',
    title: 'a KafkaSink that exists keeps its topic',
    why: 'Its name, partitions and replicas are fixed: the topic is there already.',
    source: VALIDATION,
    check({ spec }, report, { before }) {
      if (before === undefined) return;
      const old = (before as SinkObject).spec;
      for (const field of FIXED) {
        if (old?.[field] !== spec?.[field])
          report(
            ['spec', field],
            `${field} changes from ${old?.[field] ?? 'none'} to ${spec?.[field] ?? 'none'}`,
            'delete the sink and make it anew, or make another one',
          );
      }
    },
    good: { spec: { contentMode: 'structured' }, before: {} },
    bad: [
      { spec: { topic: 'other' }, before: {} },
      {
        spec: { numPartitions: 5, replicationFactor: 1 },
        before: { spec: { numPartitions: 3, replicationFactor: 1 } },
      },
    ],
  },
  {
    code: 'KE3160',
    severity: 'warning',
    title: 'servers of a KafkaSink are written as host and port',
    why: 'The webhook takes any text; no client of Kafka can be made with another.',
    source: 'eventing-kafka-broker, control-plane/pkg/reconciler/sink',
    check: ({ spec }, report) => checkServers(spec?.bootstrapServers, report),
    good: { spec: { bootstrapServers: ['kafka-0.kafka:9092', 'kafka-1.kafka:9092'] } },
    bad: { spec: { bootstrapServers: ['http://kafka.kafka:9092'] } },
  },
  {
    code: 'KE3161',
    severity: 'warning',
    title: 'the topic of a KafkaSink has a name that Kafka takes',
    why: 'It can neither be there nor be made: the sink never becomes ready.',
    source: 'Apache Kafka, names of topics',
    check({ spec }, report) {
      if (spec?.topic && !isTopicName(spec.topic))
        report(['spec', 'topic'], `no topic can be named "${spec.topic}"`, TOPIC_HINT);
    },
    good: { spec: { topic: 'shop.orders-v1' } },
    bad: { spec: { topic: 'shop/orders' } },
  },
  {
    code: 'KE3162',
    severity: 'warning',
    title: 'a KafkaSink that makes its topic says how',
    why: 'With one of the two numbers alone the topic is not made, or not as it was meant.',
    source: 'eventing-kafka-broker, control-plane/pkg/reconciler/sink',
    check({ spec }, report) {
      const { numPartitions, replicationFactor } = spec ?? {};
      if ((numPartitions === undefined) === (replicationFactor === undefined)) return;
      const [given, missing] =
        numPartitions === undefined ? ['replicationFactor', 'numPartitions'] : ['numPartitions', 'replicationFactor'];
      report(['spec', given!], `there is no ${missing}`, `add ${missing}, or leave out both for a topic that exists`);
    },
    good: { spec: { numPartitions: 10, replicationFactor: 3 } },
    bad: { spec: { numPartitions: 10 } },
  },
];

export const kafkaSinkRules = rulesFor(KafkaSink, rules);
