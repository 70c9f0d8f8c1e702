import { groupOf } from '../../graph/object-ref';
import type { ImportRule } from '../change';
import { appended, type Draft, type Fields, fieldsAt, isFields, listAt, mapTexts, textAt } from '../draft';
import { specOf } from './common';
import { gitClone, storageClaim } from './git-clone';
import type { Upgrade, Upgrader } from './upgrade-set';

const rules = {
  template: {
    code: 'KU3101',
    action: 'upgraded',
    why: 'Knative Build became Tekton: a template of builds is a Task, its parameters are params.',
  },
  run: {
    code: 'KU3102',
    action: 'upgraded',
    why: 'Knative Build became Tekton: a build is a TaskRun.',
  },
  source: {
    code: 'KU3103',
    action: 'upgraded',
    why: 'Tekton clones nothing by itself: a pipeline clones into a workspace, and the build reads it at /workspace as before.',
  },
  sourceGone: {
    code: 'KU3104',
    action: 'decide',
    why: 'Tekton fetches nothing by itself: put a task before the build that writes the workspace.',
  },
  shared: {
    code: 'KU3105',
    action: 'decide',
    why: 'Tekton 1.0 has no tasks for a whole cluster: keep the Task in one namespace and refer to it by the cluster resolver.',
  },
  secret: {
    code: 'KU3106',
    action: 'upgraded',
    why: 'Tekton looks for annotations of its own to know what a Secret logs in to.',
  },
  cancelled: {
    code: 'KU3107',
    action: 'upgraded',
    why: 'Tekton has another word for it.',
  },
} as const satisfies Record<string, ImportRule>;

const GROUP = 'build.knative.dev';

/** Builds and their templates, which Tekton took the place of. */
export const builds: Upgrader = {
  applies: ({ apiVersion }) => groupOf(apiVersion) === GROUP,
  run(upgrade) {
    const { draft } = upgrade;
    if (draft.kind === 'Build') {
      const name = String(draft.metadata.name ?? draft.metadata.generateName ?? '');
      const { apiVersion, kind, spec } = runOf(upgrade, specOf(draft) ?? {}, name);
      Object.assign(draft, { apiVersion, kind, spec });
      upgrade.note(rules.run, [], `the Build ${name} is a ${kind}`);
    } else if (draft.kind === 'BuildTemplate' || draft.kind === 'ClusterBuildTemplate') {
      if (draft.kind === 'ClusterBuildTemplate') {
        upgrade.note(rules.shared, [], `the ClusterBuildTemplate ${draft.metadata.name} is a Task of a namespace`);
      }
      upgrade.note(rules.template, [], `the ${draft.kind} ${draft.metadata.name} is a Task`);
      Object.assign(draft, { apiVersion: 'tekton.dev/v1', kind: 'Task', spec: taskOf(specOf(draft) ?? {}) });
    }
  },
};

