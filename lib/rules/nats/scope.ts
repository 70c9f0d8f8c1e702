import { KafkaChannel } from '../../api/messaging/v1/kafka-channel';
import { NatsJetStreamChannel } from '../../api/messaging/v1alpha1/nats-jet-stream-channel';
import type { KubeObject } from '../../api/meta/v1';
import type { Rule } from '../rule';
import { rulesOf } from '../rule';

const SCOPE = 'eventing.knative.dev/scope';

const scopeIsKnown: Rule<KubeObject> = {
  code: 'KE3401',
  title: 'the scope of a channel of Kafka or NATS is cluster or namespace',
  why: 'It says whose dispatcher sends its events; there are no others.',
  source: 'eventing-kafka-broker, kafka_channel_validation.go; eventing-natss, nats_jetstream_channel_validation.go',
  check({ metadata }, report) {
    const scope = metadata.annotations?.[SCOPE];
    if (scope !== undefined && scope !== 'cluster' && scope !== 'namespace')
      report(['metadata', 'annotations', SCOPE], `"${scope}" is no scope`, 'write cluster or namespace');
  },
  good: { metadata: { annotations: { [SCOPE]: 'namespace' } } },
  bad: { metadata: { annotations: { [SCOPE]: 'global' } } },
};

export const scopeRules = rulesOf<KubeObject>(
  'Scope of a channel',
  [
    { kind: KafkaChannel, at: [] },
    { kind: NatsJetStreamChannel, at: [] },
  ],
  [scopeIsKnown],
);
