import type { GraphRule } from '../rule';
import { duplicates } from './duplicates';
import { unnamed } from './unnamed';

export const generalGraphRules: readonly GraphRule[] = [duplicates, unnamed];
