import type { ConfigTable } from './key';
import { configMapOf } from './problems';

const HOUR = 3600;

/** The keys of `config-gc`. */
const gcKeys = {
  'retain-since-create-time': {
    type: 'duration',
    default: 48 * HOUR,
    minimum: 0,
    disabled: true,
    doc: 'How long a revision stays after it was made.',
  },
  'retain-since-last-active-time': {
    type: 'duration',
    default: 15 * HOUR,
    minimum: 0,
    disabled: true,
    doc: 'How long a revision stays after it last had traffic.',
  },
  'min-non-active-revisions': {
    type: 'integer',
    bits: 64,
    default: 20,
    minimum: 0,
    unit: 'revisions',
    doc: 'How many revisions without traffic always stay.',
  },
  'max-non-active-revisions': {
    type: 'integer',
    bits: 64,
    default: 1000,
    minimum: 0,
    disabled: true,
    unit: 'revisions',
    doc: 'How many revisions without traffic stay at most.',
  },
} as const satisfies ConfigTable;

/** `config-gc`. */
export const gcConfigMap = configMapOf({
  namespace: 'knative-serving',
  name: 'config-gc',
  settings: 'GarbageCollectionSettings',
  doc: 'How long revisions stay that have no traffic.',
  keys: gcKeys,
  relations: [
    ({ minNonActiveRevisions: least, maxNonActiveRevisions: most }) =>
      most >= 0 && least > most
        ? {
            key: 'max-non-active-revisions',
            found: `${most} is under min-non-active-revisions, ${least}`,
            hint: `write ${least} or more, or lower min-non-active-revisions`,
          }
        : undefined,
  ],
});
