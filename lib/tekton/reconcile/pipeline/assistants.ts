import { createHash } from 'node:crypto';
import { kubernetes } from '../../../api/kubernetes';
import type { KubeObject } from '../../../api/meta/v1';
import type { PodTemplate } from '../../../api/tekton/v1/pod-template';
import type { WorkspaceBinding } from '../../../api/tekton/v1/workspace';
import { controllerReference } from '../../../controller/effects';
import { images, label } from '../../keys';
import type { TektonSettings } from '../../settings';
import { claimName } from '../claims';
import type { PipelineRunObject } from './pipeline-spec';

const HASH = 10;
const COMPONENT = { 'app.kubernetes.io/component': 'affinity-assistant' };

/** What goes on one node: the runs of a workspace, those of a whole pipeline, these and nobody else's, or nothing. */
export type Coschedule = 'workspaces' | 'pipelineruns' | 'isolate-pipelinerun' | 'disabled';

export const coscheduleOf = ({ platform }: TektonSettings) => platform.feature('coschedule') as Coschedule;

/** The assistant of a run's workspace, or of the whole run where that is empty. */
export function assistantName(run: PipelineRunObject, workspace: string): string {
  const hash = createHash('sha256').update(`${workspace}${run.metadata.name}`).digest('hex');
  return `affinity-assistant-${hash.slice(0, HASH)}`;
}

/** The assistant that a task's pods keep to; undefined where they go anywhere. */
export function assistantFor(
  run: PipelineRunObject,
  claimed: string | undefined,
  coschedule: Coschedule,
): string | undefined {
  if (coschedule === 'disabled') return undefined;
  if (coschedule !== 'workspaces') return assistantName(run, '');
  return claimed === undefined ? undefined : assistantName(run, claimed);
}

export interface AssistantSetting {
  readonly run: PipelineRunObject;
  readonly labels: Readonly<Record<string, string>>;
  /** The run's bindings, with claims in the place of templates. */
  readonly bindings: readonly WorkspaceBinding[];
  readonly settings: TektonSettings;
}

/** Pods that do nothing: where they are, the tasks go that use the same claims. */
export function assistants(setting: AssistantSetting): readonly KubeObject[] {
  const { run, bindings, settings } = setting;
  const coschedule = coscheduleOf(settings);
  if (coschedule === 'disabled') return [];
  if (coschedule !== 'workspaces') {
    const templates = (run.spec?.workspaces ?? []).filter((binding) => binding.volumeClaimTemplate !== undefined);
    const given = (run.spec?.workspaces ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim ?? []);
    const claims = given.map(({ claimName: name }) => name);
    return [assistant(setting, assistantName(run, ''), claims, templates)];
  }
  // Two workspaces that are bound to one claim share an assistant.
  const byClaim = new Map(
    bindings.flatMap(({ name, persistentVolumeClaim }) =>
      persistentVolumeClaim === undefined ? [] : [[persistentVolumeClaim.claimName, name] as const],
    ),
  );
  return [...byClaim].map(([claim, workspace]) => assistant(setting, assistantName(run, workspace), [claim], []));
}

function assistant(
  { run, labels, settings }: AssistantSetting,
  name: string,
  claims: readonly string[],
  templates: readonly WorkspaceBinding[],
): KubeObject {
  const all = {
    ...labels,
    [label.pipelineRun]: run.metadata.name ?? '',
    ...COMPONENT,
    'app.kubernetes.io/instance': name,
  };
  const own = run.spec?.taskRunTemplate;
  const template: PodTemplate & { readonly serviceAccountName?: string } = {
    ...settings.assistantTemplate,
    ...own?.podTemplate,
  };
  const { nodeSelector, tolerations, imagePullSecrets, securityContext, priorityClassName } = template;
  const resources = { cpu: '50m', memory: '100Mi' };
  const claimTemplates = templates.map((binding) => ({
    ...binding.volumeClaimTemplate,
    metadata: { ...binding.volumeClaimTemplate?.metadata, name: claimName(run, binding) },
  }));
  const mounts = claimTemplates.map(({ metadata }) => ({ name: metadata.name, mountPath: metadata.name }));
  return {
    apiVersion: kubernetes.StatefulSet.apiVersion,
    kind: kubernetes.StatefulSet.kind,
    metadata: { name, namespace: run.metadata.namespace, labels: all, ownerReferences: [controllerReference(run)] },
    spec: {
      replicas: 1,
      serviceName: '',
      selector: { matchLabels: all },
      ...(claimTemplates.length === 0 ? {} : { volumeClaimTemplates: claimTemplates }),
      template: {
        metadata: { labels: all },
        spec: {
          ...present({ nodeSelector, tolerations, imagePullSecrets, securityContext, priorityClassName }),
          serviceAccountName: template.serviceAccountName || own?.serviceAccountName,
          volumes:
            claims.length === 0
              ? undefined
              : claims.map((claim, index) => ({
                  name: `workspace-${index}`,
                  persistentVolumeClaim: { claimName: claim },
                })),
          affinity: affinityOf(own?.podTemplate, coscheduleOf(settings)),
          containers: [
            {
              name: 'affinity-assistant',
              image: images.nop,
              args: ['tekton_run_indefinitely'],
              resources: { requests: resources, limits: resources },
              ...(mounts.length === 0 ? {} : { volumeMounts: mounts }),
              securityContext: {},
            },
          ],
        },
      },
    },
  };
}

const HEAVY = 100;
const APART = 'preferredDuringSchedulingIgnoredDuringExecution';
const FAR_APART = 'requiredDuringSchedulingIgnoredDuringExecution';

interface Affinity {
  readonly podAntiAffinity?: {
    readonly [APART]?: readonly object[];
    readonly [FAR_APART]?: readonly object[];
  };
}

/** Assistants keep away from each other, besides what the run's pods are told. */
function affinityOf(template: PodTemplate | undefined, coschedule: Coschedule): object {
  const { podAntiAffinity, ...affinity } = (template?.affinity ?? {}) as Affinity;
  const term = { labelSelector: { matchLabels: COMPONENT }, topologyKey: 'kubernetes.io/hostname' };
  const apart =
    coschedule === 'isolate-pipelinerun'
      ? { [FAR_APART]: [...(podAntiAffinity?.[FAR_APART] ?? []), term] }
      : { [APART]: [...(podAntiAffinity?.[APART] ?? []), { weight: HEAVY, podAffinityTerm: term }] };
  return { ...affinity, podAntiAffinity: { ...podAntiAffinity, ...apart } };
}

function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
