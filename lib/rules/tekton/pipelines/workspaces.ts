import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { Rule } from '../../rule';
import { didYouMean } from './param-references';
import { placedTasks } from './placed-tasks';

const VALIDATION = 'tektoncd/pipeline, pkg/apis/pipeline/v1/pipeline_validation.go';

const having = (workspaces: readonly object[], bindings: readonly object[]) => ({
  value: { workspaces, tasks: [{ name: 'greet', taskRef: { name: 'hello' }, workspaces: bindings }] },
});
const source = [{ name: 'source' }];

/** Rules of the workspaces that a pipeline takes. */
export const workspaceRules: readonly Rule<PipelineSpec>[] = [
  {
    code: 'KT3336',
    title: 'each workspace of a pipeline has a name of its own',
    why: 'Runs bind it by its name.',
    source: VALIDATION,
    check({ workspaces = [] }, report) {
      const seen = new Set<string>();
      for (const [i, { name = '' }] of workspaces.entries()) {
        if (name === '')
          report(['workspaces', i, 'name'], 'the workspace has no name', 'give it one, such as "source"');
        else if (seen.has(name))
          report(['workspaces', i, 'name'], `there is a workspace "${name}" already`, 'give it another name');
        seen.add(name);
      }
    },
    good: having(source, [{ name: 'source' }]),
    bad: [
      having([...source, ...source], [{ name: 'source' }]),
      having([...source, { name: '' }], [{ name: 'source' }]),
    ],
  },
];

/** Rules of what the tasks of a pipeline get of its workspaces; upstream leaves them out where a run has its own pipeline. */
export const boundWorkspaceRules: readonly Rule<PipelineSpec>[] = [
  {
    code: 'KT3337',
    title: 'a task gets workspaces that its pipeline has',
    why: 'A run binds those of the pipeline and no others.',
    source: VALIDATION,
    check(spec, report) {
      const declared = (spec.workspaces ?? []).map(({ name }) => name);
      for (const { task, at } of placedTasks(spec)) {
        for (const [i, { name, workspace }] of (task.workspaces ?? []).entries()) {
          const wanted = workspace || name;
          if (!declared.includes(wanted))
            report(
              [...at, 'workspaces', i],
              `the pipeline has no workspace "${wanted}"`,
              didYouMean(wanted, declared, 'workspaces'),
            );
        }
      }
    },
    good: having(source, [{ name: 'code', workspace: 'source' }]),
    bad: [
      having(source, [{ name: 'source' }, { name: 'code', workspace: 'sorce' }]),
      having(source, [{ name: 'source' }, { name: 'code' }]),
    ],
  },
  {
    code: 'KT3338',
    title: 'each workspace of a task is bound once',
    why: 'It is one directory.',
    source: VALIDATION,
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        const seen = new Set<string>();
        for (const [i, { name }] of (task.workspaces ?? []).entries()) {
          if (seen.has(name)) report([...at, 'workspaces', i], `"${name}" is bound twice`, 'keep one of them');
          seen.add(name);
        }
      }
    },
    good: having(source, [{ name: 'source' }]),
    bad: having(source, [{ name: 'source' }, { name: 'source' }]),
  },
];
