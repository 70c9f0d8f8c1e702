import type { GraphRule } from '../../rule';
import { listenerAccount } from './account';
import { doubleParam, missingParam, unusedParam } from './params';

/** What can be wrong between the objects of Tekton Triggers. */
export const triggersGraphRules: readonly GraphRule[] = [missingParam, unusedParam, doubleParam, listenerAccount];
