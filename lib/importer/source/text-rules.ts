import type { ImportRule } from '../change';

/** What is mended in the text of a document, and why. */
export const textRules = {
  space: {
    code: 'KU0001',
    action: 'mended',
    why: 'Documents and chats write spaces that YAML takes for letters.',
  },
  ligature: {
    code: 'KU0002',
    action: 'mended',
    why: 'PDFs draw two letters as one, and copying keeps the drawing.',
  },
  quote: {
    code: 'KU0003',
    action: 'mended',
    why: 'Word processors bend quotes, and YAML takes bent ones for letters.',
  },
  dash: {
    code: 'KU0004',
    action: 'mended',
    why: 'Word processors make long dashes of hyphens.',
  },
  colon: {
    code: 'KU0005',
    action: 'mended',
    why: 'Input methods write a wide colon, and copying loses the space after a colon.',
  },
  tab: {
    code: 'KU0006',
    action: 'mended',
    why: 'YAML allows no tabs in indentation.',
  },
  lineNumber: {
    code: 'KU0007',
    action: 'mended',
    why: 'Web pages and editors show line numbers, and copying takes them along.',
  },
  prompt: {
    code: 'KU0008',
    action: 'mended',
    why: 'A command stands in the same block as the manifest.',
  },
  elision: {
    code: 'KU0009',
    action: 'decide',
    why: 'The author left something out here: only you can say what.',
  },
  quoted: {
    code: 'KU0010',
    action: 'mended',
    why: 'YAML gives the first letter a meaning of its own, so the value must be in quotes.',
  },
  wrapped: {
    code: 'KU0011',
    action: 'mended',
    why: 'The page was too narrow for the line, and its rest stands on the next one.',
  },
  indentation: {
    code: 'KU0012',
    action: 'mended',
    why: 'The indentation got lost. The lines were moved to where the schema of the kind has their fields; look at them.',
  },
  apiVersion: {
    code: 'KU0013',
    action: 'mended',
    why: 'The apiVersion got lost: of the kinds of that name, this one has these fields.',
  },
  pageBreak: {
    code: 'KU0014',
    action: 'mended',
    why: 'A page ended in the middle of the manifest.',
  },
  capital: {
    code: 'KU0015',
    action: 'mended',
    why: 'Keys begin with a small letter.',
  },
  separator: {
    code: 'KU0016',
    action: 'mended',
    why: 'The line --- between two objects got lost.',
  },
  twice: {
    code: 'KU0017',
    action: 'dropped',
    why: 'An object of this name comes again, and kubectl apply would replace this one by it.',
  },
} as const satisfies Record<string, ImportRule>;

export const allTextRules: readonly ImportRule[] = Object.values(textRules);

/** Something that was mended in a text. */
export interface Mend {
  readonly rule: ImportRule;
  /** From 1, in the text that was given. */
  readonly line: number;
  readonly message: string;
}

/** What a step makes of a text. The lines of its mends are those of the text that it was given. */
export interface Step {
  readonly text: string;
  readonly mends: readonly Mend[];
  /** Lines that it put in, as its own text counts them. @default - none */
  readonly added?: readonly number[];
}
