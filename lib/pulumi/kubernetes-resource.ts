import * as kubernetes from '@pulumi/kubernetes';
import type { CustomResource, CustomResourceOptions, Output } from '@pulumi/pulumi';
import { groupOf } from '../graph/object-ref';

/** A resource of Pulumi that is an object of the cluster. */
export interface KubernetesResource extends CustomResource {
  /** What the cluster says of the object; undefined for kinds that have no status. */
  readonly status?: Output<unknown>;
}

type ResourceClass = new (name: string, args: object, options: CustomResourceOptions) => KubernetesResource;

/** Kinds of Kubernetes itself by group, version and name, as the SDK has a class for each. */
type KindsOfGroup = Readonly<Record<string, Readonly<Record<string, ResourceClass>>>>;

/** A resource for an object: of the SDK's own class for kinds of Kubernetes itself, else a CustomResource. */
export function kubernetesResource(
  args: Readonly<Record<string, unknown>>,
  name: string,
  options: CustomResourceOptions,
): KubernetesResource {
  const typed = typedClass(String(args.apiVersion), String(args.kind));
  if (typed !== undefined) return new typed(name, args, options);
  // Only what is given as an input becomes an output, be it undefined.
  const given = { status: undefined, ...args } as unknown as kubernetes.apiextensions.CustomResourceArgs;
  return new kubernetes.apiextensions.CustomResource(name, given, options);
}

/** The type of a resource for objects of a kind, as Pulumi writes it. */
export function resourceType(apiVersion: string, kind: string): string {
  return `kubernetes:${groupOf(apiVersion) === '' ? `core/${apiVersion}` : apiVersion}:${kind}`;
}

function typedClass(apiVersion: string, kind: string): ResourceClass | undefined {
  const group = groupOf(apiVersion);
  if (!isKubernetesOwn(group)) return undefined;
  const folder = group === '' ? 'core' : group.split('.', 1)[0]!;
  const groups = kubernetes as unknown as Readonly<Record<string, KindsOfGroup | undefined>>;
  return groups[folder]?.[apiVersion.slice(apiVersion.indexOf('/') + 1)]?.[kind];
}

/** `apps`, `rbac.authorization.k8s.io` and the like; not groups that extend Kubernetes, such as `gateway.networking.k8s.io`. */
function isKubernetesOwn(group: string): boolean {
  return !group.includes('.') || /^[a-z]+(\.authorization|\.apiserver)?\.k8s\.io$/.test(group);
}
