/** Calls for each item whose name, whatever its case, is that of one before. */
export function eachRepeated(items: readonly { readonly name: string }[], call: (index: number, name: string) => void) {
  const seen = new Set<string>();
  items.forEach(({ name }, i) => {
    const folded = name.toLowerCase();
    if (seen.has(folded)) call(i, name);
    seen.add(folded);
  });
}
