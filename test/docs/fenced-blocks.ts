/** A fenced block of a Markdown page that has a marker, a comment, on the line above it. */
export interface FencedBlock {
  /** What the comment says. */
  readonly marker: string;
  /** What the fence says of the block's language. */
  readonly language: string;
  readonly text: string;
}

const MARKED = /^<!-- (.+) -->\n```(\w*)\n([\s\S]*?)^```$/gm;

/** The marked blocks of a page, in order. */
export function markedBlocks(page: string): FencedBlock[] {
  return Array.from(page.matchAll(MARKED), ([, marker = '', language = '', text = '']) => ({ marker, language, text }));
}

/** The page with other texts in its marked blocks. */
export function withMarkedBlocks(page: string, textOf: (block: FencedBlock, index: number) => string): string {
  let index = 0;
  return page.replace(MARKED, (_, marker: string, language: string, text: string) => {
    const block = { marker, language, text };
    return `<!-- ${marker} -->\n\`\`\`${language}\n${textOf(block, index++)}\`\`\``;
  });
}
