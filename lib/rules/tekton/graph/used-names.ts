import { variablesIn } from '../../../api/tekton/variables';

/** All texts in a value, however deep. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* textsIn(inner);
}

/** The names that references with this root begin with, anywhere in a pipeline. */
export function namesRead(value: unknown, root: 'params' | 'workspaces'): Set<string> {
  const names = new Set<string>();
  for (const text of textsIn(value)) {
    for (const reference of variablesIn(text)) {
      if (reference.root === root && reference.names[0] !== undefined) names.add(reference.names[0]);
    }
  }
  return names;
}
