import { isPlain, isSame, type Plain } from '../json';

type Named = Plain & { readonly name: string };

/**
 * What applying means: the fields of `desired` are set, those of `applied` (what the same author set before) that
 * `desired` no longer has are taken away, all others stay. The items of a list whose items have names are told apart by
 * them, unless lists are written whole; others always are. Returns `live` itself where nothing changes.
 */
export function mergeApplied(
  live: unknown,
  applied: unknown,
  desired: unknown,
  lists: 'by name' | 'whole' = 'by name',
): unknown {
  if (live === desired) return live;
  if (lists === 'by name' && isNamedList(live) && isNamedList(desired)) {
    return mergeLists(live, isNamedList(applied) ? applied : [], desired);
  }
  if (!isPlain(desired) || !isPlain(live)) return isSame(live, desired) ? live : desired;
  const before = isPlain(applied) ? applied : undefined;
  // Most of the time nothing changes: only then is anything copied.
  let merged: Record<string, unknown> | undefined;
  for (const key in desired) {
    const value = desired[key];
    if (value === undefined) continue;
    const next = mergeApplied(live[key], before?.[key], value, lists);
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
  if (!Array.isArray(value) || value.length === 0) return false;
  for (const item of value) if (!isPlain(item) || typeof item.name !== 'string') return false;
  const names: readonly Named[] = value;
  if (names.length > FEW) return new Set(names.map(({ name }) => name)).size === names.length;
  return names.every(({ name }, index) => !hasName(names, name, index));
}

/** Up to so many names, comparing each with each is faster than a set. */
const FEW = 12;

function hasName(items: readonly Named[], name: string, end: number): boolean {
  for (let i = 0; i < end; i++) if (items[i]!.name === name) return true;
  return false;
}

/** Items that the author wants, in its order, and behind them those of others. */
function mergeLists(live: readonly Named[], applied: readonly Named[], desired: readonly Named[]): unknown {
  // Most of the time an item stands where it stood.
  const find = (list: readonly Named[], name: string, index: number) =>
    list[index]?.name === name ? list[index] : list.find((item) => item.name === name);
  const merged: unknown[] = desired.map((item, index) =>
    mergeApplied(find(live, item.name, index), find(applied, item.name, index), item),
  );
  for (const [index, item] of live.entries()) {
    const { name } = item;
    if (find(desired, name, index) === undefined && find(applied, name, index) === undefined) merged.push(item);
  }
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
