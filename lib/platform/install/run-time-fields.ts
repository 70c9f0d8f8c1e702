import type { KubeObject } from '../../api/meta/v1';
import { driftingFields } from '../../graph/drift';

/** Whether the drift rules leave a field, or what it is part of, to run time. */
export function isWrittenAtRunTime(object: KubeObject, path: readonly string[]): boolean {
  return driftingFields(object).some((field) => field.every((step, i) => step === '*' || step === path[i]));
}
