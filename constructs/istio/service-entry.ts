import type { Construct } from 'constructs';
import {
  ServiceEntry as kind,
  type ServiceEntryEndpoint,
  type ServiceEntryPort,
  type ServiceEntrySpec,
} from '../../lib/api/istio/networking/v1/service-entry';
import { type Lowering, Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import type { IMeshHost } from './hosts';

/** A service that the mesh is told of. */
export interface ServiceEntryProps extends ResourceProps {
  /** Names of the service, as `api.example.com` or `*.example.com`. */
  readonly hosts: readonly string[];
  /** Its ports: as the object has them, or numbers; 80 is HTTP, 443 is TLS, any other is TCP. @default [443] */
  readonly ports?: readonly (number | ServiceEntryPort)[];
  /** Whether the service is outside of the mesh. @default 'MESH_EXTERNAL' */
  readonly location?: ServiceEntrySpec['location'];
  /** How its endpoints are found. @default - by DNS; for wildcards not at all: the address that the client asked for */
  readonly resolution?: ServiceEntrySpec['resolution'];
  /** Addresses that stand for the service, each an IP or a CIDR. @default - none */
  readonly addresses?: readonly string[];
  /** Places that serve the hosts. @default - the hosts themselves */
  readonly endpoints?: readonly ServiceEntryEndpoint[];
  /** Labels of Pods that serve the hosts, in place of `endpoints`. @default - none */
  readonly selector?: Readonly<Record<string, string>>;
  /** Namespaces that see the entry: `.` is its own, `*` all. @default - as the mesh has it: all */
  readonly exportTo?: readonly string[];
  /** Names of which the server's certificate must have one. @default - not looked at */
  readonly subjectAltNames?: readonly string[];
}

/**
 * Tells the mesh of a service that Kubernetes doesn't know: most often one outside of the cluster, which a mesh that lets
 * out only what it knows would not let its Pods reach.
 *
 * Becomes: one ServiceEntry. With hosts alone it is a way out: MESH_EXTERNAL, TLS at port 443, found by DNS.
 * @example
 * new ServiceEntry(chart, 'payments', { hosts: ['api.payments.example.com'] });
 */
export class ServiceEntry extends Resource<ServiceEntrySpec> implements IMeshHost {
  /** The first of the hosts. */
  public readonly host: string;

  public constructor(scope: Construct, id: string, given: ServiceEntryProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({ spec: specOf(props, lowering) }));
    this.host = props.hosts[0] ?? '';
  }
}

function specOf(props: ServiceEntryProps, lowering: Lowering): ServiceEntrySpec {
  const { hosts, ports = [443], location = 'MESH_EXTERNAL', selector } = props;
  const isAnyWildcard = lowering.list('hosts', hosts).some((host) => host.startsWith('*'));
  return {
    hosts,
    ports: ports.map((port) => (typeof port === 'object' ? port : portOf(port))),
    location,
    resolution: props.resolution ?? (isAnyWildcard ? 'NONE' : 'DNS'),
    addresses: props.addresses,
    endpoints: props.endpoints,
    workloadSelector: selector && { labels: selector },
    exportTo: props.exportTo,
    subjectAltNames: props.subjectAltNames,
  };
}

/** What is mostly spoken at a port. */
function portOf(number: number): ServiceEntryPort {
  if (number === 80) return { number, name: 'http', protocol: 'HTTP' };
  if (number === 443) return { number, name: 'tls', protocol: 'TLS' };
  return { number, name: `tcp-${number}`, protocol: 'TCP' };
}
