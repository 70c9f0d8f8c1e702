/** A copy of plain data with the keys of every map in order, and without properties that are null or undefined. */
export function sortedFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(fields).sort()) {
    const value = fields[key];
    if (value !== undefined && value !== null) sorted[key] = sortedValue(value);
  }
  return sorted;
}

function sortedValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(sortedValue) : sortedFields(value as Readonly<Record<string, unknown>>);
}
