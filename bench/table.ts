/** One result. */
export interface Row {
  readonly what: string;
  readonly result: string;
  /** What the project wants it to be; empty where it wants nothing. */
  readonly goal: string;
}

export function formatRatio(ratio: number): string {
  return `${ratio.toFixed(2)} times`;
}

export function markdownTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, result, goal }) => `| ${what} | ${result} | ${goal} |`);
  return ['| what | result | goal |', '|---|---|---|', ...lines].join('\n');
}
