import type { ConfigSettings } from '../../api/config/key';
import type { KubeObject } from '../../api/meta/v1';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A ConfigMap with other texts. `_example` and its checksum stay as they are shipped: the webhook refuses a ConfigMap in
 * which they do not fit.
 */
export function withData(object: KubeObject, data: ConfigSettings): KubeObject {
  if (Object.keys(data).length === 0) return object;
  return { ...object, data: { ...dataOf(object), ...data } } as KubeObject;
}

/** The texts of a ConfigMap. */
export function dataOf(object: KubeObject): ConfigSettings {
  return (object as { readonly data?: ConfigSettings }).data ?? {};
}

/** What the Service before a gateway is to be. */
export interface ServiceChange {
  readonly serviceType?: string;
  readonly httpPort?: number;
  readonly httpsPort?: number;
  readonly loadBalancerIP?: string;
  readonly loadBalancerClass?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface ServicePort {
  readonly port: number;
  readonly nodePort?: number;
}

interface ServiceSpec extends Fields {
  readonly type?: string;
  readonly ports?: readonly ServicePort[];
}

/** What only a Service of a load balancer may have. */
const OF_LOAD_BALANCERS = [
  'loadBalancerIP',
  'loadBalancerClass',
  'allocateLoadBalancerNodePorts',
  'healthCheckNodePort',
];

/** A Service of another type, without what its new type can't have. */
export function withServiceType(object: KubeObject, change: ServiceChange): KubeObject {
  const { serviceType, httpPort, httpsPort, loadBalancerIP, loadBalancerClass, annotations } = change;
  const { ports = [], ...spec } = object.spec as ServiceSpec;
  const type = serviceType ?? spec.type;
  const kept = Object.entries(spec).filter(([name]) => type === 'LoadBalancer' || !OF_LOAD_BALANCERS.includes(name));
  const nodePorts: Readonly<Record<number, number | undefined>> = { 80: httpPort, 443: httpsPort };
  const changed = ports.map(({ nodePort, ...port }) => {
    const chosen = type === 'ClusterIP' ? undefined : (nodePorts[port.port] ?? nodePort);
    return chosen === undefined ? port : { ...port, nodePort: chosen };
  });
  const metadata = annotations && {
    ...object.metadata,
    annotations: { ...object.metadata.annotations, ...annotations },
  };
  return {
    ...object,
    ...(metadata && { metadata }),
    spec: {
      ...Object.fromEntries(kept),
      ...(type !== undefined && { type }),
      ...(loadBalancerIP !== undefined && { loadBalancerIP }),
      ...(loadBalancerClass !== undefined && { loadBalancerClass }),
      ports: changed,
    },
  };
}

/** The object with these labels besides its own. */
export function withLabels(object: KubeObject, labels: Readonly<Record<string, string>>): KubeObject {
  return { ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, ...labels } } };
}

/** An object whose pods are other ones: the selector of a Gateway or of a Service. */
export function withSelector(object: KubeObject, selector: Readonly<Record<string, string>>): KubeObject {
  return { ...object, spec: { ...(object.spec as Fields), selector } };
}

interface Container extends Fields {
  readonly env?: readonly { readonly name: string }[];
}

/** A workload each of whose containers has this environment variable, in place of one of that name. */
export function withVariable(object: KubeObject, name: string, value: string): KubeObject {
  const { template, ...spec } = object.spec as { readonly template: { readonly spec: Fields } } & Fields;
  const containers = (template.spec['containers'] as readonly Container[]).map((container) => ({
    ...container,
    env: [...(container.env ?? []).filter((one) => one.name !== name), { name, value }],
  }));
  return { ...object, spec: { ...spec, template: { ...template, spec: { ...template.spec, containers } } } };
}

/** Whether an object runs pods. */
export function isWorkload({ kind, apiVersion }: KubeObject): boolean {
  const group = apiVersion.split('/')[0];
  return (
    (group === 'apps' && ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind)) ||
    (group === 'batch' && kind === 'Job')
  );
}
