import type { Duration } from 'cdk8s';
import { type ConfigKey, type ConfigSettings, camelCase } from '../../lib/api/config/key';
import { type ConfigMapDefinition, configProblems } from '../../lib/api/config/problems';
import { type GivenValue, keyText } from '../../lib/api/config/write';
import type { Refusing } from '../base/known-props';
import { yamlText } from '../kubernetes/yaml-text';
import { durationText } from '../pod/seconds';

type Definition = Pick<ConfigMapDefinition, 'keys' | 'entries' | 'legacy'>;
type Properties = Readonly<Record<string, unknown>>;

/**
 * The texts of a ConfigMap's keys that the properties set, by key. Reads each property that the ConfigMap has.
 *
 * @param path Where the properties stand, such as `serving.autoscaler`.
 * @param shipped The texts that the release ships: properties of a key that holds several are put into these.
 */
export function settingsData(
  { keys, entries = [] }: Definition,
  settings: object,
  path: string,
  by: Refusing,
  shipped: ConfigSettings = {},
): Record<string, string> {
  const given = settings as Properties;
  const data: Record<string, string> = {};
  for (const [name, key] of Object.entries(keys)) {
    const prop = key.prop ?? camelCase(name);
    const text = textOf(key, given[prop], pathTo(path, prop), by, shipped[name]);
    if (text !== undefined) data[name] = text;
  }
  for (const { prefix, prop, key } of entries) {
    for (const [rest, value] of Object.entries((given[prop] ?? {}) as Properties)) {
      const text = textOf(key, value, `${pathTo(path, prop)}.${rest}`, by);
      if (text !== undefined) data[`${prefix}${rest}`] = text;
    }
  }
  return data;
}

/** Refuses texts that the ConfigMap's component would refuse or pass over, whatever else the release ships. */
export function assertSettings(
  definition: ConfigMapDefinition,
  data: ConfigSettings,
  path: string,
  by: Refusing,
  shipped: ConfigSettings = {},
): void {
  const [problem] = configProblems(definition, { ...shipped, ...data });
  if (problem === undefined) return;
  by.refuse('value', pathTo(path, propNamed(definition, problem.key)), problem.found, problem.hint);
}

/** The property that sets a key. */
function propNamed({ keys, entries = [] }: Definition, name: string): string {
  const family = entries.find(({ prefix }) => name.startsWith(prefix));
  if (!Object.hasOwn(keys, name) && family !== undefined) return `${family.prop}.${name.slice(family.prefix.length)}`;
  return keys[name]?.prop ?? camelCase(name);
}

function textOf(key: ConfigKey, value: unknown, path: string, by: Refusing, shipped?: string): string | undefined {
  if (value === undefined) return undefined;
  switch (key.type) {
    case 'duration':
      return value === 'disabled' ? value : durationText(value as Duration, path, by);
    case 'yaml':
      return yamlText(plain(value));
    case 'json':
      return JSON.stringify(plain(value));
    case 'properties': {
      const lines = Object.entries(value as Properties).map(([name, one]) => [name, String(one)]);
      return keyText(key, Object.fromEntries(lines), shipped);
    }
    case 'list':
      return keyText(key, [...(value as readonly string[])]);
    default:
      return keyText(key, value as GivenValue);
  }
}

/** A copy that lists all of its names: what is below it is the user's, and any name will do. */
function plain(value: unknown): object {
  return JSON.parse(JSON.stringify(value)) as object;
}

function pathTo(path: string, prop: string): string {
  return path === '' ? prop : `${path}.${prop}`;
}
