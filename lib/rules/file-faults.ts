import type { RuleText } from './rule';

/** Why a file can't be written. */
export const fileFaults = {
  unwritable: {
    code: 'KG0208',
    title: 'a file can be written where it is asked for',
    why: 'Nothing is written if anything cannot be.',
    source: 'the file system',
  },
  taken: {
    code: 'KG0209',
    title: 'a file or folder of yours is not replaced unasked',
    why: 'What is there does not look like what the command writes, so a person may have written it.',
    source: 'the file system',
  },
} as const satisfies Record<string, RuleText>;

export type FileFaultName = keyof typeof fileFaults;
