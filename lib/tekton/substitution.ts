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
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inField(key, inner, lookup)]));
}

/** A value whose text is one variable takes on what that is, of whatever type; a condition's input, the JSON of it. */
function inField(key: string, value: unknown, lookup: Lookup): unknown {
  if (key === VARIABLES) return inTexts(value, lookup);
  const whole = key === 'value' || key === 'input' ? wholeValue(value, lookup) : undefined;
  if (whole === undefined || typeof whole === 'string') return replaced(value, lookup);
  return key === 'value' ? whole : JSON.stringify(whole);
}

/** Variables of containers are texts, and what is no text is not put into them. */
const VARIABLES = 'env';

function inTexts(value: unknown, lookup: Lookup): unknown {
  if (typeof value === 'string') return inText(value, lookup);
  if (Array.isArray(value)) return value.map((item) => inTexts(item, lookup));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inTexts(inner, lookup)]));
}

function inItem(item: unknown, lookup: Lookup): readonly unknown[] {
  const whole = wholeValue(item, lookup);
  return Array.isArray(whole) ? whole : [replaced(item, lookup)];
}

/** The value of a text that refers to the whole of an array or an object, with or without `[*]`. */
function wholeValue(value: unknown, lookup: Lookup): ParamValue | undefined {
  if (typeof value !== 'string' || !value.startsWith('$(')) return undefined;
  const [reference] = variablesIn(value);
  if (reference?.isWhole !== true || reference.variable === undefined) return undefined;
  const { index } = reference.variable as { readonly index?: number | '*' };
  return typeof index === 'number' ? undefined : lookup(reference.variable);
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
