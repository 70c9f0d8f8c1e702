const TYPES: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a mapping',
  array: 'a list',
};

/** How a message calls a type. */
export function nameOfType(type: string): string {
  return TYPES[type] ?? type;
}

/** How a message calls a value: `the number 8080`, `the string "yes"`, `a list`. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return `the string ${JSON.stringify(shortened(value))}`;
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'number' ? `the number ${value}` : String(value);
}

/** What to write in place of a value of the wrong type, where one can tell. */
export function hintFor(value: unknown, types: readonly string[]): string | undefined {
  const plain = typeof value === 'number' || typeof value === 'boolean';
  if (types.includes('string') && plain) return `put it in quotes: "${value}"`;
  if (types.includes('array') && !Array.isArray(value)) return 'write a list, even of one item';
  if (typeof value !== 'string') return undefined;
  if (types.includes('integer') && /^-?\d+$/.test(value)) return `write it without quotes: ${value}`;
  if (types.includes('boolean') && /^(true|false)$/.test(value)) return `write it without quotes: ${value}`;
  return undefined;
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
