import { isFields } from '../../draft';
import { type Expression, given, map } from '../expression';
import type { Scope } from '../scope';
import { sink } from '../sink';
import { isoDuration } from '../values';

/** Retries and dead letters. */
export function delivery(value: unknown, scope: Scope): Expression | undefined {
  if (!isFields(value)) return undefined;
  return map({
    retry: given(value.retry),
    backoff: given(value.backoffPolicy),
    delay: isoDuration(value.backoffDelay),
    timeout: isoDuration(value.timeout),
    deadLetterSink: sink(value.deadLetterSink, scope),
    format: given(value.format),
    retryAfterMax: isoDuration(value.retryAfterMax),
  });
}
