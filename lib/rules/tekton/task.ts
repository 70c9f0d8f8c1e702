import { posix } from 'node:path';
import type { EmbeddedTask } from '../../api/tekton/v1/pipeline-task';
import { type Rule, type RuleSet, rulesOf } from '../rule';
import { minimalStep } from './minimal-step';
import { stepTemplateRules } from './step-template';
import { taskSpecs } from './targets';

const SOURCE = 'pipeline v1, task_validation.go';

/** Where a workspace is seen. */
export function mountPathOf({ name, mountPath }: { readonly name: string; readonly mountPath?: string }): string {
  return clean(mountPath || `/workspace/${name}`);
}

function clean(path: string): string {
  const normal = posix.normalize(path);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

const emptyDir = { emptyDir: {} };
const withWorkspaces = (...workspaces: readonly { readonly name: string; readonly mountPath?: string }[]) => ({
  value: { workspaces, steps: [{ ...minimalStep, args: workspaces.map(({ name }) => `$(workspaces.${name}.path)`) }] },
});

const rules: readonly Rule<EmbeddedTask>[] = [
  {
    code: 'KT3201',
    title: 'a task has steps',
    why: 'Without any there is nothing to run.',
    source: SOURCE,
    check(task, report) {
      if (!task.steps?.length) report(['steps'], 'there are no steps', 'write one or more');
    },
    good: { value: { steps: [minimalStep] } },
    bad: [{ value: { steps: [] } }, { value: { steps: null } }],
  },
  {
    code: 'KT3202',
    title: 'the volumes of a task have different names',
    why: 'Mounts choose a volume by its name; the webhook refuses two of one name.',
    source: SOURCE,
    check({ volumes = [] }, report) {
      const seen = new Set<string>();
      volumes.forEach(({ name }, i) => {
        if (seen.has(name)) report(['volumes', i, 'name'], `"${name}" is there above already`, 'give it another name');
        seen.add(name);
      });
    },
    good: {
      value: {
        volumes: [
          { name: 'a', ...emptyDir },
          { name: 'b', ...emptyDir },
        ],
      },
    },
    bad: {
      value: {
        volumes: [
          { name: 'a', ...emptyDir },
          { name: 'a', ...emptyDir },
        ],
      },
    },
  },
  {
    code: 'KT3203',
    title: 'the workspaces of a task have different names',
    why: 'Runs and steps choose a workspace by its name; the webhook refuses two of one name.',
    source: SOURCE,
    check({ workspaces = [] }, report) {
      const seen = new Set<string>();
      workspaces.forEach(({ name }, i) => {
        if (seen.has(name))
          report(['workspaces', i, 'name'], `"${name}" is there above already`, 'give it another name');
        seen.add(name);
      });
    },
    good: withWorkspaces({ name: 'w0' }, { name: 'w1' }),
    bad: withWorkspaces({ name: 'w0' }, { name: 'w1' }, { name: 'w0', mountPath: '/again' }, { name: 'w3' }),
  },
  {
    code: 'KT3204',
    title: 'a workspace has a path of its own',
    why: 'What else is mounted there would hide it; the webhook refuses the task.',
    source: SOURCE,
    check({ workspaces = [], steps = [], stepTemplate = {} }, report) {
      const mounts = [stepTemplate, ...steps].flatMap(({ volumeMounts = [] }) => volumeMounts);
      const used = new Map(mounts.map(({ name, mountPath }) => [clean(mountPath), `volume "${name}"`]));
      const names = new Set<string>();
      workspaces.forEach((workspace, i) => {
        const path = mountPathOf(workspace);
        const other = used.get(path);
        // Of two with one name that is what is wrong.
        if (other !== undefined && !names.has(workspace.name))
          report(['workspaces', i, 'mountPath'], `${path} is where ${other} is`, 'choose another path');
        used.set(path, `workspace "${workspace.name}"`);
        names.add(workspace.name);
      });
    },
    good: withWorkspaces({ name: 'w0' }, { name: 'w1', mountPath: '/src' }),
    bad: [
      withWorkspaces({ name: 'w0', mountPath: '/src' }, { name: 'w1', mountPath: '/src/' }),
      {
        value: {
          workspaces: [{ name: 'src' }],
          volumes: [{ name: 'cache', ...emptyDir }],
          steps: [
            {
              ...minimalStep,
              args: ['$(workspaces.src.path)'],
              volumeMounts: [{ name: 'cache', mountPath: '/workspace/src' }],
            },
          ],
        },
      },
    ],
  },
  {
    code: 'KT3205',
    title: 'a workspace of a step or sidecar is one of the task',
    why: 'The webhook refuses one that the task does not declare.',
    source: SOURCE,
    check({ workspaces = [], steps = [], sidecars = [] }, report) {
      const known = workspaces.map(({ name }) => name);
      for (const [list, containers] of [
        ['steps', steps],
        ['sidecars', sidecars],
      ] as const)
        containers.forEach((container, i) => {
          container.workspaces?.forEach(({ name }, w) => {
            if (known.includes(name)) return;
            const hint =
              known.length === 0 ? `declare it: workspaces with the name ${name}` : `the task has ${known.join(', ')}`;
            report([list, i, 'workspaces', w, 'name'], `there is no workspace "${name}"`, hint);
          });
        });
    },
    good: {
      value: {
        workspaces: [{ name: 'key' }],
        steps: [{ ...minimalStep, workspaces: [{ name: 'key', mountPath: '/key' }] }],
      },
    },
    bad: [
      { value: { steps: [{ ...minimalStep, workspaces: [{ name: 'key', mountPath: '/key' }] }] } },
      {
        value: {
          steps: [minimalStep],
          sidecars: [{ name: 'db', image: 'redis:8', workspaces: [{ name: 'key', mountPath: '/key' }] }],
        },
      },
    ],
  },
  {
    code: 'KT3206',
    title: 'workspaces of single steps need beta features',
    why: 'The webhook refuses them where enable-api-fields is stable.',
    source: SOURCE,
    check({ steps = [], sidecars = [] }, report, { platform }) {
      if (platform.hasTektonFields('beta')) return;
      for (const [list, containers] of [
        ['steps', steps],
        ['sidecars', sidecars],
      ] as const)
        containers.forEach(({ workspaces = [] }, i) => {
          if (workspaces.length > 0)
            report([list, i, 'workspaces'], 'workspaces are not open here', 'set enable-api-fields to beta');
        });
    },
    good: {
      value: {
        workspaces: [{ name: 'key' }],
        steps: [{ ...minimalStep, workspaces: [{ name: 'key', mountPath: '/key' }] }],
      },
    },
    bad: {
      value: {
        workspaces: [{ name: 'key' }],
        steps: [{ ...minimalStep, workspaces: [{ name: 'key', mountPath: '/key' }] }],
      },
      features: { 'enable-api-fields': 'stable' },
    },
  },
  {
    code: 'KT3212',
    title: 'the steps of a task have different names',
    why: 'Others refer to a step by its name; the webhook refuses two of one name.',
    source: SOURCE,
    check({ steps = [] }, report) {
      const seen = new Set<string>();
      steps.forEach(({ name }, i) => {
        if (!name) return;
        if (seen.has(name)) report(['steps', i, 'name'], `"${name}" is a step above already`, 'give it another name');
        seen.add(name);
      });
    },
    good: [
      { value: { steps: [minimalStep, { ...minimalStep, name: 'again' }] } },
      {
        value: {
          steps: [
            { image: 'alpine:3.22', command: ['a'] },
            { name: '', image: 'alpine:3.22', command: ['b'] },
          ],
        },
      },
    ],
    bad: { value: { steps: [minimalStep, minimalStep] } },
  },
];

export const taskRuleSets: readonly RuleSet[] = [rulesOf('Task', taskSpecs, [...rules, ...stepTemplateRules])];
