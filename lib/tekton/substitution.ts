import type { ParamValue } from '../api/tekton/v1/param';
import { type Variable, variablesIn } from '../api/tekton/variables';

/** What a variable stands for; undefined where it is left as it is. */
export type Lookup = (variable: Variable) => ParamValue | undefined;

/** The same value with its variables replaced, in every text of it. An array in the place of an item is put in item by item. */
export function substitute<Value>(value: Value, lookup: Lookup): Value {
  return replaced(value, lookup) as Value;
}

function replaced(value: unknown, lookup: Lookup): unknown {
  if (typeof value === 'string') return inText(value, lookup);
  if (Array.isArray(value)) return value.flatMap((item) => inItem(item, lookup));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inField(inner, lookup)]));
}

/** A field whose text is one variable takes on its value, of whatever type. */
function inField(value: unknown, lookup: Lookup): unknown {
  const whole = wholeValue(value, lookup);
  return whole === undefined || typeof whole === 'string' ? replaced(value, lookup) : whole;
}

function inItem(item: unknown, lookup: Lookup): readonly unknown[] {
  const whole = wholeValue(item, lookup);
  return Array.isArray(whole) ? whole : [replaced(item, lookup)];
}

/** The value of a text that refers to the whole of an array or an object. */
function wholeValue(value: unknown, lookup: Lookup): ParamValue | undefined {
  if (typeof value !== 'string' || !value.startsWith('$(')) return undefined;
  const [reference] = variablesIn(value);
  if (reference?.isWhole !== true || reference.variable === undefined) return undefined;
  const { index } = reference.variable as { readonly index?: number | '*' };
  return index === '*' ? lookup(reference.variable) : undefined;
}

function inText(text: string, lookup: Lookup): string {
  if (!text.includes('$(')) return text;
  let result = '';
  let end = 0;
  for (const { text: written, offset, variable } of variablesIn(text)) {
    const value = variable === undefined ? undefined : lookup(variable);
    if (typeof value !== 'string') continue;
    result += text.slice(end, offset) + value;
    end = offset + written.length;
  }
  return result + text.slice(end);
}

/** What a reference to a value means: all of it, one element, or the entry of a key. */
export function selected(
  value: ParamValue | undefined,
  { key, index }: { readonly key?: string; readonly index?: number | '*' },
): ParamValue | undefined {
  if (value === undefined || index === '*') return value;
  if (typeof index === 'number') return Array.isArray(value) ? value[index] : undefined;
  if (key !== undefined)
    return typeof value === 'object' && !Array.isArray(value)
      ? (value as Readonly<Record<string, string>>)[key]
      : undefined;
  return value;
}
