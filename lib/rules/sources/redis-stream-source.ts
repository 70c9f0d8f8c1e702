import type { KubeObject } from '../../api/meta/v1';
import {
  RedisStreamSource,
  type RedisStreamSourceSpec,
  type RedisStreamSourceStatus,
} from '../../api/sources/v1alpha1/redis-stream-source';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';

const RECONCILER = 'eventing-redis, pkg/source';

/** What anyone could read who may see the object: user and password before the host. */
const PASSWORD = /^[a-z]+:\/\/[^/@]*:[^/@]+@/i;

/** There is no webhook of Redis: whatever the schema takes is accepted. */
const rules: readonly Rule<KubeObject<RedisStreamSourceSpec, RedisStreamSourceStatus>>[] = [
  {
    code: 'KE3450',
    severity: 'warning',
    title: 'a RedisStreamSource has an address, a stream and a sink',
    why: 'The schema asks for none of them, but the adapter needs all.',
    source: RECONCILER,
    check({ spec }, report) {
      for (const field of ['address', 'stream', 'sink'] as const) {
        if (!spec?.[field]) report(['spec', field], `there is no ${field}`, HINTS[field]);
      }
    },
    good: { spec: { stream: 'orders' } },
    bad: [{ spec: { address: null } }, { spec: { stream: '' } }, { spec: { sink: null } }],
  },
  {
    code: 'KE3451',
    severity: 'warning',
    title: 'the address of a RedisStreamSource has no password',
    why: 'Whoever may read the source, or the repository that it comes from, could read it.',
    source: RECONCILER,
    check({ spec }, report) {
      if (PASSWORD.test(spec?.address ?? ''))
        report(['spec', 'address'], 'the address has a password', 'leave it out, and put it into a Secret');
    },
    good: { spec: { address: 'rediss://redis.redis.svc.cluster.local:6379' } },
    bad: { spec: { address: 'rediss://app:hunter2@redis.redis.svc.cluster.local:6379' } },
  },
  {
    code: 'KE3452',
    severity: 'warning',
    title: 'the address of a RedisStreamSource begins with redis:// or rediss://',
    why: 'The adapter reads it as a URL of Redis and knows no other schemes.',
    source: RECONCILER,
    check({ spec }, report) {
      const address = spec?.address ?? '';
      if (address === '' || /^rediss?:\/\//.test(address)) return;
      const rest = address.replace(/^[a-z+]+:\/\//i, '');
      report(
        ['spec', 'address'],
        `"${address.replace(/:[^:@/]*@/, ':…@')}" is no URL of Redis`,
        `write redis://${rest.replace(/^.*@/, '')}`,
      );
    },
    good: { spec: { address: 'redis://redis.redis:6379' } },
    bad: [{ spec: { address: 'redis.redis:6379' } }, { spec: { address: 'http://redis.redis:6379' } }],
  },
];

const HINTS = {
  address: 'write it such as rediss://redis.redis.svc.cluster.local:6379',
  stream: "write the stream's key",
  sink: 'name an object with ref, or write a uri',
};

export const redisStreamSourceRules = rulesFor(RedisStreamSource, rules);
