import { isPlain, isSame, type Plain } from '../json';

type Named = Plain & { readonly name: string };

/**
 * What applying means: the fields of `desired` are set, those of `applied` (what the same author set before) that
 * `desired` no longer has are taken away, all others stay. The items of a list whose items have names are told apart by
 * them; other lists are written whole. Returns `live` itself where nothing changes.
 */
export function mergeApplied(live: unknown, applied: unknown, desired: unknown): unknown {
  if (isNamedList(live) && isNamedList(desired)) return mergeLists(live, isNamedList(applied) ? applied : [], desired);
  if (!isPlain(desired) || !isPlain(live)) return isSame(live, desired) ? live : desired;
  const before = isPlain(applied) ? applied : undefined;
  // Most of the time nothing changes: only then is anything copied.
  let merged: Record<string, unknown> | undefined;
  for (const key in desired) {
    const value = desired[key];
    if (value === undefined) continue;
    const next = mergeApplied(live[key], before?.[key], value);
    if (next === live[key]) continue;
    merged ??= { ...live };
    merged[key] = next;
  }
  if (before !== undefined && before !== desired) {
    for (const key in before) {
      if (desired[key] !== undefined || live[key] === undefined) continue;
      merged ??= { ...live };
      delete merged[key];
    }
  }
  return merged ?? live;
}

function isNamedList(value: unknown): value is readonly Named[] {
  if (!Array.isArray(value) || typeof value[0]?.name !== 'string') return false;
  const names = new Set<unknown>();
  for (const item of value) {
    if (!isPlain(item) || typeof item.name !== 'string') return false;
    names.add(item.name);
  }
  return names.size === value.length;
}

/** Items that the author wants, in its order, and behind them those of others. */
function mergeLists(live: readonly Named[], applied: readonly Named[], desired: readonly Named[]): unknown {
  const find = (list: readonly Named[], name: string) => list.find((item) => item.name === name);
  const merged = [
    ...desired.map((item) => mergeApplied(find(live, item.name), find(applied, item.name), item)),
    ...live.filter(({ name }) => find(desired, name) === undefined && find(applied, name) === undefined),
  ];
  return merged.length === live.length && merged.every((item, index) => item === live[index]) ? live : merged;
}

/** RFC 7386: sets the fields of `patch`, and takes away those that it gives as `null`. Returns `live` itself where nothing changes. */
export function mergePatch(live: unknown, patch: unknown): unknown {
  if (!isPlain(patch)) return isSame(live, patch) ? live : patch;
  const base = isPlain(live) ? live : {};
  let merged: Record<string, unknown> | undefined = base === live ? undefined : {};
  for (const key in patch) {
    const value = patch[key];
    if (value === undefined || (value === null && base[key] === undefined)) continue;
    const next = value === null ? undefined : mergePatch(base[key], value);
    if (next === base[key]) continue;
    merged ??= { ...base };
    if (value === null) delete merged[key];
    else merged[key] = next;
  }
  return merged ?? live;
}
