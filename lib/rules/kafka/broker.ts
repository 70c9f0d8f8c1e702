import { Broker, type BrokerSpec, type BrokerStatus } from '../../api/eventing/v1/broker';
import type { KubeObject } from '../../api/meta/v1';
import { BROKER_CLASS } from '../eventing/broker-classes';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';

const VALIDATION = 'eventing-kafka-broker, eventing v1, broker_validation.go';
const NOT_JUDGED = "the referee has no webhook of Kafka's";

type BrokerObject = KubeObject<BrokerSpec, BrokerStatus>;

const config = { apiVersion: 'v1', kind: 'ConfigMap', name: 'kafka-broker-config' };
const of = (name: string) => ({ annotations: { [BROKER_CLASS]: name } });

const classOf = ({ metadata }: KubeObject) => metadata.annotations?.[BROKER_CLASS] ?? '';

const rules: readonly Rule<BrokerObject>[] = [
  {
    code: 'KE3131',
    title: 'the config of a broker of Kafka is a ConfigMap',
    why: "It holds the servers and the topics' settings; Kafka's webhook takes nothing else.",
    source: VALIDATION,
    check(broker, report) {
      const kind = broker.spec?.config?.kind;
      if (!['Kafka', 'KafkaNamespaced'].includes(classOf(broker)) || !kind || kind.toLowerCase() === 'configmap')
        return;
      report(['spec', 'config', 'kind'], `the config is a ${kind}`, 'name a ConfigMap, such as kafka-broker-config');
    },
    good: { metadata: of('Kafka'), spec: { config } },
    bad: { metadata: of('Kafka'), spec: { config: { ...config, kind: 'Secret' } }, notJudged: NOT_JUDGED },
  },
  {
    code: 'KE3132',
    title: 'the config of a broker of the class KafkaNamespaced is in its own namespace',
    why: "Such a broker has a data plane of its own there; the config that is filled in by default is Eventing's.",
    source: VALIDATION,
    check(broker, report, { given }) {
      const namespace = broker.spec?.config?.namespace;
      const own = broker.metadata.namespace;
      if (classOf(broker) !== 'KafkaNamespaced' || !namespace || !own || namespace === own) return;
      const isGiven = (given as BrokerObject).spec?.config !== undefined;
      report(
        isGiven ? ['spec', 'config', 'namespace'] : ['spec', 'config'],
        isGiven
          ? `the config is in namespace "${namespace}", the broker in "${own}"`
          : `there is no config, so that of namespace "${namespace}" is taken`,
        isGiven ? 'leave the namespace out' : "name a ConfigMap of the broker's namespace",
      );
    },
    good: { metadata: of('KafkaNamespaced'), spec: { config } },
    bad: [
      { metadata: of('KafkaNamespaced'), spec: { config: { ...config, namespace: 'kafka' } }, notJudged: NOT_JUDGED },
      { metadata: of('KafkaNamespaced'), notJudged: NOT_JUDGED },
    ],
  },
];

export const kafkaBrokerRules = rulesFor(Broker, rules);
