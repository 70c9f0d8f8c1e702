type Plain = Readonly<Record<string, unknown>>;

/**
 * Fields whose objects Go keeps as they are, or as maps: one that is empty is none. Of other objects it keeps a pointer,
 * which is there once the object is written.
 */
const KEPT_AS_VALUES: ReadonlySet<string> = new Set([
  'annotations',
  'labels',
  'limits',
  'matchLabels',
  'metadata',
  'nodeSelector',
  'object',
  'properties',
  'requests',
  'resources',
  'status',
  'volumeAttributes',
]);

/** Fields to whose plain values Go keeps a pointer: false, 0 or an empty text is there once it is written. */
const POINTED_AT: ReadonlySet<string> = new Set([
  'allowPrivilegeEscalation',
  'automountServiceAccountToken',
  'defaultMode',
  'enableServiceLinks',
  'expirationSeconds',
  'fsGroup',
  'hostUsers',
  'mode',
  'optional',
  'privileged',
  'readOnlyRootFilesystem',
  'retry',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'shareProcessNamespace',
  'storageClassName',
  'terminationGracePeriodSeconds',
  'tolerationSeconds',
  'value',
]);

/**
 * Whether two values mean the same to Kubernetes: a field that is absent, null, an empty list or an empty map is no
 * different from one that is not there.
 */
export function isSemanticallyEqual(a: unknown, b: unknown, field = ''): boolean {
  if (a === b || (isNone(a, field) && isNone(b, field))) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => isSemanticallyEqual(item, b[i]));
  }
  if (!isPlain(a) || !isPlain(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => isSemanticallyEqual(a[key], b[key], key));
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNone(value: unknown, field: string): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (value === false || value === 0 || value === '') return !POINTED_AT.has(field);
  return (
    isPlain(value) && KEPT_AS_VALUES.has(field) && Object.entries(value).every(([key, inner]) => isNone(inner, key))
  );
}
