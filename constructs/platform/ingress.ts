import { ingressConfigMaps } from '../../lib/api/config/config-maps';
import { brand } from '../base/brand';
import { fromOptions, type Refusing } from '../base/known-props';
import type { GatewayApiSettings, IstioSettings, KourierSettings } from '../config/generated/settings';
import { settingsData } from '../config/settings-data';

/** How the Service before a gateway is reached. */
export type ServiceType = 'LoadBalancer' | 'NodePort' | 'ClusterIP';

/** The Service before a gateway's pods. */
export interface GatewayServiceOptions {
  /** How it is reached: from a load balancer, at every node, or within the cluster only. @default 'LoadBalancer' */
  readonly serviceType?: ServiceType;
  /** Port of the nodes for HTTP, 30000 to 32767; needs `NodePort`. @default - Kubernetes chooses */
  readonly httpPort?: number;
  /** Port of the nodes for HTTPS, 30000 to 32767; needs `NodePort`. @default - Kubernetes chooses */
  readonly httpsPort?: number;
  /** Address that the load balancer is to have; needs `LoadBalancer`. @default - the load balancer chooses */
  readonly loadBalancerIP?: string;
  /** Which load balancer; needs `LoadBalancer`. @default - the cluster's */
  readonly loadBalancerClass?: string;
  /** Annotations of the Service, such as a cloud reads. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A gateway of Istio that is there already, or is called otherwise. */
export interface IstioGatewayPods {
  /** Name of the Service before the pods. @default 'istio-ingressgateway' */
  readonly service?: string;
  /** Namespace of the Service and of the pods. @default 'istio-system' */
  readonly namespace?: string;
  /** Labels of the pods. @default - istio: ingressgateway */
  readonly selector?: Readonly<Record<string, string>>;
}

/** Routes by Istio. */
export interface IstioIngressOptions extends GatewayServiceOptions {
  /** Whether Istio is installed too; not where the cluster has one. @default - true, but by operators nobody installs it */
  readonly install?: boolean;
  /** Which pods of Istio serve, where it was installed in another way. @default - those of Istio's own release */
  readonly gateway?: IstioGatewayPods;
  /** Name of the Service for hosts inside the cluster. @default 'knative-local-gateway' */
  readonly localGateway?: string;
  /** Gateways in place of those that Knative ships. @default - knative-ingress-gateway and knative-local-gateway */
  readonly settings?: IstioSettings;
}

/** Routes by Kourier. */
export interface KourierIngressOptions extends GatewayServiceOptions {
  /** Settings of Kourier. @default - as shipped */
  readonly settings?: KourierSettings;
}

/** Routes by the Gateway API. */
export interface GatewayApiIngressOptions {
  /** Whether the kinds of the Gateway API are installed too. @default - true, but by operators nobody installs them */
  readonly install?: boolean;
  /** The Gateways that serve. */
  readonly settings: GatewayApiSettings;
}

type IngressKind = keyof typeof ingressConfigMaps;

/** Who serves the routes of services. Made by one of its methods. */
export class Ingress {
  /** Istio: a gateway, and a mesh on request. Installs Istio unless told not to. */
  public static istio(given: IstioIngressOptions = {}): Ingress {
    return fromOptions('Ingress.istio', given, (options, by) => {
      const { install, gateway, localGateway = LOCAL_GATEWAY, settings = {} } = options;
      const service = serviceOf(options, by);
      if (install === false && Object.keys(service).length > 0) {
        by.refuse('exclusive', 'serviceType', 'the Service is not installed', 'leave it out, or install Istio');
      }
      const { service: name = 'istio-ingressgateway', namespace = 'istio-system', selector } = gateway ?? {};
      const data = settingsData(ingressConfigMaps.istio, settings, 'settings', by);
      const pods = { name, namespace, selector: { ...(selector ?? { istio: 'ingressgateway' }) } };
      return new Ingress('istio', {
        service,
        data: { ...gatewayData(pods, localGateway), ...data },
        install,
        pods,
        localGateway,
      });
    });
  }

