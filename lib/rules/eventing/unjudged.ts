import type { Delivery } from '../../api/duck/v1/delivery';
import type { Destination } from '../../api/duck/v1/destination';
import type { CloudEventOverrides } from '../../api/duck/v1/source';
import { Parallel } from '../../api/flows/v1/parallel';
import { InMemoryChannel } from '../../api/messaging/v1/in-memory-channel';
import { KafkaChannel } from '../../api/messaging/v1/kafka-channel';
import { NatsJetStreamChannel } from '../../api/messaging/v1alpha1/nats-jet-stream-channel';
import { KafkaSource } from '../../api/sources/v1/kafka-source';
import { GitHubSource } from '../../api/sources/v1alpha1/github-source';
import { GitLabSource } from '../../api/sources/v1alpha1/gitlab-source';
import { IntegrationSource } from '../../api/sources/v1alpha1/integration-source';
import { RabbitmqSource } from '../../api/sources/v1alpha1/rabbitmq-source';
import { RedisStreamSource } from '../../api/sources/v1alpha1/redis-stream-source';
import type { FieldPath } from '../diagnostic';
import { EACH, type Rule, type RuleSet, type RuleText, rulesOf, type Target } from '../rule';
import { isUriOfSchema } from '../syntax/uri';
import { ceOverridesChecks } from './ce-overrides';
import { deliveryErrors } from './delivery';
import { deliveryWarnings } from './delivery-warnings';
import { destinationChecks } from './destination';

/**
 * One warning of all that a webhook would refuse, for kinds whose webhook does not look there, or that have none:
 * the object is taken, and then fails where nobody sees it.
 */
function asWarning<Subject>(
  text: Omit<RuleText, 'severity'>,
  rules: readonly Rule<Subject>[],
  { good, bad }: Pick<Rule<Subject>, 'good' | 'bad'>,
): Rule<Subject> {
  const errors = rules.filter(({ severity = 'error' }) => severity === 'error');
  return {
    ...text,
    severity: 'warning',
    check(subject, report, context) {
      for (const rule of errors) rule.check(subject, report, context);
    },
    good,
    bad,
  };
}

/** The rule for those subjects of which this holds. */
function onlyIf<Subject>(holds: (subject: Subject) => boolean, rule: Rule<Subject>): Rule<Subject> {
  return {
    ...rule,
    check(subject, report, context) {
      if (holds(subject)) rule.check(subject, report, context);
    },
  };
}

/** The rules of these codes. */
function only<Subject>(rules: readonly Rule<Subject>[], codes: readonly string[]): Rule<Subject>[] {
  return rules.filter(({ code }) => codes.includes(code));
}

const at =
  (...path: FieldPath) =>
  (kind: Target['kind']): Target => ({ kind, at: path });

const service = { apiVersion: 'v1', kind: 'Service', name: 'collector' };

const resolvable = (rules: readonly Rule<Destination>[]) =>
  asWarning<Destination>(
    {
      code: 'KE2257',
      title: 'a destination that no webhook looks at can be resolved all the same',
      why: 'The object is accepted; that nothing can be sent there shows in its status, or in lost events.',
      source: 'knative.dev/pkg, resolver/addressable_resolver.go',
    },
    rules,
    {
      good: { value: { ref: null, uri: 'https://example.com/events' } },
      bad: { value: { ref: null, uri: '/events' } },
    },
  );

const destination = resolvable(destinationChecks);

/** What a webhook says that reads a destination without looking at it. */
const decoded = [
  ...only(destinationChecks, ['KE2204']),
  resolvable(destinationChecks.filter(({ code }) => code !== 'KE2204')),
];

/**
 * The schemas of GitHub and GitLab themselves say which of ref and uri is given, and that the latter is a URI; what is left
 * is a path without an object.
 */
const oneOfDestination = resolvable(
  destinationChecks
    .filter(({ code }) => !['KE2201', 'KE2202', 'KE2204'].includes(code))
    .map((rule) => (rule.code === 'KE2203' ? onlyIf(({ uri = '' }) => isUriOfSchema(uri), rule) : rule)),
);

