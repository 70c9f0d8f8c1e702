import { type Regretted, regrettedOf } from './regretted';

const trigger = regrettedOf('Trigger', 'eventing.knative.dev/v1');
const broker = regrettedOf('Broker', 'eventing.knative.dev/v1');

const filtered = (...filters: readonly object[]) => ({ filters });
const cesql = (expression: string) => filtered({ cesql: expression });
const subscriber = (ref: object) => ({ subscriber: { ref } });
const delivery = (settings: object) => ({ delivery: settings });
const config = { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings', namespace: 'knative-eventing' };

/** What Eventing accepts in triggers and brokers, and people regret. */
export const brokerRegrets: readonly Regretted[] = [
  trigger('a filter that says nothing', 'KE2152', filtered({})),
  trigger('a filter without attributes', 'KE2152', filtered({ exact: {} })),
  trigger('an empty value in a filter', 'KE2151', filtered({ exact: { type: '' } })),
  trigger('any of nothing', 'KE2153', filtered({ any: [] })),
  trigger('filter beside filters', 'KE2150', {
    filter: { attributes: { type: 'a' } },
    ...filtered({ exact: { type: 'a' } }),
  }),
  trigger('a wildcard in an exact filter', 'KE2154', filtered({ exact: { type: 'com.acme.*' } })),
  trigger('a filter on data', 'KE2155', filtered({ exact: { data: 'a' } })),
  trigger('a long name of an attribute', 'KE2156', filtered({ exact: { ['a'.repeat(21)]: 'a' } })),
  trigger('CESQL with an unknown function', 'KE2160', cesql("FOO(type) = 'a'")),
  trigger('CESQL that is not true or false', 'KE2162', cesql('type')),
  trigger('CESQL that is never true', 'KE2163', cesql("type = 'a' AND type = 'b'")),
  trigger('CESQL with too few arguments', 'KE2161', cesql("LEFT(type) = 'a'")),
  trigger('CESQL with a sign that means nothing', 'KE2164', cesql("type = 'a';")),
  trigger('CESQL with a text without quotes', 'KE2165', cesql('type = a')),
  trigger('CESQL with typographic quotes', 'KE2166', cesql('type = ‘a’')),
  trigger('CESQL with a dash in an attribute', 'KE2167', cesql("dead-letter = 'x'")),
  trigger('CESQL with NULL', 'KE2168', cesql('type = NULL')),
  trigger('CESQL with an attribute in camel case', 'KE2169', cesql("orderId = 'x'")),
  trigger(
    'a subscriber of a kind that there is not',
    'KE2250',
    subscriber({ apiVersion: 'serving.knative.dev/v1', kind: 'Svc' }),
  ),
  trigger('a subscriber without a version', 'KE2251', subscriber({ apiVersion: 'serving.knative.dev' })),
  trigger('a subscriber that can not be', 'KE2252', subscriber({ name: 'My_Svc' })),
  trigger('a subscriber by ftp', 'KE2253', { subscriber: { ref: null, uri: 'ftp://a.example.com' } }),
  trigger('a path without a slash', 'KE2254', { subscriber: { uri: 'events' } }),
  trigger('half a reference beside a path', 'KE2255', {
    subscriber: { ref: { apiVersion: null, kind: null, name: 'display' }, uri: '/events' },
  }),
  trigger('retries without a delay', 'KE2260', delivery({ retry: 3, backoffPolicy: 'linear' })),
  trigger('a delay without retries', 'KE2261', delivery({ backoffDelay: 'PT1S', backoffPolicy: 'linear' })),
  trigger('a delay below zero', 'KE2262', delivery({ retry: 3, backoffPolicy: 'linear', backoffDelay: '-PT5S' })),
  trigger(
    'retries without end',
    'KE2263',
    delivery({ retry: 1_000_000, backoffPolicy: 'linear', backoffDelay: 'PT1S' }),
  ),
  trigger('a fraction of minutes', 'KE2264', delivery({ retry: 3, backoffPolicy: 'linear', backoffDelay: 'PT0.2M' })),
  trigger('a month for a minute', 'KE2265', delivery({ retry: 3, backoffPolicy: 'linear', backoffDelay: 'P1M' })),
  trigger('a timeout of a month', 'KE2266', delivery({ timeout: 'P30D' })),
  trigger('dead letters to the subscriber', 'KE2172', {
    ...subscriber({ apiVersion: 'v1', kind: 'Service', name: 'display' }),
    ...delivery({ deadLetterSink: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } } }),
  }),
  trigger('a broker that can not be', 'KE2171', { broker: 'My_Broker' }),
  trigger('an annotation that is misspelt', 'KE2190', {}, { annotations: { 'eventing.knative.dev/brokerclass': 'a' } }),
  broker(
    'a class that no controller has',
    'KE2051',
    {},
    {
      annotations: { 'eventing.knative.dev/broker.class': 'MTChannelBasedBrokers' },
    },
  ),
  broker('a config that is a Secret', 'KE2052', { config: { ...config, kind: 'Secret' } }),
  broker('a config of a version that there is not', 'KE2052', { config: { ...config, apiVersion: 'v2' } }),
];
