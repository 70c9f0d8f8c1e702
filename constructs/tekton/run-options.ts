import type { PodTemplate } from '../../lib/api/tekton/v1/pod-template';
import { type INamed, nameOf } from '../kubernetes/named';
import { lowerResources, type Resources } from '../pod/resources';
import { TASK_USER } from './security';
import { type BindingInput, isOnClaim } from './workspace-binding';

/** What the pods of a run have besides the containers of its task. */
export interface PodOptions {
  /** Account that the pods act as; its Secrets are the credentials of the steps. @default - as Tekton's config-defaults say: `default` */
  readonly serviceAccount?: string | INamed;
  /** Everything else that is said of the pods. @default - with claimed storage, an `fsGroup` that lets steps write to it */
  readonly podTemplate?: PodTemplate;
}

/** What single containers of a task need, by the name of the step or the sidecar. */
export interface ContainerResourceOptions {
  /** What steps need, and may not exceed, in place of what the task says. @default - as the task says */
  readonly stepResources?: Readonly<Record<string, Resources>>;
  /** What sidecars need, and may not exceed, in place of what the task says. @default - as the task says */
  readonly sidecarResources?: Readonly<Record<string, Resources>>;
  /** What all steps together need; not together with requests of single steps. @default - what the steps say */
  readonly resources?: Resources;
}

export function lowerContainerResources({ stepResources, sidecarResources, resources }: ContainerResourceOptions) {
  return {
    stepSpecs: byContainer(stepResources),
    sidecarSpecs: byContainer(sidecarResources),
    computeResources: lowerResources(resources),
  };
}

function byContainer(resources: Readonly<Record<string, Resources>> | undefined) {
  return (
    resources &&
    Object.entries(resources).map(([name, each]) => ({ name, computeResources: lowerResources(each) ?? {} }))
  );
}

export function accountName(account: string | INamed | undefined): string | undefined {
  return account === undefined ? undefined : nameOf(account);
}

/** The pods' template. Steps run as nobody: storage that is claimed must let their group write. */
export function podTemplateFor(
  given: PodTemplate | undefined,
  bindings: Readonly<Record<string, BindingInput | undefined>> = {},
): PodTemplate | undefined {
  const needsGroup = Object.values(bindings).some((binding) => binding !== undefined && isOnClaim(binding));
  if (!needsGroup || given?.securityContext !== undefined) return given;
  return { ...given, securityContext: { fsGroup: TASK_USER } };
}
