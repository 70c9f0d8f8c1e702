import type { KubeObject } from '../../../api/meta/v1';
import { PipelineRun, type PipelineRunSpec } from '../../../api/tekton/v1/pipeline-run';
import { type Rule, type RuleSet, rulesFor } from '../../rule';
import { placedTasks } from '../pipelines/placed-tasks';

const source = { name: 'source', persistentVolumeClaim: { claimName: 'source' } };
const own = (workspaces: readonly object[], run: object = {}) => ({
  spec: {
    pipelineRef: null,
    pipelineSpec: {
      workspaces,
      tasks: [{ name: 'greet', taskRef: { name: 'hello' }, workspaces: [{ name: 'source' }] }],
    },
    ...run,
  },
});

const rules: readonly Rule<KubeObject<PipelineRunSpec>>[] = [
  {
    code: 'KT3474',
    severity: 'warning',
    title: 'the own pipeline of a run has the workspaces that its tasks get',
    why: 'The webhook looks for them in Pipelines only; the run fails.',
    source: 'tektoncd/pipeline, pkg/reconciler/pipelinerun',
    check({ spec }, report) {
      const { pipelineSpec, workspaces = [] } = spec ?? {};
      if (pipelineSpec === undefined) return;
      const known = [...(pipelineSpec.workspaces ?? []), ...workspaces].map(({ name }) => name);
      for (const { task, at } of placedTasks(pipelineSpec)) {
        for (const [i, { name, workspace }] of (task.workspaces ?? []).entries()) {
          const wanted = workspace || name;
          const path = ['spec', 'pipelineSpec', ...at, 'workspaces', i];
          if (!known.includes(wanted))
            report(path, `the pipeline has no workspace "${wanted}"`, 'declare it in workspaces of pipelineSpec');
        }
      }
    },
    good: own([{ name: 'source' }], { workspaces: [source] }),
    bad: own([]),
  },
  {
    code: 'KT3475',
    severity: 'warning',
    title: 'workspaces of a run differ in more than upper and lower case',
    why: 'Runs of tasks do not tell them apart, and refuse both.',
    source: 'tektoncd/pipeline, pkg/apis/pipeline/v1/taskrun_validation.go',
    check({ spec }, report) {
      const seen = new Map<string, string>();
      for (const [i, { name }] of (spec?.workspaces ?? []).entries()) {
        const other = seen.get(name.toLowerCase());
        if (other !== undefined && other !== name)
          report(['spec', 'workspaces', i, 'name'], `"${name}" is "${other}" but for case`, 'give it another name');
        seen.set(name.toLowerCase(), name);
      }
    },
    good: { spec: { workspaces: [source, { ...source, name: 'cache' }] } },
    bad: { spec: { workspaces: [source, { ...source, name: 'Source' }] } },
  },
];

/** The rules of the workspaces that a run gives. */
export const runWorkspaceRules: RuleSet = rulesFor(PipelineRun, rules);