  /** Kourier: a gateway and nothing else, of little memory. */
  public static kourier(given: KourierIngressOptions = {}): Ingress {
    return fromOptions('Ingress.kourier', given, (options, by) => {
      const data = settingsData(ingressConfigMaps.kourier, options.settings ?? {}, 'settings', by);
      return new Ingress('kourier', { service: serviceOf(options, by), data });
    });
  }

  /** The Gateway API: an implementation of it must be on the cluster, with a Gateway for each sort of host. */
  public static gatewayApi(given: GatewayApiIngressOptions): Ingress {
    return fromOptions('Ingress.gatewayApi', given, (options, by) => {
      const { install, settings } = options;
      const data = settingsData(ingressConfigMaps['gateway-api'], settings, 'settings', by);
      return new Ingress('gateway-api', { service: {}, data, install });
    });
  }

  private constructor(
    /** Which one it is. */
    public readonly kind: IngressKind,
    /** What it needs. */
    public readonly needs: IngressNeeds,
  ) {
    brand(this, 'Value');
  }
}

/** What an ingress makes of its options. */
export interface IngressNeeds {
  readonly service: GatewayServiceOptions;
  /** Texts of its ConfigMap. */
  readonly data: Readonly<Record<string, string>>;
  /** Whether what it runs on is installed too; undefined where the program does not say. */
  readonly install?: boolean;
  /** The pods of Istio that serve. */
  readonly pods?: {
    readonly name: string;
    readonly namespace: string;
    readonly selector: Readonly<Record<string, string>>;
  };
  readonly localGateway?: string;
}

export const LOCAL_GATEWAY = 'knative-local-gateway';

/** `config-istio`, where the gateways are others than those that Knative takes for given. */
function gatewayData(pods: NonNullable<IngressNeeds['pods']>, local: string): Record<string, string> {
  const isShipped =
    pods.name === 'istio-ingressgateway' && pods.namespace === 'istio-system' && local === LOCAL_GATEWAY;
  if (isShipped) return {};
  const entry = (name: string, service: string) =>
    `- name: ${name}\n  namespace: knative-serving\n  service: ${service}.${pods.namespace}.svc.cluster.local\n`;
  return {
    'external-gateways': entry('knative-ingress-gateway', pods.name),
    'local-gateways': entry(LOCAL_GATEWAY, local),
  };
}

const NODE_PORTS = { from: 30000, to: 32767 };

function serviceOf(options: GatewayServiceOptions, by: Refusing): GatewayServiceOptions {
  const { serviceType, httpPort, httpsPort, loadBalancerIP, loadBalancerClass, annotations } = options;
  const type = serviceType ?? 'LoadBalancer';
  if (!['LoadBalancer', 'NodePort', 'ClusterIP'].includes(type)) {
    by.refuse('value', 'serviceType', `there is no type "${type}"`, 'write LoadBalancer, NodePort or ClusterIP');
  }
  const needs = (need: ServiceType, given: Readonly<Record<string, unknown>>) => {
    const name = Object.keys(given).find((each) => given[each] !== undefined);
    if (name !== undefined && type !== need) {
      by.refuse('exclusive', name, `a Service of type ${type} has none`, `set serviceType to ${need}, or leave it out`);
    }
  };
  needs('NodePort', { httpPort, httpsPort });
  needs('LoadBalancer', { loadBalancerIP, loadBalancerClass });
  for (const [name, port] of Object.entries({ httpPort, httpsPort })) {
    if (port === undefined || (Number.isInteger(port) && port >= NODE_PORTS.from && port <= NODE_PORTS.to)) continue;
    by.refuse('value', name, `${port} is no port of nodes`, `write ${NODE_PORTS.from} to ${NODE_PORTS.to}`);
  }
  const given = { serviceType, httpPort, httpsPort, loadBalancerIP, loadBalancerClass, annotations };
  const copy = annotations && { annotations: { ...annotations } };
  return Object.fromEntries(Object.entries({ ...given, ...copy }).filter(([, value]) => value !== undefined));
}
