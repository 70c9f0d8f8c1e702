import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { load } from 'js-yaml';
import { ImageMirror, PlatformError } from '../../platform';
import type { PullSecret } from '../../platform/images/mirror';
import { namesOption } from './options';

type Pairs = Readonly<Record<string, string>>;

/** Where a command is told that images are. */
export interface MirrorFlags {
  readonly prefix?: Pairs;
  readonly host?: string;
  readonly flatten?: string;
  readonly join?: '-' | '_' | '.';
  readonly table?: string;
  readonly keep?: readonly string[];
}

const WAYS = ['prefix', 'host', 'flatten', 'table'] as const;

/** Adds the options that say where images are. */
export function addMirrorOptions(command: Command): Command {
  const way = (flags: string, description: string) => {
    const option = new Option(flags, description);
    return option.conflicts(WAYS.filter((name) => name !== option.attributeName()));
  };
  return command
    .addOption(
      way('--prefix <from=to>', 'a beginning of references and what it is in the mirror; may be given again').argParser(
        pairOption,
      ),
    )
    .addOption(way('--host <host>', 'a registry that has the images under the same paths'))
    .addOption(way('--flatten <place>', 'a place that has all images side by side'))
    .addOption(way('--table <file>', 'YAML or JSON that gives images their names in the mirror'))
    .addOption(new Option('--join <sign>', 'with --flatten: keep the path, with this between').choices(['-', '_', '.']))
    .option('--keep <prefixes>', 'registries that are reached and need no mirror', namesOption);
}

/**
 * The mirror that the options tell of; undefined if they tell of none.
 * @throws PlatformError for options that do not fit together, or that name no images
 */
export function mirrorOf(flags: MirrorFlags, cwd: string, pullSecret?: PullSecret): ImageMirror | undefined {
  const { prefix, host, flatten, join, table, keep } = flags;
  if (join !== undefined && flatten === undefined) refuseOptions('--join is about --flatten', 'give both, or neither');
  const rest = { keep, pullSecret };
  if (prefix !== undefined) return ImageMirror.prefix(prefix, rest);
  if (host !== undefined) return ImageMirror.host(host, rest);
  if (flatten !== undefined) return ImageMirror.flatten(flatten, { join, ...rest });
  if (table !== undefined) return ImageMirror.table(tableIn(table, cwd), rest);
  if (keep !== undefined || pullSecret !== undefined) refuseNoMirror();
  return undefined;
}

/** @throws PlatformError always: something asks for a mirror, and none is named */
export function refuseNoMirror(): never {
  refuseOptions('no mirror is named', 'add --prefix, --host, --flatten or --table');
}

function tableIn(file: string, cwd: string): Pairs {
  let value: unknown;
  try {
    value = load(readFileSync(resolve(cwd, file), 'utf8'));
  } catch (error) {
    refuseOptions(`can't read ${file}: ${(error as Error).message}`);
  }
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  if (entries.length === 0 || entries.some(([, name]) => typeof name !== 'string')) {
    refuseOptions(`${file} is no table of images`, 'write "gcr.io/a/queue: mirror.example.com/queue"');
  }
  return Object.fromEntries(entries);
}

function pairOption(text: string, earlier: Pairs = {}): Pairs {
  const equals = text.indexOf('=');
  if (equals <= 0) throw new InvalidArgumentError('Write it as from=to.');
  return { ...earlier, [text.slice(0, equals)]: text.slice(equals + 1) };
}

function refuseOptions(found: string, hint?: string): never {
  throw new PlatformError('imageOptions', found, hint);
}