const destinationWarnings = only(destinationChecks, ['KE2250', 'KE2251', 'KE2252', 'KE2253']);

/** A path beside a reference, which the schemas of GitHub and GitLab refuse. */
const pathWarnings = only(destinationChecks, ['KE2254', 'KE2255']);

const delivery = asWarning<Delivery>(
  {
    code: 'KE2268',
    title: 'a delivery that no webhook looks at can be read all the same',
    why: 'The object is accepted; what is made of it is refused, so it never becomes ready.',
    source: 'eventing, pkg/apis/duck/v1/delivery_types.go',
  },
  deliveryErrors,
  {
    good: { value: { retry: 3, backoffPolicy: 'exponential', backoffDelay: 'PT1S' } },
    bad: [{ value: { retry: -1 } }, { value: { retry: 3, backoffPolicy: 'linear', backoffDelay: '5s' } }],
  },
);

const overrides = asWarning<CloudEventOverrides>(
  {
    code: 'KE2273',
    title: 'names of extensions that no webhook looks at are letters and digits too',
    why: 'An event can have no attribute of another name: the source could send nothing.',
    source: 'CloudEvents 1.0, 3.1 Attribute Naming Convention',
  },
  ceOverridesChecks,
  { good: { value: { extensions: { region: 'eu' } } }, bad: { value: { extensions: { 'my-region': 'eu' } } } },
);

/** Examples of KafkaSource, whose schema knows by itself that a reference has a kind and a name. */
const kafkaDestination = destinationChecks.map((rule) =>
  rule.code === 'KE2206' ? { ...rule, bad: { value: { ref: { ...service, apiVersion: null }, uri: null } } } : rule,
);

const plainSinks = [IntegrationSource, RabbitmqSource, RedisStreamSource].map(at('spec', 'sink'));
const oneOfSinks = [GitHubSource, GitLabSource].map(at('spec', 'sink'));
const deadLetterSinks = [KafkaSource, KafkaChannel, NatsJetStreamChannel].map(at('spec', 'delivery', 'deadLetterSink'));
/** Those of kinds whose webhook must be able to decode them at least. */
const decodedSinks = [
  { kind: InMemoryChannel, at: ['spec', 'delivery', 'deadLetterSink'] },
  { kind: Parallel, at: ['spec', 'branches', EACH, 'delivery', 'deadLetterSink'] },
];
const deliveries = [
  ...[KafkaSource, KafkaChannel, NatsJetStreamChannel, InMemoryChannel].map(at('spec', 'delivery')),
  { kind: Parallel, at: ['spec', 'branches', EACH, 'delivery'] },
];

/** What the kinds share whose webhooks look at some of it only, or that have none. */
export const unjudgedRuleSets: readonly RuleSet[] = [
  rulesOf('Destination', [{ kind: KafkaSource, at: ['spec', 'sink'] }], kafkaDestination),
  rulesOf('Destination', oneOfSinks, [oneOfDestination, ...destinationWarnings]),
  rulesOf('Destination', [...plainSinks, ...deadLetterSinks], [destination, ...destinationWarnings, ...pathWarnings]),
  rulesOf('Destination', decodedSinks, [...decoded, ...destinationWarnings, ...pathWarnings]),
  rulesOf('Delivery', deliveries, [delivery, ...deliveryWarnings]),
  // A source of RabbitMQ has no timeout.
  rulesOf(
    'Delivery',
    [{ kind: RabbitmqSource, at: ['spec', 'delivery'] }],
    [delivery, ...only(deliveryWarnings, ['KE2260', 'KE2263'])],
  ),
  rulesOf(
    'Overrides of attributes',
    [IntegrationSource, RedisStreamSource, GitHubSource].map(at('spec', 'ceOverrides')),
    [overrides, ...only(ceOverridesChecks, ['KE2271', 'KE2272'])],
  ),
];
