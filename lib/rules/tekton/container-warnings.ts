import type { KubeResourceRequirements } from '../../api/core/v1/kube-container';
import type { EmbeddedTask } from '../../api/tekton/v1/pipeline-task';
import type { FieldPath } from '../diagnostic';
import type { Rule } from '../rule';
import { dnsLabelHint, isDns1123Label } from '../syntax/names';
import { parseQuantity } from '../syntax/quantity';
import { withStep } from './containers';
import { minimalStep } from './minimal-step';
import { outOfOrder } from './step-template';

/** What comes of a fault that only Kubernetes looks for. */
export const POD = 'The webhook does not look at it; Kubernetes refuses the pod, and the run fails.';
const SOURCE = 'Kubernetes, validation of pods';

type Container = NonNullable<EmbeddedTask['steps']>[number] | NonNullable<EmbeddedTask['sidecars']>[number];

/** Steps, sidecars and what is put below the steps, each with its place. */
function containersOf({ steps = [], sidecars = [], stepTemplate }: EmbeddedTask): (readonly [Container, FieldPath])[] {
  return [
    ...steps.map((step, i) => [step, ['steps', i]] as const),
    ...(stepTemplate === undefined ? [] : [[stepTemplate, ['stepTemplate']] as const]),
    ...sidecars.map((sidecar, i) => [sidecar, ['sidecars', i]] as const),
  ];
}

/** A check of each container of a task, the step template among them. */
export function eachContainer(
  check: (container: Container, report: Parameters<Rule['check']>[1], task: EmbeddedTask) => void,
): Rule<EmbeddedTask>['check'] {
  return (task, report) => {
    for (const [container, at] of containersOf(task))
      check(container, (path, ...fault) => report([...at, ...path], ...fault), task);
  };
}

/** Whether a text is known only when a variable is put in. */
export function hasVariable(text: string): boolean {
  return text.includes('$(');
}

const redis = { name: 'db', image: 'redis:8' };
const withSidecars = (...sidecars: readonly object[]) => ({ value: { steps: [minimalStep], sidecars } });

