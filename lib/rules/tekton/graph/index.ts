import type { GraphRule } from '../../rule';
import { resolverRules } from './resolvers';
import { runGraphRules } from './runs';
import { taskRunGraphRules } from './task-runs';
import { taskGraphRules } from './tasks';
import { unusedRules } from './unused';

/** The rules of runs, pipelines and tasks together, whether a pipeline or a task is an object or stands in another. */
export const tektonGraphRules: readonly GraphRule[] = [
  ...unusedRules,
  ...taskGraphRules,
  ...runGraphRules,
  ...taskRunGraphRules,
  ...resolverRules,
];
