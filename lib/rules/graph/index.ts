import type { GraphRule } from '../rule';
import { duplicates } from './duplicates';

export const generalGraphRules: readonly GraphRule[] = [duplicates];