/** What is accepted of the containers of a task and regretted: faults that show when its pod is made. */
export const containerWarnings: readonly Rule<EmbeddedTask>[] = [
  {
    code: 'KT3251',
    severity: 'warning',
    title: 'the sidecars of a task have different names',
    why: POD,
    source: SOURCE,
    check({ sidecars = [] }, report) {
      const seen = new Set<string>();
      sidecars.forEach(({ name }, i) => {
        if (!name) return;
        if (seen.has(name))
          report(['sidecars', i, 'name'], `"${name}" is a sidecar above already`, 'give it another name');
        seen.add(name);
      });
    },
    good: withSidecars(redis, { ...redis, name: 'cache' }),
    bad: withSidecars(redis, redis),
  },
  {
    code: 'KT3252',
    severity: 'warning',
    title: 'the name of a sidecar is a DNS label',
    why: POD,
    source: SOURCE,
    check({ sidecars = [] }, report) {
      sidecars.forEach(({ name = '' }, i) => {
        if (name !== '' && !isDns1123Label(name))
          report(['sidecars', i, 'name'], `"${name}" is no DNS label`, dnsLabelHint(name));
      });
    },
    good: withSidecars({ ...redis, name: 'redis-cache' }),
    bad: withSidecars({ ...redis, name: 'Redis_Cache' }),
  },
  {
    code: 'KT3253',
    severity: 'warning',
    title: 'what a container of a task mounts is a volume of the task',
    why: POD,
    source: SOURCE,
    check: eachContainer(({ volumeMounts = [] }, report, { volumes = [] }) => {
      volumeMounts.forEach(({ name }, i) => {
        if (hasVariable(name) || name.startsWith('tekton-internal-')) return;
        if (volumes.some((volume) => volume.name === name)) return;
        const known = volumes.map((volume) => volume.name).join(', ');
        report(
          ['volumeMounts', i, 'name'],
          `there is no volume "${name}"`,
          known === '' ? 'add it to volumes' : `the task has ${known}`,
        );
      });
    }),
    good: withStep(
      {
        volumeMounts: [
          { name: 'cache', mountPath: '/cache' },
          { name: '$(workspaces.src.volume)', mountPath: '/src' },
        ],
      },
      { volumes: [{ name: 'cache', emptyDir: {} }], workspaces: [{ name: 'src' }] },
    ),
    bad: withStep({ volumeMounts: [{ name: 'cache', mountPath: '/cache' }] }),
  },
  {
    code: 'KT3254',
    severity: 'warning',
    title: 'a container of a task mounts one thing at a path',
    why: POD,
    source: SOURCE,
    check: eachContainer((container, report, { stepTemplate }) => {
      const paths = (container.volumeMounts ?? []).map(({ mountPath }) => mountPath);
      if (outOfOrder(container, stepTemplate, 'volumeMounts') !== undefined) return;
      paths.forEach((path, i) => {
        if (paths.indexOf(path) < i)
          report(['volumeMounts', i, 'mountPath'], `${path} is mounted above already`, 'choose another path');
      });
    }),
    good: withMounts('/a', '/b'),
    bad: withMounts('/a', '/a'),
  },
  {
    code: 'KT3257',
    severity: 'warning',
    title: 'a container of a task sets a variable once',
    why: 'The last one holds, the others do nothing.',
    source: 'Kubernetes, the environment of containers',
    check: eachContainer((container, report, { stepTemplate }) => {
      const names = (container.env ?? []).map(({ name }) => name);
      if (outOfOrder(container, stepTemplate, 'env') !== undefined) return;
      names.forEach((name, i) => {
        if (names.indexOf(name) < i)
          report(['env', i, 'name'], `"${name}" is set above already`, 'leave one of them out');
      });
    }),
    good: withStep({
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    }),
    bad: withStep({
      env: [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
    }),
  },
  {
    code: 'KT3258',
    severity: 'warning',
    title: 'a container of a task asks for no more than its limit',
    why: 'The webhook does not compare them; the run fails before its pod is made.',
    source: 'pipeline, pkg/reconciler/taskrun/validate_taskrun.go',
    check: eachContainer(({ computeResources = {} }, report) => {
      for (const name of overLimit(computeResources))
        report(
          ['computeResources', 'requests', name],
          `it is over the limit of ${name}`,
          'raise the limit, or ask for less',
        );
    }),
    good: withStep({ computeResources: { requests: { cpu: '500m' }, limits: { cpu: 1 } } }),
    bad: withStep({ computeResources: { requests: { cpu: 2 }, limits: { cpu: '500m' } } }),
  },
  {
    code: 'KT3259',
    severity: 'warning',
    title: 'a workspace is mounted at an absolute path',
    why: POD,
    source: SOURCE,
    check({ workspaces = [], steps = [], sidecars = [] }, report) {
      const tell = (mountPath: string | undefined, at: FieldPath) => {
        if (mountPath && !mountPath.startsWith('/') && !hasVariable(mountPath))
          report([...at, 'mountPath'], `"${mountPath}" is not absolute`, `write /${mountPath}`);
      };
      for (const [i, { mountPath }] of workspaces.entries()) tell(mountPath, ['workspaces', i]);
      for (const [list, containers] of [
        ['steps', steps],
        ['sidecars', sidecars],
      ] as const)
        for (const [i, { workspaces: own = [] }] of containers.entries())
          for (const [w, { mountPath }] of own.entries()) tell(mountPath, [list, i, 'workspaces', w]);
    },
    good: withStep({ args: ['$(workspaces.src.path)'] }, { workspaces: [{ name: 'src', mountPath: '/src' }] }),
    bad: withStep({ args: ['$(workspaces.src.path)'] }, { workspaces: [{ name: 'src', mountPath: 'src' }] }),
  },
  {
    code: 'KT3265',
    severity: 'warning',
    title: 'the name of a workspace is in lower case, with dashes',
    why: 'Upstream compares the names of bindings without regard to case in one place and with it in another.',
    source: 'pipeline v1, taskrun_validation.go and pipelinerun_validation.go',
    check({ workspaces = [] }, report) {
      workspaces.forEach(({ name }, i) => {
        if (!isDns1123Label(name)) report(['workspaces', i, 'name'], `"${name}" is not`, dnsLabelHint(name));
      });
    },
    good: withStep({ args: ['$(workspaces.source-code.path)'] }, { workspaces: [{ name: 'source-code' }] }),
    bad: withStep({ args: ['$(workspaces.Source_Code.path)'] }, { workspaces: [{ name: 'Source_Code' }] }),
  },
];

function overLimit({ requests = {}, limits = {} }: KubeResourceRequirements): string[] {
  return Object.keys(requests).filter((name) => {
    const [request, limit] = [requests[name], limits[name]].map((amount) =>
      amount === undefined ? undefined : parseQuantity(amount),
    );
    return request !== undefined && limit !== undefined && request > limit;
  });
}

function withMounts(...paths: readonly string[]) {
  return withStep(
    { volumeMounts: paths.map((mountPath, i) => ({ name: `v${i}`, mountPath })) },
    { volumes: paths.map((_, i) => ({ name: `v${i}`, emptyDir: {} })) },
  );
}