/** Secrets of a build's account. */
export const buildSecrets: Upgrader = {
  applies: ({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Secret',
  run(upgrade) {
    const annotations = fieldsAt(upgrade.draft.metadata, 'annotations');
    for (const [name, value] of Object.entries(annotations ?? {})) {
      const [, which] = /^build\.knative\.dev\/((?:docker|git)-\d+)$/.exec(name) ?? [];
      if (which === undefined || annotations === undefined) continue;
      delete annotations[name];
      annotations[`tekton.dev/${which}`] = value;
      upgrade.note(rules.secret, ['metadata', 'annotations', name], `${name} is called tekton.dev/${which}`);
    }
  },
};

/** The run of Tekton that a build within a service or configuration is; undefined if it is none of build.knative.dev. */
export function embeddedBuild(upgrade: Upgrade, given: Fields): Draft | undefined {
  const isObject = typeof given.apiVersion === 'string';
  if (isObject && groupOf(given.apiVersion as string) !== GROUP) return undefined;
  const spec = isObject ? fieldsAt(given, 'spec') : given;
  if (spec === undefined || !['source', 'sources', 'steps', 'template'].some((key) => spec[key] !== undefined)) {
    return undefined;
  }
  const { name, namespace } = upgrade.draft.metadata;
  const { apiVersion, kind, spec: run } = runOf(upgrade, spec, `${name}-build`);
  return {
    apiVersion,
    kind,
    metadata: { name: `${name}-build`, ...(namespace !== undefined && { namespace }) },
    spec: run,
  };
}

/** Parameters and steps, with `${NAME}` as Tekton writes it. */
function taskOf({ parameters, steps, volumes, workspaces }: Fields): Fields {
  const params = (Array.isArray(parameters) ? parameters : [])
    .filter(isFields)
    .map(({ name, description, default: value }) => ({
      name,
      type: 'string',
      ...(description !== undefined && { description }),
      ...(value !== undefined && { default: String(value) }),
    }));
  const names = params.map(({ name }) => String(name));
  return {
    ...(params.length > 0 && { params }),
    ...(workspaces !== undefined && { workspaces }),
    steps: mapTexts(namedSteps(steps), (text) => substituted(text, names)),
    ...(volumes !== undefined && { volumes }),
  };
}

function substituted(text: string, names: readonly string[]): string {
  return text.replace(/\$\{(\w[\w-]*)\}/g, (whole, name: string) =>
    names.includes(name) ? `$(params.${name})` : whole,
  );
}

/** Steps of a build need no name and may have resources as containers have them. */
function namedSteps(steps: unknown): Fields[] {
  return (Array.isArray(steps) ? steps : []).filter(isFields).map(({ resources, ...step }) => ({
    ...step,
    ...(resources !== undefined && { computeResources: resources }),
  }));
}

interface Run {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: Fields;
}

function runOf(upgrade: Upgrade, build: Fields, name: string): Run {
  const template = fieldsAt(build, 'template');
  const source = sourceOf(upgrade, build);
  const task =
    template === undefined ? { taskSpec: taskOf(build) } : { taskRef: { name: template.name, kind: 'Task' } };
  const params = listAt(template, 'arguments').map(({ name: param, value }) => ({ name: param, value: String(value) }));
  const account = build.serviceAccountName;
  const podTemplate = podTemplateOf(build);
  if (template?.env !== undefined && task.taskSpec !== undefined) task.taskSpec.stepTemplate = { env: template.env };
  if (build.status === 'BuildCancelled') {
    upgrade.note(rules.cancelled, ['spec', 'status'], 'BuildCancelled is called TaskRunCancelled');
  }
  if (source === undefined) {
    return {
      apiVersion: 'tekton.dev/v1',
      kind: 'TaskRun',
      spec: {
        ...task,
        ...(params.length > 0 && { params }),
        ...(account !== undefined && { serviceAccountName: account }),
        ...(podTemplate !== undefined && { podTemplate }),
        ...(build.timeout !== undefined && { timeout: build.timeout }),
        ...(build.status === 'BuildCancelled' && { status: 'TaskRunCancelled' }),
      },
    };
  }
  upgrade.note(rules.source, ['spec', 'source'], `${name} is a PipelineRun that clones the source first`);
  return {
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    spec: {
      pipelineSpec: {
        workspaces: [{ name: 'source' }],
        tasks: [
          {
            name: 'fetch-source',
            ...gitClone(),
            params: source.params,
            workspaces: [{ name: 'output', workspace: 'source' }],
          },
          {
            name: 'build',
            ...withSource(upgrade, task),
            ...(params.length > 0 && { params }),
            runAfter: ['fetch-source'],
            workspaces: [
              { name: 'source', workspace: 'source', ...(source.subPath !== undefined && { subPath: source.subPath }) },
            ],
          },
        ],
      },
      workspaces: [{ name: 'source', ...storageClaim() }],
      ...((account !== undefined || podTemplate !== undefined) && {
        taskRunTemplate: {
          ...(account !== undefined && { serviceAccountName: account }),
          ...(podTemplate !== undefined && { podTemplate }),
        },
      }),
      ...(build.timeout !== undefined && { timeouts: { pipeline: build.timeout } }),
      ...(build.status === 'BuildCancelled' && { status: 'Cancelled' }),
    },
  };
}

/** The workspace lies where a build found its source. */
const SOURCE = { name: 'source', mountPath: '/workspace' };

function withSource(upgrade: Upgrade, task: { taskSpec?: Fields; taskRef?: Fields }): Fields {
  if (task.taskSpec !== undefined) return { taskSpec: { ...task.taskSpec, workspaces: [SOURCE] } };
  const named =
    upgrade.find('BuildTemplate', String(task.taskRef?.name)) ?? upgrade.find('Task', String(task.taskRef?.name));
  const spec = named === undefined ? undefined : specOf(named);
  // The template is told of what the run gives it, whether it was upgraded already or not.
  if (spec !== undefined && !listAt(spec, 'workspaces').some(({ name }) => name === SOURCE.name)) {
    spec.workspaces = appended(spec.workspaces, SOURCE);
  }
  return task;
}

interface Source {
  readonly params: Fields[];
  readonly subPath: unknown;
}

function sourceOf(upgrade: Upgrade, build: Fields): Source | undefined {
  const sources = [fieldsAt(build, 'source'), ...listAt(build, 'sources')].filter((source) => source !== undefined);
  const [source] = sources;
  if (source === undefined) return undefined;
  const git = fieldsAt(source, 'git');
  if (git === undefined || sources.length > 1) {
    const what = git === undefined ? Object.keys(source).join(', ') : `${sources.length} sources`;
    upgrade.note(rules.sourceGone, ['spec', 'source'], `left out the source (${what})`);
    return undefined;
  }
  const url = textAt(git, 'url') ?? '';
  const revision = git.revision ?? 'master';
  const params = [
    { name: 'url', value: url },
    { name: 'revision', value: String(revision) },
  ];
  return { params, subPath: source.subPath };
}

function podTemplateOf({ nodeSelector, affinity }: Fields): Fields | undefined {
  if (nodeSelector === undefined && affinity === undefined) return undefined;
  return { ...(nodeSelector !== undefined && { nodeSelector }), ...(affinity !== undefined && { affinity }) };
}

export const buildRules: readonly ImportRule[] = Object.values(rules);
