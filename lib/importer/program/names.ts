import type { Variable } from './expression';

const RESERVED = new Set(
  `break case catch class const continue debugger default delete do else enum export extends false finally for function if
  implements import in instanceof interface let new null package private protected public return static super switch this
  throw true try typeof var void while with yield await async of undefined NaN Infinity arguments eval app require module exports`.split(
    /\s+/,
  ),
);

/** A name for each variable that no other has, nor an import. */
export class Names {
  readonly #names = new Map<Variable, string>();
  readonly #taken: Set<string>;
  readonly #counts = new Map<string, number>();

  /** `variables` are all that get a name. */
  public constructor(imports: Iterable<string>, variables: Iterable<Variable>) {
    this.#taken = new Set([...RESERVED, ...imports]);
    for (const { words } of variables) {
      const plain = identifier(words);
      this.#counts.set(plain, (this.#counts.get(plain) ?? 0) + 1);
    }
  }

  public of(variable: Variable): string {
    const known = this.#names.get(variable);
    if (known !== undefined) return known;
    // The one constant that the program always has; for others the word is taken.
    if (variable.kind === 'app') return 'app';
    const name = this.#free(variable);
    this.#names.set(variable, name);
    this.#taken.add(name);
    return name;
  }

  #free({ words: own, kind, owner }: Variable): string {
    const isShared = (this.#counts.get(identifier(own)) ?? 0) > 1;
    const words = owner !== undefined && isShared ? `${owner} ${own}` : own;
    const plain = identifier(words);
    const withKind = identifier(`${words} ${kind}`);
    for (const candidate of [plain, withKind]) if (candidate !== '' && !this.#taken.has(candidate)) return candidate;
    for (let number = 2; ; number++) {
      const numbered = `${withKind}${number}`;
      if (!this.#taken.has(numbered)) return numbered;
    }
  }
}

function identifier(words: string): string {
  const parts = words
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter((part) => part !== '');
  const name = parts
    .map((part, i) => (i === 0 ? part.toLowerCase() : part.charAt(0).toUpperCase() + part.slice(1).toLowerCase()))
    .join('');
  return /^\d/.test(name) ? `_${name}` : name;
}
