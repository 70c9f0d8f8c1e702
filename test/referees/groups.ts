import { kinds } from '../../lib/api/registry';

/** The API groups whose kinds are modelled here. */
export const modelledGroups: readonly string[] = [...new Set(kinds.map(({ group }) => group))];
