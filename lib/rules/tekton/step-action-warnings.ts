import type { StepActionSpec } from '../../api/tekton/v1beta1/step-action';
import type { Rule } from '../rule';
import { referencesWithin } from './all-texts';
import { placeOf } from './variable-place';

/** What is accepted of an action and regretted. */
export const stepActionWarnings: readonly Rule<StepActionSpec>[] = [
  {
    code: 'KT3262',
    severity: 'warning',
    title: 'an action reads params in place of workspaces',
    why: 'An action declares no workspaces: the task that uses it need not have one of that name, and the text stays as it is.',
    source: 'pipeline, docs/stepactions.md',
    check(action, report) {
      for (const { reference, path } of referencesWithin(action))
        if (reference.root === 'workspaces' && reference.names.length > 0)
          report(path, `${placeOf(reference)} is a workspace of the task`, 'declare a param for the path');
    },
    good: { value: { params: [{ name: 'dir' }], args: ['$(params.dir)'] } },
    bad: { value: { args: ['$(workspaces.source.path)'] } },
  },
];
