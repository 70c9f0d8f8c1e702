import { setTimeout } from 'node:timers/promises';
import { ApiError } from './api-error';
import { ConnectionError } from './transport';

/** How often to try what fails for a while only, and how long to wait in between. */
export interface RetryPolicy {
  /** Whether it may go better the next time. */
  readonly isPassing: (error: unknown) => boolean;
  /** How long to try in all, in milliseconds. */
  readonly withinMs: number;
  /** The first wait, in milliseconds; each is twice the one before, up to `longestMs`. @default 250 */
  readonly firstMs?: number;
  /** @default 5000 */
  readonly longestMs?: number;
  readonly signal?: AbortSignal;
  /** Is told before each wait. */
  readonly onRetry?: (error: unknown) => void;
}

/** Tries until it succeeds, fails for good, or the time is over; then the last error is thrown. */
export async function withRetries<T>(attempt: () => Promise<T>, policy: RetryPolicy): Promise<T> {
  const { isPassing, withinMs, firstMs = 250, longestMs = 5000, signal, onRetry } = policy;
  const end = performance.now() + withinMs;
  for (let wait = firstMs; ; wait = Math.min(2 * wait, longestMs)) {
    try {
      return await attempt();
    } catch (error) {
      const pause = Math.max(wait, ((error as { retryAfter?: number }).retryAfter ?? 0) * 1000);
      if (!isPassing(error) || performance.now() + pause > end) throw error;
      onRetry?.(error);
      await setTimeout(pause, undefined, { signal });
    }
  }
}

const PASSING_STATUS = new Set([429, 502, 503, 504]);

/** No fault of the request: the server was away or busy, or somebody else was faster. */
export function isPassing(error: unknown): boolean {
  if (error instanceof ConnectionError) return isPassingCode(error.code);
  return error instanceof ApiError && PASSING_STATUS.has(error.status);
}

/** A server whose name or certificate is wrong stays so. */
function isPassingCode(code: string | undefined): boolean {
  return ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN'].includes(code ?? '');
}
