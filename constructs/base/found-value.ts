/** How a message names a value that is not what it should be. */
export function foundValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return `the text ${JSON.stringify(value)}`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object') return `the ${typeof value} ${String(value)}`;
  const name: unknown = value.constructor?.name;
  return name === undefined || name === 'Object' ? 'a map' : `an object of class ${String(name)}`;
}
