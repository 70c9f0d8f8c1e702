import type { KubeObject } from '../../lib/api/meta/v1';
import { parseQuantity } from '../../lib/rules/syntax/quantity';

/** Annotations that the webhook takes from the request. */
const OF_THE_REQUEST = /^serving\.knative\.dev\/(creator|lastModifier)$/;

/**
 * Fields that Go holds by value, so that its encoder leaves out a zero: what is written as 0, false or '' comes back as
 * nothing. `percent`, `latestRevision`, `containerConcurrency`, `enableServiceLinks` and the like are pointers and stay.
 */
const BY_VALUE = new Set([
  'failureThreshold',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'initialDelaySeconds',
  'periodSeconds',
  'readOnly',
  'successThreshold',
  'timeoutSeconds',
]);

/** Fields by value that Go's encoder writes even where they are zero. */
const ALWAYS_WRITTEN = new Set(['containerPort', 'maxSkew', 'port', 'weight']);

/**
 * An object as Go's encoder writes it, as far as that differs from what was written:
 * - the status, which Go writes empty, is left out, as are the annotations that come from the request;
 * - empty texts, lists and maps are left out: Go's encoder drops them (`resources: {}` and `metadata: {}` it adds);
 * - a zero of a field that Go holds by value is left out, one that Go always writes counts as 0 where it is absent;
 * - a quantity counts as its amount: Go writes 1024Mi as 1Gi, and a `divisor` that is not there as 0.
 */
export function normalForm(object: KubeObject): unknown {
  const { status: _, ...rest } = object as KubeObject & { status?: unknown };
  return normal(rest, '') ?? {};
}

function normal(value: unknown, field: string): unknown {
  if (value === null || value === '' || value === undefined) return undefined;
  if (field === 'divisor') return amount(value) || undefined;
  if ((value === 0 || value === false) && (BY_VALUE.has(field) || ALWAYS_WRITTEN.has(field))) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((item) => normal(item, '') ?? {});
  if (typeof value !== 'object') return value;
  const isAmounts = field === 'limits' || field === 'requests';
  const entries = Object.entries(value)
    .filter(([key]) => !OF_THE_REQUEST.test(key))
    .map(
      ([key, inner]) =>
        [key, inner !== null && (isAmounts || key === 'sizeLimit') ? amount(inner) : normal(inner, key)] as const,
    )
    .filter(([, inner]) => inner !== undefined);
  if (entries.length > 0) return Object.fromEntries(entries);
  // An action of a probe says something by being there; so does an empty source of a volume or of a variable.
  return KEPT_EMPTY.has(field) ? {} : undefined;
}

/** Where no schema looks, Go takes spaces around a quantity, and one without digits for 0. */
function amount(value: unknown): number {
  return parseQuantity(String(value).trim()) ?? 0;
}

const KEPT_EMPTY = new Set([
  'httpGet',
  'tcpSocket',
  'grpc',
  'exec',
  'emptyDir',
  'secret',
  'configMap',
  'secretRef',
  'configMapRef',
  'valueFrom',
]);
