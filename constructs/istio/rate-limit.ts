import type { Duration } from 'cdk8s';
import type { Refusing } from '../base/known-props';
import type { HttpFilter } from './api-authentication';

/** How many requests are let through. */
export interface RateLimit {
  /** Requests in each period, for each Pod of the gateway. */
  readonly requests: number;
  /** The period, 50 ms or more. */
  readonly per: Duration;
  /** Most requests at once, after a quiet time: as many as in a period, or more. @default - as many as in a period */
  readonly burst?: number;
}

/** The shortest period that Envoy knows, in milliseconds. */
const SHORTEST = 50;

const EVERY_REQUEST = { numerator: 100, denominator: 'HUNDRED' };

/** Envoy's filter that answers what is too much with 429, by a count of its own. */
export function rateLimitFilter(
  { requests, per, burst = requests }: RateLimit,
  name: string,
  refusing: Refusing,
): HttpFilter {
  if (requests < 1)
    refusing.refuse('value', 'rateLimit.requests', `it is ${requests}`, 'let at least one request through');
  if (burst < requests)
    refusing.refuse(
      'value',
      'rateLimit.burst',
      `it is ${burst}, less than ${requests} requests`,
      'give as many or more',
    );
  if (per.toMilliseconds() < SHORTEST)
    refusing.refuse('value', 'rateLimit.per', `it is ${per.toMilliseconds()} ms`, `give ${SHORTEST} ms or more`);
  const always = (key: string) => ({ runtime_key: key, default_value: EVERY_REQUEST });
  return {
    name: 'envoy.filters.http.local_ratelimit',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
      stat_prefix: name,
      token_bucket: {
        max_tokens: burst,
        tokens_per_fill: requests,
        // Envoy's own configuration knows seconds alone.
        fill_interval: `${per.toMilliseconds() / 1000}s`,
      },
      filter_enabled: always('local_rate_limit_enabled'),
      filter_enforced: always('local_rate_limit_enforced'),
    },
  };
}
