import type { ConfigKey, ConfigSettings, ConfigTable, ConfigValues } from './key';
import { type ConfigFault, readKey, readSettings } from './read';

/** The key that holds a ConfigMap's documentation; nobody reads it. */
export const EXAMPLE_KEY = '_example';

/** A key whose text is wrong, by itself or next to the other keys. */
export interface ConfigProblem extends ConfigFault {
  readonly key: string;
}

/** What must hold between the keys of a ConfigMap: gives the key to blame, if it doesn't. */
export type ConfigRelation<Table extends ConfigTable> = (values: ConfigValues<Table>) => ConfigProblem | undefined;

/** Keys that begin alike and whose rest is the user's to choose, such as `loglevel.controller`. */
export interface EntryFamily {
  /** What the keys begin with; empty where any key will do. */
  readonly prefix: string;
  /** The property that holds them, as a map. */
  readonly prop: string;
  /** What each of them holds. */
  readonly key: ConfigKey;
}

/** A ConfigMap of Knative or Tekton: its keys, and what must hold between them. */
export interface ConfigMapDefinition<Table extends ConfigTable = ConfigTable> {
  readonly namespace: string;
  readonly name: string;
  /** Name of the interface of its properties. */
  readonly settings: string;
  /** What the ConfigMap is for, in one sentence. */
  readonly doc: string;
  readonly keys: Table;
  readonly read: (settings: ConfigSettings) => ConfigValues<Table>;
  readonly relations: readonly ConfigRelation<Table>[];
  /** Keys that were read once: what took their place, or nothing. */
  readonly removed: Readonly<Record<string, string | undefined>>;
  /** Old spellings that are still read, with the key that each of them sets. @default - none */
  readonly legacy?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly entries?: readonly EntryFamily[];
}

/** A ConfigMap whose values nothing but the tables needs. */
export function configMapOf<Table extends ConfigTable>(
  given: Omit<ConfigMapDefinition<Table>, 'read' | 'relations' | 'removed'> &
    Partial<Pick<ConfigMapDefinition<Table>, 'relations' | 'removed'>>,
): ConfigMapDefinition<Table> {
  return { relations: [], removed: {}, read: (settings) => readSettings(given.keys, settings), ...given };
}

/** The keys whose texts are refused, or passed over. Relations are looked at once each key by itself is right. */
export function configProblems<Table extends ConfigTable>(
  definition: ConfigMapDefinition<Table>,
  settings: ConfigSettings,
): ConfigProblem[] {
  const { read, relations } = definition;
  const problems: ConfigProblem[] = [];
  for (const [name, text] of Object.entries(settings)) {
    const key = keyNamed(definition, name);
    const reading = key === undefined ? undefined : readKey(key, text);
    if (reading?.ok === false) problems.push({ key: name, ...reading.fault });
  }
  if (problems.length > 0) return problems;
  const values = read(settings);
  return relations.map((relation) => relation(values)).filter((problem) => problem !== undefined);
}

/** What a key holds: one of the table, an old spelling of one, or one of a family. */
export function keyNamed(
  { keys, legacy = {}, entries = [] }: Pick<ConfigMapDefinition, 'keys' | 'legacy' | 'entries'>,
  name: string,
): ConfigKey | undefined {
  if (name === EXAMPLE_KEY) return undefined;
  const current = Object.hasOwn(legacy, name) ? legacy[name]! : name;
  if (Object.hasOwn(keys, current)) return keys[current];
  return entries.find(({ prefix }) => name.startsWith(prefix) && name !== prefix)?.key;
}

/** The keys that nobody reads. */
export function unknownKeys(
  definition: Pick<ConfigMapDefinition, 'keys' | 'legacy' | 'entries'>,
  settings: ConfigSettings,
): string[] {
  return Object.keys(settings).filter((key) => key !== EXAMPLE_KEY && keyNamed(definition, key) === undefined);
}
