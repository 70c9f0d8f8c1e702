import { PipelineRun } from '../../api/tekton/v1/pipeline-run';
import { TaskRun } from '../../api/tekton/v1/task-run';
import type { WorkspaceBinding } from '../../api/tekton/v1/workspace';
import { CustomRun } from '../../api/tekton/v1beta1/custom-run';
import { EACH, type Rule, type RuleSet, rulesOf, type Target } from '../rule';
import { eachRepeated } from './repeated';
import { workspaceWarnings } from './workspace-warnings';

const SOURCE = 'pipeline v1, workspace_validation.go';

/** What a workspace may be bound to. */
const SOURCES = [
  'volumeClaimTemplate',
  'persistentVolumeClaim',
  'emptyDir',
  'configMap',
  'secret',
  'projected',
  'csi',
] as const satisfies readonly (keyof WorkspaceBinding)[];

/** What a source can't do without. */
function lacking(binding: WorkspaceBinding): string | undefined {
  const { persistentVolumeClaim, configMap, secret, projected, csi } = binding;
  if (persistentVolumeClaim !== undefined && !persistentVolumeClaim.claimName) return 'persistentVolumeClaim.claimName';
  if (configMap !== undefined && !configMap.name) return 'configMap.name';
  if (secret !== undefined && !secret.secretName) return 'secret.secretName';
  if (projected !== undefined && !projected.sources?.length) return 'projected.sources';
  return csi !== undefined && !csi.driver ? 'csi.driver' : undefined;
}

const sourced = (source: object) => ({ value: { emptyDir: null, ...source } });

const rules: readonly Rule<WorkspaceBinding>[] = [
  {
    code: 'KT3415',
    title: 'a workspace is bound to one thing',
    why: 'The webhook refuses none, and more than one.',
    source: SOURCE,
    check(binding, report) {
      const found = SOURCES.filter((source) => binding[source] !== undefined);
      if (found.length === 0)
        report(
          [],
          `"${binding.name}" is bound to nothing`,
          'write emptyDir, persistentVolumeClaim, volumeClaimTemplate or another',
        );
      else if (found.length > 1) report([], `there are ${found.join(' and ')}`, 'leave one of them');
    },
    good: [sourced({ secret: { secretName: 'key' } }), sourced({ csi: { driver: 'secrets.csi.example.com' } })],
    bad: [sourced({}), { value: { secret: { secretName: 'key' } } }],
  },
  {
    code: 'KT3416',
    title: 'what a workspace is bound to is named',
    why: 'The webhook refuses a claim, a ConfigMap or a Secret without a name, and a list of sources that is empty.',
    source: SOURCE,
    check(binding, report) {
      const path = lacking(binding);
      if (path !== undefined) report(path.split('.'), `there is no ${path}`, 'write it');
    },
    good: sourced({ configMap: { name: 'settings' } }),
    bad: [
      sourced({ persistentVolumeClaim: { claimName: '' } }),
      sourced({ configMap: {} }),
      sourced({ secret: {} }),
      sourced({ projected: { sources: [] } }),
      sourced({ csi: { driver: '' } }),
    ],
  },
];

const base = { workspaces: [{ name: 'source', emptyDir: {} }] };
const bindings: readonly Target[] = [TaskRun, PipelineRun, CustomRun].map((kind) => ({
  kind,
  at: ['spec', 'workspaces', EACH],
  base,
}));

const namesOf: readonly Rule<{ readonly workspaces?: readonly WorkspaceBinding[] }>[] = [
  {
    code: 'KT3417',
    title: 'a workspace is bound once',
    why: 'The webhook refuses two bindings of one name, and does not look at upper and lower case.',
    source: 'pipeline v1, taskrun_validation.go',
    check: ({ workspaces = [] }, report) =>
      eachRepeated(workspaces, (i, name) =>
        report(['workspaces', i, 'name'], `"${name}" is bound above already`, 'leave one of them out'),
      ),
    good: {
      value: {
        workspaces: [
          { name: 'a', emptyDir: {} },
          { name: 'b', emptyDir: {} },
        ],
      },
    },
    bad: {
      value: {
        workspaces: [
          { name: 'source', emptyDir: {} },
          { name: 'Source', emptyDir: {} },
        ],
      },
    },
  },
];

/** What must hold of what runs give for workspaces. Whether a name is bound twice, a PipelineRun judges by itself. */
export const workspaceRuleSets: readonly RuleSet[] = [
  rulesOf('Workspaces', bindings, [...rules, ...workspaceWarnings]),
  rulesOf(
    'Workspaces',
    [TaskRun, CustomRun].map((kind) => ({ kind, at: ['spec'] })),
    namesOf,
  ),
];
