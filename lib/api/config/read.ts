import { load, YAMLException } from 'js-yaml';
import { formatGoDuration, isWholeSeconds, parseGoDuration } from './duration';
import {
  type Bounds,
  type ConfigKey,
  type ConfigSettings,
  type ConfigTable,
  type ConfigValue,
  type ConfigValues,
  camelCase,
} from './key';
import { parseGoBoolean, parseGoFloat, parseGoInteger } from './number';
import { parseQuantity } from './quantity';

/** A key's value, or what is wrong with its text. */
export type Reading =
  | { readonly ok: true; readonly value: ConfigValue }
  | { readonly ok: false; readonly fault: ConfigFault };

/** What was found, and what would be right. */
export interface ConfigFault {
  readonly found: string;
  readonly hint: string;
  /** Whether nobody refuses the text: its reader passes over it, and the default holds. */
  readonly isIgnored?: boolean;
}

const right = (value: ConfigValue): Reading => ({ ok: true, value });
const wrong = (found: string, hint: string): Reading => ({ ok: false, fault: { found, hint } });

/** Reads the text of one key. */
export function readKey(key: ConfigKey, text: string): Reading {
  switch (key.type) {
    case 'text':
      return right(text);
    case 'template':
      return /\{\{(?![^{}]*\}\})/.test(text)
        ? wrong(`"${text}" has an action that is not closed`, 'close each {{ by }}')
        : right(text);
    case 'choice':
      return right(/^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined);
    case 'boolean': {
      const value = parseGoBoolean(text);
      return value === undefined ? wrong(`"${text}" is neither true nor false`, 'write true or false') : right(value);
    }
    case 'enum': {
      const value = key.folded ? text.trim().toLowerCase() : text;
      if (key.values.includes(value)) return right(value);
      const fault = {
        found: `"${text}" is no value of it`,
        hint: `write ${key.values.map((word) => word || '""').join(', ')}`,
      };
      return { ok: false, fault: key.ignored ? { ...fault, isIgnored: true } : fault };
    }
    case 'list': {
      const items = text.split(',').map((item) => item.trim());
      return right(items.filter((item) => item !== ''));
    }
    case 'yaml':
    case 'json': {
      const fault = structureFault(key, text);
      return fault === undefined ? right(text) : { ok: false, fault };
    }
    case 'properties': {
      const line = text.split('\n').find((one) => !/^\s*(?:[#!].*|[^\s=:][^=:]*[=:].*)?$/.test(one));
      return line === undefined ? right(text) : wrong(`"${line}" is no property`, 'write name=value');
    }
    case 'integer': {
      if (key.disabled && text === 'disabled') return right(-1);
      const value = parseGoInteger(text, key.bits);
      if (value === 'syntax')
        return wrong(`"${text}" is no whole number`, `write ${boundsText(key, 'a whole number')}`);
      if (value === 'range') return wrong(`"${text}" is too large`, `write ${boundsText(key, 'a whole number')}`);
      return bounded(key, value, String(value), 'a whole number');
    }
    case 'number': {
      const value = parseGoFloat(text);
      if (typeof value === 'string') return wrong(`"${text}" is no number`, `write ${boundsText(key, 'a number')}`);
      return bounded(key, value, text, 'a number');
    }
    case 'duration': {
      if (key.disabled && text === 'disabled') return right(-1);
      const nanoseconds = parseGoDuration(text);
      if (nanoseconds === undefined) return wrong(`"${text}" is no duration`, 'write it like 30s or 1h30m');
      if (key.wholeSeconds && !isWholeSeconds(nanoseconds)) {
        return wrong(`"${text}" has a part of a second`, 'write whole seconds');
      }
      return bounded(key, nanoseconds / 1e9, text, 'a duration', formatGoDuration);
    }
    case 'quantity':
      return parseQuantity(text) === undefined
        ? wrong(`"${text}" is no quantity`, 'write it like 500m or 128Mi')
        : right(text);
    default:
      return key satisfies never;
  }
}

type Format = (value: number) => string;

function bounded(bounds: Bounds, value: number, text: string, what: string, format: Format = String): Reading {
  // Written so that NaN passes, as it does in Go.
  const outside =
    value < (bounds.minimum ?? value) || value > (bounds.maximum ?? value) || value <= (bounds.above ?? -Infinity);
  if (!outside || value === bounds.special) return right(value);
  return wrong(`${text} is out of bounds`, `write ${boundsText(bounds, what, format)}`);
}

function boundsText(bounds: Bounds, what: string, format: Format = String): string {
  const { minimum, above, maximum, special } = bounds;
  const from = minimum !== undefined ? `from ${format(minimum)}` : above !== undefined ? `above ${format(above)}` : '';
  const to = maximum !== undefined ? `up to ${format(maximum)}` : '';
  const or = special !== undefined ? `or ${format(special)}` : '';
  return [what, from, to, or].filter((part) => part !== '').join(' ');
}

type Structured = Extract<ConfigKey, { type: 'yaml' | 'json' }>;

function structureFault({ type, holds, fields, required = [] }: Structured, text: string): ConfigFault | undefined {
  let value: unknown;
  try {
    value = text.trim() === '' ? undefined : type === 'json' ? JSON.parse(text) : load(text);
  } catch (error) {
    if (!(error instanceof YAMLException) && !(error instanceof SyntaxError)) throw error;
    const [reason = ''] = error.message.split('\n');
    return { found: `it is no ${type.toUpperCase()}: ${reason}`, hint: `write a ${holds}` };
  }
  // A text with nothing in it is as good as none.
  if (value === undefined || value === null) return undefined;
  const kind = Array.isArray(value) ? 'list' : typeof value === 'object' ? 'map' : typeof value;
  if (kind !== holds) return { found: `it holds a ${kind}`, hint: `write a ${holds}` };
  for (const item of holds === 'list' ? (value as unknown[]) : [value]) {
    const names = typeof item === 'object' && item !== null ? Object.keys(item) : [];
    const surplus = fields && names.find((name) => !fields.includes(name));
    if (surplus !== undefined)
      return { found: `nobody reads "${surplus}"`, hint: `it has ${fields?.join(', ')}`, isIgnored: true };
    const lacking = required.find((name) => !names.includes(name));
    if (lacking !== undefined) return { found: `it lacks ${lacking}`, hint: `write ${lacking}` };
  }
  return undefined;
}

/** The values of a ConfigMap. A text that its key can't hold counts as absent: that it is wrong is told elsewhere. */
export function readSettings<Table extends ConfigTable>(table: Table, settings: ConfigSettings): ConfigValues<Table> {
  const values: Record<string, ConfigValue> = {};
  for (const [name, key] of Object.entries(table)) {
    const text = settings[name];
    const reading = text === undefined ? undefined : readKey(key, text);
    values[camelCase(name)] = reading?.ok ? reading.value : key.default;
  }
  return values as ConfigValues<Table>;
}
