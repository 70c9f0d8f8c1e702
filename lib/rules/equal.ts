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
  'address',
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
 * different from one that is not there. Of a field what is none depends on how Go keeps it, which its name tells, and that of
 * the field around it.
 */
export function isSemanticallyEqual(a: unknown, b: unknown, field = '', parent = ''): boolean {
  if (a === b || (isNone(a, field, parent) && isNone(b, field, parent))) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => isSemanticallyEqual(item, b[i], '', field));
  }
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isSemanticallyEqual(a[key], b[key], key, field === '' ? parent : field));
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNone(value: unknown, field: string, parent: string): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (value === false || value === 0 || value === '') return !isPointedAt(field, parent);
  return (
    isPlain(value) &&
    KEPT_AS_VALUES.has(field) &&
    Object.entries(value).every(([key, inner]) => isNone(inner, key, field))
  );
}

/** Whether a workspace is optional is a plain value, other than whether a Secret is. */
function isPointedAt(field: string, parent: string): boolean {
  return POINTED_AT.has(field) && !(field === 'optional' && parent === 'workspaces');
}
