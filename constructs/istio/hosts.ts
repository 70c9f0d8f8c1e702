import type { Lowering } from '../base/resource';

/** Domain of a cluster that nobody changed. */
export const CLUSTER_DOMAIN = 'cluster.local';

/** A service of the cluster: a `KnativeService`, or anything else that has the name of one. */
export interface IMeshService {
  readonly name: string;
  readonly namespace?: string | undefined;
}

/** Something that the mesh knows by a host of its own, such as a `ServiceEntry`. */
export interface IMeshHost {
  /** The host. */
  readonly host: string;
}

/** Where requests go: a service, what has a host, or the host itself. */
export type MeshHost = string | IMeshService | IMeshHost;

/** The host by which the mesh knows it. */
export function hostOf(target: MeshHost, lowering: Lowering, path: string): string {
  if (typeof target === 'string') return target;
  return 'host' in target ? target.host : serviceHost(target, lowering, path);
}

/** The host of a service of the cluster. */
export function serviceHost(
  { name, namespace = undefined }: IMeshService,
  lowering: Lowering,
  path: string,
  domain: string = CLUSTER_DOMAIN,
): string {
  const of = namespace ?? lowering.namespace;
  if (of === undefined)
    lowering.refuse(
      'namespace',
      path,
      `service "${name}" has no namespace`,
      'give the chart or the service a namespace',
    );
  return `${name}.${of}.svc.${domain}`;
}
