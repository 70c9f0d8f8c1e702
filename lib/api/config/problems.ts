import type { ConfigSettings, ConfigTable, ConfigValues } from './key';
import { type ConfigFault, readKey } from './read';

/** The key that holds a ConfigMap's documentation; nobody reads it. */
export const EXAMPLE_KEY = '_example';

/** A key whose text is wrong, by itself or next to the other keys. */
export interface ConfigProblem extends ConfigFault {
  readonly key: string;
}

/** What must hold between the keys of a ConfigMap: gives the key to blame, if it doesn't. */
export type ConfigRelation<Table extends ConfigTable> = (values: ConfigValues<Table>) => ConfigProblem | undefined;

/** A ConfigMap of Knative: its keys, and what must hold between them. */
export interface ConfigMapDefinition<Table extends ConfigTable = ConfigTable> {
  readonly name: string;
  readonly keys: Table;
  readonly read: (settings: ConfigSettings) => ConfigValues<Table>;
  readonly relations: readonly ConfigRelation<Table>[];
  /** Keys that were read once: what took their place, or nothing. */
  readonly removed: Readonly<Record<string, string | undefined>>;
}

/** The keys whose texts Knative would refuse. Relations are looked at once each key by itself is right. */
export function configProblems<Table extends ConfigTable>(
  { keys, read, relations }: ConfigMapDefinition<Table>,
  settings: ConfigSettings,
): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  for (const [name, key] of Object.entries(keys)) {
    const text = settings[name];
    const reading = text === undefined ? undefined : readKey(key, text);
    if (reading?.ok === false) problems.push({ key: name, ...reading.fault });
  }
  if (problems.length > 0) return problems;
  const values = read(settings);
  return relations.map((relation) => relation(values)).filter((problem) => problem !== undefined);
}

/** The keys that nobody reads. */
export function unknownKeys({ keys }: Pick<ConfigMapDefinition, 'keys'>, settings: ConfigSettings): string[] {
  return Object.keys(settings).filter((key) => key !== EXAMPLE_KEY && !Object.hasOwn(keys, key));
}
